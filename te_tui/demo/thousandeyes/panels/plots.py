"""Panels whose data are points: lines, bars, pies, tables, grids, maps and boxes (api.md, section 5)."""

from __future__ import annotations

from dataclasses import replace

from te_tui.demo.thousandeyes.panels.configs import configure
from te_tui.demo.thousandeyes.panels.scene import Panel, Scene, point
from te_tui.demo.wire import Json

TIMING = (("WEB_DNS", "DNS"), ("WEB_CONNECT", "Connect"), ("WEB_SSL", "SSL"), ("WEB_WAIT", "Wait"))
"""The parts of an HTTP response time."""


def line(panel_id: str, title: str, metric: str, by: str = "AGENT", **more: object) -> Panel:
    """Return a line chart: one line for each agent, country or whatever `by` names."""
    more = {
        "groupBy": by,
        "isTimeseriesOneChartPerLine": False,
        "showTimeseriesOverallBaseline": False,
    } | more
    config = configure(panel_id, title, "Time Series: Line", metric, **more)
    return Panel(config, lambda scene: over_time(scene, metric, by))


def stacked_area(panel_id: str, title: str, metric: str, by: str = "COUNTRY", **more: object) -> Panel:
    """Return a stacked area chart, one layer per group."""
    config = configure(panel_id, title, "Time Series: Stacked Area", metric, groupBy=by, **more)
    return Panel(config, lambda scene: over_time(scene, metric, by))


def grouped_bars(panel_id: str, title: str, metric: str, axis: str, by: str, **more: object) -> Panel:
    """Return a grouped bar chart: one cluster per value of `axis`, one bar in it per value of `by`."""
    bars = {"axisGroupBy": axis, "groupBy": by, "isHorizontalBarChart": False, "showLabels": True}
    order = {"sortBy": "Alphabetical", "sortDirection": "Ascending", "limit": 10}
    config = configure(panel_id, title, "Bar Chart: Grouped", metric, **(bars | order | more))
    return Panel(config, lambda scene: crossed(scene, metric, axis, by))


def stacked_bars(panel_id: str, title: str, axis: str = "AGENT", **more: object) -> Panel:
    """Return a stacked bar chart of the parts (DNS, connect and so on) of a response time, by `axis`."""
    bars = {"axisGroupBy": axis, "isHorizontalBarChart": True, "showLabels": True}
    order = {"sortBy": "Value", "sortDirection": "Descending", "limit": 10}
    config = configure(panel_id, title, "Bar Chart: Stacked", "WEB_TTFB", **(bars | order | more))
    return Panel(config, lambda scene: _timing(scene, axis))


def timing_pie(panel_id: str, title: str, by: str, **more: object) -> Panel:
    """Return a pie chart of the parts (DNS, connect and so on) of a response time in each group."""
    config = configure(panel_id, title, "Pie Chart", "WEB_TTFB", groupBy=by, **more)
    return Panel(config, lambda scene: _timing(scene, by))


def timing_area(panel_id: str, title: str, by: str, **more: object) -> Panel:
    """Return a stacked area chart of the parts (DNS, connect and so on) of a response time in each group."""
    config = configure(panel_id, title, "Time Series: Stacked Area", "WEB_TTFB", groupBy=by, **more)
    return Panel(config, lambda scene: _timing(scene, by, over_time=True))


def pie(panel_id: str, title: str, metric: str, by: str, **more: object) -> Panel:
    """Return a pie chart, one slice per group."""
    return Panel(
        configure(panel_id, title, "Pie Chart", metric, groupBy=by, **more),
        lambda scene: summed_up(scene, metric, by),
    )


def table(panel_id: str, title: str, metric: str, rows: str, columns: str, **more: object) -> Panel:
    """Return a table: its rows are the values of the grouping `rows`, its columns those of `columns`."""
    fields = {"rowGroupBy": rows, "columnGroupBy": columns, "compareToPreviousValue": False, "limit": 20}
    order = {"sortBy": "Alphabetical", "sortDirection": "Ascending"}
    config = configure(panel_id, title, "Table", metric, **(fields | order | more))
    return Panel(config, lambda scene: crossed(scene, metric, rows, columns))


def color_grid(panel_id: str, title: str, metric: str, cards: str, by: str, **more: object) -> Panel:
    """Return a color grid: one card for each agent, test or whatever `cards` names, in groups by `by`."""
    fields = {
        "cards": cards,
        "groupCardsBy": by,
        "columns": 2,
        "limit": 20,
        "minScale": 0.0,
        "maxScale": 100.0,
    }
    order = {"sortBy": "Value", "sortDirection": "Descending", "sortGroupBy": "Alphabetical"}
    config = configure(panel_id, title, "Color Grid", metric, **(fields | order | more))
    return Panel(config, lambda scene: _cards(scene, metric, cards, by))


def world_map(panel_id: str, title: str, metric: str, by: str = "COUNTRY", **more: object) -> Panel:
    """Return a map whose points have a place's code, such as a country's, instead of coordinates."""
    fields = {"groupBy": by, "isGeoMapPerTest": False, "sortBy": "Value", "sortDirection": "Descending"}
    config = configure(panel_id, title, "Map", metric, **(fields | more))
    return Panel(config, lambda scene: summed_up(scene, metric, by))


def boxes(panel_id: str, title: str, metric: str, by: str = "AGENT", **more: object) -> Panel:
    """Return a box plot, one box per group: the spread of the group's values over the window."""
    config = configure(panel_id, title, "Box and Whiskers", metric, groupBy=by, **more)
    return Panel(config, lambda scene: over_time(scene, metric, by))


def over_time(scene: Scene, metric: str, by: str) -> Json:
    """Return data with one point for each time step (bin) and each value of the grouping `by`."""
    members = scene.members(by)
    points = [
        point(moment, scene.value(metric, member, moment), (by, member.identity))
        for moment in scene.story.bins()
        for member in members
    ]
    return scene.envelope({"points": points}, [(by, members)], scene.story.bin_size)


def summed_up(scene: Scene, metric: str, by: str) -> Json:
    """Return data with one point per group, for the whole window."""
    members = scene.members(by)
    points = [
        point(scene.story.start, scene.overall(metric, member), (by, member.identity)) for member in members
    ]
    return scene.envelope({"points": points}, [(by, members)])


def crossed(scene: Scene, metric: str, first: str, second: str) -> Json:
    """Return data with one point for each pair of a value of the first grouping and one of the second.

    With the groupings `AGENT` and `TEST`, for instance, there is a point for each agent and test.
    """
    outer, inner = scene.members(first), scene.members(second)
    points = []
    for one in outer:
        for other in inner:
            place = other if first == "TEST" else one
            value = scene.overall(metric, replace(place, factor=one.factor * other.factor))
            points.append(point(scene.story.start, value, (first, one.identity), (second, other.identity)))
    return scene.envelope({"points": points}, [(first, outer), (second, inner)])


def _timing(scene: Scene, axis: str, *, over_time: bool = False) -> Json:
    """Return data with a point per group and part of the response time; with `over_time`, per bin, too."""
    members = scene.members(axis)
    points = [
        point(
            moment,
            scene.value(metric, member, moment) if over_time else scene.overall(metric, member),
            (axis, member.identity),
            ("METRIC", metric),
        )
        for moment in (scene.story.bins() if over_time else [scene.story.start])
        for member in members
        for metric, _ in TIMING
    ]
    bins = scene.story.bin_size if over_time else 0
    body = scene.envelope({"points": points}, [(axis, members)], bins)
    parts = [{"groupId": metric, "groupLabel": label} for metric, label in TIMING]
    body["groupLabels"].append({"groupProperty": "METRIC", "groupLabels": parts})
    return body


def _cards(scene: Scene, metric: str, cards: str, by: str) -> Json:
    """Return a color grid's data: one point for each card, with the card's group."""
    members, groups = scene.members(cards), scene.members(by)
    points = []
    for member in members:
        home = next((group for group in groups if member.agents[0] in group.agents), groups[0])
        value = scene.overall(metric, member)
        points.append(point(scene.story.start, value, (cards, member.identity), (by, home.identity)))
    return scene.envelope({"points": points}, [(cards, members), (by, groups)])
