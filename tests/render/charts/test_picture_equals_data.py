"""The picture equals the data: what generated series hold can be found on the canvas, in any window."""

from __future__ import annotations

from datetime import UTC

from hypothesis import given, settings
from hypothesis import strategies as st

from te_tui.models.content import TimeChart
from te_tui.render.charts.chart import draw_time_chart
from te_tui.render.charts.explore import ChartView
from te_tui.render.charts.explored import draw_explored
from te_tui.render.charts.value_axis import value_axis
from tests.render.examples import BIN, DAY, FEW, MIDNIGHT, series, texts

AXIS = "│┤"
DOTS = 4
"""Of Braille, in the height of a cell."""
WINDOWS = [(0, 287), (0, 143), (100, 199), (200, 207)]
"""First and last bin of the windows to look through."""

levels = st.one_of(
    st.floats(-1e15, 1e15, allow_nan=False),
    st.floats(-1e3, 1e3, allow_nan=False),
    st.sampled_from([0.0, 1.0, -1.0, 1e15, -1e15]),
)
a_day = st.one_of(
    st.lists(st.one_of(st.none(), levels), min_size=288, max_size=288),
    st.builds(lambda level: [level] * 288, levels),
    st.builds(lambda level, at: [None] * at + [level] + [None] * (287 - at), levels, st.integers(0, 287)),
)


def chart_of(*days: list[float | None]) -> TimeChart:
    lines = tuple(series(str(index), day) for index, day in enumerate(days))
    return TimeChart(lines, None, BIN, MIDNIGHT, MIDNIGHT + DAY - BIN)


def canvas(chart: TimeChart, bins: tuple[int, int], width: int = 80, **look: bool) -> list[str]:
    """The rows of the canvas of a window, top first."""
    window = (MIDNIGHT + bins[0] * BIN, MIDNIGHT + bins[1] * BIN)
    view = ChartView(window=window, **look)  # type: ignore[arg-type]
    lines = texts(draw_explored(chart, view, width, 24, zone=UTC))
    rows = [line for line in lines if any(edge in line for edge in AXIS)]
    edge = next(position for position, character in enumerate(rows[0]) if character in AXIS)
    return [row[edge + 1 :] for row in rows]


@FEW
@given(st.lists(a_day, min_size=1, max_size=4), st.sampled_from(WINDOWS))
def test_the_highest_and_the_lowest_value_touch_their_rows(
    days: list[list[float | None]], bins: tuple[int, int]
) -> None:
    seen = [value for day in days for value in day[bins[0] : bins[1] + 1] if value is not None]
    rows = canvas(chart_of(*days), bins)
    if not seen:
        assert any("no values" in row for row in rows)
        return
    axis = value_axis((min(seen), max(seen)), None, len(rows))
    inked = [row for row, text in enumerate(reversed(rows)) if text.strip()]
    expected = [axis.row(value, DOTS * len(rows)) // DOTS for value in (min(seen), max(seen))]

    assert [inked[0], inked[-1]] == expected


@FEW
@given(
    st.integers(0, 287),
    st.floats(1.0, 1e12),
    st.floats(2.0, 1e3),
    st.sampled_from([60, 80, 120]),
    st.booleans(),
)
def test_a_spike_of_one_bin_is_seen_alone_in_the_highest_row(
    at: int, level: float, factor: float, width: int, logarithmic: bool
) -> None:
    day: list[float | None] = [level] * 288
    day[at] = level * factor
    rows = canvas(chart_of(day), (0, 287), width, logarithmic=logarithmic)
    top = next(row for row in rows if row.strip())

    assert rows.index(top) < len(rows) / 3
    assert 1 <= len(top.replace(" ", "")) <= 3
    assert abs(top.index(top.strip()[0]) - at * (len(top) - 1) / 287) <= 1.5


@FEW
@given(st.integers(10, 240), st.integers(10, 40), levels, levels, st.sampled_from([80, 120]))
def test_a_gap_leaves_a_hole(first: int, length: int, before: float, after: float, width: int) -> None:
    day: list[float | None] = [before] * first + [None] * length + [after] * (288 - first - length)
    rows = canvas(chart_of(day), (0, 287), width)
    columns = len(rows[0])
    begin, end = (first + 0.5) * columns / 287, (first + length - 1.5) * columns / 287

    assert {row[int(begin) + 1 : int(end)] for row in rows} == {" " * (int(end) - int(begin) - 1)}
    assert all(any(row[column] != " " for row in rows) for column in (0, columns - 1))


@settings(FEW, max_examples=6)
@given(st.lists(levels, min_size=50, max_size=50), st.sampled_from(WINDOWS), st.booleans())
def test_fifty_series_are_all_there(heights: list[float], bins: tuple[int, int], multiples: bool) -> None:
    days: list[list[float | None]] = [[height] * 288 for height in heights]
    rows = canvas(chart_of(*days), bins, multiples=multiples)
    assert any(row.strip() for row in rows)


def test_a_hundred_thousand_points_keep_their_peak_their_low_and_their_gap() -> None:
    values: list[float | None] = [100.0 + index % 7 for index in range(100_000)]
    values[54_321], values[70_000] = 4_000.0, -4_000.0
    values[20_000:30_000] = [None] * 10_000
    chart = TimeChart((series("a", values, step=60),), "ms", 60)
    lines = texts(draw_time_chart(chart, 80, 24))
    rows = [line[line.index("│" if "│" in line else "┤") + 1 :] for line in lines[:-2]]

    [peak, *_, low] = (row for row in rows if row.strip())

    assert len(peak.strip()) == len(low.strip()) == 1
    assert low.index(low.strip()) > peak.index(peak.strip())
    assert {row[16:20] for row in rows} == {" " * 4}
