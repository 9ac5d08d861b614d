import itertools
import random

import numpy as np
import pytest

from te_tui.analysis.gathering import Showing, gather
from te_tui.analysis.series import Quantity, Series
from te_tui.analysis.slope import slope_of
from te_tui.analysis.steps import steps_of
from te_tui.analysis.trend import Trend, trends
from te_tui.analysis.weeks import WEEK, Part, weeks_of
from tests.analysis.planted import LATENCY, LOSS, MIDNIGHT, noisy, series


def part(week: int, level: float, seed: int = 0, hours: int = 168, quantity: Quantity = LATENCY) -> Part:
    start = MIDNIGHT + week * WEEK
    values = noisy(level, 1, hours, seed + week)
    return Part(
        f"s{week}", start + hours * 3600, series(values, bin_size=3600, start=start, quantity=quantity)
    )


def trend(levels: list[float | None], quantity: Quantity = LATENCY) -> Trend:
    parts = [
        part(week, level, 7, quantity=quantity) for week, level in enumerate(levels) if level is not None
    ]
    (found,) = trends({"Frankfurt": parts}, 3600)
    return found


def levels(count: int, seed: int, drift: float = 0.0, noise: float = 1.0) -> list[float | None]:
    rng = random.Random(seed)
    return [100 + drift * week + noise * rng.gauss(0, 1) for week in range(count)]


def test_weeks_have_the_figures_of_their_values_and_begin_on_monday() -> None:
    one = part(0, 100, hours=100)
    (week,) = weeks_of([one], 3600, lambda: None)
    values = np.array(one.series.values, float)
    assert (week.start, week.n, week.snapshots) == (MIDNIGHT, 100, ("s0",))
    assert week.coverage == pytest.approx(100 / 168)
    assert (week.mean, week.median, week.p95) == pytest.approx(
        (values.mean(), np.median(values), np.percentile(values, 95))
    )


def test_a_bin_counts_once_and_the_snapshot_that_ends_later_wins() -> None:
    def shown(name: str, start: int, value: float) -> Part:
        one = series([value] * 4, bin_size=3600, start=MIDNIGHT + start * 3600)
        return Part(name, MIDNIGHT + (start + 4) * 3600, one)

    (week,) = weeks_of([shown("late", 2, 9.0), shown("early", 0, 1.0)], 3600, lambda: None)
    assert week.n == 6
    assert week.mean == pytest.approx((2 * 1 + 4 * 9) / 6)
    assert week.snapshots == ("early", "late")


def test_a_gap_in_the_later_snapshot_keeps_what_the_earlier_one_knows() -> None:
    times = [MIDNIGHT, MIDNIGHT + 3600]
    early = Part("early", 1, Series("x", times, [1.0, 2.0], 3600))
    late = Part("late", 2, Series("x", times, [None, 4.0], 3600))
    (week,) = weeks_of([late, early], 3600, lambda: None)
    assert (week.n, week.mean) == (2, 2.5)


def test_a_week_without_a_value_is_a_hole_and_is_there() -> None:
    found = trend([*levels(6, 1)[:4], None, None, *levels(6, 2)])
    assert [week.n for week in found.weeks] == [168] * 4 + [0, 0] + [168] * 6
    assert found.weeks[4].median is None
    assert found.weeks[5].start == MIDNIGHT + 5 * WEEK


def test_below_eight_usable_weeks_nothing_is_said() -> None:
    parts = [part(week, 100, hours=168 if week < 7 else 60) for week in range(12)]
    (found,) = trends({"Frankfurt": parts}, 3600)
    assert (found.verdict, found.slope, found.steps) == ("not comparable", None, ())
    assert len(found.weeks) == 12


@pytest.mark.parametrize(
    ("drift", "verdict"),
    [(1.5, "rising"), (-1.5, "falling"), (0.0, "no clear trend"), (0.02, "no clear trend")],
)
def test_a_drift_is_told_where_it_is_sure_and_large_enough(drift: float, verdict: str) -> None:
    assert trend(levels(26, 3, drift)).verdict == verdict


def test_a_drift_of_half_a_percent_is_large_enough_for_what_is_measured_in_percent() -> None:
    assert trend(levels(26, 3, 0.06, 0.1), LOSS).verdict == "rising"
    assert trend(levels(26, 3, 0.06, 0.1), LATENCY).verdict == "no clear trend"


def test_the_slope_is_the_median_of_all_slopes() -> None:
    weeks, values = [0, 1, 2, 4, 7, 8], [3.0, 1.0, 4.0, 1.0, 5.0, 9.0]
    slopes = [
        (b[1] - a[1]) / (b[0] - a[0]) for a, b in itertools.combinations(zip(weeks, values, strict=True), 2)
    ]
    found = slope_of(weeks, values)
    assert found.slope == pytest.approx(np.median(slopes))
    assert min(slopes) <= found.low <= found.slope <= found.high <= max(slopes)


def test_quiet_years_are_rarely_called_anything() -> None:
    found = [trend(levels(20, seed)) for seed in range(40)]
    assert sum(one.verdict != "no clear trend" or bool(one.steps) for one in found) <= 3


def test_a_step_is_told_with_its_week_and_both_levels() -> None:
    found = trend([*levels(12, 4), *[value + 20 for value in levels(12, 5) if value is not None]])
    assert found.steps == (MIDNIGHT + 12 * WEEK,)
    assert found.levels == pytest.approx((100, 120), abs=2)


def test_a_step_across_a_hole_is_told_in_its_middle() -> None:
    after = [value + 20 for value in levels(12, 5) if value is not None]
    assert trend([*levels(12, 4), None, None, *after]).steps == (MIDNIGHT + 13 * WEEK,)


def test_a_slow_drift_has_no_steps() -> None:
    for seed in range(20):
        values = [value for value in levels(40, seed, 1.0) if value is not None]
        assert steps_of(values) == []


def test_what_is_short_or_constant_has_no_steps() -> None:
    assert steps_of([1.0] * 5) == []
    assert steps_of([0.0] * 30) == []
    assert steps_of([]) == []


def test_the_index_of_a_step_counts_from_the_first_of_any_number_of_weeks() -> None:
    values = [value for value in levels(300, 6) if value is not None]
    stepped = [value + 30 * (place >= 250) for place, value in enumerate(values)]
    assert steps_of(stepped) == [250]


def showing(name: str, start: int, hours: int, bin_size: int, quantity: Quantity = LATENCY) -> Showing:
    begin = MIDNIGHT + start * 3600
    values = noisy(100, 1, hours * 3600 // bin_size, start)
    one = series(values, bin_size=bin_size, start=begin, quantity=quantity)
    return Showing(name, begin + hours * 3600, (one,), quantity)


def test_many_short_snapshots_of_small_bins_do_not_outweigh_the_weekly_ones() -> None:
    weekly = [showing(f"week {n}", 168 * n, 168, 3600) for n in range(3)]
    short = [showing(f"short {n}", 600 + 10 * n, 6, 300) for n in range(9)]
    found = gather([*weekly, *short], lambda one: one.label)
    assert (found.bin_size, found.left_out) == (3600, 0)
    last = found.parts["Frankfurt"][-1].series
    values = np.array(short[-1].series[0].values, float)
    assert last.values == pytest.approx(values.reshape(6, 12).mean(axis=1))


SECONDS = LATENCY._replace(unit="s")
UNKNOWN = LATENCY._replace(unit=None)


@pytest.mark.parametrize("other", [SECONDS, UNKNOWN, LATENCY._replace(measure="MAXIMUM")])
def test_a_snapshot_whose_widget_or_one_of_whose_series_has_another_unit_is_left_out(other: Quantity) -> None:
    weeks = [showing(f"week {n}", 168 * n, 168, 3600) for n in range(4)]
    of_series = weeks[1]._replace(series=(weeks[1].series[0]._replace(quantity=other),))
    found = gather([weeks[0]._replace(quantity=other), of_series, *weeks[2:]], lambda one: one.label)
    assert found.left_out == 2
    assert [part.snapshot_id for part in found.parts["Frankfurt"]] == ["week 2", "week 3"]


def test_series_of_one_name_in_two_units_stay_apart() -> None:
    weeks = [showing(f"week {n}", 168 * n, 168, 3600) for n in range(2)]
    both = [week._replace(series=(*week.series, week.series[0]._replace(quantity=SECONDS))) for week in weeks]
    found = gather(both, lambda one: one.label)
    units = {name: {part.series.quantity.unit for part in parts} for name, parts in found.parts.items()}
    assert units == {"Frankfurt": {"ms"}, "Frankfurt (2)": {"s"}}


def test_smaller_bins_are_left_out_where_the_measure_does_not_allow_to_put_them_together() -> None:
    median = LATENCY._replace(measure="MEDIAN")
    weekly = [showing(f"week {n}", 168 * n, 168, 3600, median) for n in range(3)]
    found = gather([*weekly, showing("short", 600, 6, 300, median)], lambda one: one.label)
    assert (found.bin_size, found.left_out, len(found.parts["Frankfurt"])) == (3600, 1, 3)
