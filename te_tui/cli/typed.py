"""Reading standard input as lines of bytes."""

from __future__ import annotations

import codecs
import sys

from te_tui.cli.exits import WrongUsage


def typed_lines() -> list[bytes]:
    """Read all lines of standard input, without a byte order mark.

    Raises:
        WrongUsage: the input is UTF-16 or UTF-32, as some editors and shells on Windows write.
    """
    if sys.stdin is None:
        return []
    # Bytes where there are any: what they are is not for the locale to say.
    binary = getattr(sys.stdin, "buffer", None)
    content: bytes = binary.read() if binary is not None else sys.stdin.read().encode()
    content = content.removeprefix(codecs.BOM_UTF8)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content[:4]:
        raise WrongUsage("Standard input is UTF-16, not UTF-8: save it as UTF-8.")
    return content.splitlines()
