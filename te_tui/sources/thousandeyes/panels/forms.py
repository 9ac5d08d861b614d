"""Drawings of points other than time and bar charts: pies, color grids, heat maps, maps, box plots.

See api.md, section 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from te_tui.figures.gate import finite_values, known_values
from te_tui.figures.ordering import limit_of, ordered
from te_tui.figures.scales import far_values, mark_of
from te_tui.figures.statistics import mean_of, percentile
from te_tui.models.cells import Instant, More, Words
from te_tui.models.content import Drawing, Headline, Note, Phrase, Stack
from te_tui.models.forms import (
    Box,
    BoxPlot,
    HeatMap,
    Pie,
    Pin,
    Ranked,
    Ranking,
    Scale,
    Slice,
    Tile,
    TileGroup,
    Tiles,
    WorldMap,
    on_earth,
)
from te_tui.models.limits import LIMITS
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.panel_data import PanelData
from te_tui.sources.thousandeyes.body.points import PointGroup, Points
from te_tui.sources.thousandeyes.panels.places import place_of
from te_tui.sources.thousandeyes.panels.points import label_of, latest
from te_tui.sources.thousandeyes.panels.scale import scale_of
from te_tui.sources.thousandeyes.panels.submetrics import by_group
from te_tui.sources.thousandeyes.panels.tables import metric_label, points_table

_TESTS = {"test", "tests"}
"""How a point's group that is a test may be spelled (api.md, section 5)."""

Values = dict[tuple[PointGroup, ...], int | float | None]
"""The value to show of each combination of groups."""


def pie(panel: Panel, data: PanelData) -> Drawing | None:
    """A pie; if the metric is split into parts such as DNS and connect, a pie for each group.

    None without points.
    """
    points = data.points or ()
    groups = by_group(panel, points)
    if not groups:
        return _shares(panel, points) if points else None
    return Stack(
        tuple(
            part
            for group, components in groups.items()
            for part in (Headline((Phrase(label_of(group), "title"),)), _shares(panel, components))
        )
    )


def _shares(panel: Panel, points: tuple[Points, ...]) -> Drawing:
    """A pie; if the values cannot be shares of a whole, a table below the reason."""
    values = {one.groups: latest(one) for one in points}
    reason = _no_shares(values)
    if reason:
        return Stack((Note(reason), points_table(panel, points)))
    slices = [Slice(label_of(groups), value) for groups, value in values.items() if value is not None]
    slices.sort(key=lambda one: -one.value)
    return Pie(tuple(slices), metric_label(panel).unit)


def _no_shares(values: Values) -> str:
    """Why values cannot be shares of a whole, such as a negative one, as a sentence; empty if they can."""
    known = known_values(list(values.values()))
    missing = len(values) - len(known)
    if missing:
        return f"No shares: {missing} of {len(values)} values missing."
    if min(known) < 0:
        return "No shares: a value is below zero."
    return "" if max(known) > 0 else "No shares: all values are zero."


def color_grid(panel: Panel, data: PanelData) -> Drawing | None:
    """A coloured tile for each combination of groups, the tiles arranged under headings; None without points.

    The widget's configuration may name the property (such as "agent") by which tiles are put under headings.
    Otherwise it is the property of each point's second group.
    """
    values = _values(data)
    if not values:
        return None
    wanted = (panel.group_cards_by or "").casefold()
    groups: dict[str, list[Tile]] = {}
    for combination, value in values.items():
        named = [group for group in combination[1:] if group.property.casefold() == wanted]
        outer = (named or list(combination[1:2]))[:1]
        inner = tuple(group for group in combination if group not in outer)
        label = label_of(tuple(outer), otherwise="")
        groups.setdefault(label, []).append(Tile(label_of(inner, panel.label), value))
    shown, left_out = _in_order(panel, groups)
    tiles = Tiles(shown, scale_of(panel, values.values()))
    if not left_out:
        return tiles
    cards = "card" if left_out == 1 else "cards"
    return Stack((tiles, Note(f"{left_out:,} more {cards}, beyond the dashboard's limit.")))


def _in_order(panel: Panel, groups: dict[str, list[Tile]]) -> tuple[tuple[TileGroup, ...], int]:
    """Sort the tiles and cut them to the limit, both as configured; also return how many are left out."""
    names = ordered(
        groups,
        panel.sort_groups_by,
        panel.sort_groups_direction,
        label=str,
        value=lambda name: mean_of(tile.value for tile in groups[name]),
    )
    room = limit_of(panel.limit, count := sum(map(len, groups.values())))
    shown: list[TileGroup] = []
    for name in names:
        tiles = ordered(
            groups[name],
            panel.sort_by,
            panel.sort_direction,
            label=lambda tile: tile.label,
            value=lambda tile: tile.value,
        )
        taken = tiles[:room]
        room -= len(taken)
        shown += [TileGroup(name, tuple(taken))] if taken else []
    return tuple(shown), count - sum(len(group.tiles) for group in shown)


def heat_map(panel: Panel, data: PanelData) -> Drawing | None:
    """A heat map: rows by the first group, columns by the others; None if a point has under two groups."""
    values = _values(data)
    if not values or not all(len(groups) > 1 for groups in values):
        return None
    rows = {row: index for index, row in enumerate(dict.fromkeys(groups[0] for groups in values))}
    columns = {rest: index for index, rest in enumerate(dict.fromkeys(groups[1:] for groups in values))}
    return HeatMap(
        rows=tuple(row.label for row in rows),
        columns=tuple(map(label_of, columns)),
        cells={(rows[groups[0]], columns[groups[1:]]): value for groups, value in values.items()},
        scale=scale_of(panel, values.values()),
    )


def world(panel: Panel, data: PanelData) -> Drawing | None:
    """A map, or one for each test if the widget is configured so; None without points."""
    values = _values(data)
    tests: dict[str, Values] = {}
    for groups, value in values.items():
        named = [group for group in groups if group.property.casefold() in _TESTS]
        rest = tuple(group for group in groups if group not in named)
        tests.setdefault(label_of(tuple(named), otherwise=""), {})[rest] = value
    if not panel.map_per_test or len(tests) < 2:
        return _map(panel, values) if values else None
    more = len(tests) - LIMITS.columns
    return Stack(
        tuple(
            part
            for name, members in islice(tests.items(), LIMITS.columns)
            for part in (Headline((Phrase(name or "Without a test", "title"),)), _map(panel, members))
        )
        + ((Note(("…", More(more, "map"))),) if more > 0 else ())
    )


def _map(panel: Panel, values: Values) -> Drawing:
    """A map of the values with a known place, above a list of all values, the worst first.

    The highest come first if it is not known which end is worse.
    """
    scale = scale_of(panel, values.values())
    far = far_values(scale, values.values())
    ranked = sorted(values.items(), key=lambda item: _rank(scale, item[1]))
    pins = tuple(
        Pin(place.latitude, place.longitude, mark_of(scale, value, far))
        for groups, value in reversed(ranked)
        if (place := place_of(groups)) is not None and on_earth(*place)
    )
    entries = tuple(Ranked(label_of(groups), value, mark_of(scale, value, far)) for groups, value in ranked)
    ranking = Ranking(entries, scale)
    if not pins:
        return ranking
    unplaced = len(ranked) - len(pins)
    note = (Note(f"{unplaced} of {len(ranked)} not on the map."),) if unplaced else ()
    return Stack((WorldMap(pins), *note, ranking))


def _rank(scale: Scale, value: float | None) -> tuple[bool, float]:
    """The sort key of a value in a list: worst values first, missing values last."""
    return value is None, (value or 0) * (1 if scale.worst == "low" else -1)


def boxes(panel: Panel, data: PanelData) -> Drawing | None:
    """A box plot with one box for each combination of groups, over all its points.

    If some combination has several values at the same time, there is a box for each time instead. Both rules
    are te-tui's: the API's documentation has none.
    """
    points = data.points or ()
    if not points:
        return None
    unit = metric_label(panel).unit
    if all(len(set(one.times)) == len(one) for one in points):
        return BoxPlot(tuple(_box(label_of(one.groups), one.values) for one in points), unit)
    now = data.end or max((time for one in points for time in one.times if time is not None), default=0)
    at: dict[tuple[int | None, tuple[PointGroup, ...]], list[int | float | None]] = {}
    for one in points:
        for time, value in zip(one.times, one.values, strict=True):
            at.setdefault((time, one.groups), []).append(value)
    spreads = sorted(at.items(), key=lambda item: item[0][0] or 0)
    plot = BoxPlot(
        tuple(
            _box((Instant(time, now), *(("·", label) if (label := label_of(key, "")) else ())), values)
            for (time, key), values in spreads[: LIMITS.marks]
        ),
        unit,
    )
    more = len(spreads) - len(plot.boxes)
    return Stack((plot, Note(("…", More(more, "box"))))) if more else plot


def _box(label: Words, values: Sequence[int | float | None]) -> Box:
    """A box of minimum, quartiles (interpolated as in numpy) and maximum; missing values do not count."""
    ordered = sorted(known_values(finite_values(values)))
    if not ordered:
        return Box(label, 0)
    first, median, third = (percentile(ordered, rank) for rank in (25, 50, 75))
    return Box(label, len(ordered), (ordered[0], first, median, third, ordered[-1]))


def _values(data: PanelData) -> Values:
    """The latest value of each combination of groups, in the API's order; missing values do not count."""
    return {points.groups: latest(points) for points in data.points or ()}
