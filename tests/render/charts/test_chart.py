from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotext._date import date_class
from plotext._monitor import monitor_class

from te_tui.models.content import Series, TimeChart
from te_tui.render.charts.chart import draw_time_chart
from te_tui.render.charts.value_axis import value_axis
from te_tui.render.text.glyphs import glyph_set
from tests.render.examples import (
    BIN,
    DAY,
    FEW,
    MIDNIGHT,
    a_chart,
    assert_width,
    incident,
    series,
    texts,
)

AXIS = "│┤"


def canvas(chart: TimeChart, width: int = 80, height: int = 15) -> list[str]:
    """The rows of the canvas, top first, without labels and axes."""
    lines = texts(draw_time_chart(chart, width, height))[:-2]
    edge = next(position for position, character in enumerate(lines[0]) if character in AXIS)
    return [line[edge + 1 :] for line in lines]


def day_of(values: Sequence[float | None], unit: str | None = "ms") -> TimeChart:
    return TimeChart((series("a", values),), unit, BIN, MIDNIGHT, MIDNIGHT + DAY)


@FEW
@given(a_chart, st.integers(20, 200), st.integers(4, 50), st.booleans())
def test_any_chart_fills_its_cells_exactly(
    chart: TimeChart, width: int, height: int, ascii_only: bool
) -> None:
    picture = draw_time_chart(chart, width, height, ascii_only=ascii_only)

    assert picture.height == height
    assert_width(picture, width)
    assert not ascii_only or all(line.isascii() for line in texts(picture))


@pytest.mark.parametrize(("width", "height"), [(1, 1), (2, 3), (5, 2), (12, 4), (0, 0)])
def test_a_chart_without_room_does_not_raise(width: int, height: int) -> None:
    assert draw_time_chart(incident(), width, height).height == height


def test_the_peak_is_near_the_top_and_zero_in_the_bottom_row() -> None:
    rows = canvas(day_of([0.0] * 100 + [900.0] * 50 + [0.0] * 138))

    assert any(row.strip() for row in rows[: len(rows) // 4])
    assert rows[-1].strip()


def test_the_lowest_negative_value_touches_the_bottom_row() -> None:
    rows = canvas(day_of([-70.0] * 100 + [-60.0] * 188, "dBm"))

    assert rows[0].strip()
    assert rows[-1].strip()


@pytest.mark.parametrize("position", [0, 1, 143, 144, 286, 287])
def test_a_spike_of_one_bin_reaches_the_top_at_80_columns(position: int) -> None:
    values: list[float | None] = [100.0] * 288
    values[position] = 4_000.0

    rows = canvas(day_of(values))
    assert any(row.strip() for row in rows[: len(rows) // 4])


def test_a_spike_of_one_bin_among_100_000_points_survives() -> None:
    values: list[float | None] = [100.0 + index % 7 for index in range(100_000)]
    values[54_321] = 4_000.0
    chart = TimeChart((series("a", values, step=60),), "ms", 60)

    rows = canvas(chart, 120, 30)
    assert any(row.strip() for row in rows[: len(rows) // 4])


def test_a_gap_leaves_empty_columns_and_no_line_across() -> None:
    values: list[float | None] = [500.0] * 100 + [None] * 60 + [700.0] * 128
    rows = canvas(day_of(values))
    columns = len(rows[0])
    first, behind = 100 * columns // 288 + 1, 160 * columns // 288 - 1

    assert {row[first:behind] for row in rows} == {" " * (behind - first)}
    assert all(any(row[column] != " " for row in rows) for column in (first - 3, behind + 3))


def test_missing_bins_leave_empty_columns_too() -> None:
    line = series("a", [500.0] * 288)
    holey = Series("a", (), [*line.times[:100], *line.times[160:]], [500.0] * 228)
    rows = canvas(TimeChart((holey,), "ms", BIN, MIDNIGHT, MIDNIGHT + DAY))

    assert {row[28:36] for row in rows} == {" " * 8}


def test_a_constant_is_a_line_from_edge_to_edge() -> None:
    [row] = (row for row in canvas(day_of([7.0] * 288)) if row.strip())
    assert " " not in row[:-1]


def test_a_single_point_shows_as_its_marker() -> None:
    assert "●" in "".join(canvas(TimeChart((series("a", [5.0]),))))


def test_a_point_between_gaps_shows_as_its_marker() -> None:
    values: list[float | None] = [5.0] * 100 + [None] * 40 + [9.0] + [None] * 40 + [5.0] * 107
    highest = next(row for row in canvas(day_of(values)) if row.strip())
    assert highest.count("●") == 1


def test_a_chart_without_values_says_so_and_keeps_its_time_axis() -> None:
    lines = texts(draw_time_chart(day_of([None]), 80, 10))

    assert any("no values in this window" in line for line in lines)
    assert "06:00" in lines[-1]


def test_fifty_series_are_all_drawn_and_colours_and_markers_cycle() -> None:
    lines = tuple(series(str(index), [float(index)] * 20) for index in range(50))
    picture = draw_time_chart(TimeChart(lines, None, BIN), 120, 50)
    roles = {span.role for line in picture.lines for span in line if span.role.startswith("series-")}

    assert roles == {f"series-{index}" for index in range(8)}
    assert sum(any(span.role.startswith("series-") for span in line) for line in picture.lines) >= 40


@pytest.mark.parametrize("ascii_only", [False, True])
def test_thirty_five_series_differ_without_colour(ascii_only: bool) -> None:
    glyphs = glyph_set(ascii_only=ascii_only)

    assert len({glyphs.marker(index) for index in range(35)}) == 35
    assert len({glyphs.fill(index) for index in range(35)}) == 35


def test_lines_carry_the_markers_of_their_series() -> None:
    drawn = "".join(canvas(incident()))
    assert "●" in drawn
    assert "■" in drawn


def test_a_hidden_series_is_left_out_and_the_others_keep_their_looks() -> None:
    picture = draw_time_chart(incident(), 80, 15, hidden=frozenset({0}))
    roles = {span.role for line in picture.lines for span in line}

    assert "series-0" not in roles
    assert "series-1" in roles
    assert "3,000" not in "".join(texts(picture))


def test_the_time_axis_names_its_zone_and_its_labels_follow_it() -> None:
    utc = texts(draw_time_chart(incident(), 80, 15))[-1]
    berlin = texts(draw_time_chart(incident(), 80, 15, zone=ZoneInfo("Europe/Berlin")))[-1]

    assert utc.split()[0] == "UTC"
    assert berlin.split()[0] == "CET"
    assert utc.index("12:00") > berlin.index("12:00")


def test_alert_suppression_is_shaded_behind_the_lines() -> None:
    chart = replace(incident(), suppressed=((MIDNIGHT + 3_600, MIDNIGHT + 7_200),))
    rows = canvas(chart)

    assert rows[0].count("·") == 4
    assert any(row.count("·") < 4 for row in rows)


def test_the_cursor_is_a_line_behind_the_series() -> None:
    picture = draw_time_chart(incident(), 80, 15, cursor=MIDNIGHT + DAY // 2)
    columns = {line.index("┊") for line in texts(picture) if "┊" in line}

    assert len(columns) == 1


def test_points_outside_of_the_stated_window_do_not_bend_the_scale() -> None:
    chart = replace(incident(), end=MIDNIGHT + DAY // 2)
    assert "3,000" not in "".join(texts(draw_time_chart(chart, 80, 15)))


def test_drawing_only_what_can_be_seen_gives_the_picture_of_all_points() -> None:
    values = [float((index * 7_919) % 1_000) + (5_000 if index == 3_333 else 0) for index in range(5_000)]
    ours = canvas(TimeChart((series("a", [*values]),)), 80, 20)
    monitor = monitor_class()
    monitor.set_size([len(ours[0]), len(ours)])
    monitor.set_date(date_class())
    monitor.set_frame(frame=False)
    monitor.set_xticks([])
    monitor.set_yticks([])
    monitor.set_xlim(0, 4_999)
    # plotext counts from the middle of the lowest dot to that of the highest one.
    dot = value_axis(values, "ms", len(ours)).high / (4 * len(ours))
    monitor.set_ylim(dot / 2, (4 * len(ours) - 0.5) * dot)
    monitor.draw(list(range(5_000)), values, lines=True, marker="braille")
    monitor.build_plot()

    assert ours == ["".join(row) for row in reversed(monitor.matrix.marker)]


def test_threads_may_draw_at_the_same_time() -> None:
    chart = incident()
    expected = draw_time_chart(chart, 60, 10)
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda _: draw_time_chart(chart, 60, 10), range(8)))

    assert drawn == [expected] * 8


def test_stacked_areas_add_up() -> None:
    lines = (series("a", [1.0] * 288), series("b", [2.0] * 288), series("c", [1.0] * 288))
    rows = canvas(TimeChart(lines, None, BIN, MIDNIGHT, MIDNIGHT + DAY, stacked=True), 60, 14)
    column = [row[10] for row in rows]

    assert column == ["▒"] * 3 + ["▓"] * 6 + ["█"] * 3


def test_a_gap_of_all_stacked_series_is_empty_and_zero_is_not() -> None:
    values: list[float | None] = [4.0] * 96 + [None] * 96 + [0.0] * 96
    rows = canvas(TimeChart((series("a", values),), None, BIN, MIDNIGHT, MIDNIGHT + DAY, stacked=True))
    columns = ["".join(row[position] for row in rows) for position in range(len(rows[0]))]

    assert set(columns[28:45]) == {" " * len(rows)}
    assert columns[60].strip() == "▁"


def test_a_thin_series_on_a_stack_gives_way_to_what_is_below_it() -> None:
    lines = (series("a", [2.6] * 288), series("b", [0.01] * 144 + [1.4] * 144))
    rows = canvas(TimeChart(lines, None, BIN, MIDNIGHT, MIDNIGHT + DAY, stacked=True), 60, 6)

    assert "".join(row[5] for row in rows) == " ███"
    assert "".join(row[-5] for row in rows) == "▓███"


def test_the_edge_of_a_stack_is_drawn_in_parts_of_a_cell() -> None:
    line = series("a", [4.0] * 144 + [2.5] * 144)
    rows = canvas(TimeChart((line,), None, BIN, MIDNIGHT, MIDNIGHT + DAY, stacked=True), 60, 6)

    assert "".join(row[-5] for row in rows) == " ▄██"


def test_a_hidden_series_is_not_part_of_the_stack() -> None:
    lines = (series("a", [1.0] * 288), series("b", [2.0] * 288))
    chart = TimeChart(lines, None, BIN, MIDNIGHT, MIDNIGHT + DAY, stacked=True)
    drawn = "".join(texts(draw_time_chart(chart, 60, 10, hidden=frozenset({0}))))

    assert "█" not in drawn
    assert "▓" in drawn


def test_stacked_series_below_zero_are_drawn_as_lines() -> None:
    lines = (series("a", [-5.0] * 50), series("b", [5.0] * 50))
    stacked = TimeChart(lines, None, BIN, stacked=True)

    assert draw_time_chart(stacked, 60, 12) == draw_time_chart(replace(stacked, stacked=False), 60, 12)


def test_rendering_imports_plotext_only_to_draw_lines() -> None:
    program = (
        "import sys, te_tui.render.pictures;"
        "print([name for name in ('plotext', 'textual', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
