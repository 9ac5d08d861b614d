from __future__ import annotations

import math
import re
import statistics
from dataclasses import replace
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.figures.statistics import mean_of
from te_tui.models.content import Series, TimeChart
from te_tui.render.charts import explore
from te_tui.render.charts.explore import ChartView
from te_tui.render.charts.explored import draw_explored, listed_at_once
from te_tui.render.charts.readings import ranked, readings, summaries_of
from te_tui.render.pictures import draw
from te_tui.render.series.timeline import cut
from te_tui.render.text.numbers import format_number
from tests.render.bodies import data, panel, point
from tests.render.examples import BIN, DAY, FEW, MIDNIGHT, a_chart, assert_width, incident, series, texts
from tests.render.reading import drawing_of

NOON = MIDNIGHT + DAY // 2
EVENING = MIDNIGHT + 18 * 3_600


def drawn(chart: TimeChart, width: int = 80, height: int = 22, **look: Any) -> list[str]:
    return texts(draw_explored(chart, ChartView(**look), width, height, zone=UTC))


def fifty() -> TimeChart:
    lines = tuple(series(f"agent {index}", [float(index)] * 288) for index in range(50))
    return TimeChart(lines, "ms", BIN, MIDNIGHT, MIDNIGHT + DAY)


@FEW
@given(
    a_chart,
    st.integers(20, 160),
    st.integers(0, 40),
    st.builds(
        ChartView,
        window=st.sampled_from([None, (MIDNIGHT, MIDNIGHT + 1_200), (MIDNIGHT + 600, MIDNIGHT + 90_000)]),
        cursor=st.sampled_from([None, MIDNIGHT, MIDNIGHT + 900]),
        hidden=st.sampled_from([frozenset(), frozenset({0}), frozenset(range(5))]),
        order=st.sampled_from(["given", "last", "mean", "p95", "max"]),
        logarithmic=st.booleans(),
        multiples=st.booleans(),
        face=st.sampled_from(["chart", "chart", "table", "figures"]),
        column=st.integers(0, 5),
    ),
    st.booleans(),
)
def test_any_look_at_any_chart_keeps_to_its_cells(
    chart: TimeChart, width: int, height: int, view: ChartView, ascii_only: bool
) -> None:
    view = replace(view, hidden=view.hidden & set(range(len(chart.series))))
    picture = draw_explored(chart, view, width, height, zone=UTC, ascii_only=ascii_only)

    assert_width(picture, width)
    assert picture.height <= max(height, 6) or view.face == "figures"
    if view.face == "chart" and not view.multiples:
        assert picture.height == height


def test_the_cursor_is_read_below_the_chart_with_its_exact_time() -> None:
    lines = drawn(incident(), cursor=EVENING + 300)

    assert lines[-2].split("   ")[0] == "10 Nov 18:05:00 UTC"
    assert lines[-1].split()[:4] == ["●", "Frankfurt", "3,900.0", "ms"]
    assert sum("┊" in line for line in lines) > 5
    assert "▲" in lines[-4]


def test_the_time_of_the_cursor_is_told_in_the_zone_with_its_year_if_need_be() -> None:
    view = ChartView(cursor=NOON)
    berlin = draw_explored(incident(), view, 80, 20, zone=ZoneInfo("Europe/Berlin"), now=MIDNIGHT + 400 * DAY)

    assert texts(berlin)[-2].startswith("10 Nov 2026 13:00:00 CET")


def test_a_cursor_in_a_gap_reads_no_value() -> None:
    view = ChartView(cursor=MIDNIGHT + 80 * BIN)

    assert readings(incident(), view)[1] is None
    assert drawn(incident(), cursor=view.cursor)[-1].split()[-4:] == ["■", "Dallas", "no", "value"]


def test_readings_are_those_of_exactly_that_instant() -> None:
    chart = TimeChart((series("a", [1.0, math.nan, 3.0]), series("b", [7.0], start=MIDNIGHT + BIN)))

    assert readings(chart, ChartView(cursor=MIDNIGHT)) == (1.0, None)
    assert readings(chart, ChartView(cursor=MIDNIGHT + BIN)) == (None, 7.0)
    assert readings(chart, ChartView(cursor=MIDNIGHT + 1)) == (None, None)
    assert readings(chart, ChartView()) == (None, None)


def test_a_hidden_series_is_not_drawn_but_stays_in_the_legend() -> None:
    lines = drawn(incident(), hidden=frozenset({0}))

    assert lines[-2].split() == ["○", "Frankfurt", "hidden"]
    assert not any("3,000" in line for line in lines)


def test_the_legend_takes_a_third_and_counts_what_it_leaves_out() -> None:
    lines = drawn(fifty(), order="max", height=30)

    assert lines[-10].startswith("50 lines, too many to mark each")
    assert lines[-9].split()[:3] == ["F", "agent", "49"]
    assert lines[-1].strip() == "… and 42 more"


def test_an_isolated_series_is_read_even_where_the_legend_has_no_room_for_all() -> None:
    lines = drawn(fifty(), cursor=NOON, hidden=frozenset(range(50)) - {40}, height=18)

    assert lines[13].split()[1:5] == ["agent", "40", "40", "ms"]
    assert "hidden" in lines[14]
    assert lines[-1].strip() == "… and 38 more"


def test_values_at_the_cursor_stand_in_columns_the_highest_first() -> None:
    chart = TimeChart(
        tuple(series(name, [level] * 3) for name, level in zip("abcdefg", (5, 9, 1, 7, 3, 8, 2), strict=True))
    )
    lines = drawn(chart, cursor=MIDNIGHT, width=60, height=24)

    assert [line.split() for line in lines[-3:]] == [
        ["■", "b", "9", "●", "a", "5", "▲", "c", "1"],
        ["□", "f", "8", "▼", "e", "3"],
        ["◆", "d", "7", "◇", "g", "2"],
    ]


def test_an_order_that_was_chosen_holds_with_a_cursor_too() -> None:
    chart = TimeChart((series("low now", [1, 1, 9]), series("high now", [5, 5, 5])))
    shown = drawn(chart, cursor=MIDNIGHT, order="last")[-1]
    assert shown.index("low now") < shown.index("high now")
    shown = drawn(chart, cursor=MIDNIGHT)[-1]
    assert shown.index("high now") < shown.index("low now")


def test_a_legend_without_room_for_all_is_scrolled_to_its_end_and_not_further() -> None:
    chart, at = fifty(), listed_at_once(fifty(), ChartView(), 80, 30)
    view = explore.scroll_legend(ChartView(), chart, at, at)
    assert (
        drawn(chart, height=30, legend_top=view.legend_top)[-1].strip()
        == f"… {at} above and {50 - 2 * at} more"
    )
    view = explore.scroll_legend(view, chart, 1_000, at)
    assert view.legend_top == 50 - at
    assert drawn(chart, height=30, legend_top=view.legend_top)[-1].strip() == f"… {50 - at} above"
    assert explore.scroll_legend(view, chart, -1_000, at).legend_top == 0


@pytest.mark.parametrize("height", [0, 1, 2, 3, 5, 6])
def test_a_small_chart_leaves_its_legend_out_first(height: int) -> None:
    assert len(drawn(fifty(), height=height, cursor=NOON)) == height


def test_the_legend_follows_the_order() -> None:
    chart = TimeChart((series("low", [1, 9, 1]), series("none", [None]), series("high", [5, 5, 5])))
    summaries = summaries_of(chart, None)

    assert ranked(summaries, "given") == [0, 1, 2]
    assert ranked(summaries, "last") == [2, 0, 1]
    assert ranked(summaries, "max") == [0, 2, 1]


def test_the_legend_shows_areas_by_their_fills_and_lines_by_their_markers() -> None:
    areas = replace(incident(), stacked=True)

    assert [line[0] for line in drawn(areas)[-2:]] == ["█", "▓"]
    assert [line[0] for line in texts(draw(areas, 80))[-2:]] == ["█", "▓"]
    assert [line[0] for line in drawn(areas, logarithmic=True)[-2:]] == ["●", "■"]


def test_figures_are_those_of_the_window() -> None:
    window = (EVENING, EVENING + 20 * BIN)
    assert summaries_of(incident(), window)[0].minimum == 3_900
    assert "min 3,900" in drawn(incident(), window=window)[-2]


def test_a_zoomed_chart_shows_its_window_only() -> None:
    lines = drawn(incident(), window=(MIDNIGHT, NOON))

    assert not any("3,000" in line for line in lines)
    assert "18:00" not in "".join(lines)


def test_suppression_is_shaded_and_told_where_it_is_in_sight() -> None:
    chart = replace(incident(), suppressed=((MIDNIGHT + 3_600, MIDNIGHT + 7_200),))

    assert "· alerts suppressed" in drawn(chart)[-3]
    assert drawn(chart, window=(MIDNIGHT, MIDNIGHT + 7_200))[-6].count("·") > 30
    assert "·" in drawn(chart, multiples=True)[2]
    assert "suppressed" not in "".join(drawn(chart, window=(NOON, MIDNIGHT + DAY)))
    assert any("· alerts suppressed" in line for line in texts(draw(chart, 80)))


def test_a_baseline_is_dashed_and_named() -> None:
    lines = drawn(with_baseline())

    dashes = re.compile("([⣀⠤⠒⠉]) \\1 \\1 ")
    assert sum(bool(dashes.search(line)) for line in lines[:-3]) == 1
    assert "╌ mean of all 705 ms" in lines[-3]


@pytest.mark.parametrize("look", [{"window": (EVENING, EVENING + 20 * BIN)}, {"hidden": frozenset({1})}])
def test_a_baseline_is_the_mean_of_what_is_shown(look: dict[str, Any]) -> None:
    chart, view = with_baseline(), ChartView(**look)
    shown = [cut(line, view.window) for index, line in enumerate(chart.series) if index not in view.hidden]
    mean = statistics.fmean(value for line in shown for value in line.values if value is not None)

    assert f"╌ mean of what is shown {format_number(mean, 'ms')}" in drawn(chart, **look)[-3]


def with_baseline() -> TimeChart:
    chart = incident()
    return replace(chart, baseline=mean_of(value for line in chart.series for value in line.values))


def test_a_logarithmic_axis_has_decades_and_counts_what_it_cannot_show() -> None:
    values: list[float | None] = [0.0, -3.0, None, *(10.0 ** (index / 50) for index in range(250))]
    lines = drawn(TimeChart((series("a", values),), "ms", BIN), logarithmic=True)
    labels = [line.split("┤")[0].strip() for line in lines if "┤" in line]

    assert labels == ["10,000 ms", "1,000", "100", "10", "1"]
    assert "2 values ≤ 0 not shown" in lines[-2]


def test_a_logarithmic_axis_of_nothing_above_zero_says_so() -> None:
    lines = drawn(TimeChart((series("a", [0.0, -1.0]),)), logarithmic=True)

    assert any("no values in this window" in line for line in lines)
    assert "2 values ≤ 0 not shown" in lines[-2]


def test_hidden_series_are_left_out_of_the_stack_under_zoom() -> None:
    lines = (series("a", [1.0] * 288), series("b", [2.0] * 288))
    chart = TimeChart(lines, None, BIN, MIDNIGHT, MIDNIGHT + DAY, stacked=True)
    rows = drawn(chart, hidden=frozenset({0}), window=(NOON, NOON + 3_600))

    assert not any("█" in row for row in rows)
    assert any("▓▓" in row for row in rows)
    assert next(row for row in rows if "┤" in row).strip().startswith("2.0┤")


def test_multiples_share_their_scales() -> None:
    chart = TimeChart((series("a", [100.0] * 288), series("b", [50.0] * 288)), "ms", BIN)
    lines = drawn(chart, multiples=True, height=14)

    assert lines[0].split()[:2] == ["●", "a"]
    assert "■ b" in lines[0]
    assert lines[1].count("100 ms┤") == 2
    assert lines[1][:40].count("⣀") > 20
    assert "⣀" not in lines[1][41:]
    assert lines[-1].count("12:00") == 2


def test_multiples_count_what_does_not_fit() -> None:
    lines = drawn(fifty(), 120, 30, multiples=True, hidden=frozenset({3}))

    assert "… and 37 more" in lines[-1]
    assert "1 hidden" in lines[-1]


def test_the_table_has_every_digit_oldest_first_and_follows_the_cursor() -> None:
    chart = TimeChart((series("a", [0.1 + 0.2, None, 3.0]), series("b", [1, 2, 10**20])), "ms", BIN)
    lines = drawn(chart, face="table")

    assert lines[0].startswith("rows 1–3 of 3, oldest first · ms · 10 Nov 00:00 – 00:10 UTC")
    assert lines[1].split() == ["Time", "(UTC)", "a", "b"]
    assert lines[2].split() == ["10", "Nov", "00:00", "0.30000000000000004", "1"]
    assert lines[3].split() == ["10", "Nov", "00:05", "2"]
    assert lines[4].split()[-2:] == ["3", str(10**20)]
    assert any("18:00" in line for line in drawn(incident(), face="table", cursor=EVENING))


@pytest.mark.parametrize("column", range(12))
def test_where_the_table_is_too_wide_the_columns_that_fit_are_whole_and_counted(column: int) -> None:
    chart = TimeChart(tuple(series(name * 9, [1234.5678]) for name in "abcdefghijkl"), "ms", BIN)
    lines = drawn(chart, face="table", column=column)

    first = min(column + 1, 7)
    assert f"columns {first + 1 if column else 1}–{first + 6} of 13" in lines[0]
    assert "…" not in "".join(lines[1:])
    assert lines[2].split()[3:] == ["1234.5678"] * 6


def test_times_tell_seconds_and_zone_where_they_differ_and_no_time_is_ever_cut() -> None:
    autumn = 1_792_889_400  # 25 Oct 2026 00:50 UTC, ten minutes before clocks go back in Berlin
    line = Series("a", (), [autumn, autumn + 900, autumn + 1_801], [1, 2, 3])
    look = ChartView(face="table")
    lines = texts(draw_explored(TimeChart((line,)), look, 40, 20, zone=ZoneInfo("Europe/Berlin")))

    assert lines[1].split() == ["Time", "a"]
    assert lines[2].split() == ["25", "Oct", "02:50:00", "CEST", "1"]
    assert lines[3].split() == ["25", "Oct", "02:05:00", "CET", "2"]
    assert lines[4].split() == ["25", "Oct", "02:20:01", "CET", "3"]


def test_the_table_of_a_window_without_values_says_so() -> None:
    assert drawn(incident(), face="table", hidden=frozenset({0, 1}))[0].startswith("no values")


def test_the_figures_of_visible_series_stand_in_a_table() -> None:
    lines = drawn(incident(), width=100, face="figures", hidden=frozenset({0}))

    assert lines[0].split() == [
        "Series",
        "(ms)",
        "min",
        "mean",
        "p95",
        "max",
        "last",
        "median",
        "count",
        "gaps",
    ]
    assert lines[1].split()[-2:] == ["262", "1"]
    assert lines[2].strip() == "○ 1 hidden"


def test_a_panel_says_whether_it_wants_one_chart_each_and_a_baseline() -> None:
    body = data(points=[point(0, 1, AGENT="1"), point(0, 5, AGENT="2"), point(300, None, AGENT="1")])
    asked = panel("Time Series: Line", isTimeseriesOneChartPerLine=True, showTimeseriesOverallBaseline=True)
    charts = [drawing_of(one, body) for one in (asked, panel("Time Series: Line"))]

    assert [(chart.one_each, chart.baseline) for chart in charts if isinstance(chart, TimeChart)] == [
        (True, 3.0),
        (False, None),
    ]


@pytest.mark.parametrize("multiples", [False, True])
def test_values_at_the_cursor_have_one_number_of_decimals_in_all_charts_of_a_widget(multiples: bool) -> None:
    chart = TimeChart((series("a", [701.675] * 288), series("b", [733.026] * 288)), "ms", BIN)
    text = "\n".join(drawn(chart, multiples=multiples, cursor=float(NOON)))

    assert "701.7 ms" in text
    assert "733.0 ms" in text
