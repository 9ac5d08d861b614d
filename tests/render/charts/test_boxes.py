"""Box plots: five figures of each group on a common axis."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from te_tui.models.forms import Box, BoxPlot
from te_tui.render.pictures import draw, to_plain
from tests.render.bodies import data, panel, point
from tests.render.examples import FEW, any_value, assert_width
from tests.render.reading import drawing_of

SPREAD = BoxPlot(
    (
        Box("Frankfurt", 9, (0.0, 20.0, 50.0, 70.0, 100.0)),
        Box("東京", 1, (40.0, 40.0, 40.0, 40.0, 40.0)),
        Box("Dallas", 0),
    ),
    "ms",
)


def plain(plot: BoxPlot, width: int, **options: bool) -> list[str]:
    return to_plain(draw(plot, width, **options)).splitlines()  # type: ignore[arg-type]


def test_a_box_reaches_from_quartile_to_quartile_and_its_whiskers_from_minimum_to_maximum() -> None:
    assert plain(SPREAD, 66) == [
        "                                          min  q1  median  q3  max",
        "Frankfurt ├─────▓▓▓▓▓▓▓▓▓┃▓▓▓▓▓▓───────┤    0  20      50  70  100",
        "東京                  ◆                    40  40      40  40   40",
        "Dallas    no values",
        "          ┬───────────┬───────────┬─────",
        "          0          40         80 ms",
    ]


def test_figures_give_way_to_the_plot_the_quartiles_first() -> None:
    heads = [plain(SPREAD, width)[0].split() for width in (80, 60, 52, 44, 30)]

    assert heads == [
        ["min", "q1", "median", "q3", "max"],
        ["min", "q1", "median", "q3", "max"],
        ["min", "median", "max"],
        ["median"],
        [],
    ]


def test_an_ascii_box_is_ascii() -> None:
    lines = plain(BoxPlot(SPREAD.boxes[:1]), 40, ascii_only=True)
    assert lines[1].startswith("Frankfurt [")
    assert all(line.isascii() for line in lines)


def test_a_group_has_one_box_over_time_with_the_quartiles_of_numpy() -> None:
    points = [point(time, value, AGENT="a") for time, value in enumerate([4, 1, None, 3, 2])]
    drawing = drawing_of(panel("Box and Whiskers", metric="NET_LATENCY"), data(points=points))

    assert drawing == BoxPlot((Box("a", 4, (1, 1.75, 2.5, 3.25, 4)),), "ms")


def test_several_points_of_one_time_make_a_box_for_each_time() -> None:
    points = [point(3_600, 5), point(0, 1), point(0, 3), point(3_600, 7)]
    drawing = drawing_of(panel("Box and Whiskers"), data(points=points, endDate="1970-01-01T02:00:00Z"))

    assert isinstance(drawing, BoxPlot)
    assert [(box.label, box.count, box.five) for box in drawing.boxes] == [
        ("1 Jan 00:00 UTC", 2, (1, 1.5, 2, 2.5, 3)),
        ("1 Jan 01:00 UTC", 2, (5, 5.5, 6, 6.5, 7)),
    ]


def test_a_group_without_values_says_so_and_is_not_left_out() -> None:
    points = [point(0, None, AGENT="a"), point(0, 1, AGENT="b")]
    drawing = drawing_of(panel("Box and Whiskers"), data(points=points))

    assert isinstance(drawing, BoxPlot)
    assert [(box.label, box.five) for box in drawing.boxes] == [("a", None), ("b", (1, 1, 1, 1, 1))]


@FEW
@given(
    st.lists(st.tuples(st.sampled_from(["a", "東京", "دبي", ""]), st.integers(0, 3), any_value), max_size=30),
    st.integers(20, 200),
    st.booleans(),
)
def test_any_boxes_fill_their_lines_exactly(
    values: list[tuple[str, int, float | None]], width: int, ascii_only: bool
) -> None:
    points = [point(time, value, AGENT=name) for name, time, value in values]
    drawing = drawing_of(panel("Box and Whiskers"), data(points=points))
    assert_width(draw(drawing, width, ascii_only=ascii_only), width)
