"""The answers of timeline, compare and trend in sentences alone, for `--accessible`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from te_tui.analysis.comparison import Comparison, in_order
from te_tui.analysis.episodes import Episode
from te_tui.analysis.timeline import Timeline
from te_tui.analysis.trend import Trend
from te_tui.models.words import counted
from te_tui.render.analysis.comparison import counts, describe_change, remarks
from te_tui.render.analysis.figures import clock, measured, part_of, size_of
from te_tui.render.analysis.timeline import Window, answer, unsigned_remarks, whole_window
from te_tui.render.analysis.trend import describe_trend, trend_remark, week_name, week_words
from te_tui.render.text.numbers import format_number


def spoken_timeline(timeline: Timeline, window: Window, zone: tzinfo) -> Iterator[str]:
    """The answer, a sentence for each episode in order of start, and what was refused."""
    window = whole_window(timeline, window)
    yield from answer(timeline, window, zone)
    for episode in timeline.episodes:
        yield _episode(episode, window, zone)
    yield from unsigned_remarks(timeline, window, zone)


def _episode(episode: Episode, window: Window, zone: tzinfo) -> str:
    series, unit = episode.series, episode.series.quantity.unit
    start = "before the start" if episode.started_before else f"from {clock(episode.start, window, zone)}"
    end = "still so at the end" if episode.end is None else f"until {clock(episode.end, window, zone)}"
    size = ", ".join(filter(None, (size_of(episode.size, series.quantity), part_of(episode.relative))))
    levels = f"from {format_number(episode.baseline)} to {format_number(episode.level, unit)}"
    sure = "clear" if episode.clear else "likely"
    return f"{series.label}, {measured(series)}: {episode.verdict} {start}, {end}; {size}, {levels}; {sure}."


def spoken_comparison(comparison: Comparison, *, everything: bool = False) -> Iterator[str]:
    """How many series are better, worse and so on, a sentence for each changed one, and the rest."""
    yield f"{counts(comparison).replace(' · ', ', ')}."
    for one in in_order(comparison.series):
        if one.change and (everything or one.verdict != "no clear change"):
            unit = one.after.quantity.unit
            levels = f"{format_number(one.old.median)} to {format_number(one.new.median, unit)}"
            yield f"{_spelled(describe_change(one))}, the median from {levels}."
    yield from remarks(comparison, everything=everything)


def _spelled(sentence: str) -> str:
    """A sentence with words for the signs that stand between two figures."""
    return sentence.replace(" → ", " to ").replace(" … ", " to ")


def spoken_trends(trends: Sequence[Trend]) -> Iterator[str]:
    """The course of each series, its first and last known week, and its holes."""
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
