"""Whatever the values are, there is an answer, and it keeps its promises."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from te_tui.analysis.comparison import compare, compare_series
from te_tui.analysis.episodes import find_episodes
from te_tui.analysis.series import PanelSeries, Quantity, Series, known_of
from te_tui.analysis.timeline import timeline
from te_tui.analysis.trend import trends
from te_tui.analysis.weeks import Part
from tests.analysis.any_series import any_series

pytestmark = pytest.mark.long


@given(any_series())
def test_any_series_has_a_timeline_in_which_starts_lie_before_ends_inside_of_the_window(one: Series) -> None:
    known = known_of(one)
    for episode in find_episodes(one).episodes:
        assert known.times[0] <= episode.start <= known.times[-1]
        if episode.end is not None:
            assert episode.start < episode.end <= known.times[-1] + known.bin_size
        assert episode.bins >= 2
        assert (episode.size > 0) == (episode.verdict in {"worse", "higher"}) or one.quantity.worst
        figures = (episode.size, episode.level, episode.baseline, episode.peak, episode.relative or 0.0)
        assert all(map(math.isfinite, figures))
    timeline([one, one])


PLAIN = any_series(st.floats(-1e6, 1e6).filter(lambda value: not value or abs(value) > 1e-6)).map(
    lambda one: one._replace(quantity=Quantity("NET_LATENCY", "ms", worst="high"))
)
"""Series of neither shares nor counts, which have floors of their own."""


def scaled_by(factor: float, one: Series) -> Series:
    return one._replace(values=[None if value is None else value * factor for value in one.values])


@given(PLAIN, st.integers(-40, 40))
def test_a_series_in_another_scale_has_the_same_episodes_in_that_scale(one: Series, power: int) -> None:
    factor = 2.0**power
    scaled = scaled_by(factor, one)
    found, there = find_episodes(one), find_episodes(scaled)
    assert found.refused == there.refused
    for episode, other in zip(found.episodes, there.episodes, strict=True):
        assert (episode.start, episode.end, episode.clear) == (other.start, other.end, other.clear)
        assert episode.size * factor == other.size
        assert episode.baseline * factor == pytest.approx(other.baseline)


@given(st.lists(any_series(), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_series_changes_nothing(some: list[Series], rng: random.Random) -> None:
    named = [one._replace(label=f"place {place}") for place, one in enumerate(some)]
    mixed = list(named)
    rng.shuffle(mixed)
    found, there = timeline(named), timeline(mixed)
    assert found.incidents == there.incidents
    assert [(one.series.label, one.start) for one in found.episodes] == [
        (one.series.label, one.start) for one in there.episodes
    ]


@given(any_series(), any_series())
@settings(max_examples=60)
def test_any_two_windows_have_an_answer_and_turn_around_when_they_are_exchanged(
    old: Series, new: Series
) -> None:
    new = new._replace(quantity=old.quantity)
    there, back = compare_series(old, new), compare_series(new, old)
    assert there.obstacle == back.obstacle
    if there.change is None or back.change is None:
        assert there.change is None
        assert back.change is None
        return
    assert there.change.low <= there.change.shift <= there.change.high
    assert 0 <= there.change.p <= 1
    assert all(map(math.isfinite, (there.change.low, there.change.high, there.relative or 0.0)))
    if there.change.hours == back.change.hours:
        largest = max(abs(there.change.low), abs(there.change.high), 1e-300)
        assert back.change.shift / largest == pytest.approx(-there.change.shift / largest, abs=1e-6)
        assert back.change.p == pytest.approx(there.change.p, abs=1e-6)


@given(PLAIN, PLAIN, st.integers(-40, 40))
@settings(max_examples=60)
def test_two_windows_in_another_scale_shift_in_that_scale(old: Series, new: Series, power: int) -> None:
    factor = 2.0**power
    found, there = compare_series(old, new), compare_series(scaled_by(factor, old), scaled_by(factor, new))
    assert (found.obstacle, found.verdict) == (there.obstacle, there.verdict)
    if found.change is not None and there.change is not None:
        assert (found.change.hours, found.change.n) == (there.change.hours, there.change.n)
        assert there.change.p == pytest.approx(found.change.p)
        for figure in ("shift", "low", "high"):
            assert getattr(there.change, figure) == pytest.approx(factor * getattr(found.change, figure))


@given(st.lists(st.tuples(any_series(), any_series()), max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_of_series_changes_no_comparison(
    some: list[tuple[Series, Series]], rng: random.Random
) -> None:
    named = [(old._replace(label=f"{n}"), new._replace(label=f"{n}")) for n, (old, new) in enumerate(some)]
    mixed = list(named)
    rng.shuffle(mixed)

    def compared(pairs: list[tuple[Series, Series]]) -> set[tuple[object, ...]]:
        olds, news = (
            [PanelSeries("w", "t", None, None, tuple(pair[side] for pair in pairs))] for side in (0, 1)
        )
        found = compare(olds, news)
        return {(one.after.label, one.verdict, one.change) for one in found.series}

    assert compared(named) == compared(mixed)


@given(st.lists(any_series(), max_size=4), st.lists(any_series(), max_size=4))
@settings(max_examples=40)
def test_any_two_snapshots_can_be_compared(before: list[Series], after: list[Series]) -> None:
    old, new = (PanelSeries("w", "t", None, None, tuple(some)) for some in (before, after))
    found = compare([old], [new])
    assert len(found.series) + len(found.only_before) == len(before)
    assert len(found.series) + len(found.only_after) == len(after)


def in_weeks(some: list[tuple[Series, int]]) -> list[Part]:
    """Each series in a snapshot of a week of its own, or of one that others have as well."""
    return [
        Part(f"s{place}", place, one._replace(times=[time + week * 604_800 for time in one.times]))
        for place, (one, week) in enumerate(some)
    ]


@given(st.lists(st.tuples(any_series(), st.integers(0, 30)), min_size=1, max_size=14))
@settings(max_examples=60)
def test_any_snapshots_have_a_trend_with_every_week_between_the_first_and_the_last(
    some: list[tuple[Series, int]],
) -> None:
    (found,) = trends({"x": in_weeks(some)}, 3600)
    starts = [week.start for week in found.weeks]
    assert all(later - start == 604_800 for start, later in pairwise(starts))
    for week in found.weeks:
        assert (week.n == 0) == (week.median is None)
        assert 0 <= week.coverage <= 1
    if found.slope is not None:
        assert found.slope.low <= found.slope.slope <= found.slope.high
        assert all(map(math.isfinite, found.slope))


@given(st.lists(PLAIN, min_size=8, max_size=16), st.integers(-40, 40), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_a_trend_in_another_scale_and_of_snapshots_in_another_order_is_the_same(
    some: list[Series], power: int, rng: random.Random
) -> None:
    factor = 2.0**power
    parts = in_weeks([(one, week) for week, one in enumerate(some)])
    mixed = [part._replace(series=scaled_by(factor, part.series)) for part in parts]
    rng.shuffle(mixed)
    ((found,), (there,)) = trends({"x": parts}, 86_400), trends({"x": mixed}, 86_400)
    assert (found.verdict, found.steps) == (there.verdict, there.steps)
    assert [week.n for week in found.weeks] == [week.n for week in there.weeks]
    assert there.levels == pytest.approx([factor * level for level in found.levels])
    if found.slope is not None and there.slope is not None:
        assert there.slope.p == pytest.approx(found.slope.p)
        assert there.slope.slope == pytest.approx(factor * found.slope.slope)
