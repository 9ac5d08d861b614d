"""Turning typed content into text, once for each time zone, so that drawing it again is quick."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from te_tui.models.cells import Figure, Instant
from te_tui.models.content import Grid, Headline, Note, Stack, Table
from te_tui.models.forms import BoxPlot
from te_tui.render.text.numbers import format_column
from te_tui.render.text.times import zone_name
from te_tui.render.text.width import cell_width
from te_tui.render.text.words import written_word, written_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from te_tui.models.cells import Words
    from te_tui.models.content import Column, Drawing


def written(content: Drawing, zone: tzinfo) -> Drawing:
    """The content with all its typed cells and labels turned into text; times are in `zone`."""
    match content:
        case Table():
            return written_table(content, zone)
        case BoxPlot():
            return written_boxes(content, zone)
        case Headline(phrases):
            return Headline(tuple(replace(one, text=written_words(one.text, zone)) for one in phrases))
        case Note(text):
            return replace(content, text=written_words(text, zone))
        case Stack(parts):
            return Stack(tuple(written(part, zone) for part in parts))
    return content


def written_boxes(plot: BoxPlot, zone: tzinfo) -> BoxPlot:
    """The box plot with its typed labels turned into text; times are in `zone`."""
    return replace(
        plot, boxes=tuple(replace(box, label=written_words(box.label, zone)) for box in plot.boxes)
    )


def written_table(table: Table, zone: tzinfo) -> Grid:
    """A table of typed values as a grid of texts.

    `table.decimals` says which numbers get the same number of decimals: those of a column, or all of them.
    """
    count = len(table.columns)
    cells = [[row[index] if index < len(row) else None for row in table.rows] for index in range(count)]
    if table.decimals == "table":
        flat = iter(_figures([cell for column in cells for cell in column]))
        cells = [[next(flat) for _ in column] for column in cells]
    elif table.decimals == "column":
        cells = [_figures(column) for column in cells]
    columns: list[Column] = []
    texts: list[Sequence[str | None]] = []
    for column, words in zip(table.columns, cells, strict=True):
        written_column, written_cells = _column(column, words, zone)
        columns.append(written_column)
        texts.append(written_cells)
    rows = tuple(zip(*texts, strict=True))
    return Grid(tuple(columns), rows, table.roles, table.more_rows, table.more_columns)


def _figures(cells: Sequence[Words | None]) -> list[Words | None]:
    """The cells, their numbers turned into text with the same number of decimals."""
    figures = [cell for cell in cells if isinstance(cell, Figure)]
    unit = figures[0].unit if figures else None
    texts = iter(format_column([figure.value for figure in figures], unit))
    return [next(texts) if isinstance(cell, Figure) else cell for cell in cells]


def _column(column: Column, cells: Sequence[Words | None], zone: tzinfo) -> tuple[Column, list[str | None]]:
    """A column and its cells as texts; if all instants are in one zone, the title names it once.

    A column of instants is never narrower than they are.
    """
    zones = {
        zone_name(cell.when, zone) for cell in cells if isinstance(cell, Instant) and cell.when is not None
    }
    texts: list[str | None] = [
        written_word(cell, zone, labelled=len(zones) > 1)
        if isinstance(cell, Instant)
        else None
        if cell is None
        else written_words(cell, zone)
        for cell in cells
    ]
    if len(zones) == 1:
        column = replace(column, title=f"{column.title} ({next(iter(zones))})")
    widest = max((cell_width(text) for text in texts if text), default=0)
    if zones:
        column = replace(column, least=max(widest, column.least))  # a part of a time is another time
    elif column.snug:
        column = replace(column, least=min(widest, column.least))
    return column, texts
