"""The content of the terminal's screen, as far as it is known, and the shortest output that changes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from te_tui.terminal.cells import UNKNOWN, Row, placed
from te_tui.terminal.moves import Spot
from te_tui.terminal.paints import Beyond, Paint
from te_tui.terminal.pens import PLAIN, Pen, change, draws_spaces
from te_tui.terminal.runs import Run, runs_between
from te_tui.terminal.writer import Writer

_SHORT: Final = 3  # cells of a run that is written downwards, at most
_HIGH: Final = 3  # such runs that begin in one column, at least


class Surface:
    """What the terminal shows: its cells, cursor and pen (current colours); unknown until drawn.

    Args:
        columns, lines: the terminal's size.
        erases_in_colour: whether erased cells get the current background colour.
    """

    def __init__(self, columns: int, lines: int, erases_in_colour: bool = False) -> None:
        self._erases_in_colour = erases_in_colour
        self._columns = columns
        self._rows: list[Row] = [(UNKNOWN,) * columns] * lines
        self._spot: Spot | None = None
        self._pen: Pen | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The cells, line by line."""
        return tuple(self._rows)

    @property
    def cursor(self) -> Spot | None:
        """The cursor's position; None where it is unknown."""
        return self._spot

    def draw(self, paints: Sequence[Paint]) -> str:
        """Return the shortest output that draws some cells and leaves the cursor behind the last of them.

        It is empty if neither the screen nor the cursor changes.

        Raises:
            Beyond: the cells go beyond the screen, or scroll it; then nothing is drawn.
        """
        for paint in paints:
            self._check(paint)
        runs = self._place(paints)
        pen = self._pen or PLAIN
        orders = [runs, _pen_by_pen(runs, pen)]
        if (columns := _columns_last(runs)) != runs:
            orders.append(_pen_by_pen(columns, pen))
        shortest = min((self._written(order, paints[-1]) for order in orders), key=_size)
        self._spot, self._pen = shortest.spot, shortest.pen
        return shortest.written

    def put_down_pen(self) -> str:
        """The sequence that resets all colours and attributes; empty if the pen is unknown or plain."""
        return change(self._pen, PLAIN) if self._pen is not None else ""

    def _check(self, paint: Paint) -> None:
        last_line = paint.line + paint.ends_line
        end = paint.column + len(paint.cells)
        if not (0 <= paint.line <= last_line < len(self._rows) and 0 <= paint.column < self._columns >= end):
            raise Beyond(paint)

    def _place(self, paints: Sequence[Paint]) -> list[Run]:
        """Put the cells into the known rows; return the parts of lines to write, from the top."""
        rows: dict[int, Row] = {}
        for line, column, cells, _ in paints:
            row = rows.get(line) or self._rows[line]
            if row[column : column + len(cells)] != cells:
                rows[line] = placed(row, column, cells)
        runs: list[Run] = []
        for line in sorted(rows):
            runs += runs_between(line, self._rows[line], rows[line], self._erases_in_colour)
            self._rows[line] = rows[line]
        return runs

    def _written(self, runs: Iterable[Run], last: Paint) -> Writer:
        writer = Writer(self._rows, self._spot, self._pen)
        writer.write(runs)
        column = last.column + len(last.cells)
        if last.ends_line:
            writer.go(last.line + 1, 0)
        elif column < self._columns:
            writer.go(last.line, column)
        return writer


def _pen_by_pen(runs: list[Run], at_hand: Pen) -> list[Run]:
    """Sort the runs by their pens, beginning with the current pen, `at_hand`, so that pens change rarely.

    Runs that have to be written in order (`is_bound`) come first.
    """

    def distance(pen: Pen) -> tuple[bool, bool, str, str]:
        return pen.background != at_hand.background, pen != at_hand, pen.background, pen.foreground

    pens = sorted(dict.fromkeys(run.pen for run in runs if not run.is_blank), key=distance)
    places = {pen: place for place, pen in enumerate(pens)}

    @cache
    def place_of_spaces(pen: Pen) -> int:
        return next((place for other, place in places.items() if draws_spaces(other, pen)), len(places))

    def turn(run: Run) -> tuple[int, str]:
        if run.is_bound:
            return -1, ""
        return place_of_spaces(run.pen) if run.is_blank else places[run.pen], run.pen.background

    return sorted(runs, key=turn)


def _columns_last(runs: list[Run]) -> list[Run]:
    """Move short runs that stand below one another to the end, to be written downwards, column by column.

    When a column of numbers changes, this saves bytes: moving to the cell below takes two characters.
    """
    short = [
        run for run in runs if not run.is_bound and run.end is not None and run.end - run.column <= _SHORT
    ]
    heights = Counter(run.column for run in short)
    in_columns = {run for run in short if heights[run.column] >= _HIGH}
    columns = sorted(in_columns, key=lambda run: (run.column, run.line))
    return [run for run in runs if run not in in_columns] + columns


def _size(writer: Writer) -> int:
    return len(writer.written.encode())
