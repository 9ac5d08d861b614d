"""What the terminal shows, as far as it is known, and the shortest way to make it show something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import is_not, itemgetter
from typing import Final

from te_tui.terminal.cells import UNKNOWN, Cell, Row, placed
from te_tui.terminal.moves import Spot, move
from te_tui.terminal.paints import Beyond, Paint
from te_tui.terminal.pens import PLAIN, Pen, change

_TEXT: Final = itemgetter(0)
_PEN: Final = itemgetter(1)

_ERASE_TO_END: Final = "\x1b[K"
_WORTH_ERASING: Final = 8
"""Blank cells at a line's end from which on erasing is shorter than writing, a change of pen included."""

_LONGEST_BRIDGE: Final = 5
"""Unchanged cells that may be shorter to write again than to move over."""


class Surface:
    """The cells of a terminal, its cursor and its pen; nothing of them is known at first.

    Args:
        columns, lines: the terminal's size.
        erases_in_colour: whether what it erases gets the background at hand.
    """

    def __init__(self, columns: int, lines: int, erases_in_colour: bool = False) -> None:
        self._erases_in_colour = erases_in_colour
        self._columns = columns
        self._rows: list[Row] = [(UNKNOWN,) * columns] * lines
        self._spot: Spot | None = None
        self._pen: Pen | None = None
        self._out: list[str] = []

    @property
    def rows(self) -> tuple[Row, ...]:
        """The cells, line by line."""
        return tuple(self._rows)

    @property
    def cursor(self) -> Spot | None:
        """Where the cursor is."""
        return self._spot

    def draw(self, paints: Sequence[Paint]) -> str:
        """Draw, and leave the cursor where the last paint does; returns what must be sent, perhaps nothing.

        Raises:
            Beyond: when something goes beyond the screen, or scrolls it; then nothing is drawn.
        """
        for paint in paints:
            self._check(paint)
        rows: dict[int, Row] = {}
        for line, column, cells, _ in paints:
            row = rows.get(line) or self._rows[line]
            if row[column : column + len(cells)] != cells:
                rows[line] = placed(row, column, cells)
        for line in sorted(rows):
            self._change_row(line, self._rows[line], rows[line])
            self._rows[line] = rows[line]
        self._leave_cursor(paints[-1])
        sent = "".join(self._out)
        self._out.clear()
        return sent

    def put_down_pen(self) -> str:
        """What must be sent so that others may write without colours and attributes."""
        return change(self._pen, PLAIN) if self._pen is not None else ""

    def _check(self, paint: Paint) -> None:
        last_line = paint.line + paint.ends_line
        end = paint.column + len(paint.cells)
        if not (0 <= paint.line <= last_line < len(self._rows) and 0 <= paint.column < self._columns >= end):
            raise Beyond(paint)

    def _leave_cursor(self, last: Paint) -> None:
        column = last.column + len(last.cells)
        if last.ends_line:
            self._go(last.line + 1, 0)
        elif column < self._columns:
            self._go(last.line, column)

    def _change_row(self, line: int, before: Row, after: Row) -> None:
        has_clusters = not "".join(map(_TEXT, after)).isascii()
        changed = bytearray(map(is_not, before, after))
        if has_clusters:
            _keep_whole(changed, after)
        end = self._erasable_from(after, changed)
        start = changed.find(1, 0, end)
        while start >= 0:
            stop = _run_end(changed, start, end)
            following = changed.find(1, stop, end)
            while following >= 0 and _is_bridge(after[stop - 1].pen, after[stop:following]):
                stop = _run_end(changed, following, end)
                following = changed.find(1, stop, end)
            run = after[start:stop]
            for column, part in _parts(start, run) if has_clusters else ((start, run),):
                self._write(line, column, part)
            start = following
        if end < self._columns:
            self._go(line, end)
            self._use_for_spaces(after[end].pen)
            self._out.append(_ERASE_TO_END)

    def _write(self, line: int, column: int, cells: Row) -> None:
        self._go(line, column)
        for pen, run in groupby(cells, _PEN):
            text = "".join(map(_TEXT, run))
            if text.strip(" "):
                self._use(pen)
            else:
                self._use_for_spaces(pen)
            self._out.append(text)
        column += len(cells)
        is_sure = column < self._columns and not _is_joined(cells[-1] if cells[-1].text else cells[-2])
        self._spot = Spot(line, column if is_sure else None)

    def _go(self, line: int, column: int) -> None:
        if self._spot != (line, column):
            self._out.append(move(self._spot, line, column))
            self._spot = Spot(line, column)

    def _use(self, pen: Pen) -> None:
        if pen != self._pen:
            self._out.append(change(self._pen, pen))
            self._pen = pen

    def _use_for_spaces(self, pen: Pen) -> None:
        if not _draws_spaces(self._pen, pen):
            self._use(pen)

    def _erasable_from(self, row: Row, changed: bytearray) -> int:
        """The column from which erasing the rest is the shortest way; the line's end if it is not."""
        blank, end = row[-1], len(row)
        if (
            blank.text != " "
            or blank.pen.marks_spaces
            or (blank.pen.background and not self._erases_in_colour)
        ):
            return end
        while end and row[end - 1] == blank:
            end -= 1
        return end if changed.count(1, end) >= _WORTH_ERASING else len(row)


def _keep_whole(changed: bytearray, row: Row) -> None:
    """Write wide characters as one, and what stands close behind a joined one again.

    Terminals disagree about how wide joined characters are: what follows may have been drawn over.
    """
    reach = 0
    for column, cell in enumerate(row):
        if column < reach and cell is not UNKNOWN:
            changed[column] = 1
        if not cell.text:
            changed[column - 1] = changed[column] = changed[column - 1] | changed[column]
        if changed[column] and _is_joined(cell):
            reach = column + 1 + 2 * len(cell.text)


def _parts(start: int, cells: Row) -> Iterator[tuple[int, Row]]:
    """Cells in parts, each with its column; behind a joined character the cursor may be anywhere."""
    begin = 0
    for place, cell in enumerate(cells):
        if _is_joined(cell):
            end = place + 1 + (place + 1 < len(cells) and not cells[place + 1].text)
            yield start + begin, cells[begin:end]
            begin = end
    if begin < len(cells):
        yield start + begin, cells[begin:]


def _is_joined(cell: Cell) -> bool:
    """Whether several characters are drawn as one; terminals disagree about its width."""
    return len(cell.text) > 1


def _run_end(changed: bytearray, start: int, end: int) -> int:
    stop = changed.find(0, start, end)
    return stop if stop >= 0 else end


def _is_bridge(pen: Pen, gap: Row) -> bool:
    """Whether it is shorter to write unchanged cells again, in the pen at hand, than to move over them."""
    return (
        len(gap) <= _LONGEST_BRIDGE
        and UNKNOWN not in gap
        and all(cell.pen == pen or (cell.text == " " and _draws_spaces(pen, cell.pen)) for cell in gap)
        and len("".join(map(_TEXT, gap)).encode()) <= len(move(Spot(0, 0), 0, len(gap)))
    )


@lru_cache(maxsize=4096)
def _draws_spaces(pen: Pen | None, wanted: Pen) -> bool:
    """Whether a space looks the same in both pens."""
    return pen == wanted or (
        pen is not None
        and pen.background == wanted.background
        and not pen.marks_spaces
        and not wanted.marks_spaces
    )
