from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.render.charts.time_axis import time_ticks
from te_tui.render.charts.value_axis import logarithmic_axis, value_axis
from tests.render.examples import DAY, FEW, MIDNIGHT


@pytest.mark.parametrize(
    ("values", "unit", "low", "high"),
    [
        pytest.param([300, 4180], "ms", 0, 4800, id="starts at zero and holds the peak"),
        pytest.param([7, 7], None, 0, 7.5, id="a constant has a height"),
        pytest.param([0], None, 0, 1, id="nothing but zero lies at the bottom"),
        pytest.param([96.5, 100.000_008_33], "%", 289 / 3, 301 / 3, id="high percentages, closely"),
        pytest.param([100], "%", 99, 100, id="a perfect percentage"),
        pytest.param([2, 30], "%", 0, 30, id="low percentages start at zero"),
        pytest.param([-72, -60], "dBm", -72, -60, id="negative values start at the lowest"),
        pytest.param([-5], None, -5, 1, id="a negative constant"),
        pytest.param([], None, 0, 1, id="nothing"),
        pytest.param([5e-324], None, 0, 1, id="what cannot be told from zero"),
    ],
)
def test_limits(values: list[float], unit: str | None, low: float, high: float) -> None:
    axis = value_axis(values, unit, 12)
    assert axis.low == pytest.approx(low)
    assert axis.high == pytest.approx(high)


@FEW
@given(st.lists(st.floats(-1e15, 1e15), max_size=4), st.sampled_from([None, "%", "ms"]), st.integers(1, 60))
def test_any_axis_has_a_height_and_holds_its_values_and_labels(
    values: list[float], unit: str | None, rows: int
) -> None:
    axis = value_axis(values, unit, rows)

    assert axis.low < axis.high
    assert len(axis.ticks) <= rows + 3
    assert all(0 <= axis.row(value, rows) < rows for value in values)
    slack = (axis.high - axis.low) * 1e-6
    assert all(axis.low - slack <= tick.value <= axis.high + slack for tick in axis.ticks)


def test_the_unit_stands_at_the_topmost_label() -> None:
    assert [tick.label for tick in value_axis([4180], "ms", 12).ticks] == [
        "0", "2,000", "4,000 ms",
    ]  # fmt: skip


@FEW
@given(
    st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=4),
    st.sampled_from([None, "%", "ms"]),
    st.integers(3, 60),
)
def test_labels_stand_at_equal_rows_for_equal_steps(values: list[float], unit: str | None, rows: int) -> None:
    axis = value_axis(values, unit, rows)
    places = [axis.row(tick.value, rows) for tick in axis.ticks]

    assert len({after - before for before, after in pairwise(places)}) <= 1
    steps = [after.value - before.value for before, after in pairwise(axis.ticks)]
    assert steps == pytest.approx([steps[0]] * len(steps)) if steps else len(axis.ticks) == 1


@FEW
@given(st.floats(1, 1e9), st.integers(9, 60))
def test_the_peak_has_most_of_the_height_and_a_label_in_its_row(peak: float, rows: int) -> None:
    axis = value_axis([0, peak], "ms", rows, peak=True)
    labelled = {axis.row(tick.value, rows): tick.label for tick in axis.ticks}

    assert axis.row(peak, rows) >= rows * 0.7
    assert axis.row(peak, rows) in labelled
    assert labelled[max(labelled)].endswith(" ms")


@FEW
@given(st.floats(0, 1), st.integers(1, 60))
def test_a_value_is_in_the_same_row_however_finely_it_is_drawn(share: float, rows: int) -> None:
    axis = value_axis([0, 1], None, rows)
    assert axis.row(share, 4 * rows) // 4 == axis.row(share, rows)


@pytest.mark.parametrize(
    ("start", "length", "labels"),
    [
        pytest.param(
            MIDNIGHT + 75_600,
            21_600,
            ["21:00", "22:00", "23:00", "11 Nov", "01:00", "02:00", "03:00"],
            id="hours, and the day at midnight",
        ),
        pytest.param(MIDNIGHT, 600, ["00:00", "00:02", "00:04", "00:06", "00:08", "00:10"], id="minutes"),
        pytest.param(MIDNIGHT, 7 * DAY, [f"{day} Nov" for day in range(10, 18)], id="days"),
        pytest.param(MIDNIGHT, 28 * DAY, ["16 Nov", "23 Nov", "30 Nov", "7 Dec"], id="weeks by Mondays"),
        pytest.param(MIDNIGHT, 200 * DAY, ["Dec", "2027", "Feb", "Mar", "Apr", "May"], id="months"),
        pytest.param(
            MIDNIGHT,
            5_000 * DAY,
            ["2028", "2030", "2032", "2034", "2036", "2038", "2040"],
            id="years",
        ),
    ],
)
def test_time_labels_are_round(start: int, length: int, labels: list[str]) -> None:
    assert [tick.label for tick in time_ticks(start, start + length, 8, UTC)] == labels


def test_time_labels_stay_round_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 10, 24, 22, tzinfo=UTC).timestamp()
    ticks = time_ticks(start, start + 25 * 3_600, 5, berlin)

    assert [tick.label for tick in ticks] == ["25 Oct", "06:00", "12:00", "18:00", "26 Oct"]
    assert [tick.value - start for tick in ticks] == [0, 7 * 3_600, 13 * 3_600, 19 * 3_600, 25 * 3_600]


def test_the_last_day_of_the_calendar_is_the_last_label() -> None:
    assert time_ticks(253_402_214_400 - 3 * DAY, 253_402_214_400, 4, UTC)[-1].label == "31 Dec"


@FEW
@given(st.floats(-1e11, 3e11), st.floats(1, 1e10), st.integers(0, 30))
def test_any_span_has_few_labels_in_order(start: float, length: float, most: int) -> None:
    ticks = time_ticks(start, start + length, most, UTC)

    assert [tick.value for tick in ticks] == sorted(tick.value for tick in ticks)
    assert all(start <= tick.value <= start + length for tick in ticks)
    assert len(ticks) <= 2 * most + 3


@pytest.mark.parametrize(
    ("values", "rows", "labels"),
    [
        ([3.0, 4_200.0], 20, ["10", "100", "1,000 ms"]),
        ([360.0, 620.0], 20, ["200", "300", "400", "500", "600 ms"]),
        ([1e-15, 1e15], 12, ["1.0e-15", "1.0e-8", "0.1", "1M", "10T ms"]),
        ([7.0], 12, ["5", "6", "7 ms"]),
    ],
)
def test_a_logarithmic_axis_is_labelled_in_decades(values: list[float], rows: int, labels: list[str]) -> None:
    assert [tick.label for tick in logarithmic_axis(values, "ms", rows).ticks] == labels


@FEW
@given(st.lists(st.floats(0, 1e15, exclude_min=True), max_size=8), st.integers(1, 40))
def test_a_logarithmic_axis_keeps_any_value_above_zero_inside(values: list[float], rows: int) -> None:
    axis = logarithmic_axis(values, None, rows)

    assert 0 < axis.low < axis.high
    assert not values or axis.low >= max(min(values), 1e-15) / 2.5 * (1 - 1e-9)
    assert not values or axis.row(max(values), rows) in {rows - 1, axis.row(axis.low, rows)}
    assert all(0 <= axis.row(value, rows) < rows for value in values)
