"""Grids as aligned tables, fitted to a width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.render.picture import Line, Picture, Span, fit_line
from te_tui.render.width import cell_width, fit

if TYPE_CHECKING:
    from te_tui.render.values import Align, Grid

_BETWEEN: Final = "  "
_LEAST: Final = 4
"""Cells below which a column says nothing; columns that would get less are left out, and counted."""


def draw_grid(grid: Grid, width: int) -> Picture:
    """A head line and a line for each row, each exactly `width` cells; absent cells are blank.

    Columns that are wide give way first. Columns that have no room at all are left out on the right, and a
    last line says how many.
    """
    wanted = [
        max((cell_width(column.title), *(cell_width(_cell(row, index)) for row in grid.rows)))
        for index, column in enumerate(grid.columns)
    ]
    widths = _fitted(wanted, width)
    aligns: list[Align] = [column.align for column in grid.columns]
    head = _line([column.title for column in grid.columns], widths, aligns)
    lines: list[Line] = [fit_line((Span(head, "title"),), width)] if widths else []
    for row in grid.rows if widths else ():
        texts = [_cell(row, index) for index in range(len(widths))]
        lines.append(fit_line((Span(_line(texts, widths, aligns)),), width))
    left_out = len(grid.columns) - len(widths)
    if left_out:
        words = f"… {left_out} more column{'s' if left_out > 1 else ''}"
        lines.append(fit_line((Span(words, "muted"),), width))
    return Picture(tuple(lines))


def _cell(row: tuple[str | None, ...], index: int) -> str:
    """The text of one cell; rows may be shorter than the head."""
    return (row[index] if index < len(row) else None) or ""


def _line(texts: list[str], widths: list[int], aligns: list[Align]) -> str:
    """Cells side by side, each in its column's width."""
    cells = zip(texts, widths, aligns, strict=False)
    return _BETWEEN.join(fit(text, width, align) for text, width, align in cells)


def _fitted(wanted: list[int], width: int) -> list[int]:
    """Widths of the columns that have room, the widest ones cut to one common width."""
    least = [min(size, _LEAST) for size in wanted]
    while least and sum(least) + len(_BETWEEN) * (len(least) - 1) > width:
        least.pop()
    room = width - len(_BETWEEN) * (len(least) - 1)
    widths = wanted[: len(least)]
    # From the narrowest on: each gets what it wants, or an equal share of what is left.
    for position, index in enumerate(sorted(range(len(widths)), key=widths.__getitem__)):
        widths[index] = min(widths[index], room // (len(widths) - position))
        room -= widths[index]
    return widths
