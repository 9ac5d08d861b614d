"""Panels and data as they are drawn: the vendor's content, written for a zone."""

from __future__ import annotations

from datetime import UTC, tzinfo

from te_tui.models.content import Drawing
from te_tui.models.panels import Panel as AnyPanel
from te_tui.render.glance import Glance, glance_at
from te_tui.render.text.words import written_words
from te_tui.render.writing import written
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.panel_data import PanelData
from te_tui.sources.thousandeyes.panels.content import content_of
from te_tui.sources.thousandeyes.panels.facts import panel_facts
from te_tui.sources.thousandeyes.panels.glimpse import glimpse_of


def own(panel: AnyPanel) -> Panel:
    """A panel of a snapshot, with its configuration."""
    assert isinstance(panel, Panel)
    return panel


def drawing_of(panel: AnyPanel, data: PanelData, zone: tzinfo = UTC) -> Drawing:
    """What is drawn of a panel and its data."""
    return written(content_of(own(panel), data), zone)


def glance(panel: AnyPanel, data: PanelData, drawing: Drawing, width: int = 8) -> Glance:
    """What a panel and its data say at a glance."""
    return glance_at(glimpse_of(own(panel), data, drawing, width))


def facts_of(panel: Panel, data: PanelData | None) -> str:
    """The facts of a heading in one line."""
    return " · ".join(map(written_words, panel_facts(panel, data)))
