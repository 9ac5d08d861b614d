"""The findings of the commands timeline, compare and trend as sentences alone, for `--accessible`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from te_tui.analysis.comparison import Comparison, in_order
from te_tui.analysis.timeline import Timeline
from te_tui.analysis.trend import Trend
from te_tui.models.words import counted
from te_tui.render.analysis.amounts import amounts
from te_tui.render.analysis.comparison import counts, describe_change, nothing_clear, remarks
from te_tui.render.analysis.timeline import (
    Window,
    answer,
    describe_episode_in,
    unsigned_remarks,
    whole_window,
)
from te_tui.render.analysis.trend import describe_trend, trend_remark, week_name, week_words


def spoken_timeline(timeline: Timeline, window: Window, zone: tzinfo) -> Iterator[str]:
    """A timeline in sentences: its incidents, each episode in order of start, and remarks."""
    window = whole_window(timeline, window)
    yield from answer(timeline, window, zone)
    for episode in timeline.episodes:
        yield describe_episode_in(episode, window, zone)
    yield from unsigned_remarks(timeline, window, zone)


def spoken_comparison(comparison: Comparison, *, everything: bool = False) -> Iterator[str]:
    """A comparison in sentences: the number of series for each verdict, each changed series, and remarks.

    If nothing clearly changed, a sentence says what could be compared.
    """
    if counted_words := counts(comparison):
        yield f"{counted_words.replace(' · ', ', ')}."
    if sentence := nothing_clear(comparison):
        yield sentence
    for one in in_order(comparison.series):
        if one.change and (everything or one.verdict != "no clear change"):
            levels = amounts(one.old.median, one.new.median, one.after.quantity, " to ")
            yield f"{_spelled(describe_change(one))}, the median from {levels}."
    yield from remarks(comparison, everything=everything)


def _spelled(sentence: str) -> str:
    """A sentence with `to` in place of the arrow or ellipsis between two numbers."""
    return sentence.replace(" → ", " to ").replace(" … ", " to ")


def spoken_trends(trends: Sequence[Trend]) -> Iterator[str]:
    """Trends in sentences: for each series its trend, first and last week with values, and weeks without."""
    if not trends:
        yield "The widget has no values over time."
    for trend in trends:
        for sentence in describe_trend(trend):
            yield f"{_spelled(sentence)}."
        known = [week for week in trend.weeks if week.n]
        for week in known[:1] + known[-1:]:
            yield f"{trend.label}, {week_words(week, trend.quantity)}."
        if holes := [week_name(week.start) for week in trend.weeks if not week.n]:
            yield f"{trend.label}, {counted(len(holes), 'hole')}: {', '.join(holes)}."
    yield from trend_remark(trends)
