"""Metrics that are split into parts, such as DNS, connect and SSL time: which points share a chart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from te_tui.sources.thousandeyes.body.panel import Panel
    from te_tui.sources.thousandeyes.body.points import PointGroup, Points


def by_group(panel: Panel, points: tuple[Points, ...]) -> dict[tuple[PointGroup, ...], tuple[Points, ...]]:
    """Divide the points of a metric that is split into parts: a chart for each group, with a series per part.

    A point may belong to several groups, and the API does not say which of them is the part. So a chart's
    group is taken from the property that the widget is configured with, or else it is the point's first
    group; what is left is the part. Points without groups share an entry.

    Returns:
        The points of each chart, by its group, which is removed from them. Empty if a single chart is enough:
        the widget shows no parts, or no point has more than one group.
    """
    if not panel.show_submetrics or all(len(one.groups) < 2 for one in points):
        return {}
    found: dict[tuple[PointGroup, ...], list[Points]] = {}
    wanted = (panel.group_by or "").casefold()
    for one in points:
        named = [group for group in one.groups if group.property.casefold() == wanted]
        own = tuple(named[:1]) or one.groups[:1]
        rest = tuple(group for group in one.groups if group not in own)
        found.setdefault(own, []).append(replace(one, groups=rest))
    return {group: tuple(parts) for group, parts in found.items()}
