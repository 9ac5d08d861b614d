"""Trends in words and lines: rising, falling, a step, or nothing clear, over the weeks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC

from te_tui.analysis.series import Quantity
from te_tui.analysis.trend import FEWEST, Trend
from te_tui.analysis.weeks import Week
from te_tui.models.words import counted
from te_tui.render.analysis.amounts import amount, amounts, difference, differences
from te_tui.render.analysis.figures import listed
from te_tui.render.text.picture import Line, Picture, Span
from te_tui.render.text.sparkline import sparkline
from te_tui.render.text.times import format_date, in_zone
from te_tui.render.text.width import wrap

_STRIP = 60
_TWO_YEARS = 104


def draw_trends(trends: Sequence[Trend], width: int) -> Picture:
    """Draw the trend of each series: in sentences, and as a sparkline of its weekly medians."""
    if not trends:
        return Picture(((Span("The widget has no values over time."),),))
    lines: list[Line] = []
    for trend in trends:
        lines.append(())
        for sentence in describe_trend(trend):
            lines += [(Span(line),) for line in wrap(sentence, width)]
        lines += [(Span(line),) for line in _strip(trend, min(_STRIP, width - 2))]
    for note in trend_remark(trends):
        text = f"○ less than half a week · ┆ a step. {note}"
        lines += [(), *((Span(line, "muted"),) for line in wrap(text, width))]
    return Picture(tuple(lines))


def trend_remark(trends: Sequence[Trend]) -> Iterator[str]:
    """If the trends span less than two years, a remark that they cannot show a yearly rhythm."""
    if max((len(trend.weeks) for trend in trends), default=0) < _TWO_YEARS:
        yield "What repeats itself each year needs two years."


def week_words(week: Week, quantity: Quantity) -> str:
    """A week in words: median, p95 and number of values, and whether too few, or none, are known."""
    name = f"week {week_name(week.start)}"
    if week.median is None or week.p95 is None:
        return f"{name}: a hole, no value"
    figures = ", ".join(
        f"{word} {amount(figure, quantity)}" for word, figure in (("median", week.median), ("p95", week.p95))
    )
    part = "" if week.usable else ", less than half and not used"
    return f"{name}: {figures}; {counted(week.n, 'value')}{part}"


def describe_trend(trend: Trend) -> Iterator[str]:
    """Sentences on the trend of one series: one for each step, or one on the slope if it has no step."""
    holes = sum(not week.n for week in trend.weeks)
    weeks = f"{len(trend.usable):,} of {counted(len(trend.weeks), 'week')} used, {counted(holes, 'hole')}"
    if trend.slope is None:
        yield f"{trend.label}: not comparable, {describe_refusal(trend)}"
        return
    if trend.steps:
        for place, step in enumerate(trend.steps):
            levels = amounts(trend.levels[place], trend.levels[place + 1], trend.quantity)
            monday = format_date(step, zone=UTC, now=trend.weeks[-1].start)
            yield f"{trend.label}: step at {week_name(step)} ({monday}), {levels} ({weeks})"
        return
    slope = trend.slope
    size = differences(slope.slope, slope.low, slope.high, trend.quantity, " a week")
    total = f"{difference(slope.slope * trend.span, trend.quantity)} in {counted(trend.span, 'week')}"
    yield f"{trend.label}: {trend.verdict}, {size}, {total} ({weeks})"


def describe_refusal(trend: Trend) -> str:
    """Why a series has no trend: too few weeks have half or more of their values."""
    return f"{counted(len(trend.usable), 'week')} of which half or more is known, {FEWEST} are needed"


def week_name(monday: int) -> str:
    """The ISO year and week of a Monday, given in epoch seconds: `2026-31`."""
    year, week, _ = in_zone(monday, UTC).isocalendar()
    return f"{year}-{week:02}"


def _strip(trend: Trend, width: int) -> Iterator[str]:
    """A sparkline of weekly medians, a line of signs, and a line with the first and the last week.

    The signs are `┆` for a step, and `○` for a week with less than half of its values.
    """
    weeks = trend.weeks
    if not weeks:
        return
    cells = min(len(weeks), width)
    yield f"  {sparkline([week.median for week in weeks], cells)}"
    marks = [" "] * cells
    for index, week in enumerate(weeks):
        mark = _mark(week, trend)
        if mark:
            marks[index * cells // len(weeks)] = mark
    if any(mark != " " for mark in marks):
        yield f"  {''.join(marks).rstrip()}"
    yield f"  {week_name(weeks[0].start)} – {week_name(weeks[-1].start)}"


def _mark(week: Week, trend: Trend) -> str:
    if week.start in trend.steps:
        return "┆"
    return "○" if week.n and not week.usable else ""


def title(name: str, snapshots: int, trends: Sequence[Trend]) -> str:
    """The title of a trend: the widget's name, and the numbers of snapshots and of weeks."""
    weeks = max((len(trend.weeks) for trend in trends), default=0)
    return f"{name} · {counted(snapshots, 'snapshot')}, {listed([counted(weeks, 'week')])}"


def others_words(others: int, unopened: int, title: str) -> Iterator[str]:
    """Sentences on snapshots that were left out of a trend, as they are, or may be, of other dashboards.

    Args:
        others: How many were opened and are of another dashboard.
        unopened: How many were not opened, as it is not known of which dashboard they are.
        title: The dashboard's title, which names of opened snapshots have in them; empty if unknown.
    """
    if others:
        yield f"Left out: {counted(others, 'snapshot')} of another dashboard."
    if unopened and title:
        count = counted(unopened, "snapshot")
        yield f'Not opened: {count} without "{title}" in the name; the list does not tell their dashboard.'
    elif unopened:
        yield f"Not opened: {counted(unopened, 'snapshot')}, as the dashboard of this one is unknown."
