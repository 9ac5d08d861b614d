"""Shades: scales, tiles of a Color Grid, cells of a heat map."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.figures.gate import finite
from te_tui.figures.scales import far_values, mark_of, step_of, step_role
from te_tui.models.forms import HeatMap, Scale, Tile, TileGroup, Tiles
from te_tui.render.pictures import draw, to_plain
from te_tui.sources.thousandeyes.panels.scale import scale_of
from te_tui.sources.thousandeyes.panels.units import worst_end
from tests.render.bodies import data, panel, point
from tests.render.examples import FEW, any_value, assert_width
from tests.render.reading import drawing_of

PERCENT = Scale(0, 100, "%", "high", configured=True)
LOSS = [
    point(0, 7, AGENT="Oslo", CONTINENT="EU"),
    point(0, 99, AGENT="Lima", CONTINENT="SA"),
    point(0, None, AGENT="Bonn", CONTINENT="EU"),
]
HEAT = HeatMap(("Oslo", "東京"), ("Checkout", "Search"), {(0, 0): 7.0, (0, 1): 99.0, (1, 0): None}, PERCENT)


def plain(drawing: Any, width: int) -> list[str]:
    return to_plain(draw(drawing, width)).splitlines()


@pytest.mark.parametrize(
    ("value", "step"), [(-5, 0), (0, 0), (24.9, 0), (25, 1), (50, 2), (75, 3), (100, 3), (1e308, 3)]
)
def test_a_value_takes_one_of_four_steps_and_stays_within_the_scale(value: float, step: int) -> None:
    assert step_of(PERCENT, value) == step


def test_the_densest_shade_is_the_worst_value() -> None:
    availability = Scale(0, 100, "%", "low", configured=True)
    assert (step_of(availability, 100), step_of(availability, 0)) == (0, 3)
    assert (step_role(availability, 0), step_role(availability, 3)) == ("good", "bad")


def test_values_that_are_nearly_alike_are_not_called_bad() -> None:
    assert step_role(Scale(99.81, 99.84, "%", "low"), 3) == "series-0"
    assert step_role(Scale(84, 99.84, "%", "low"), 3) == "bad"
    assert step_role(Scale(0, 100), 3) == "series-0"


def test_a_missing_value_has_a_mark_of_its_own() -> None:
    assert mark_of(PERCENT, None).symbol == "unknown"


@pytest.mark.parametrize(
    ("metric", "measure", "worst"),
    [
        ("NET_LOSS", "MEAN", "high"),
        ("WEB_AVAILABILITY", "MEAN", "low"),
        ("WEB_ERROR_COUNT", None, "high"),
        ("VOIP_MOS", None, "low"),
        ("DNS_SERVER_AVAILABILITY", "MEAN", "low"),
        ("DNS_SERVER_TIME", "MEAN", "high"),
        ("Response Time", None, "high"),
        ("Availability", None, "low"),
        ("NET_LOSS", "PERCZERO", None),
        ("QUANTUM_FLUX_RATE", None, None),
        ("", None, None),
    ],
)
def test_which_end_is_trouble_follows_from_the_name(
    metric: str, measure: str | None, worst: str | None
) -> None:
    assert worst_end(metric, measure) == worst


@pytest.mark.parametrize(
    ("config", "ends"),
    [
        ({"minScale": 0, "maxScale": 100}, (0, 100, True)),
        ({"minScale": 5}, (1, 3, False)),
        ({"minScale": 100, "maxScale": 0}, (1, 3, False)),
        ({"minScale": 0, "maxScale": 100, "unit": "Mbps"}, (1, 3, False)),
    ],
    ids=["configured", "half configured", "upside down", "in a unit that values may not have"],
)
def test_a_scale_is_the_configured_one_or_that_of_the_values(
    config: dict[str, Any], ends: tuple[float, float, bool]
) -> None:
    scale = scale_of(panel("Color Grid", **config), [1, None, 3])
    assert (scale.low, scale.high, scale.configured) == ends


def test_a_color_grid_has_a_tile_for_each_card_in_its_group() -> None:
    drawing = drawing_of(
        panel("Color Grid", metric="NET_LOSS", groupCardsBy="CONTINENT", minScale=0, maxScale=100, columns=2),
        data(points=LOSS),
    )

    assert isinstance(drawing, Tiles)
    assert drawing == Tiles(
        (
            TileGroup("EU", (Tile("Oslo", 7), Tile("Bonn", None))),
            TileGroup("SA", (Tile("Lima", 99),)),
        ),
        PERCENT,
    )
    assert plain(drawing, 60) == [
        "EU",
        "░░░░ Oslo          Bonn",
        "░░░░ 7 %           –",
        "",
        "SA",
        "████ Lima",
        "████ 99 %",
        "",
        "0 ░░  25 ▒▒  50 ▓▓  75 ██ 100 %",
        "scale of the dashboard, high is worse",
    ]


def test_cards_without_a_group_stand_together() -> None:
    drawing = drawing_of(panel("Color Grid"), data(points=[point(0, 1, AGENT="a"), point(0, 1, AGENT="b")]))

    assert plain(drawing, 40) == ["░░░░ a        ░░░░ b", "░░░░ 1        ░░░░ 1", "", "all 1"]


def test_a_heat_map_leaves_absent_cells_blank_and_marks_missing_values() -> None:
    assert plain(HEAT, 60)[:3] == [
        "      Checkout    Search",
        "Oslo     ░░  7     ██ 99",
        "東京         –",
    ]


def test_points_of_two_groups_are_crossed() -> None:
    points = [point(0, 7, AGENT="Oslo", TEST="x"), point(0, None, AGENT="Bonn", TEST="y")]
    drawing = drawing_of(panel("Heatmap"), data(points=points))

    assert isinstance(drawing, HeatMap)
    assert (drawing.rows, drawing.columns) == (("Oslo", "Bonn"), ("x", "y"))
    assert drawing.cells == {(0, 0): 7, (1, 1): None}


def test_without_room_for_figures_cells_are_shades_and_columns_numbers() -> None:
    assert plain(HEAT, 17) == [
        "      1  2",
        "Oslo ░░ ██",
        "東京  –",
        "1 Checkout",
        "2 Search",
        "0 ░░  25 ▒▒",
        "50 ▓▓",
        "75 ██ 100 %",
        "scale of the das…",
    ]


def test_columns_without_room_are_counted() -> None:
    wide = HeatMap(("a",), tuple(map(str, range(500))), {(0, column): 1.0 for column in range(500)}, PERCENT)

    assert any("… 480 more columns" in line for line in plain(wide, 81))


a_label = st.text("ab東 שلo", max_size=12)
a_scale = st.builds(
    lambda ends, worst, configured: Scale(min(ends), max(ends), "ms", worst, configured),
    st.tuples(st.floats(-1e308, 1e308), st.floats(-1e308, 1e308)),
    st.sampled_from([None, "low", "high"]),
    st.booleans(),
)


@FEW
@given(
    st.lists(st.tuples(a_label, st.lists(st.tuples(a_label, any_value), max_size=9)), max_size=6),
    a_scale,
    st.integers(20, 200),
    st.booleans(),
)
def test_any_tiles_fill_their_lines_exactly(
    groups: list[tuple[str, list[tuple[str, float | None]]]], scale: Scale, width: int, ascii_only: bool
) -> None:
    made = tuple(TileGroup(label, tuple(Tile(*tile) for tile in tiles)) for label, tiles in groups)
    assert_width(draw(Tiles(made, scale), width, ascii_only=ascii_only), width)


@FEW
@given(
    st.lists(a_label, max_size=8),
    st.lists(a_label, max_size=60),
    st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 59)), any_value, max_size=60),
    a_scale,
    st.integers(20, 200),
    st.booleans(),
)
def test_any_heat_map_fills_its_lines_exactly(
    rows: list[str],
    columns: list[str],
    cells: dict[tuple[int, int], float | None],
    scale: Scale,
    width: int,
    ascii_only: bool,
) -> None:
    there = {(r, c): value for (r, c), value in cells.items() if r < len(rows) and c < len(columns)}
    heat = HeatMap(tuple(rows), tuple(columns), there, scale)
    assert_width(draw(heat, width, ascii_only=ascii_only), width)


REGIONS = Tiles(
    (
        TileGroup(
            "",
            (
                Tile("Oslo", 0.1),
                Tile("Bonn", 0.2),
                Tile("Lima", 0.1),
                Tile("São Paulo", 12.8),
                Tile("Rome", 0.3),
            ),
        ),
    ),
    PERCENT,
)


def roles_beside(drawing: Any, words: str, shade: str = "░") -> set[str]:
    """The roles of the shades in the lines with these words."""
    lines = [line for line in draw(drawing, 18).lines if words in "".join(span.text for span in line)]
    return {span.role for line in lines for span in line if shade in span.text}


def test_a_value_that_is_far_from_the_others_is_never_as_green_as_they_are() -> None:
    assert roles_beside(REGIONS, "Bonn") == {"good"}
    assert roles_beside(REGIONS, "São Paulo") == {"warning"}
    assert [line.split()[1:] for line in plain(REGIONS, 18) if "!" in line] == [["!", "12.8", "%"]]


def test_a_cell_of_a_heat_map_and_a_mark_on_a_map_are_not_either() -> None:
    cells = {(row, 0): value for row, value in enumerate((99.9, 99.8, 99.9, 91.4, 99.7))}
    scale = Scale(0, 100, "%", "low", configured=True)
    heat = HeatMap(("Oslo", "Bonn", "Lima", "Rome", "Bern"), ("Web",), cells, scale)
    far = far_values(scale, cells.values())

    assert roles_beside(heat, "Oslo") == {"good"}
    assert roles_beside(heat, "Rome") == {"warning"}
    assert mark_of(scale, 91.4, far).role == "warning"
    assert mark_of(scale, 99.9, far).role == "good"


@FEW
@given(st.lists(any_value, max_size=30), st.sampled_from(["low", "high", None]))
def test_any_values_have_less_than_half_of_them_far_and_all_at_the_worst_end(
    values: list[float | None], worst: Any
) -> None:
    known = [one for value in values if (one := finite(value)) is not None]
    far = far_values(Scale(0, 1, None, worst), values)

    assert 2 * len(far) <= len(known)
    others = [value for value in known if value not in far]
    assert not far or (max(others) < min(far) if worst == "high" else max(far) < min(others))
