"""The settings file: profiles as TOML, without secrets."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from te_tui.files.encoding import is_utf16
from te_tui.files.private import FileTrouble, read_private, write_private
from te_tui.settings.profile import DEFAULT, STORES, Profile
from te_tui.settings.toml import to_toml

_LARGEST: Final = 1_000_000  # bytes
_DEEPEST: Final = 20
_WHOLE: Final = range(-(2**63), 2**63)
_SHORTEST_TOKEN: Final = 8  # characters; a shorter name may be repeated, because it is none
_TOO_DEEP: Final = f"values are nested more than {_DEEPEST} deep"
_TOO_LARGE: Final = "it holds a number of more than 64 bits"
# What the parser says without repeating anything of the file.
_WORDS: Final = re.compile(r'(?:[A-Za-z /-]|"=")+')
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


class UnknownProfile(Exception):
    """Raised if no profile has the wanted name; the message lists all profiles."""


class Settings(NamedTuple):
    """Profiles by name, and the explorer's theme and keys.

    Attributes:
        theme: The name of the chosen theme; None: light or dark like the terminal.
        keys: The keyboard keys that the user has changed, as written in the file, by the action's id.
        others: Entries of the file that te-tui does not know; they are kept.
    """

    profiles: Mapping[str, Profile] = MappingProxyType({})
    theme: str | None = None
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    others: Mapping[str, Any] = MappingProxyType({})

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all profiles, the default one first."""
        return tuple(dict.fromkeys((DEFAULT, *self.profiles)))

    def profile(self, name: str) -> Profile:
        """The profile with this name; the default profile always exists.

        Raises:
            UnknownProfile: there is no profile with this name.
        """
        if name not in self.names:
            raise UnknownProfile(
                f'There is no profile "{name}"; there are: {", ".join(self.names)}. '
                f"Make it with te-tui login --profile {name}."
            )
        return self.profiles.get(name, Profile(name))

    def with_profile(self, profile: Profile) -> Settings:
        """A copy of the settings with this profile added; a profile of the same name is replaced."""
        return self._replace(profiles={**self.profiles, profile.name: profile})


def load_settings(path: Path) -> Settings:
    """Read the settings from a file; empty settings if there is no file.

    Raises:
        FileTrouble: the file cannot be read, or is damaged; the message names the line if it is known.
    """
    content = read_private(path, at_most=_LARGEST, only_own=True)
    if content is None:
        return Settings()
    import tomllib

    if is_utf16(content):
        raise FileTrouble("read", path, "it is UTF-16, not UTF-8")
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        others = tomllib.loads(content.decode())
        _check_values(others)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileTrouble("read", path, f"line {line} is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise FileTrouble("read", path, _where(str(error), content)) from None
    except RecursionError:
        raise FileTrouble("read", path, _TOO_DEEP) from None
    except ValueError as error:
        why = str(error) if isinstance(error, _Unusable) else _TOO_LARGE
        raise FileTrouble("read", path, why) from None
    tables, theme, keys = others.pop("profiles", {}), others.pop("theme", None), others.pop("keys", {})
    try:
        return Settings(_profiles(tables), _theme(theme), _keys(keys), others)
    except _WrongKey as wrong:
        raise FileTrouble("read", path, f"line {_line_of(wrong.path, content)}: {wrong}") from None


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings to a file, including the entries that te-tui does not know.

    Raises:
        FileTrouble: the file cannot be written.
    """
    tables = {name: _as_table(profile) for name, profile in settings.profiles.items()}
    theme = {} if settings.theme is None else {"theme": settings.theme}
    keys = {name: one[0] if len(one) == 1 else list(one) for name, one in settings.keys.items()}
    chosen = theme | ({"keys": keys} if keys else {})
    write_private(path, to_toml({**settings.others, **chosen, "profiles": tables}).encode())


class _Unusable(ValueError):
    """Raised if the file has a value that cannot be written as TOML again, so that saving would lose it."""


def _check_values(table: dict[str, Any]) -> None:
    """Raise `_Unusable` if values are nested too deeply, or if an integer exceeds TOML's 64 bits."""
    values: list[Any] = [table]
    for _ in range(_DEEPEST):
        if any(type(value) is int and value not in _WHOLE for value in values):
            raise _Unusable(_TOO_LARGE)
        values = [inner for value in values for inner in _inside(value)]
    if values:
        raise _Unusable(_TOO_DEEP)


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


class _WrongKey(Exception):
    """Raised for an invalid entry; the message never holds its value, or a name that may be a token."""

    def __init__(self, wanted: str, *path: str) -> None:
        name = (
            path[-1]
            if path[-1] in {"profiles", "theme", "keys", *_KINDS} or len(path[-1]) < _SHORTEST_TOKEN
            else "an action"
            if path[0] == "keys"
            else "a profile"
        )
        super().__init__(f"{name} is not {wanted}")
        self.path = path


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable()


def is_user(value: Any) -> bool:
    """Whether a value can be a profile's login name: printable, not blank, and without a colon."""
    return _is_text(value) and bool(value.strip()) and ":" not in value


_KINDS: Final[Mapping[str, tuple[str, Callable[[Any], bool]]]] = {
    "base_url": ("a text", _is_text),
    "aid": ("a text", _is_text),
    "read_only": ("true or false", lambda value: isinstance(value, bool)),
    "store": (f"one of {', '.join(STORES)}", lambda value: value in STORES),
    "token_command": ("a text", _is_text),
    "vendor": ("a text", _is_text),
    "user": ("a text without a colon", is_user),
}
"""The rule of each key of a profile, in words and as a test."""


def _theme(value: Any) -> str | None:
    if value is None:
        return None
    if not _is_text(value):
        raise _WrongKey("a text", "theme")
    return str(value)


def _keys(table: Any) -> dict[str, tuple[str, ...]]:
    """Read the keyboard keys of each action from the table `[keys]`: a text is one key, a list several."""
    if not isinstance(table, dict):
        raise _WrongKey("a table", "keys")
    for name, value in table.items():
        if not (_is_text(value) or (isinstance(value, list) and all(map(_is_text, value)))):
            raise _WrongKey("a key or a list of keys", "keys", name)
    return {name: (value,) if isinstance(value, str) else tuple(value) for name, value in table.items()}


def _profiles(tables: Any) -> dict[str, Profile]:
    if not isinstance(tables, dict):
        raise _WrongKey("a table", "profiles")
    return {name: _profile(name, table) for name, table in tables.items()}


def _profile(name: str, table: Any) -> Profile:
    if not isinstance(table, dict):
        raise _WrongKey("a table", name)
    if not name.isprintable():
        raise _WrongKey("a name that can be printed", name)
    for key, (wanted, fits) in _KINDS.items():
        if key in table and not fits(table[key]):
            raise _WrongKey(wanted, name, key)
    known = {key: table[key] for key in _KINDS if key in table}
    return Profile(name, **known, others={key: table[key] for key in table if key not in _KINDS})


def _as_table(profile: Profile) -> dict[str, Any]:
    known = {
        "base_url": profile.base_url,
        "aid": profile.aid,
        "read_only": profile.read_only or None,
        "store": profile.store,
        "token_command": profile.token_command,
        "vendor": profile.vendor,
        "user": profile.user,
    }
    return {key: value for key, value in known.items() if value is not None} | dict(profile.others)


def _where(said: str, content: bytes) -> str:
    """Turn the TOML parser's error into a message that names the line and contains no text of the file."""
    place = _AT_LINE.search(said)
    line = place[1] if place else len(content.splitlines())
    said = said[: place.start()] if place else said.removesuffix(" (at end of document)")
    return f"line {line}: {said if _WORDS.fullmatch(said) else 'this is not TOML'}"


def _line_of(path: tuple[str, ...], content: bytes) -> int:
    """The line number of the last key of `path`; each key is searched from the previous key's line on."""
    lines = content.decode().splitlines()
    found = 0
    for key in path:
        found = next((n for n, line in enumerate(lines) if n >= found and key in line), found)
    return found + 1
