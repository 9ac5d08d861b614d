import pytest

from te_tui.analysis.episodes import Episode, find_episodes
from te_tui.analysis.series import Quantity
from tests.analysis.planted import (
    AVAILABILITY,
    ERRORS,
    LATENCY,
    LOSS,
    MIDNIGHT,
    UNKNOWN,
    between,
    day_and_night,
    noisy,
    series,
)


def only(found: tuple[Episode, ...]) -> Episode:
    assert len(found) == 1, found
    return found[0]


def test_an_incident_is_found_with_its_bins_its_size_and_its_levels() -> None:
    planted = series(noisy(100, 2, 288, 1, between(120, 160, 60)))
    episode = only(find_episodes(planted).episodes)
    assert episode.start == MIDNIGHT + 120 * 300
    assert episode.end == MIDNIGHT + 160 * 300
    assert episode.start_after == MIDNIGHT + 119 * 300
    assert episode.bins == 40
    assert episode.clear
    assert 55 < episode.size < 65
    assert episode.level - episode.size == pytest.approx(episode.baseline)
    assert episode.relative == pytest.approx(episode.size / episode.baseline)
    assert episode.peak == max(planted.values[120:160])  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("quantity", "size", "verdict"),
    [
        (LATENCY, 60, "worse"),
        (LATENCY, -60, "better"),
        (AVAILABILITY, -40, "worse"),
        (UNKNOWN, 60, "higher"),
        (UNKNOWN, -60, "lower"),
    ],
)
def test_the_word_follows_the_worst_end_of_the_metric(quantity: Quantity, size: float, verdict: str) -> None:
    planted = series(noisy(100, 2, 288, 2, between(120, 160, size)), quantity=quantity)
    assert only(find_episodes(planted).episodes).verdict == verdict


def test_one_that_is_not_over_has_no_end() -> None:
    episode = only(find_episodes(series(noisy(100, 2, 288, 3, between(200, 288, 60)))).episodes)
    assert episode.end is None
    assert not episode.started_before


def test_one_that_was_under_way_before_says_so_and_has_no_value_before_it() -> None:
    episode = only(find_episodes(series(noisy(100, 2, 288, 4, between(0, 60, 60)))).episodes)
    assert episode.started_before
    assert episode.start_after is None
    assert episode.end == MIDNIGHT + 60 * 300


def test_a_gap_before_it_is_told_by_the_last_value_that_is_known() -> None:
    values: list[float | None] = [*noisy(100, 2, 288, 5, between(120, 160, 60))]
    values[110:122] = [None] * 12
    episode = only(find_episodes(series(values)).episodes)
    assert episode.start_after == MIDNIGHT + 109 * 300
    assert episode.start == MIDNIGHT + 122 * 300


def test_a_missing_bin_shifts_nothing() -> None:
    whole = series(noisy(100, 2, 288, 6, between(120, 160, 60)))
    kept = [index for index in range(288) if index % 17]
    holed = whole._replace(times=[whole.times[i] for i in kept], values=[whole.values[i] for i in kept])
    episode = only(find_episodes(holed).episodes)
    assert (episode.start, episode.end) == (MIDNIGHT + 120 * 300, MIDNIGHT + 160 * 300)


@pytest.mark.parametrize(
    ("values", "quantity", "refused"),
    [
        ([1.0, 2.0] * 11, LATENCY, "fewer than 24 values"),
        ([1.0, None] * 23, LATENCY, "fewer than 24 values"),
        ([], LATENCY, "fewer than 24 values"),
        ([7.0] * 50, LATENCY, "constant"),
        ([0.0] * 25 + [1.0] * 25, ERRORS, "flat"),
        ([18.0] * 25 + [18.5] * 25, LATENCY, "flat"),
        ([0.0] * 25 + [0.5] * 25, LOSS, "flat"),
    ],
)
def test_what_does_not_carry_a_claim_is_refused_with_the_reason(
    values: list[float | None], quantity: Quantity, refused: str
) -> None:
    found = find_episodes(series(values, quantity=quantity))
    assert (found.refused, found.episodes) == (refused, ())


def test_a_single_bin_is_no_episode() -> None:
    assert find_episodes(series(noisy(100, 2, 288, 7, between(150, 151, 500)))).episodes == ()


def test_a_series_that_often_does_it_has_no_episode() -> None:
    def often(index: int) -> float:
        return 60.0 if index % 24 < 4 else 0.0

    assert find_episodes(series(noisy(100, 2, 288, 8, often))).episodes == ()


def test_the_hour_of_the_day_is_no_episode_in_a_window_of_a_day_and_in_one_of_a_week() -> None:
    for count, bin_size in ((288, 300), (24 * 7, 3600)):
        bins = 86_400 // bin_size
        planted = series(noisy(100, 2, count, 9, day_and_night(bins, 40)), bin_size=bin_size)
        assert find_episodes(planted).episodes == ()


@pytest.mark.parametrize(("rising", "least", "most"), [(8, 20, 20), (18, 0, 3)])
def test_of_a_day_an_incident_may_rise_for_40_minutes_and_a_busy_hour_for_90(
    rising: int, least: int, most: int
) -> None:
    def busy(index: int) -> float:
        return 48 * max(0.0, min(1.0, (index - 96) / rising, (204 - index) / rising))

    found = [find_episodes(series(noisy(100, 2, 288, seed, busy))).episodes for seed in range(20)]
    assert least <= sum(map(bool, found)) <= most


@pytest.mark.parametrize("bin_size", [60, 300, 600, 900])
def test_of_a_day_in_bins_of_any_size_a_rise_over_90_minutes_is_rarely_an_incident(bin_size: int) -> None:
    rising, hour = 5_400 // bin_size, 3_600 // bin_size

    def busy(index: int) -> float:
        return 48 * max(0.0, min(1.0, (index - 8 * hour) / rising, (17 * hour - index) / rising))

    days = [series(noisy(100, 2, 24 * hour, seed, busy), bin_size=bin_size) for seed in range(10)]
    assert sum(bool(find_episodes(day).episodes) for day in days) <= 1


def test_what_is_so_at_the_same_hours_of_two_days_is_no_incident_however_steep() -> None:
    morning, next_morning = between(96, 200, 60), between(384, 488, 60)
    both = noisy(100, 2, 576, 3, lambda index: morning(index) + next_morning(index))
    assert find_episodes(series(both)).episodes == ()
    assert only(find_episodes(series(noisy(100, 2, 576, 3, next_morning))).episodes).clear


def test_what_was_reached_within_a_gap_of_hours_may_have_been_reached_slowly() -> None:
    values: list[float | None] = [*noisy(100, 2, 288, 1, between(96, 160, 60))]
    values[70:98] = [None] * 28
    assert find_episodes(series(values)).episodes == ()


def test_a_slope_that_goes_on_is_no_episode_in_a_window_of_an_hour_either() -> None:
    def slope(index: int) -> float:
        return max(0.0, index - 30) * 0.5

    found = [find_episodes(series(noisy(100, 0.3, 60, seed, slope), bin_size=60)) for seed in range(10)]
    assert sum(bool(one.episodes) for one in found) <= 1


@pytest.mark.parametrize(("hours", "clear"), [(5, True), (7, False)])
def test_what_may_be_a_working_day_is_likely_at_most(hours: int, clear: bool) -> None:
    planted = series(noisy(100, 2, 288, 1, between(96, 96 + 12 * hours, 60)))
    assert only(find_episodes(planted).episodes).clear is clear


def test_an_incident_within_a_rhythm_is_found_above_the_rhythm() -> None:
    working = day_and_night(24, 40)
    planted = series(
        noisy(100, 2, 24 * 7, 10, lambda index: working(index) + between(80, 90, 90)(index)), bin_size=3600
    )
    found = find_episodes(planted)
    episode = only(found.episodes)
    assert found.rhythm is not None
    assert (episode.start, episode.end) == (MIDNIGHT + 80 * 3600, MIDNIGHT + 90 * 3600)
    assert 75 < episode.size < 105


def test_quiet_series_stay_quiet() -> None:
    quiet = [series(noisy(100, 3, 288, seed, carry=carry)) for seed in range(60) for carry in (0.0, 0.5, 0.9)]
    assert sum(len(find_episodes(one).episodes) for one in quiet) <= 6


def test_a_long_series_is_looked_at_in_blocks_and_the_episode_is_placed_among_its_values() -> None:
    planted = series(noisy(100, 2, 20_000, 11, between(9_007, 9_321, 60)), bin_size=60)
    found = find_episodes(planted)
    episode = only(found.episodes)
    assert found.block == 14 * 60
    assert (episode.start, episode.end) == (MIDNIGHT + 9_007 * 60, MIDNIGHT + 9_321 * 60)


def test_the_relative_size_from_a_baseline_of_zero_is_unknown() -> None:
    values = [0.0] * 100 + [40.0, 44.0] * 20 + [0.0] * 100
    episode = only(find_episodes(series(values, quantity=ERRORS)).episodes)
    assert (episode.baseline, episode.relative) == (0, None)


def test_on_a_slope_an_episode_begins_with_its_step_and_not_with_the_slope() -> None:
    """A busy hour that rises towards an incident moves its start by no bin."""
    starts = []
    for seed in range(20):
        slope = noisy(1000, 8, 288, seed, lambda index: 5.0 * max(0, min(index, 190) - 110))
        values = [value + (160 if 180 <= index < 230 else 0) for index, value in enumerate(slope)]
        starts += [(one.start - MIDNIGHT) // 300 for one in find_episodes(series(values)).episodes]
    assert len(starts) == 20
    assert min(starts) >= 179


def test_half_of_the_size_is_reached_within_the_episode() -> None:
    ramp = noisy(100, 1, 288, 3, lambda index: min(max(index - 120, 0), 10) * 6.0 * (index < 200))
    episode = only(find_episodes(series(ramp)).episodes)
    assert (episode.start - MIDNIGHT) // 300 in range(119, 123)
    assert (episode.half_way - MIDNIGHT) // 300 in range(124, 127)


@pytest.mark.parametrize("turned", [False, True])
def test_few_values_beside_a_long_gap_are_borne(turned: bool) -> None:
    quiet = [-0.998, -0.998, -1.0, -1.001, -1.01, -0.998, -0.998, -1.001, -0.998]
    quiet += [-1.001, -1.01, -1.0, -1.01, -1.0, -1.001, -1.0, -1.0, -1.01]
    values = [*quiet, 0.0, *[None] * 35, *[0.0] * 5]
    found = find_episodes(series(values[::-1] if turned else values)).episodes
    assert all(episode.bins < 10 for episode in found)
