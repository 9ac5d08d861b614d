"""Moving the cursor with as few characters as possible."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Spot(NamedTuple):
    """The cursor's line and column, from 0.

    The column is None if it is unsure, after characters that terminals draw in different widths.
    """

    line: int
    column: int | None


@lru_cache(maxsize=4096)
def move(here: Spot | None, line: int, column: int) -> str:
    """The shortest sequence that moves the cursor to a cell; `here` is where it is, None if unknown.

    It uses only sequences that every terminal knows, from the VT100 to the Linux console.
    """
    ways = [_absolute(line, column)]
    if here is not None:
        down = line - here.line
        if down == 0:
            ways += _within_line(here.column, column)
        if down > 0:
            ways += [start_of_line(down) + way for way in _within_line(0, column)]
        if down and here.column is not None:
            vertical = ["\v" * down, _counted(down, "B")] if down > 0 else [_counted(-down, "A")]
            ways += [min(vertical, key=len) + way for way in _within_line(here.column, column)]
    return min(ways, key=len)


def start_of_line(down: int) -> str:
    """The sequence that moves the cursor to the start of its line, or of the line `down` lines below.

    It moves down by VT, which does the same as LF, but is never translated to CR LF by the terminal's
    settings.
    """
    return "\r" + "\v" * down


def _within_line(here: int | None, column: int) -> list[str]:
    ways = [f"\x1b[{column + 1}G", "\r" + _counted(column, "C")]
    if here is not None:
        if column >= here:
            ways.append(_counted(column - here, "C"))
        else:
            ways += [_counted(here - column, "D"), "\b" * (here - column)]
    return ways


def _absolute(line: int, column: int) -> str:
    if column:
        return f"\x1b[{line + 1};{column + 1}H"
    return f"\x1b[{line + 1}H" if line else "\x1b[H"


def _counted(count: int, letter: str) -> str:
    match count:
        case 0:
            return ""
        case 1:
            return f"\x1b[{letter}"
        case _:
            return f"\x1b[{count}{letter}"
