"""A coarse map: what can be placed on it, and the list of everything beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.models.content import Note, Stack
from te_tui.models.forms import Mark, Pin, Ranked, Ranking, Scale, WorldMap
from te_tui.render.pictures import draw, to_plain
from te_tui.sources.thousandeyes.body.points import PointGroup
from te_tui.sources.thousandeyes.panels.places import place_of
from tests.render.bodies import data, panel, point
from tests.render.examples import FEW, any_value, assert_width, texts
from tests.render.reading import drawing_of

GERMANY = (51, 10)
NORTH_AMERICA = (45, -100)
LATENCY = [
    point(0, 40, COUNTRY="DE"),
    point(0, 290, COUNTRY="AU"),
    point(0, None, COUNTRY="JP"),
    point(0, 100, COUNTRY="Atlantis"),
]


@pytest.mark.parametrize(
    ("property_", "value", "label", "place"),
    [
        ("COUNTRY", "DE", "Germany", GERMANY),
        ("COUNTRY", "de", "de", GERMANY),
        ("Countries", "7", "Germany", GERMANY),
        ("CONTINENT", "NA", "North America", NORTH_AMERICA),
        ("COUNTRY", "NA", "Namibia", NORTH_AMERICA),
        ("Continents", "x", "north america", NORTH_AMERICA),
        ("AGENT", "2565", "Frankfurt, Germany", GERMANY),
        ("AGENT", "2565", "San Jose, CA", None),
        ("AGENT", "DE", "DE", None),
        ("COUNTRY", "XX", "Atlantis", None),
        ("", "", "", None),
    ],
)
def test_a_place_is_found_by_code_or_by_name(
    property_: str, value: str, label: str, place: tuple[float, float] | None
) -> None:
    assert place_of([PointGroup("TEST", "1", "Checkout"), PointGroup(property_, value, label)]) == place


def test_the_map_lies_above_the_list_which_has_the_worst_first_and_the_missing_last() -> None:
    drawing = drawing_of(panel("Map", metric="NET_LATENCY"), data(points=LATENCY))

    assert isinstance(drawing, Stack)
    world, note, ranking = drawing.parts
    assert isinstance(world, WorldMap)
    assert isinstance(ranking, Ranking)
    assert [pin.mark.symbol for pin in world.pins] == ["unknown", "step-0", "step-3"]
    assert note == Note("1 of 4 not on the map.")
    assert [entry.label for entry in ranking.entries] == ["AU", "Atlantis", "DE", "JP"]


def test_of_a_metric_whose_low_values_are_trouble_the_lowest_comes_first() -> None:
    drawing = drawing_of(panel("Map", metric="WEB_AVAILABILITY"), data(points=LATENCY[:2]))

    assert isinstance(drawing, Stack)
    assert isinstance(drawing.parts[-1], Ranking)
    assert [entry.label for entry in drawing.parts[-1].entries] == ["DE", "AU"]


def test_where_nothing_can_be_placed_the_list_is_alone() -> None:
    assert isinstance(drawing_of(panel("Map"), data(points=LATENCY[3:])), Ranking)


def test_the_list_has_mark_bar_and_figure() -> None:
    scale = Scale(0, 100, "%", "high", configured=True)
    ranking = Ranking(
        (Ranked("Oslo", 100.0, Mark("step-3", "bad")), Ranked("Bonn", None, Mark("unknown", "muted"))), scale
    )

    assert to_plain(draw(ranking, 44)).splitlines() == [
        "0 ○  25 ◔  50 ◑  75 ● 100 %",
        "scale of the dashboard, high is worse",
        "● Oslo ███████████████████████████████ 100 %",
        "? Bonn  –",
    ]


def test_where_the_dashboard_asks_for_it_each_test_has_a_map_of_its_own() -> None:
    points = [
        point(0, value, COUNTRY=country, Tests=test)
        for value, country, test in ((1, "DE", "Shop"), (2, "AU", "Shop"), (3, "JP", "Mail"))
    ]
    together = drawing_of(panel("Map"), data(points=points))
    apart = drawing_of(panel("Map", isGeoMapPerTest=True), data(points=points))

    assert isinstance(together, Stack)
    assert [type(part).__name__ for part in together.parts] == ["WorldMap", "Ranking"]
    lines = to_plain(draw(apart, 80, height=20)).splitlines()
    assert lines.index("Shop") < lines.index("Mail")
    assert [line.split()[1] for line in lines if "█" in line] == ["AU", "DE", "JP"]
    alone = data(points=[point(0, 1, COUNTRY="DE")])
    assert drawing_of(panel("Map", isGeoMapPerTest=True), alone) == drawing_of(panel("Map"), alone)


def test_below_60_cells_there_is_no_map() -> None:
    world = WorldMap((Pin(0, 0, Mark("online")),))
    assert draw(world, 59).height == 0
    assert draw(world, 60).height > 10


@pytest.mark.parametrize(("height", "rows"), [(13, 0), (14, 14), (24, 16), (30, 20), (60, 20)])
def test_a_map_leaves_room_for_the_list_below_it(height: int, rows: int) -> None:
    assert draw(WorldMap(()), 120, height=height).height == rows


@pytest.mark.parametrize(("width", "ascii_only"), [(60, False), (80, False), (200, False), (80, True)])
def test_north_is_up_and_east_is_right(width: int, ascii_only: bool) -> None:
    corners = ((70, -170, "step-0"), (70, 175, "step-1"), (-55, -170, "step-2"), (-90, 180, "step-3"))
    pins = tuple(Pin(north, east, Mark(symbol)) for north, east, symbol in corners)  # type: ignore[arg-type]
    lines = texts(draw(WorldMap(pins), width, height=40, ascii_only=ascii_only))
    glyphs = "1234" if ascii_only else "○◔◑●"
    found = {
        glyph: (row, line.index(glyph)) for glyph in glyphs for row, line in enumerate(lines) if glyph in line
    }

    (nw, ne, sw, se) = (found[glyph] for glyph in glyphs)
    assert nw[0] == ne[0] < 3
    assert sw[0] == se[0] == len(lines) - 1
    assert nw[1] == sw[1] < 3
    assert se[1] >= ne[1] > min(width, 84) - 5


def test_the_important_mark_covers_the_other_at_the_same_place() -> None:
    pins = (Pin(10, 10, Mark("online")), Pin(10, 10, Mark("offline")))
    text = to_plain(draw(WorldMap(pins), 80))

    assert "×" in text
    assert "●" not in text


def test_an_ascii_map_is_ascii() -> None:
    assert to_plain(draw(WorldMap(()), 80, ascii_only=True)).isascii()


@FEW
@given(
    st.lists(st.tuples(st.sampled_from(["DE", "AU", "Atlantis", "東京", "دبي"]), any_value), max_size=20),
    st.sampled_from([None, "NET_LATENCY", "WEB_AVAILABILITY"]),
    st.integers(20, 200),
    st.booleans(),
)
def test_any_map_fills_its_lines_exactly(
    values: list[tuple[str, float | None]], metric: str | None, width: int, ascii_only: bool
) -> None:
    points = [point(index, value, COUNTRY=name) for index, (name, value) in enumerate(values)]
    drawing = drawing_of(panel("Map", metric=metric), data(points=points))
    assert_width(draw(drawing, width, ascii_only=ascii_only), width)
