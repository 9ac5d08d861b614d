"""Panels converted for the analysis, and the search for the same panel in another snapshot."""

from __future__ import annotations

from collections.abc import Sequence

from te_tui.analysis.matching import match_panels
from te_tui.analysis.series import PanelSeries
from te_tui.models.panels import Panel, PanelContent


def series_of(panel: Panel, content: PanelContent | None) -> PanelSeries:
    """Convert a panel and its content for the analysis; without content, its series are unknown (None)."""
    series = None if content is None else content.series()
    return PanelSeries(panel.widget_id, panel.title, panel.type, panel.metric, series)


def same_panel(
    panels: Sequence[Panel], newest: Sequence[Panel], wanted: Panel, *, by_id: bool = True
) -> Panel | None:
    """The panel in an older snapshot's `panels` that is the same panel as `wanted`; None if there is none.

    `newest` holds all panels of the snapshot of `wanted`: panels are matched all at once, not one by one.
    Without `by_id`, their ids do not count, as those of another dashboard.
    """
    olds = [series_of(panel, None) for panel in panels]
    news = [series_of(panel, None) for panel in newest]
    target = news[next(i for i, panel in enumerate(newest) if panel is wanted)]
    for old, new in match_panels(olds, news, by_id=by_id):
        if new is target and old is not None:
            return next(panel for panel, one in zip(panels, olds, strict=True) if one is old)
    return None
