"""The names of keys, as people write them and as Textual does: `/` is `slash`, `?` is `question_mark`."""

from __future__ import annotations

import re
import unicodedata
from string import punctuation
from typing import Final

_NAMED: Final = frozenset(
    (
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"),
        *("enter", "escape", "space", "tab", "backspace"),
        *(f"f{number}" for number in range(1, 25)),
    )
)
_OTHER_NAMES: Final = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Textual's names for what Unicode calls otherwise."""

_WITH_CONTROL: Final = re.compile(
    r"ctrl\+([a-z@^_\\\]]|(shift\+)?(up|down|left|right|home|end|pageup|pagedown))"
)
_WITH_SHIFT: Final = re.compile(r"shift\+(up|down|left|right|home|end|tab|f[0-9]+)")
_ALIASES: Final = {"esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "del": "delete"}


class UnknownKey(ValueError):
    """Error: no key has this name."""


def key_named(text: str) -> str:
    """Textual's name of a key in the settings: a character such as `/`, or `ctrl+e`, `f5`, `pgdn`.

    Raises:
        UnknownKey: no key of a terminal has this name.
    """
    if len(text) == 1 and text.isprintable():
        return "space" if text == " " else _name_of(text)
    name = _ALIASES.get(text.lower(), text.lower())
    if name in _NAMED or _WITH_CONTROL.fullmatch(name) or _WITH_SHIFT.fullmatch(name):
        return name
    if name in _SIGNS:
        return name
    raise UnknownKey(text)


def sign_of(key: str) -> str:
    """How to show a key to people, from its Textual name: `slash` as `/`; `escape` and the like unchanged."""
    return key if key in _NAMED else _sign_of(key) or key


def _name_of(sign: str) -> str:
    if sign.isalnum():
        return sign
    name = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    return _OTHER_NAMES.get(name, name)


def _sign_of(name: str) -> str:
    """The character that Textual calls by this name, `/` for `slash`; empty if there is none."""
    return name if len(name) == 1 else _SIGNS.get(name, "")


_SIGNS: Final = {_name_of(sign): sign for sign in punctuation}
