"""Drawing grids as aligned tables, fitted to a width."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.models.words import counted
from te_tui.render.text.numbers import and_more
from te_tui.render.text.picture import Line, Picture, Span, above, fit_line
from te_tui.render.text.width import cell_width, drawn_part, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.models.content import Align, Column, Grid

_BETWEEN: Final = "  "
GAP: Final = len(_BETWEEN)
"""Cells between two columns."""
_LONGEST_HALF: Final = 10
"""Cells of a title in two lines that other columns give way to."""
_LEAST_AT_ALL: Final = 8
"""Cells in which a column that wants more still says something."""


class ColumnSize(NamedTuple):
    """The widths of a column in cells: of its widest text, of its title, and of its title in two lines."""

    body: int
    title: int
    half: int

    @property
    def least(self) -> int:
        """The smallest width that cuts no text; it may put the title in two lines."""
        return max(self.body, self.half)


def column_sizes(grid: Grid) -> tuple[ColumnSize, ...]:
    """The sizes of all columns; measuring takes long if there are many rows."""
    bodies = [
        max((cell_width(_cell(row, index)) for row in grid.rows), default=0)
        for index in range(len(grid.columns))
    ]
    titles = [column.title for column in grid.columns]
    return tuple(
        ColumnSize(body, cell_width(title), _widest(_halved(title)))
        for body, title in zip(bodies, titles, strict=True)
    )


def draw_grid(grid: Grid, width: int) -> Picture:
    """The head, and a line for each row, each exactly `width` cells; absent cells are blank.

    If room is short, titles that are wider than their column take two lines; then wide columns shrink, down
    to their least width. Right-aligned columns hold numbers and are never cut: a part of a number is another
    number. Columns without room are left out on the right, and a last line counts and names them; another
    line counts the rows and columns beyond the size limits of tables.
    """
    sizes = column_sizes(grid)
    wanted = [max(size.body, size.title) for size in sizes]
    if _total(wanted) > width:
        wanted = [size.least for size in sizes]
    figures = [max(size.body, min(size.half, _LONGEST_HALF)) for size in sizes]
    widths = _fitted(wanted, figures, grid.columns, width)
    picture = draw_columns(grid, range(len(widths)), widths, width)
    left_out = [column.title for column in grid.columns[len(widths) :]]
    words = f"… {counted(len(left_out), 'more column')}: {', '.join(left_out)}"
    told = [words] if left_out else []
    told += [f"… {words}" for words in beyond_words(grid)]
    return above(picture, Picture(tuple(fit_line((Span(one, "muted"),), width) for one in told)))


def beyond_words(grid: Grid) -> tuple[str, ...]:
    """How many rows and columns are beyond the size limits of tables: `and 3 more columns`."""
    counts = (("row", grid.more_rows), ("column", grid.more_columns))
    return tuple(and_more(count, name) for name, count in counts if count)


def draw_columns(
    grid: Grid,
    chosen: Sequence[int],
    widths: Sequence[int],
    width: int,
    *,
    cell: tuple[int, int] | None = None,
) -> Picture:
    """The head and all rows of the chosen columns in the given widths, each exactly `width` cells.

    `cell` is the cursor: the index of a row, which is highlighted, and the index in `chosen` of a column,
    whose cell stands out in this row.
    """
    if not widths:
        return Picture()
    aligns: list[Align] = [grid.columns[index].align for index in chosen]
    heads = _head([grid.columns[index].title for index in chosen], widths, aligns)
    lines = [fit_line((Span(head, "title"),), width) for head in heads]
    for position, row in enumerate(grid.rows):
        texts = [_cell(row, index) for index in chosen]
        if cell is not None and position == cell[0]:
            lines.append(_highlighted(texts, widths, aligns, cell[1], width))
            continue
        role = grid.roles[position] if position < len(grid.roles) else ""
        first, rest = _line(texts[:1], widths, aligns), _line(texts[1:], widths[1:], aligns[1:])
        lines.append(fit_line((Span(first, role), Span(f"{_BETWEEN}{rest}" if rest else "")), width))
    return Picture(tuple(lines))


def _highlighted(
    texts: Sequence[str], widths: Sequence[int], aligns: Sequence[Align], at: int, width: int
) -> Line:
    """A row in reversed video, except for the cell with the index `at`, which is bold."""
    behind = at + 1
    before = _line([*texts[:at], ""], [*widths[:at], 0], aligns)
    cell = fit(texts[at], widths[at], aligns[at])
    rest = _line(["", *texts[behind:]], [0, *widths[behind:]], ["left", *aligns[behind:]])
    room = max(width - cell_width(before) - cell_width(cell), 0)
    return fit_line((Span(before, "cursor"), Span(cell, "title"), Span(fit(rest, room), "cursor")), width)


def room_beside(widths: Sequence[int], width: int) -> int:
    """The cells of `width` that columns and gaps leave free; negative if they need more."""
    return width - _total(widths)


def _cell(row: tuple[str | None, ...], index: int) -> str:
    """The text of one cell; empty if it is missing, as rows may be shorter than the head."""
    return (row[index] if index < len(row) else None) or ""


def _head(titles: Sequence[str], widths: Sequence[int], aligns: Sequence[Align]) -> list[str]:
    """The titles in one or two lines; a title of one line stands in the lower one."""
    uppers, lowers = [], []
    for title, size in zip(titles, widths, strict=True):
        halves = _halved(title) if cell_width(title) > size else (title,)
        uppers.append(halves[0] if len(halves) > 1 else "")
        lowers.append(halves[-1])
    heads = [_line(uppers, widths, aligns), _line(lowers, widths, aligns)]
    return heads if any(uppers) else heads[1:]


def _halved(title: str) -> tuple[str, ...]:
    """A title split between words into two lines of similar width; a single word stays in one line."""
    words = drawn_part(title).split()
    ends = list(accumulate(cell_width(word) + 1 for word in words))
    splits = ((max(end, ends[-1] - end), place) for place, end in enumerate(ends[:-1], 1))
    _, best = min(splits, default=(0, 0))
    return (" ".join(words[:best]), " ".join(words[best:])) if best else (title,)


def _widest(lines: tuple[str, ...]) -> int:
    return max(map(cell_width, lines), default=0)


def _line(texts: Sequence[str], widths: Sequence[int], aligns: Sequence[Align]) -> str:
    """The cells of one row side by side, each padded or cut to the width of its column."""
    cells = zip(texts, widths, aligns, strict=False)
    return _BETWEEN.join(fit(text, width, align) for text, width, align in cells)


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_BETWEEN) * max(len(widths) - 1, 0)


def _fitted(wanted: list[int], figures: list[int], columns: tuple[Column, ...], width: int) -> list[int]:
    """The widths of as many columns as fit into `width`; the widest ones are cut to a common width for it.

    No column is wider than in `wanted`. Right-aligned columns, which hold numbers, keep their width in
    `figures`.
    """
    wanted = [min(size, width) for size in wanted]
    least = [
        min(size, max(uncut, column.least) if column.align == "right" else column.least)
        for size, uncut, column in zip(wanted, figures, columns, strict=True)
    ]
    dropped = 0
    while len(least) > 1 and _total(least) > width:
        dropped = least.pop()
    # What is left over serves the next column better than it would serve the others, if it may be cut.
    left_over = width - _total([*least, 0])
    may_be_cut = dropped and columns[len(least)].align == "left" and dropped < wanted[len(least)]
    if may_be_cut and left_over >= min(dropped, _LEAST_AT_ALL):
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
