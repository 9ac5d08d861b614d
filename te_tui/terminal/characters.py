"""Whether a terminal can show Unicode, judged by the locale."""

from __future__ import annotations

from collections.abc import Mapping

_PLAIN = frozenset({"C", "POSIX"})
# Where the locale says C, Python sets LC_CTYPE to one of these before anybody can look (PEP 538).
_COERCED = frozenset({"C.UTF-8", "C.utf8", "UTF-8"})


def only_ascii(environment: Mapping[str, str], encoding: str) -> bool:
    """Whether the terminal can show only ASCII.

    Without a locale in the environment, Unicode is assumed.

    Args:
        environment: has the locale in LC_ALL, LC_CTYPE or LANG.
        encoding: the encoding of the output to the terminal.
    """
    try:
        "▸●│╭▁".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return True
    if environment.get("LC_ALL"):
        return environment["LC_ALL"] in _PLAIN
    said = environment.get("LC_CTYPE", "")
    if not said or said in _COERCED:
        said = environment.get("LANG", "") or said
    return said in _PLAIN
