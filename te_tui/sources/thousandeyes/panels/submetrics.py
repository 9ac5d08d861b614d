"""The points of a metric with components, such as DNS, connect and SSL, sorted into groups."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from te_tui.sources.thousandeyes.body.panel import Panel
    from te_tui.sources.thousandeyes.body.points import PointGroup, Points


def by_group(panel: Panel, points: tuple[Points, ...]) -> dict[tuple[PointGroup, ...], tuple[Points, ...]]:
    """Sort points into groups, one for each chart; empty if all points belong into one chart.

    That is the case if the widget does not show components, or if no point has more than one group. A point
    is in the group of the property that the widget is grouped by, else in its first group; this group is
    removed from it. The API does not document which group names the component. Points without any group form
    an entry of their own.
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
