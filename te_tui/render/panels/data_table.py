"""The exact values of one widget as a table for people: instants as dates, figures below each other."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from te_tui.render.panels.export import iso, panel_cells, plain_cell
from te_tui.render.text.numbers import format_exactly
from te_tui.render.values import Column, Grid

if TYPE_CHECKING:
    from te_tui.models.panel import Panel
    from te_tui.models.panel_data import PanelData

_EPOCHS: Final = frozenset({"time", "timestamp"})
"""Columns of epoch seconds."""


def data_table(panel: Panel, data: PanelData) -> Grid:
    """The lines of `panel_cells` with instants in ISO 8601, in UTC, and every figure with all its digits."""
    heading, *rows = panel_cells(panel, data)
    names = [str(name) for name in heading]
    columns: list[Column] = []
    texts: list[tuple[str | None, ...]] = []
    for name, cells in zip(names, list(zip(*rows, strict=True)) or [()] * len(names), strict=True):
        figures = [cell for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool)]
        if name in _EPOCHS:
            columns.append(Column(name))
            texts.append(tuple(_instant(cell) or plain_cell(cell) for cell in cells))
        elif figures and len(figures) + cells.count(None) == len(cells):
            columns.append(Column(name, "right"))
            known = iter(format_exactly(figures))
            texts.append(tuple(None if cell is None else next(known) for cell in cells))
        else:
            columns.append(Column(name))
            texts.append(tuple(plain_cell(cell) for cell in cells))
    return Grid(tuple(columns), tuple(zip(*texts, strict=True)))


def _instant(cell: object) -> str | None:
    """Epoch seconds as `2026-11-10T21:00:00Z`; None for anything else."""
    return iso(datetime.fromtimestamp(cell, UTC)) if type(cell) is int else None
