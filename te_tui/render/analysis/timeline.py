"""A timeline in words and lines: what changed first, where, by how much, and whether it is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from te_tui.analysis.episodes import TOO_FEW, Episode
from te_tui.analysis.incidents import Incident
from te_tui.analysis.rhythm import DAY
from te_tui.analysis.timeline import Timeline
from te_tui.models.words import counted
from te_tui.render.analysis.figures import clock, listed, name_of, part_of, size_of
from te_tui.render.text.numbers import format_number
from te_tui.render.text.picture import Line, Picture, Span, fit_line
from te_tui.render.text.times import format_date, format_duration, format_time
from te_tui.render.text.width import cell_width, fit, wrap

LANE = 20
"""Cells of a lane."""

_WIDE = 100
"""Cells from which on there is room for the levels."""

_LONGEST_LABEL = 40

Window = tuple[float, float] | None


def draw_timeline(timeline: Timeline, window: Window, width: int, zone: tzinfo) -> Picture:
    """The answer in sentences, a lane for each episode in order of start, and what was refused.

    Args:
        timeline: What was found.
        window: First and last second of the snapshot, where it is known; otherwise that of the episodes.
        width: Cells, 60 at least.
        zone: Of the times.
    """
    window = whole_window(timeline, window)
    lines: list[Line] = []
    for sentence in answer(timeline, window, zone):
        lines += [(Span(line),) for line in wrap(sentence, width)]
    if timeline.episodes:
        lines += [(), *_lanes(timeline, window, width, zone), ()]
    for sentence in remarks(timeline, window, zone):
        lines += [(Span(line, "muted"),) for line in wrap(sentence, width)]
    return Picture(tuple(lines))


def answer(timeline: Timeline, window: Window, zone: tzinfo) -> Iterator[str]:
    """How many series changed, and each incident's beginning and end."""
    changed = len({id(one.series) for one in timeline.episodes})
    if not changed:
        yield f"Nothing changed abruptly in {counted(timeline.looked_at, 'series', 'series')}."
        return
    yield f"{changed:,} of {counted(timeline.looked_at, 'series', 'series')} changed."
    for incident in timeline.incidents:
        yield describe_incident(timeline, incident, window, zone)
    alone = sum(
        timeline.incident_of(index) is None and not one.started_before
        for index, one in enumerate(timeline.episodes)
    )
    if alone:
        yield f"{counted(alone, 'likely episode')} alone: nothing else began near."
    before = sum(one.started_before for one in timeline.episodes)
    if before:
        yield f"{counted(before, 'episode')} under way at the window's start."


def describe_incident(timeline: Timeline, incident: Incident, window: Window, zone: tzinfo) -> str:
    """An incident in a sentence: when, what began first or together, the largest, over or not."""
    members = [timeline.episodes[index] for index in incident.episodes]
    largest = timeline.episodes[incident.largest]
    bin_size = max(one.bin_size for one in members)
    parts = [f"{clock(incident.start, window, zone)}: {_beginning(incident, bin_size)}"]
    if len(members) > 1:
        size = part_of(largest.relative) or size_of(largest.size, largest.series.quantity)
        parts.append(f"the largest: {name_of(largest.series)} {size}")
    if incident.end is None:
        parts.append("still so at the end")
    else:
        parts.append(f"over at about {clock(incident.end, window, zone)}")
    return "; ".join(parts)


def _beginning(incident: Incident, bin_size: int) -> str:
    names = list(incident.first)
    if incident.together:
        within = f"within one bin ({format_duration(bin_size)})"
        return f"{counted(len(names), 'place')} began together, {within}: {listed(names)}"
    if incident.lead is None:
        return f"{names[0]} began, and no other place"
    bins = round(incident.lead / bin_size)
    lead = f"{format_duration(incident.lead)} ({counted(bins, 'bin')})"
    return f"{names[0]} began first, {lead} before {listed(list(incident.followers))}"


def describe_episode(episode: Episode, zone: tzinfo) -> str:
    """Why an episode is told: its edge, how often such a run comes by chance, and its baseline."""
    edge = f"edge {episode.strength:,.0f} times its usual difference"
    chance = f"such a run by chance: {episode.chance:.0e}"
    when = format_time(episode.start, zone=zone, now=episode.start)
    before = f"baseline of {format_duration(episode.before)} before {when}"
    return "; ".join((edge, chance, before if episode.before else "baseline of what followed"))


def remarks(timeline: Timeline, window: Window, zone: tzinfo) -> Iterator[str]:
    """The meaning of the signs, and the remarks without one."""
    if timeline.episodes:
        yield "█ clear · ▒ likely · ▸ still so at the end · ◂ so before the start"
    yield from unsigned_remarks(timeline, window, zone)


def unsigned_remarks(timeline: Timeline, window: Window, zone: tzinfo) -> Iterator[str]:
    """Remarks: starts that lie in gaps, quiet series, and series that were refused, with reasons."""
    for one in timeline.episodes:
        if one.start_after is not None and one.start - one.start_after > 1.5 * one.bin_size:
            times = f"{clock(one.start_after, window, zone)} and {clock(one.start, window, zone)}"
            yield f"{name_of(one.series)} began between {times} (gap)."
    still = sum(timeline.refused.values()) - timeline.refused.get(TOO_FEW, 0)
    if timeline.episodes:
        quiet = timeline.looked_at - still - len({id(one.series) for one in timeline.episodes})
        if quiet:
            yield f"{counted(quiet, 'series', 'series')} without an episode."
    for reason, count in timeline.refused.items():
        words = "not looked at: " if reason == TOO_FEW else "without an episode, as they are "
        yield f"{counted(count, 'series', 'series')} {words}{reason}."
    if timeline.block is not None:
        shortest = format_duration(3 * timeline.block)
        yield f"Long series were looked at in blocks; what is shorter than {shortest} is not seen."


def whole_window(timeline: Timeline, stated: Window) -> Window:
    """The stated window, and what lies outside of it all the same."""
    times = [time for one in timeline.episodes for time in (one.series.times[0], one.series.times[-1])]
    bounds = (*(stated or ()), *times)
    return (min(bounds), max(bounds)) if bounds else None


def _lanes(timeline: Timeline, window: Window, width: int, zone: tzinfo) -> Iterator[Line]:
    """The head, and a line for each episode: when, which way, where, its bar, its size."""
    began = [began_words(one, window, zone) for one in timeline.episodes]
    sizes = [_size_words(one, wide=width >= _WIDE) for one in timeline.episodes]
    left = max(map(cell_width, (*began, "began")))
    right = max(map(cell_width, (*sizes, "size")))
    names = [name_of(one.series) for one in timeline.episodes]
    room = width - left - right - LANE - 8 - 4 * 2
    place = max(min(room, max(map(cell_width, (*names, "where")))), 8)
    yield fit_line(
        (
            Span(
                f"{fit('began', left)}  {fit('', 8)}  {fit('where', place)}  "
                f"{fit(lane_scale(window, zone), LANE)}  {fit('size', right, 'right')}",
                "title",
            ),
        ),
        width,
    )
    for when, one, name, size in zip(began, timeline.episodes, names, sizes, strict=True):
        role = {"worse": "bad", "better": "good"}.get(one.verdict, "")
        yield fit_line(
            (
                Span(f"{fit(when, left)}  "),
                Span(fit(verdict_words(one), 8), role),
                Span(f"  {fit(name, place)}  {bar(one, window)}  {fit(size, right, 'right')}"),
            ),
            width,
        )


def began_words(episode: Episode, window: Window, zone: tzinfo) -> str:
    """When an episode began; `before` where it was under way at the window's start."""
    return "before" if episode.started_before else clock(episode.start, window, zone)


def verdict_words(episode: Episode) -> str:
    """Which way it went, and what that means: `▲ worse`."""
    return f"{'▲' if episode.size > 0 else '▼'} {episode.verdict}"


def levels_words(episode: Episode) -> str:
    """The usual level, and that of the episode: `121 → 246 ms`."""
    before, inside = (
        format_number(episode.baseline),
        format_number(episode.level, episode.series.quantity.unit),
    )
    return f"{before} → {inside}"


def lane_scale(window: Window, zone: tzinfo) -> str:
    """The first and the middle time of the lanes."""
    if window is None:
        return ""
    places = window[0], sum(window) / 2
    if window[1] - window[0] > DAY:  # there is no room for the time as well
        first, middle = (format_date(when, zone=zone, now=window[1]) for when in places)
    else:
        first, middle = (clock(when, window, zone) for when in places)
    return fit(first, LANE // 2) + middle


def _size_words(episode: Episode, *, wide: bool) -> str:
    size = size_of(episode.size, episode.series.quantity)
    if not wide:
        return size
    sure = "clear" if episode.clear else "likely"
    return f"{size}  {fit(part_of(episode.relative), 8, 'right')}  {sure}"


def bar(episode: Episode, window: Window, width: int = LANE) -> str:
    """The window as a lane with the episode in it."""
    start, end = window or (episode.series.times[0], episode.series.times[-1])
    scale = width / max(end - start, 1)
    first = min(max(int((episode.start - start) * scale), 0), width - 1)
    until = end if episode.end is None else episode.end
    behind = min(max(int((until - start) * scale + 0.5), first + 1), width)
    cells = ["·"] * first + ["█" if episode.clear else "▒"] * (behind - first) + ["·"] * (width - behind)
    if episode.end is None:
        cells[-1] = "▸"
    if episode.started_before:
        cells[0] = "◂"
    return "".join(cells)
