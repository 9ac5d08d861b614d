"""The level that an episode departs from."""

from __future__ import annotations

import pytest

from te_tui.analysis.episodes import find_episodes
from te_tui.analysis.usual import usual_values
from tests.analysis.planted import between, day_and_night, noisy, series


@pytest.mark.parametrize(("count", "bin_size"), [(24 * 7, 3_600), (10_080, 60)])
def test_the_usual_level_has_the_rhythm_and_passes_the_episode_by(count: int, bin_size: int) -> None:
    rhythm = day_and_night(86_400 // bin_size, 40)
    bump = between(count // 2, count * 9 // 16, 90)
    planted = series(noisy(100, 2, count, 10, lambda index: rhythm(index) + bump(index)), bin_size=bin_size)
    (episode,) = find_episodes(planted).episodes
    usual = usual_values(episode)
    assert all(abs(value - 100 - rhythm(index)) < 20 for index, value in enumerate(usual))


def test_without_a_rhythm_the_usual_level_is_the_baseline() -> None:
    planted = series(noisy(100, 2, 288, 1, between(120, 160, 60)))
    (episode,) = find_episodes(planted).episodes
    assert set(usual_values(episode)) == {episode.baseline}
