"""Shares, tiles, shades, places and spreads: what becomes of the groups of points."""

from __future__ import annotations

from typing import Any

import pytest

from te_tui.models.content import Headline, Note, Stack, Table
from te_tui.models.forms import BoxPlot, HeatMap, Pie, Ranking, Tiles, WorldMap
from te_tui.models.limits import LIMITS
from te_tui.sources.thousandeyes.panels.forms import boxes, color_grid, heat_map, pie, world
from tests.render.bodies import data, panel, point
from tests.render.reading import drawing_of

POINTS = [
    point(0, 1, AGENT="a", TEST="x"),
    point(0, 4, AGENT="b", TEST="x"),
    point(0, 2, AGENT="a", TEST="y"),
]


def test_without_points_there_is_nothing_to_draw() -> None:
    for form in (pie, color_grid, heat_map, world, boxes):
        assert form(panel(), data()) is None


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([3, 1], None),
        ([0, 2], None),
        ([-0.5, 2], "No shares: a value is below zero."),
        ([0, 0], "No shares: all values are zero."),
        ([None, None], "No shares: 2 of 2 values missing."),
    ],
)
def test_shares_need_values_above_zero(values: list[float | None], words: str | None) -> None:
    found = pie(
        panel(), data(points=[point(0, value, AGENT=name) for name, value in zip("ab", values, strict=True)])
    )
    if words is None:
        assert isinstance(found, Pie)
        assert [one.value for one in found.slices] == sorted(
            (one for one in values if one is not None), reverse=True
        )
    else:
        assert isinstance(found, Stack)
        assert found.parts[0] == Note(words)
        assert isinstance(found.parts[1], Table)


def test_each_group_of_a_metric_with_components_has_a_pie() -> None:
    found = pie(panel(showSubMetrics=True, groupBy="AGENT"), data(points=POINTS))
    assert isinstance(found, Stack)
    assert [part.phrases[0].text for part in found.parts if isinstance(part, Headline)] == ["a", "b"]
    assert [
        [(one.label, one.value) for one in part.slices] for part in found.parts if isinstance(part, Pie)
    ] == [
        [("y", 2), ("x", 1)],
        [("x", 4)],
    ]


def tiles(config: dict[str, Any], points: list[dict[str, Any]] | None = None) -> list[tuple[str, list[Any]]]:
    drawn = color_grid(panel("Color Grid", **config), data(points=points or POINTS))
    first = drawn.parts[0] if isinstance(drawn, Stack) else drawn
    assert isinstance(first, Tiles)
    found = [(group.label, [(tile.label, tile.value) for tile in group.tiles]) for group in first.groups]
    return [*found, ("note", [str(drawn.parts[1])])] if isinstance(drawn, Stack) else found


ONE = [point(0, 1, AGENT="a")]


@pytest.mark.parametrize(
    ("config", "points", "wanted"),
    [
        ({}, POINTS, [("x", [("a", 1), ("b", 4)]), ("y", [("a", 2)])]),
        ({"groupCardsBy": "test"}, POINTS, [("x", [("a", 1), ("b", 4)]), ("y", [("a", 2)])]),
        ({"groupCardsBy": "AGENT"}, POINTS, [("x", [("a", 1), ("b", 4)]), ("y", [("a", 2)])]),
        ({"title": "Card"}, ONE, [("", [("a", 1)])]),
        ({"title": "Card"}, [point(0, 1)], [("", [("Card", 1)])]),
        ({"sortBy": "Value", "sortDirection": "descending"}, POINTS,
         [("x", [("b", 4), ("a", 1)]), ("y", [("a", 2)])]),
        ({"sortGroupBy": "Value"}, POINTS, [("y", [("a", 2)]), ("x", [("a", 1), ("b", 4)])]),
        ({"sortGroupBy": "Alphabetical", "sortGroupDirection": "Descending"}, POINTS,
         [("y", [("a", 2)]), ("x", [("a", 1), ("b", 4)])]),
        ({"limit": 3}, POINTS, [("x", [("a", 1), ("b", 4)]), ("y", [("a", 2)])]),
    ],
)  # fmt: skip
def test_cards_stand_in_groups_in_the_order_of_the_dashboard(
    config: dict[str, Any], points: list[dict[str, Any]], wanted: list[Any]
) -> None:
    assert tiles(config, points) == wanted


@pytest.mark.parametrize(
    ("limit", "groups", "words"),
    [
        (2, [("x", [("a", 1), ("b", 4)])], "1 more card, beyond"),
        (1, [("x", [("a", 1)])], "2 more cards, beyond"),
    ],
)
def test_cards_beyond_the_limit_of_the_dashboard_are_counted(
    limit: int, groups: list[Any], words: str
) -> None:
    *shown, (_, [note]) = tiles({"limit": limit})
    assert shown == groups
    assert words in note


def test_rows_are_the_first_group_and_columns_what_is_left() -> None:
    found = heat_map(panel(), data(points=POINTS))
    assert isinstance(found, HeatMap)
    assert (found.rows, found.columns) == (("a", "b"), ("x", "y"))
    assert found.cells == {(0, 0): 1, (1, 0): 4, (0, 1): 2}
    assert (found.scale.low, found.scale.high) == (1, 4)
    assert heat_map(panel(), data(points=[*POINTS, *ONE])) is None


def places(*tests: str) -> list[dict[str, Any]]:
    return [
        point(0, number, COUNTRY=country, TEST=test) if test else point(0, number, COUNTRY=country)
        for number, (country, test) in enumerate(zip(("DE", "AU", "XX"), tests, strict=False), 1)
    ]


@pytest.mark.parametrize(
    ("config", "tests", "headings"),
    [
        ({}, "xy", []),
        ({"isGeoMapPerTest": True}, "xy", ["x", "y"]),
        ({"isGeoMapPerTest": True}, "xx", []),
        ({"isGeoMapPerTest": True}, ["x", ""], ["x", "Without a test"]),
        ({"isGeoMapPerTest": False}, "xy", []),
    ],
)
def test_each_test_has_a_map_where_the_dashboard_asks_for_that(
    config: dict[str, Any], tests: str, headings: list[str]
) -> None:
    found = world(panel("Map", **config), data(points=places(*tests)))
    assert isinstance(found, Stack)
    assert [part.phrases[0].text for part in found.parts if isinstance(part, Headline)] == headings


@pytest.mark.parametrize(("more", "words"), [(0, None), (1, "1 more map"), (2, "2 more maps")])
def test_maps_of_more_tests_than_are_drawn_are_counted(more: int, words: str | None) -> None:
    points = [point(0, 1, COUNTRY="DE", TEST=str(number)) for number in range(LIMITS.columns + more)]
    found = drawing_of(panel("Map", isGeoMapPerTest=True), data(points=points))
    assert isinstance(found, Stack)
    assert sum(isinstance(part, Headline) for part in found.parts) == LIMITS.columns
    notes = [str(part.text) for part in found.parts if isinstance(part, Note)]
    assert len(notes) == (words is not None)
    assert all((words or "") in note for note in notes)


def test_the_worst_is_first_in_the_list_and_last_on_the_map() -> None:
    found = world(panel("Map", metric="NET_LOSS"), data(points=places("", "", "")))
    assert isinstance(found, Stack)
    pins, note, ranking = found.parts
    assert isinstance(pins, WorldMap)
    assert isinstance(ranking, Ranking)
    assert [(one.label, one.value) for one in ranking.entries] == [("XX", 3), ("AU", 2), ("DE", 1)]
    assert [round(pin.latitude) < 0 for pin in pins.pins] == [False, True]
    assert note == Note("1 of 3 not on the map.")


def test_all_places_on_the_map_need_no_note_and_none_on_it_is_a_list() -> None:
    both = world(panel("Map"), data(points=places("", "")))
    assert isinstance(both, Stack)
    assert [type(part) for part in both.parts] == [WorldMap, Ranking]
    assert isinstance(world(panel("Map"), data(points=[point(0, 1, COUNTRY="XX")])), Ranking)


@pytest.mark.parametrize(
    ("values", "count", "five"),
    [
        ([4, 1, 3, 2], 4, (1, 1.75, 2.5, 3.25, 4)),
        ([5], 1, (5, 5, 5, 5, 5)),
        ([None], 0, None),
        ([3, None, 1], 2, (1, 1.5, 2, 2.5, 3)),
    ],
)
def test_a_box_has_quartiles_between_its_ends(
    values: list[float | None], count: int, five: tuple[float, ...] | None
) -> None:
    points = [point(time, value, AGENT="a") for time, value in enumerate(values)]
    found = boxes(panel(metric="NET_LATENCY"), data(points=points))
    assert isinstance(found, BoxPlot)
    assert [(box.label, box.count, box.five) for box in found.boxes] == [("a", count, five)]
    assert found.unit == "ms"


def test_several_points_of_a_time_make_a_box_for_each_time_and_group() -> None:
    points = [
        point(60, 1, AGENT="a"),
        point(60, 3, AGENT="a"),
        point(0, 5, AGENT="a"),
        point(0, 7, AGENT="b"),
    ]
    found = drawing_of(panel("Box and Whiskers"), data(points=points))
    assert isinstance(found, BoxPlot)
    assert [(str(box.label), box.count) for box in found.boxes] == [
        ("1 Jan 00:00 UTC · a", 1), ("1 Jan 00:00 UTC · b", 1), ("1 Jan 00:01 UTC · a", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(("more", "words"), [(0, None), (1, "1 more box")])
def test_more_boxes_than_are_drawn_are_counted(more: int, words: str | None) -> None:
    points = [point(60 * time, value) for time in range(LIMITS.marks + more) for value in (1, 2)]
    found = drawing_of(panel("Box and Whiskers"), data(points=points))
    plot = found.parts[0] if isinstance(found, Stack) else found
    assert isinstance(plot, BoxPlot)
    assert len(plot.boxes) == LIMITS.marks
    assert isinstance(found, Stack) is (words is not None)
    assert not isinstance(found, Stack) or (words or "") in str(found.parts[1])
