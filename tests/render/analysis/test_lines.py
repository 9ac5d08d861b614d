"""Timelines, comparisons and trends as lines."""

from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from te_tui.analysis.comparison import compare
from te_tui.analysis.series import PanelSeries, Series
from te_tui.analysis.timeline import timeline
from te_tui.analysis.trend import trends
from te_tui.analysis.weeks import Part
from te_tui.render.analysis.comparison import draw_comparison
from te_tui.render.analysis.timeline import LANE, bar, describe_episode, draw_timeline
from te_tui.render.analysis.trend import draw_trends
from te_tui.render.pictures import to_plain
from te_tui.render.text.picture import Picture
from te_tui.render.text.width import cell_width
from tests.analysis.any_series import any_series
from tests.analysis.planted import MIDNIGHT, UNKNOWN, between, noisy, series

WIDTHS = st.sampled_from([60, 80, 120])
NAMED = st.builds(
    lambda one, name: one._replace(label=name, title=name * 3),
    any_series(),
    st.sampled_from(["Frankfurt", "São Paulo · Checkout API with a long name", "東京", "x"]),
)


def assert_fits(picture: Picture, width: int) -> None:
    for line in to_plain(picture).splitlines():
        assert cell_width(line) <= width
    assert to_plain(picture, ascii_only=True).isascii()


def text_of(picture: Picture) -> str:
    return " ".join(to_plain(picture).split())


@given(st.lists(NAMED, max_size=4), WIDTHS)
@settings(max_examples=50)
def test_any_timeline_fits_its_width(some: list[Series], width: int) -> None:
    found = timeline(some)
    assert_fits(draw_timeline(found, None, width, UTC), width)
    assert_fits(draw_timeline(found, (MIDNIGHT, MIDNIGHT + 86_400), width, UTC), width)
    for one in found.episodes:
        assert describe_episode(one, UTC)


@given(st.lists(NAMED, max_size=4), st.lists(NAMED, max_size=4), WIDTHS, st.booleans())
@settings(max_examples=50)
def test_any_comparison_fits_its_width(
    before: list[Series], after: list[Series], width: int, everything: bool
) -> None:
    old, new = (PanelSeries("w", "t", None, None, tuple(some)) for some in (before, after))
    assert_fits(draw_comparison(compare([old], [new]), width, everything=everything), width)


@given(st.lists(NAMED, min_size=1, max_size=12), WIDTHS)
@settings(max_examples=50)
def test_any_trend_fits_its_width(some: list[Series], width: int) -> None:
    parts = [
        Part(f"s{place}", place, one._replace(times=[time + place * 604_800 for time in one.times]))
        for place, one in enumerate(some)
    ]
    assert_fits(draw_trends(trends({"x": parts}, 3600), width), width)


@pytest.mark.parametrize(
    ("first", "behind", "lane"),
    [(72, 142, "·····█████··········"), (0, 72, "◂████···············"), (216, 288, "···············████▸")],
)
def test_a_bar_shows_when_it_was_and_whether_it_goes_on(first: int, behind: int, lane: str) -> None:
    (episode,) = timeline([series(noisy(100, 2, 288, 1, between(first, behind, 80)))]).episodes
    assert bar(episode, (MIDNIGHT, MIDNIGHT + 86_400), LANE) == lane


def test_a_start_in_a_gap_is_told_as_a_span_of_time() -> None:
    values: list[float | None] = [*noisy(100, 2, 288, 5, between(120, 160, 60))]
    values[110:122] = [None] * 12
    said = text_of(draw_timeline(timeline([series(values)]), None, 80, UTC))
    assert "Frankfurt · Title of w1 began between 09:05 and 10:10 (gap)." in said


def test_what_is_not_over_and_what_was_so_before_is_said() -> None:
    still = timeline([series(noisy(100, 2, 288, 1, between(216, 288, 80)))])
    assert "still so at the end" in text_of(draw_timeline(still, None, 80, UTC))
    before = timeline([series(noisy(100, 2, 288, 1, between(0, 72, 80)))])
    assert "1 episode under way at the window's start." in text_of(draw_timeline(before, None, 80, UTC))


def test_without_a_worst_end_it_is_higher_or_lower() -> None:
    found = timeline([series(noisy(100, 2, 288, 1, between(100, 150, -60)), quantity=UNKNOWN)])
    assert "▼ lower" in text_of(draw_timeline(found, None, 80, UTC))


def test_in_a_window_of_several_days_times_have_their_date() -> None:
    found = timeline([series(noisy(100, 2, 168, 1, between(80, 95, 80)), bin_size=3600)])
    assert "5 Nov 08:00: Frankfurt began" in text_of(draw_timeline(found, None, 80, UTC))


def test_a_long_series_says_what_is_too_short_to_be_seen() -> None:
    found = timeline([series(noisy(100, 2, 20_000, 1), bin_size=60)])
    assert "what is shorter than 42 min is not seen" in text_of(draw_timeline(found, None, 80, UTC))
