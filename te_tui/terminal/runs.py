"""Which parts of a line have to be written again to bring it up to date: `Run`."""

from __future__ import annotations

from collections.abc import Iterator
from operator import is_not, itemgetter
from typing import Final, NamedTuple

from te_tui.terminal.cells import UNKNOWN, Cell, Row
from te_tui.terminal.pens import Pen, draws_spaces

_TEXT: Final = itemgetter(0)

_ERASE_TO_END: Final = "\x1b[K"
_WORTH_ERASING: Final = 8
"""Blank cells at a line's end from which on erasing is shorter than writing, a change of pen included."""

_LONGEST_BRIDGE: Final = 4
"""Unchanged cells that are not longer to write again, with a byte for each, than to move over."""


class Run(NamedTuple):
    """Characters to write with one pen (colours and attributes), from a line and column on, both from 0.

    Attributes:
        end: The cursor's column afterwards; None if unsure, as terminals differ in some characters' width.
        is_blank: Whether all characters are spaces, which may look the same with other pens.
        is_bound: Whether the runs to its left must be written first, as they may spill into it.
    """

    line: int
    column: int
    pen: Pen
    text: str
    end: int | None
    is_blank: bool
    is_bound: bool


def runs_between(line: int, before: Row, after: Row, erases_in_colour: bool) -> Iterator[Run]:
    """The runs that turn the cells `before` of a line into `after`, from left to right."""
    changed = bytearray(map(is_not, before, after))
    is_bound = False
    if set(map(len, map(_TEXT, after))) != {1}:
        is_bound = any(map(_is_joined, after))
        _keep_whole(changed, after)
    columns, end = len(after), _erasable_from(after, changed, erases_in_colour)
    for start, stop, pen in _pieces(changed, after, end):
        text = "".join(map(_TEXT, after[start:stop]))
        last = after[stop - 1] if after[stop - 1].text else after[stop - 2]
        is_sure = stop < columns and not _is_joined(last)
        yield Run(line, start, pen, text, stop if is_sure else None, not text.strip(" "), is_bound)
    if end < columns:
        yield Run(line, end, after[end].pen, _ERASE_TO_END, end, is_blank=True, is_bound=is_bound)


def _is_joined(cell: Cell) -> bool:
    """Whether a cell has several characters drawn as one; terminals disagree about their width."""
    return len(cell.text) > 1


def _keep_whole(changed: bytearray, row: Row) -> None:
    """Mark both halves of a changed wide character as changed, and the cells right after joined characters.

    Terminals disagree about how wide joined characters are: they may have been drawn over the next cells.
    """
    reach = 0
    for column, cell in enumerate(row):
        if column < reach and cell is not UNKNOWN:
            changed[column] = 1
        if not cell.text:
            changed[column - 1] = changed[column] = changed[column - 1] | changed[column]
        if changed[column] and _is_joined(cell):
            reach = column + 1 + 2 * len(cell.text)


def _erasable_from(row: Row, changed: bytearray, erases_in_colour: bool) -> int:
    """The column from which to erase the rest of the line; the line's length if erasing is not worthwhile."""
    blank, end = row[-1], len(row)
    if blank.text != " " or blank.pen.marks_spaces or (blank.pen.background and not erases_in_colour):
        return end
    while end and row[end - 1] == blank:
        end -= 1
    return end if changed.count(1, end) >= _WORTH_ERASING else len(row)


def _pieces(changed: bytearray, row: Row, end: int) -> Iterator[tuple[int, int, Pen]]:
    """The parts of a line to write, each with one pen: start column, end column (exclusive) and pen."""
    for stretch in _stretches(changed, row, end):
        for part in _parts(row, *stretch):
            for start, stop, pen in _in_pens(row, *part):
                # What stays as it is was to be written for the sake of what is beside it.
                first = changed.find(1, start, stop)
                if first >= 0:
                    yield first, changed.rfind(1, start, stop) + 1, pen


def _stretches(changed: bytearray, row: Row, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch to write: changed cells, and short unchanged gaps between them."""
    start = changed.find(1, 0, end)
    while start >= 0:
        stop = _run_end(changed, start, end)
        following = changed.find(1, stop, end)
        while 0 <= following <= stop + _LONGEST_BRIDGE and all(map(_is_short, row[stop:following])):
            stop = _run_end(changed, following, end)
            following = changed.find(1, stop, end)
        yield start, stop
        start = following


def _run_end(changed: bytearray, start: int, end: int) -> int:
    stop = changed.find(0, start, end)
    return stop if stop >= 0 else end


def _is_short(cell: Cell) -> bool:
    """Whether writing the cell again takes a single byte."""
    return len(cell.text) == 1 and cell.text.isascii() and cell is not UNKNOWN


def _parts(row: Row, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Split a stretch after joined characters, as the cursor's column is unsure after these."""
    for column in range(start, stop):
        if _is_joined(row[column]):
            end = column + 1 + (column + 1 < stop and not row[column + 1].text)
            yield start, end
            start = end
    if start < stop:
        yield start, stop


def _in_pens(row: Row, start: int, stop: int) -> Iterator[tuple[int, int, Pen]]:
    """Split cells where the pen changes; spaces join a neighbour in whose pen they look the same."""
    pen, is_blank = row[start].pen, True
    for column in range(start, stop):
        text, wanted = row[column]
        if text == " " and draws_spaces(pen, wanted):
            continue
        if wanted != pen and not (is_blank and draws_spaces(wanted, pen)):
            yield start, column, pen
            start = column
        pen, is_blank = wanted, text == " "
    yield start, stop, pen
