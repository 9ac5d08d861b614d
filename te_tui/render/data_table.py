"""The exact values of one widget, as a table that people read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from te_tui.models.content import Column, Grid
from te_tui.models.instants import iso
from te_tui.models.limits import LIMITS
from te_tui.render.export import plain_cell
from te_tui.render.text.numbers import format_exactly

if TYPE_CHECKING:
    from te_tui.models.panels import PanelContent

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCHS: Final = frozenset({"time", "timestamp"})
"""Columns of epoch seconds."""


def data_table(content: PanelContent) -> Grid:
    """The exact values of a widget as a table: instants in ISO 8601 and UTC, numbers with all digits."""
    lines = content.cells(LIMITS.columns)
    names = [str(name) for name in next(lines)]
    rows = list(islice(lines, LIMITS.cells // max(len(names), 1)))
    more_columns = content.columns - len(names) if len(names) == LIMITS.columns else 0
    columns: list[Column] = []
    texts: list[tuple[str | None, ...]] = []
    for name, cells in zip(names, list(zip(*rows, strict=True)) or [()] * len(names), strict=True):
        figures = [cell for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool)]
        if name.casefold() in _EPOCHS:
            columns.append(Column(name))
            texts.append(tuple(_instant(cell) or plain_cell(cell) for cell in cells))
        elif figures and len(figures) + cells.count(None) == len(cells):
            columns.append(Column(name, "right"))
            known = iter(format_exactly(figures))
            texts.append(tuple(None if cell is None else next(known) for cell in cells))
        else:
            columns.append(Column(name))
            texts.append(tuple(plain_cell(cell) for cell in cells))
    cells_of_rows = tuple(zip(*texts, strict=True))
    return Grid(tuple(columns), cells_of_rows, (), sum(1 for _ in lines), more_columns)


def _instant(cell: object) -> str | None:
    """Epoch seconds as `2026-11-10T21:00:00Z`; None for other values, and for years beyond the calendar."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    try:
        return iso(_EPOCH + timedelta(milliseconds=round(cell * 1000)))
    except (OverflowError, ValueError):
        return None
