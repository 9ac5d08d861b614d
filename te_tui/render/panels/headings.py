"""The line above a widget: its title, and what the figures are."""

from __future__ import annotations

from te_tui.models.panel import Panel
from te_tui.models.panel_data import PanelData
from te_tui.render.panels.drawing import is_known
from te_tui.render.panels.tables import metric_label
from te_tui.render.text.picture import Line, Span, fit_line
from te_tui.render.text.times import format_duration
from te_tui.render.text.width import cell_width, fit


def panel_facts(panel: Panel, data: PanelData | None) -> str:
    """Metric, measure, unit and bin, as far as they are known: `Page load · mean · ms · bins of 5 min`.

    A type that te-tui does not know comes first, because what is drawn cannot say it.
    """
    label = metric_label(panel)
    unknown = f"{panel.type}, shown as tables" if panel.type and not is_known(panel.type) else None
    return " · ".join(filter(None, (unknown, label.name, label.measure, label.unit, _bins(data))))


def _bins(data: PanelData | None) -> str | None:
    """How long a bin is, unless a single one is all there is."""
    if data is None or not data.bin_size:
        return None
    whole = data.end - data.start if data.start and data.end else None
    if whole is not None and data.bin_size >= whole.total_seconds():
        return None
    return f"bins of {format_duration(data.bin_size)}"


def panel_heading(panel: Panel, data: PanelData | None, width: int) -> Line:
    """Title on the left, facts on the right, exactly `width` cells; the facts give way first."""
    facts = panel_facts(panel, data)
    room = width - cell_width(panel.label) - 2
    if room < cell_width(facts):
        facts = fit(facts, room).rstrip() if room >= 16 else ""
    gap = " " * max(width - cell_width(panel.label) - cell_width(facts), 0)
    return fit_line((Span(panel.label, "title"), Span(gap), Span(facts, "muted")), width)
