from te_tui.analysis.rhythm import DAY, rhythm_of
from tests.analysis.planted import MIDNIGHT, day_and_night, noisy

WEEK = [MIDNIGHT + 3600 * hour for hour in range(24 * 7)]


def test_what_each_day_does_again_is_taken_out() -> None:
    rhythm = rhythm_of(WEEK, noisy(100, 1, len(WEEK), 1, day_and_night(24, 30)))
    assert rhythm is not None
    assert rhythm.at(MIDNIGHT + 6 * 3600) > 25
    assert rhythm.at(MIDNIGHT + 18 * 3600) < -25


def test_two_days_do_not_show_what_repeats_itself() -> None:
    two_days = WEEK[:48]
    assert rhythm_of(two_days, noisy(100, 1, 48, 1, day_and_night(24, 30))) is None


def test_noise_has_no_rhythm() -> None:
    minutes = [MIDNIGHT + 300 * place for place in range(288 * 7)]
    assert rhythm_of(minutes, noisy(100, 1, len(minutes), 2)) is None


def test_a_level_that_changes_for_good_does_not_become_rhythm() -> None:
    assert rhythm_of(WEEK, noisy(100, 1, len(WEEK), 3, lambda index: 50.0 * (index >= 80))) is None


def test_from_two_weekends_on_they_have_a_profile_of_their_own() -> None:
    hours = [MIDNIGHT + 3600 * hour for hour in range(24 * 15)]
    working = day_and_night(24, 30)

    def office(index: int) -> float:
        return working(index) if (index // 24) % 7 < 5 else 0.0

    rhythm = rhythm_of(hours, noisy(100, 1, len(hours), 4, office))
    assert rhythm is not None
    assert rhythm.apart
    assert abs(rhythm.at(MIDNIGHT + 5 * DAY + 6 * 3600)) < 3 < rhythm.at(MIDNIGHT + 6 * 3600)


def test_a_single_weekend_has_the_profile_in_its_own_strength() -> None:
    working = day_and_night(24, 30)
    values = noisy(100, 1, len(WEEK), 5, lambda index: working(index) * (0.5 if index // 24 >= 5 else 1.0))
    rhythm = rhythm_of(WEEK, values)
    assert rhythm is not None
    assert 0.4 < rhythm.weekend < 0.6
