"""A pie: one bar of 100 %, and its slices in a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.models.content import Grid, Note, Stack
from te_tui.models.forms import Pie, Slice
from te_tui.render.charts.pie import format_share, shares_of
from te_tui.render.pictures import draw, to_plain
from tests.render.bodies import data, panel, point
from tests.render.examples import FEW, assert_width, texts
from tests.render.reading import drawing_of

PIE = Pie((Slice("Europe", 60), Slice("Asia", 30), Slice("Africa", 10)), "ms")


def test_the_bar_is_divided_as_the_values_are_and_the_table_has_value_and_share() -> None:
    assert to_plain(draw(PIE, 40)).splitlines() == [
        "█" * 24 + "▓" * 12 + "▒" * 4,
        "            Value   Share",
        "██  Europe  60 ms  60.0 %",
        "▓▓  Asia    30 ms  30.0 %",
        "▒▒  Africa  10 ms  10.0 %",
    ]


def test_slices_differ_by_colour_too() -> None:
    bar = draw(PIE, 40).lines[0]
    assert [span.role for span in bar] == ["series-0", "series-1", "series-2"]
    assert [line[0].role for line in draw(PIE, 40).lines[2:]] == ["series-0", "series-1", "series-2"]


def test_slices_are_the_largest_first_in_the_unit_of_the_metric() -> None:
    points = [point(0, 1, AGENT="a"), point(0, 0, AGENT="z"), point(0, 3, AGENT="b")]
    drawing = drawing_of(panel("Pie Chart", metric="WEB_TTFB"), data(points=points))

    assert drawing == Pie((Slice("b", 3), Slice("a", 1), Slice("z", 0)), "ms")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([1, -1], "No shares: a value is below zero."),
        ([0, 0], "No shares: all values are zero."),
        ([1, None], "No shares: 1 of 2 values missing."),
    ],
)
def test_what_has_no_shares_is_a_table_with_the_reason(values: list[float | None], reason: str) -> None:
    points = [point(0, value, AGENT=str(index)) for index, value in enumerate(values)]
    drawing = drawing_of(panel("Pie Chart"), data(points=points))

    assert isinstance(drawing, Stack)
    assert drawing.parts[0] == Note(reason)
    assert isinstance(drawing.parts[1], Grid)
    assert len(drawing.parts[1].rows) == 2


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0.0 %"), (0.0001, "< 0.1 %"), (0.831, "83.1 %"), (0.99999, "> 99.9 %"), (1, "100.0 %")],
)
def test_little_is_not_nothing_and_nearly_all_is_not_all(share: float, text: str) -> None:
    assert format_share(share) == text


@FEW
@given(
    st.lists(st.tuples(st.text("ab東 שلo", max_size=12), st.floats(0, 1e308)), min_size=1, max_size=40),
    st.integers(20, 200),
    st.booleans(),
)
def test_any_pie_fills_its_lines_and_its_shares_are_a_whole(
    slices: list[tuple[str, float]], width: int, ascii_only: bool
) -> None:
    pie = Pie((Slice("", 1.0), *(Slice(*one) for one in slices)))

    assert sum(shares_of(pie)) == pytest.approx(1)
    picture = draw(pie, width, ascii_only=ascii_only)
    assert_width(picture, width)
    assert " " not in texts(picture)[0]
