import math

import numpy as np
import pytest

from te_tui.analysis.comparison import Compared, compare, compare_series, in_order
from te_tui.analysis.rhythm import DAY
from te_tui.analysis.series import PanelSeries, Quantity, Series
from tests.analysis.planted import (
    AVAILABILITY,
    ERRORS,
    LATENCY,
    LOSS,
    MIDNIGHT,
    UNKNOWN,
    day_and_night,
    noisy,
    series,
)


def days(
    count: int,
    seed: int,
    level: float = 100,
    quantity: Quantity = LATENCY,
    start: int = MIDNIGHT,
    bins: int = 24,
) -> Series:
    """Days with a strong rhythm."""
    values = noisy(level, 2, bins * count, seed, day_and_night(bins, 30))
    return series(values, quantity=quantity, bin_size=DAY // bins, start=start)


def test_the_same_hours_of_two_days_are_compared_so_that_the_rhythm_plays_no_part() -> None:
    compared = compare_series(days(2, 1), days(2, 2, 120, start=MIDNIGHT + 2 * DAY))
    assert compared.change is not None
    assert compared.change.hours == "same hour of the day"
    assert compared.change.shift == pytest.approx(20, abs=1.5)
    assert compared.change.low < compared.change.shift < compared.change.high < compared.change.low + 8
    assert compared.verdict == "worse"
    assert compared.relative == pytest.approx(compared.change.shift / abs(compared.old.median or 0))


def test_a_day_against_a_week_is_compared_without_the_hours_of_the_week() -> None:
    compared = compare_series(days(7, 1), days(1, 2, 130, start=MIDNIGHT + 7 * DAY))
    assert compared.change is not None
    assert compared.change.hours == "same hour of the day"
    assert compared.change.low < 30 < compared.change.high
    assert compared.verdict == "worse"


def test_two_weeks_are_compared_by_the_hour_of_the_week() -> None:
    compared = compare_series(days(7, 1), days(7, 2, start=MIDNIGHT + 7 * DAY))
    assert compared.change is not None
    assert compared.change.hours == "same hour of the week"
    assert compared.verdict == "no clear change"


def test_at_other_hours_nothing_is_better_or_worse() -> None:
    night = series(noisy(100, 2, 36, 1), bin_size=600)
    noon = series(noisy(160, 2, 36, 2), bin_size=600, start=MIDNIGHT + 10 * 3600)
    compared = compare_series(night, noon)
    assert compared.change is not None
    assert compared.change.hours == "other hours"
    assert compared.verdict == "higher"
    assert compare_series(night, noon, "hours").obstacle == "hours"
    assert compare_series(night, days(2, 2), "all").verdict in {
        "higher",
        "lower",
        "no clear change",
        "not comparable",
    }


def test_all_values_as_they_are_can_be_asked_for() -> None:
    night = series(noisy(100, 2, 36, 1), bin_size=600)
    compared = compare_series(night, series(noisy(160, 2, 36, 2), bin_size=600, start=MIDNIGHT + DAY), "all")
    assert compared.change is not None
    assert compared.change.hours == "all values"
    assert compared.verdict == "higher"


@pytest.mark.parametrize(
    ("quantity", "level", "verdict"),
    [
        (LATENCY, 130, "worse"),
        (LATENCY, 70, "better"),
        (AVAILABILITY, 70, "worse"),
        (AVAILABILITY, 130, "better"),
        (UNKNOWN, 130, "higher"),
        (UNKNOWN, 70, "lower"),
        (LATENCY, 102, "no clear change"),  # sure, but below 5 %
    ],
)
def test_the_word_follows_the_worst_end_and_small_shifts_have_none(
    quantity: Quantity, level: float, verdict: str
) -> None:
    before = series(noisy(100, 1, 288, 1), quantity=quantity)
    after = series(noisy(level, 1, 288, 2), quantity=quantity, start=MIDNIGHT + DAY)
    assert compare_series(before, after).verdict == verdict


def test_a_snapshot_compared_with_itself_has_no_clear_change() -> None:
    for quantity in (LATENCY, ERRORS, LOSS, UNKNOWN):
        one = series(noisy(100, 5, 288, 3), quantity=quantity)
        compared = compare_series(one, one)
        assert compared.change is not None
        assert (compared.change.shift, compared.change.p) == (0, 1)
        assert compared.verdict == "no clear change"


def test_exchanging_the_windows_turns_shift_and_interval_around_and_keeps_p() -> None:
    pairs = [(days(2, 1), days(2, 2, 110, start=MIDNIGHT + 2 * DAY)), (days(7, 3), days(1, 4, 90))]
    for before, after in pairs:
        there, back = compare_series(before, after).change, compare_series(after, before).change
        assert there is not None
        assert back is not None
        assert back.shift == pytest.approx(-there.shift)
        assert (back.low, back.high) == pytest.approx((-there.high, -there.low))
        assert back.p == pytest.approx(there.p)


def test_figures_are_those_of_all_values_as_numpy_has_them() -> None:
    before, after = series(noisy(100, 5, 97, 1)), series([*noisy(110, 5, 60, 2), None, math.nan])
    compared = compare_series(before, after)
    known = np.array(after.values[:60], float)
    assert compared.new.n == 60
    assert compared.new.median == pytest.approx(np.median(known))
    assert compared.new.p95 == pytest.approx(np.percentile(known, 95))
    assert compared.new.maximum == known.max()
    bound = np.percentile(np.array(before.values, float), 95)
    assert compared.new.bad == pytest.approx((known > bound).mean())


@pytest.mark.parametrize(
    ("change", "obstacle"),
    [
        ({"quantity": LOSS}, "metric"),
        ({"quantity": LATENCY._replace(direction="TO_TARGET")}, "metric"),
        ({"quantity": LATENCY._replace(unit="s")}, "unit"),
        ({"quantity": LATENCY._replace(unit=None)}, "unit"),
        ({"quantity": LATENCY._replace(measure="MAXIMUM")}, "measure"),
        ({"bin_size": 420}, "bins"),
        ({"values": [1.0, 2.0] * 9, "times": range(18)}, "few values"),
    ],
)
def test_what_is_not_comparable_says_what_keeps_it_from_being_so(
    change: dict[str, object], obstacle: str
) -> None:
    one = series(noisy(100, 2, 100, 1))
    compared = compare_series(one, one._replace(**change))  # type: ignore[arg-type]
    assert (compared.verdict, compared.obstacle, compared.change) == ("not comparable", obstacle, None)


def test_a_day_of_hours_on_both_sides_of_which_a_few_are_missing_is_the_same_hours() -> None:
    before, after = days(1, 1, bins=24), days(1, 2, 130, bins=24, start=MIDNIGHT + 7 * DAY)
    gaps = (2, 9), (5, 14, 20)
    before, after = (
        one._replace(values=[None if place in some else value for place, value in enumerate(one.values)])
        for one, some in zip((before, after), gaps, strict=True)
    )
    found = compare_series(before, after)
    assert found.change is not None
    assert (found.verdict, found.change.hours, found.change.n) == ("worse", "same hour of the day", 19)


def test_percentiles_of_other_bins_are_not_comparable_and_means_are() -> None:
    fine, coarse = days(2, 1, bins=288), days(2, 2, 130, bins=24)
    assert compare_series(fine, coarse).verdict == "worse"
    p95 = LATENCY._replace(measure="p95")
    found = compare_series(fine._replace(quantity=p95), coarse._replace(quantity=p95))
    assert found.obstacle == "bins"


def test_constant_windows_shift_exactly() -> None:
    before, after = series([5.0] * 50), series([9.0] * 50)
    change = compare_series(before, after).change
    assert change is not None
    assert (change.shift, change.low, change.high, change.p) == (4, 4, 4, 0)


def test_equal_pairs_are_rarely_called_different_and_never_after_the_correction_for_many() -> None:
    def side(number: int) -> list[PanelSeries]:
        start = MIDNIGHT + number * DAY
        values = [noisy(100, 5, 144, 1_000 * number + place, carry=0.6) for place in range(120)]
        some = tuple(series(one, f"place {place}", start=start) for place, one in enumerate(values))
        return [PanelSeries("w", "Latency", "Time Series: Line", "NET_LATENCY", some)]

    found = compare(side(0), side(1)).series
    assert sum(one.change.p <= 0.05 for one in found if one.change) <= 14
    assert {one.verdict for one in found} == {"no clear change"}


def test_with_many_series_q_is_what_benjamini_and_hochberg_say() -> None:
    sides = [
        PanelSeries("w", "Latency", None, "NET_LATENCY", tuple(
            series(noisy(100 + 3 * side * (place % 3), 5, 60, 100 * side + place), f"place {place}")
            for place in range(9)
        ))
        for side in (0, 1)
    ]  # fmt: skip
    changes = [one.change for one in compare(sides[:1], sides[1:]).series if one.change]
    p = np.array([change.p for change in changes])
    order = np.argsort(p)
    raw = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.minimum.accumulate(raw[::-1])[::-1]
    assert np.array([change.q for change in changes])[order] == pytest.approx(np.minimum(q, 1))


def test_worse_comes_first_and_by_its_part_of_what_was_before() -> None:
    def compared(level: float, quantity: Quantity = LATENCY) -> Compared:
        before = series(noisy(100, 1, 60, 1), quantity=quantity)
        return compare_series(before, series(noisy(level, 1, 60, 2), quantity=quantity))

    levels = [compared(100), compared(80), compared(140), compared(60, UNKNOWN), compared(200)]
    assert [round(one.new.median or 0, -1) for one in in_order(levels)] == [200, 140, 80, 60, 100]
