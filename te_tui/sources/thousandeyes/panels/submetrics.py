"""The points of a metric with components, such as DNS, connect and SSL, by the group they belong to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from te_tui.sources.thousandeyes.body.panel import Panel
    from te_tui.sources.thousandeyes.body.points import PointGroup, Points


def by_group(panel: Panel, points: tuple[Points, ...]) -> dict[tuple[PointGroup, ...], tuple[Points, ...]]:
    """The components of each group, without the group; empty where all belong into one chart.

    One chart holds all where the dashboard says so, and where the metric has no components. The group is the
    one that the widget is grouped by, else the first; which group names the component is not documented.
    Points without any group have a chart of their own.
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
