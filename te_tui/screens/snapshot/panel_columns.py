"""The rows and columns of a snapshot's list of widgets."""

from __future__ import annotations

from dataclasses import dataclass

from te_tui.models.panels import Panel
from te_tui.render.glance import Glance, glyph_of
from te_tui.sources.errors import SourceError
from te_tui.sources.panel_loader import Outcome
from te_tui.widgets.cells import Cell, Role
from te_tui.widgets.columns import Column


@dataclass(frozen=True, slots=True)
class PanelLine:
    """A row of the list of widgets: its index, title, sparkline and main value."""

    index: int
    title: str
    spark: str = ""
    figure: str = "…"
    role: Role = "muted"


def panel_line(
    index: int, panel: Panel, outcome: Outcome | None, glance: Glance | None, wait: str = ""
) -> PanelLine:
    """The list row of a widget; until its data arrive, `…` stands for its value, or during a pause `wait`."""
    title = f"{glyph_of(panel.kind)} {panel.label}"
    if isinstance(outcome, SourceError):
        return PanelLine(index, title, figure="failed", role="error")
    if glance is None and wait:
        return PanelLine(index, title, figure=wait, role="warning")
    if glance is None:
        return PanelLine(index, title)
    return PanelLine(index, title, glance.spark, glance.marked, "warning" if glance.far else "plain")


def panel_columns(widget: str) -> tuple[Column[PanelLine], ...]:
    """The columns of the list of widgets; `widget`, the vendor's word for a widget, titles the first one.

    A cut number would be a wrong one, so the value always has room for `! max 409.1 req/s`. A long title
    takes the value's free room, or the sparkline's room; in a narrow list, the sparkline is dropped.
    """
    return (
        Column(title=widget.capitalize(), cell=lambda line: line.title, min_width=12, spills=True),
        Column(title="", cell=lambda line: Cell(line.spark, "accent"), width=8, drop=2, yields=True),
        Column(title="", cell=lambda line: Cell(line.figure, line.role), width=18, align="right"),
    )
