"""Pens, which are the colours and attributes of characters, and the control sequences (SGR) for them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

RESET: Final = "\x1b[m"

_OFF: Final = {
    "1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "6": "25", "7": "27", "8": "28",
    "9": "29", "51": "54", "52": "54", "53": "55",
}  # fmt: skip
"""The codes that switch attributes off; some are switched off together."""

_REVERSE: Final = "7"
_SEEN_ON_SPACES: Final = frozenset({"4", "5", "6", _REVERSE, "9", "21", "51", "52", "53"})
_COLOUR_LENGTHS: Final = {"38:2": 5, "48:2": 5, "38:5": 3, "48:5": 3}
"""Numbers of a colour that takes more than one, `38;2;R;G;B` or `38;5;N`, by the first two."""

_FOREGROUND: Final = re.compile(r"3[0-79]|9[0-7]|38;2(;\d+){3}|38;5;\d+")
_BACKGROUND: Final = re.compile(r"4[0-79]|10[0-7]|48;2(;\d+){3}|48;5;\d+")


class UnknownPen(ValueError):
    """A sequence asks for an attribute or colour that `Pen` does not have."""


class Pen(NamedTuple):
    """Attributes and colours of a character, as SGR numbers; an empty colour is the terminal's default."""

    attributes: frozenset[str] = frozenset()
    foreground: str = ""
    background: str = ""

    @property
    def marks_spaces(self) -> bool:
        """Whether an attribute, such as underline or reverse, shows on a space."""
        return not self.attributes.isdisjoint(_SEEN_ON_SPACES)

    @property
    def on_space(self) -> Pen:
        """The pen with the fewest attributes and colours that draws a space in the same way."""
        if not self.marks_spaces:
            return Pen(background=self.background)
        return self._replace(background="") if self._fills_spaces else self

    @property
    def _fills_spaces(self) -> bool:
        """Whether a space is all in the foreground colour, because only reverse is visible on it."""
        return self.attributes & _SEEN_ON_SPACES == {_REVERSE}


PLAIN: Final = Pen()


@lru_cache(maxsize=4096)
def dipped(pen: Pen, sgr: str) -> Pen:
    """The pen after an SGR sequence; `sgr` is its numbers, such as `1;38;5;12`.

    Raises:
        UnknownPen: for numbers other than the usual ones of ECMA-48 and xterm.
    """
    numbers = sgr.split(";")
    while numbers:
        length = _COLOUR_LENGTHS.get(":".join(numbers[:2]), 1)
        pen = _dipped(pen, ";".join(numbers[:length]))
        del numbers[:length]
    return pen


def _dipped(pen: Pen, asked: str) -> Pen:
    if asked in {"", "0"}:
        return PLAIN
    if asked in _OFF:
        return pen._replace(attributes=pen.attributes | {asked})
    if _FOREGROUND.fullmatch(asked):
        return pen._replace(foreground="" if asked == "39" else asked)
    if _BACKGROUND.fullmatch(asked):
        return pen._replace(background="" if asked == "49" else asked)
    switched_off = {on for on, off in _OFF.items() if off == asked}
    if not switched_off:
        raise UnknownPen(asked)
    return pen._replace(attributes=pen.attributes - switched_off)


@lru_cache(maxsize=4096)
def change(before: Pen | None, after: Pen) -> str:
    """The shortest SGR sequence from one pen to another; `before` is None if it is not known."""
    if before == after:
        return ""
    anew = _sequence(["", *_numbers(after)]) if after != PLAIN else RESET
    if before is None:
        return anew
    return min(anew, _sequence(_difference(before, after)), key=len)


@lru_cache(maxsize=4096)
def draws_spaces(pen: Pen | None, wanted: Pen) -> bool:
    """Whether a space looks the same in both pens; False if `pen` is unknown (None)."""
    return pen is not None and pen.on_space == wanted.on_space


def _difference(before: Pen, after: Pen) -> list[str]:
    off = {_OFF[attribute] for attribute in before.attributes - after.attributes}
    kept = {attribute for attribute in before.attributes & after.attributes if _OFF[attribute] not in off}
    numbers = [*sorted(off), *sorted(after.attributes - kept)]
    if before.foreground != after.foreground:
        numbers.append(after.foreground or "39")
    if before.background != after.background:
        numbers.append(after.background or "49")
    return numbers


def _numbers(pen: Pen) -> list[str]:
    return [part for part in (*sorted(pen.attributes), pen.foreground, pen.background) if part]


def _sequence(numbers: list[str]) -> str:
    return f"\x1b[{';'.join(numbers)}m"
