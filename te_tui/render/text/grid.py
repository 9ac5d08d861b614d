"""Grids as aligned tables, fitted to a width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.render.text.picture import Line, Picture, Span, fit_line
from te_tui.render.text.width import cell_width, fit

if TYPE_CHECKING:
    from te_tui.render.values import Align, Column, Grid

_BETWEEN: Final = "  "
_LEAST_AT_ALL: Final = 8
"""Cells in which a column that wants more still says something."""


def draw_grid(grid: Grid, width: int) -> Picture:
    """The head, and a line for each row, each exactly `width` cells; absent cells are blank.

    Heads that are wider than what stands below them take two lines where room is short; then columns that are
    wide give way, down to their least width. Figures, which stand on the right, are never cut: a part of a
    number is another number. Columns without room are left out on the right, and a last line says how many
    and which.
    """
    bodies = [
        max((cell_width(_cell(row, index)) for row in grid.rows), default=0)
        for index in range(len(grid.columns))
    ]
    titles = [cell_width(column.title) for column in grid.columns]
    wanted = [max(body, title) for body, title in zip(bodies, titles, strict=True)]
    if _total(wanted) > width:
        halves = [_widest(_halved(column.title)) for column in grid.columns]
        wanted = [max(body, half) for body, half in zip(bodies, halves, strict=True)]
    widths = _fitted(wanted, bodies, grid.columns, width)
    aligns: list[Align] = [column.align for column in grid.columns]
    lines: list[Line] = []
    if widths:
        lines = [fit_line((Span(head, "title"),), width) for head in _head(grid, widths, aligns)]
    for position, row in enumerate(grid.rows if widths else ()):
        texts = [_cell(row, index) for index in range(len(widths))]
        role = grid.roles[position] if position < len(grid.roles) else ""
        first, rest = _line(texts[:1], widths, aligns), _line(texts[1:], widths[1:], aligns[1:])
        lines.append(fit_line((Span(first, role), Span(f"{_BETWEEN}{rest}" if rest else "")), width))
    left_out = [column.title for column in grid.columns[len(widths) :]]
    if left_out:
        words = f"… {len(left_out)} more column{'s' if len(left_out) > 1 else ''}: {', '.join(left_out)}"
        lines.append(fit_line((Span(words, "muted"),), width))
    return Picture(tuple(lines))


def _cell(row: tuple[str | None, ...], index: int) -> str:
    """The text of one cell; rows may be shorter than the head."""
    return (row[index] if index < len(row) else None) or ""


def _head(grid: Grid, widths: list[int], aligns: list[Align]) -> list[str]:
    """One or two lines of titles, standing on the rows."""
    uppers, lowers = [], []
    for column, size in zip(grid.columns, widths, strict=False):
        halves = _halved(column.title) if cell_width(column.title) > size else (column.title,)
        uppers.append(halves[0] if len(halves) > 1 else "")
        lowers.append(halves[-1])
    heads = [_line(uppers, widths, aligns), _line(lowers, widths, aligns)]
    return heads if any(uppers) else heads[1:]


def _halved(title: str) -> tuple[str, ...]:
    """A title in two lines as even as its words allow; one word stays in one."""
    words = title.split()
    halves = [(" ".join(words[:split]), " ".join(words[split:])) for split in range(1, len(words))]
    return min(halves, key=_widest, default=(title,))


def _widest(lines: tuple[str, ...]) -> int:
    """Cells of the wider line."""
    return max(map(cell_width, lines), default=0)


def _line(texts: list[str], widths: list[int], aligns: list[Align]) -> str:
    """Cells side by side, each in its column's width."""
    cells = zip(texts, widths, aligns, strict=False)
    return _BETWEEN.join(fit(text, width, align) for text, width, align in cells)


def _total(widths: list[int]) -> int:
    """Cells of columns and what is between them."""
    return sum(widths) + len(_BETWEEN) * max(len(widths) - 1, 0)


def _fitted(wanted: list[int], bodies: list[int], columns: tuple[Column, ...], width: int) -> list[int]:
    """Widths of the columns that have room, the widest texts cut to one common width."""
    wanted = [min(size, width) for size in wanted]
    least = [
        min(size, max(body, column.least) if column.align == "right" else column.least)
        for size, body, column in zip(wanted, bodies, columns, strict=True)
    ]
    dropped = 0
    while len(least) > 1 and _total(least) > width:
        dropped = least.pop()
    # What is left over serves the next column better than it would serve the others.
    left_over = width - _total([*least, 0])
    if left_over >= min(dropped, _LEAST_AT_ALL) > 0 and columns[len(least)].align == "left":
        least.append(min(dropped, left_over))
    widths = wanted[: len(least)]
    room = width - _total([0] * len(widths))
    common = max(widths, default=0)
    while sum(widths) > room:
        # Nothing is cut below its least width, and those fit: each round cuts the widest ones by one cell.
        common -= 1
        widths = [max(min(size, common), floor) for size, floor in zip(wanted, least, strict=False)]
    for index, size in enumerate(widths):
        # What the last round cut too much goes to the first columns.
        if size < wanted[index] and size == common and sum(widths) < room:
            widths[index] += 1
    return widths
