"""A timeline in words and lines: what changed first, where, by how much, and whether it is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Final, TypeAlias

from te_tui.analysis.episodes import FEWEST, TOO_FEW, Episode
from te_tui.analysis.incidents import Incident
from te_tui.analysis.rhythm import DAY
from te_tui.analysis.timeline import Timeline
from te_tui.models.words import counted
from te_tui.render.analysis.amounts import amounts, departure, relative_amount, relative_words
from te_tui.render.analysis.figures import clock, clocks, listed, measured, name_of
from te_tui.render.text.picture import Line, Picture, Span, fit_line
from te_tui.render.text.times import format_date, format_duration, format_time
from te_tui.render.text.width import cell_width, fit, wrap

LANE: Final = 20
"""Cells that a lane has where names leave them."""

_LEAST_LANE: Final = 12
"""Cells that a lane has at least: two times above it need them."""

_TOLD_APART: Final = 24
"""Cells of a name by which it can mostly be told from others."""

_WIDE: Final = 100
"""Cells from which on there is room for the levels."""

_LEAST_PLACE: Final = 8

_VERDICT: Final = 8
"""Cells of `▲ higher`."""

_SCALE: Final = 16
"""Cells for a time with its date, below which a lane has a time less."""

Window: TypeAlias = tuple[float, float] | None


def draw_timeline(timeline: Timeline, window: Window, width: int, zone: tzinfo) -> Picture:
    """Draw a timeline: sentences on incidents, a lane (a bar over time) for each episode, and remarks.

    Args:
        timeline: The findings.
        window: First and last second of the snapshot; None if unknown.
        width: Cells, 60 at least.
        zone: The zone of all times.
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
    """Sentences that sum up: how many series changed, each incident, and episodes that are in no incident."""
    changed = len({id(one.series) for one in timeline.episodes})
    if not timeline.looked_at:
        yield f"No series has {FEWEST} values or more: nothing can be said."
        return
    if not changed:
        yield f"Nothing changed abruptly in {counted(timeline.looked_at, 'series', 'series')}."
        return
    yield f"{changed:,} of {counted(timeline.looked_at, 'series', 'series')} changed."
    for incident in timeline.incidents:
        yield describe_incident(timeline, incident, window, zone)
    members = {index for one in timeline.incidents for index in one.episodes}
    alone = sum(
        index not in members and not one.started_before for index, one in enumerate(timeline.episodes)
    )
    if alone:
        yield f"{counted(alone, 'likely episode')} alone: nothing else began near."
    before = sum(one.started_before for one in timeline.episodes)
    if before:
        yield f"{counted(before, 'episode')} under way at the window's start."


def describe_incident(timeline: Timeline, incident: Incident, window: Window, zone: tzinfo) -> str:
    """A sentence on an incident: when and where it began, the largest change, and whether it is over."""
    members = [timeline.episodes[index] for index in incident.episodes]
    largest = timeline.episodes[incident.largest]
    bin_size = max(one.bin_size for one in members)
    parts = [f"{clocks(*incident.starts, window, zone)}: {_beginning(incident, bin_size)}"]
    if len(members) > 1:
        size = departure(largest) + relative_words(largest.relative, largest.series.quantity)
        parts.append(f"the largest: {name_of(largest.series)} {size}")
    if incident.end is None:
        parts.append("still so at the end")
    else:
        parts.append(f"over at about {clock(incident.end, window, zone)}")
    return "; ".join(parts)


def _beginning(incident: Incident, bin_size: int) -> str:
    names = list(incident.first)
    if incident.together:
        apart, one_bin = incident.starts[1] - incident.starts[0], format_duration(bin_size)
        within = (
            f"one bin ({one_bin})" if apart <= bin_size else f"{format_duration(apart)} (bins of {one_bin})"
        )
        return f"{counted(len(names), 'place')} began together, within {within}: {listed(names)}"
    if incident.lead is None:
        return f"{names[0]} began, and no other place"
    bins = round(incident.lead / bin_size)
    lead = f"{format_duration(incident.lead)} ({counted(bins, 'bin')})"
    return f"{names[0]} began first, {lead} before {listed(list(incident.followers))}"


def describe_episode(episode: Episode, zone: tzinfo) -> str:
    """Why a change counts as an episode: how steep it is, how unlikely by chance, and what came before."""
    edge = f"edge {episode.strength:,.0f} times its usual difference"
    chance = f"such a run by chance: {episode.chance:.0e}"
    when = format_time(episode.start, zone=zone, now=episode.start)
    before = f"baseline of {format_duration(episode.before)} before {when}"
    return "; ".join((edge, chance, before if episode.before else "baseline of what followed"))


def describe_episode_in(episode: Episode, window: Window, zone: tzinfo) -> str:
    """A sentence on an episode: series, verdict, start, end, size, levels, and `clear` or `likely`."""
    series, quantity = episode.series, episode.series.quantity
    start = "before the start" if episode.started_before else f"from {clock(episode.start, window, zone)}"
    end = "still so at the end" if episode.end is None else f"until {clock(episode.end, window, zone)}"
    levels = f"from {amounts(episode.baseline, episode.level, quantity, ' to ')}"
    size = f"{departure(episode)}{relative_words(episode.relative, quantity)}, "
    change = levels if quantity.states else size + levels
    sure = "clear" if episode.clear else "likely"
    return f"{series.label}, {measured(series)}: {_verdict(episode)} {start}, {end}; {change}; {sure}."


def remarks(timeline: Timeline, window: Window, zone: tzinfo) -> Iterator[str]:
    """What the signs of the lanes mean, and then the remarks of `unsigned_remarks`."""
    if timeline.episodes:
        yield "█ clear · ▒ likely · ▸ still so at the end · ◂ so before the start"
    yield from unsigned_remarks(timeline, window, zone)


def unsigned_remarks(timeline: Timeline, window: Window, zone: tzinfo) -> Iterator[str]:
    """Remarks on starts hidden in data gaps, and on series that have no episode or were not analysed."""
    for one in timeline.episodes:
        if one.start_after is not None and one.start - one.start_after > 1.5 * one.bin_size:
            times = f"{clock(one.start_after, window, zone)} and {clock(one.start, window, zone)}"
            yield f"{name_of(one.series)} began between {times} (gap)."
    for incident in timeline.incidents:
        first = incident.starts[0]
        if earlier := sum(timeline.episodes[index].start < first for index in incident.episodes):
            yield (
                f"{counted(earlier, 'series', 'series')} began before {clock(first, window, zone)}: "
                "a place counts from the middle one of its clear series."
            )
    still = sum(timeline.refused.values()) - timeline.refused.get(TOO_FEW, 0)
    if timeline.episodes:
        quiet = timeline.looked_at - still - len({id(one.series) for one in timeline.episodes})
        if quiet:
            yield f"{counted(quiet, 'series', 'series')} without an episode."
    for reason, count in timeline.refused.items():
        if reason == TOO_FEW:
            yield f"{counted(count, 'series', 'series')} not looked at: {reason}."
        else:
            yield f"{counted(count, f'{reason} series', f'{reason} series')}."
    if timeline.block is not None:
        shortest = format_duration(3 * timeline.block)
        yield f"Long series were looked at in blocks; what is shorter than {shortest} is not seen."


def whole_window(timeline: Timeline, stated: Window) -> Window:
    """The stated window, widened to hold all values of the series with episodes; None if neither is known."""
    times = [time for one in timeline.episodes for time in (one.series.times[0], one.series.times[-1])]
    bounds = (*(stated or ()), *times)
    return (min(bounds), max(bounds)) if bounds else None


def _lanes(timeline: Timeline, window: Window, width: int, zone: tzinfo) -> Iterator[Line]:
    """The lines of the table: titles, and for each episode start, verdict, series, lane (bar), and size."""
    began = [began_words(one, window, zone) for one in timeline.episodes]
    size_title, *sizes = _sizes(timeline.episodes, wide=width >= _WIDE)
    left = max(map(cell_width, (*began, "began")))
    right = max(map(cell_width, (*sizes, size_title)))
    names = [name_of(one.series) for one in timeline.episodes]
    place, lane = shared_room(width - left - right - _VERDICT - 4 * 2, names)
    yield fit_line(
        (
            Span(
                f"{fit('began', left)}  {fit('', _VERDICT)}  {fit('where', place)}  "
                f"{fit(lane_scale(window, zone, lane), lane)}  {fit(size_title, right, 'right')}",
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
                Span(fit(verdict_words(one), _VERDICT), role),
                Span(f"  {fit(name, place)}  {bar(one, window, lane)}  {fit(size, right, 'right')}"),
            ),
            width,
        )


def began_words(episode: Episode, window: Window, zone: tzinfo) -> str:
    """When an episode began, or `before` if it was under way at the window's start."""
    return "before" if episode.started_before else clock(episode.start, window, zone)


def verdict_words(episode: Episode) -> str:
    """The direction and the verdict of an episode, `▲ worse`; `changed` for states of which none is worse."""
    verdict = _verdict(episode)
    return verdict if verdict == "changed" else f"{'▲' if episode.size > 0 else '▼'} {verdict}"


def _verdict(episode: Episode) -> str:
    quantity = episode.series.quantity
    return "changed" if quantity.states and quantity.worst is None else episode.verdict


def levels_words(episode: Episode) -> str:
    """The usual level, and the level in the episode: `121 → 246 ms`."""
    return amounts(episode.baseline, episode.level, episode.series.quantity)


def shared_room(room: int, names: Sequence[str]) -> tuple[int, int]:
    """The widths of the columns of names and of lanes (bars over time), which share `room` cells.

    Lanes get what names leave. If room is short, names shrink to `_TOLD_APART` cells first, then lanes to
    `_LEAST_LANE`, then names again.
    """
    longest = max(map(cell_width, (*names, "where")))
    told_apart = min(room - _LEAST_LANE, _TOLD_APART)
    place = max(min(max(room - LANE, told_apart), longest), _LEAST_PLACE)
    return place, max(room - place, _LEAST_LANE)


def lane_scale(window: Window, zone: tzinfo, lane: int) -> str:
    """The line above the lanes (bars over time): times, each above its position, two at least."""
    if window is None:
        return ""
    count = max(lane // _SCALE, 2)
    part = lane // count
    start, length = window[0], window[1] - window[0]
    texts = []
    for place in range(count):
        when = start + length * place * part / lane
        if length > DAY and part < _SCALE:  # there is no room for the time as well
            texts.append(format_date(when, zone=zone, now=window[1]))
        else:
            texts.append(clock(when, window, zone))
    return "".join(fit(text, part) for text in texts).rstrip()


def _sizes(episodes: Sequence[Episode], *, wide: bool) -> list[str]:
    """The title of the column of sizes, and its text for each episode; with more figures if `wide`."""
    sizes = _aligned(["size", *map(departure, episodes)])
    if not wide:
        return sizes
    relative = [relative_amount(one.relative, one.series.quantity) for one in episodes]
    sure = ["sure", *("clear" if one.clear else "likely" for one in episodes)]
    columns = sizes, _aligned(["relative", *relative]), [fit(word, len("likely")) for word in sure]
    return ["  ".join(row) for row in zip(*columns, strict=True)]


def _aligned(texts: Sequence[str]) -> list[str]:
    widest = max(map(cell_width, texts))
    return [fit(text, widest, "right") for text in texts]


def bar(episode: Episode, window: Window, width: int) -> str:
    """The lane of an episode: `width` cells that stand for the window, with the episode as a bar in them."""
    start, end = window or (episode.series.times[0], episode.series.times[-1])
    scale = width / max(end - start, 1)
    first = min(max(int((episode.start - start) * scale), 0), width - 1)
    until = end if episode.end is None else episode.end
    behind = min(max(int((until - start) * scale + 0.5), first + 1), width)
    drawn = "·" * first + ("█" if episode.clear else "▒") * (behind - first) + "·" * (width - behind)
    if episode.end is None:
        drawn = f"{drawn[:-1]}▸"
    if episode.started_before:
        drawn = f"◂{drawn[1:]}"
    return drawn
