from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.models.content import BarChart, BarSeries
from te_tui.render.charts.chart import draw_bar_chart
from tests.render.examples import FEW, any_value, assert_width, texts

ERRORS = BarChart(
    ("Frankfurt", "東京", "Dallas"),
    (BarSeries("Errors", (800, 33, None)), BarSeries("Timeouts", (400, 0, 5))),
)


def drawn(chart: BarChart, width: int = 40, height: int = 12) -> list[str]:
    return [line.rstrip() for line in texts(draw_bar_chart(chart, width, height))]


def test_grouped_bars_stand_below_each_other_with_marker_and_figure() -> None:
    assert drawn(ERRORS) == [
        "Frankfurt ● ████████████████████████ 800",
        "          ■ ████████████ 400",
        "東京      ● █ 33",
        "          ■ ▏ 0",
        "Dallas    ●  –",
        "          ■ ▏ 5",
        "● Errors  ■ Timeouts",
    ]


def test_stacked_bars_differ_by_fill_and_show_their_total() -> None:
    assert drawn(replace(ERRORS, stacked=True)) == [
        "Frankfurt ████████████████▓▓▓▓▓▓▓▓ 1,200",
        "東京      █ 33",
        "Dallas    ▓ 5",
        "█ Errors  ▓ Timeouts",
    ]


def test_bars_below_zero_grow_to_the_left_of_it() -> None:
    assert drawn(BarChart(("a", "b"), (BarSeries("x", (-5, 5)),), unit="ms"), 28) == [
        "a ██████████ -5 ms",
        "b           ██████████ 5 ms",
    ]


def test_verdicts_of_the_dashboard_colour_bars_and_mark_bad_ones() -> None:
    chart = BarChart(("a", "b", "c"), (BarSeries("x", (5, 2, None), ("bad", "good", "")),))
    assert drawn(chart, 20) == ["a ██████████████ 5 !", "b █████▋ 2", "c  –"]
    lines = draw_bar_chart(chart, 20, 12).lines
    assert [span.role for line in lines for span in line if "█" in span.text] == ["bad", "good"]


def test_upright_bars_take_the_given_height() -> None:
    lines = drawn(replace(ERRORS, horizontal=False))

    assert len(lines) == 12
    assert lines[-1] == "● Errors  ■ Timeouts"
    assert "Frankfurt" in lines[-2]
    assert "東京" in lines[-2]
    peak = next(row for row, line in enumerate(lines) if "800" in line)
    assert peak <= 2
    assert "●" in lines[peak + 1]
    assert "█" in lines[peak + 3]


def test_the_figure_above_a_bar_is_exact_however_high_the_bar_is_drawn() -> None:
    chart = BarChart(("a",), (BarSeries("x", (1e300,)),), horizontal=False)
    assert "1.0e300" in "".join(drawn(chart, 40)[:2])


def test_markers_tell_upright_bars_apart_where_their_figures_have_no_room() -> None:
    categories = tuple(f"a{index}" for index in range(8))
    values = tuple(map(float, range(100_000, 100_008)))
    chart = BarChart(categories, (BarSeries("x", values), BarSeries("y", values)), horizontal=False)

    picture = "\n".join(drawn(chart, 60))

    assert picture.count("●") == picture.count("■") == 8 + 1  # once more in the names
    assert "100,000" not in picture


def test_upright_stacked_bars_add_up() -> None:
    lines = drawn(replace(ERRORS, horizontal=False, stacked=True))
    column = [line[12:13] for line in lines[:-3]]

    drawn_column = [cell for cell in column if cell.strip()]

    assert drawn_column[0] == "0"
    assert set(drawn_column[1:]) == {"▓", "█"}
    assert drawn_column.count("█") == 5
    assert drawn_column[-5:] == ["█"] * 5


def test_what_is_too_small_to_draw_is_still_there() -> None:
    chart = BarChart(("a", "b"), (BarSeries("x", (5e-324, 0.0)),))

    assert drawn(chart) == ["a ▏ 4.941e-324", "b ▏ 0"]
    assert draw_bar_chart(replace(chart, horizontal=False), 20, 6).height == 6


def test_the_names_of_many_series_take_several_lines() -> None:
    chart = BarChart(("a",), tuple(BarSeries(f"series {index}", (index,)) for index in range(5)))

    assert drawn(chart, 30)[5:] == ["● series 0  ■ series 1", "▲ series 2  ◆ series 3", "▼ series 4"]


@pytest.mark.parametrize(
    ("chart", "width"),
    [
        pytest.param(replace(ERRORS, horizontal=False), 24, id="labels do not fit beside each other"),
        pytest.param(
            BarChart(("a",), (BarSeries("x", (-1,)),), horizontal=False), 80, id="a value is below zero"
        ),
    ],
)
def test_upright_bars_lie_down_when(chart: BarChart, width: int) -> None:
    assert draw_bar_chart(chart, width, 12) == draw_bar_chart(replace(chart, horizontal=True), width, 12)


@FEW
@given(
    st.lists(st.tuples(st.text("ab東 ", max_size=8), any_value, any_value), max_size=6),
    st.booleans(),
    st.booleans(),
    st.integers(20, 200),
    st.integers(4, 50),
    st.booleans(),
)
def test_any_bars_fill_their_lines_exactly(
    rows: list[tuple[str, float | None, float | None]],
    stacked: bool,
    horizontal: bool,
    width: int,
    height: int,
    ascii_only: bool,
) -> None:
    series = (BarSeries("x", tuple(row[1] for row in rows)), BarSeries("y", tuple(row[2] for row in rows)))
    chart = BarChart(tuple(row[0] for row in rows), series, stacked, horizontal, "ms")

    assert_width(draw_bar_chart(chart, width, height, ascii_only=ascii_only), width)


def test_percentages_near_100_begin_at_the_ten_below_the_lowest_and_say_so_above_their_beginning() -> None:
    chart = BarChart(("Europe", "Asia"), (BarSeries("a", (91.4, 99.8)),), unit="%")
    lines = texts(draw_bar_chart(chart, 60, 10))
    europe, asia = (sum(sign in "▏▎▍▌▋▊▉█" for sign in line) for line in lines[1:3])
    assert 0 < europe < asia / 5
    assert lines[0].rstrip() == "       bars begin at 90 %"


def test_in_little_room_a_label_is_cut_and_no_figure() -> None:
    chart = BarChart(
        ("North America", "Asia"), (BarSeries("a", (99.84, 91.43)), BarSeries("b", (1, 2))), unit="%"
    )
    for line in texts(draw_bar_chart(chart, 22, 10))[:4]:
        assert line.rstrip().endswith(" %"), line


@pytest.mark.parametrize(
    ("values", "unit", "stacked"),
    [
        ((91.4, 99.8), "ms", False),
        ((49.0, 99.8), "%", False),
        ((91.4, 99.8), "%", True),
        ((91.0, 120.0), "%", False),
    ],
)
def test_all_other_bars_begin_at_zero(values: tuple[float, ...], unit: str, stacked: bool) -> None:
    chart = BarChart(("Europe", "Asia"), (BarSeries("a", values),), unit=unit, stacked=stacked)
    assert not any("begin at" in line for line in texts(draw_bar_chart(chart, 60, 10)))
