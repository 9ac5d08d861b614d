"""Bars and cards stand in the order that the dashboard gives them."""

from __future__ import annotations

import pytest

from te_tui.figures.ordering import limit_of, ordered
from te_tui.models.content import BarChart, Stack
from te_tui.models.forms import Tiles
from te_tui.render.pictures import draw, to_plain
from tests.render.bodies import data, panel, point
from tests.render.reading import drawing_of

VALUES = {"b": 1.0, "C": None, "a": 3.0, "d": 2.0}


@pytest.mark.parametrize(
    ("by", "direction", "order"),
    [
        ("Alphabetical", "Ascending", "abCd"),
        ("ALPHABETICAL", "descending", "dCba"),
        ("Value", None, "bdaC"),
        ("Value", "Descending", "adbC"),
        (None, "Descending", "bCad"),
        ("Sunshine", None, "bCad"),
    ],
)
def test_items_are_in_the_order_of_the_dashboard(by: str | None, direction: str | None, order: str) -> None:
    assert "".join(ordered(VALUES, by, direction, label=str, value=VALUES.get)) == order


@pytest.mark.parametrize(("configured", "shown"), [(None, 5), (0, 5), (-1, 5), (3, 3), (9, 5)])
def test_what_is_no_limit_hides_nothing(configured: int | None, shown: int) -> None:
    assert limit_of(configured, 5) == shown


@pytest.mark.parametrize("horizontal", [False, True])
def test_bars_are_sorted_by_what_they_add_up_to_and_say_how_many_are_beyond_the_limit(
    horizontal: bool,
) -> None:
    points = [
        point(0, value, AGENT=name, METRIC=part)
        for name, value in zip("abc", (1, 3, 2), strict=True)
        for part in "xy"
    ]
    config = {
        "sortBy": "Value",
        "sortDirection": "Descending",
        "limit": 2,
        "isHorizontalBarChart": horizontal,
    }
    chart = drawing_of(panel("Bar Chart: Stacked", **config), data(points=points))

    assert isinstance(chart, BarChart)
    assert chart.categories == ("b", "c")
    assert [line.values for line in chart.series] == [(3, 2), (3, 2)]
    assert to_plain(draw(chart, 60)).splitlines()[-1] == "… 1 more, beyond the dashboard's limit"


def test_cards_are_sorted_within_their_groups_and_the_groups_too() -> None:
    points = [
        point(0, value, AGENT=name, CONTINENT=group)
        for name, value, group in (("a", 1, "EU"), ("b", 5, "EU"), ("c", 9, "AS"), ("d", None, "AS"))
    ]
    config = {"sortBy": "Value", "sortDirection": "Descending", "sortGroupBy": "Alphabetical", "limit": 3}
    drawing = drawing_of(panel("Color Grid", groupCardsBy="CONTINENT", **config), data(points=points))

    assert isinstance(drawing, Stack)
    tiles = drawing.parts[0]
    assert isinstance(tiles, Tiles)
    labels = [(group.label, [tile.label for tile in group.tiles]) for group in tiles.groups]
    assert labels == [("AS", ["c", "d"]), ("EU", ["b"])]
    assert to_plain(draw(drawing, 60)).splitlines()[-1] == "1 more card, beyond the dashboard's limit."
