"""Deciding whether a stretch of values between two edges is an episode, and locating that episode."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby, takewhile
from typing import Final, NamedTuple

from te_tui.analysis.edges import Edge
from te_tui.analysis.levels import Split, Stretch
from te_tui.analysis.rhythm import DAY, HOUR
from te_tui.analysis.series import Known
from te_tui.analysis.statistics import median

_BASE: Final = 8
"""Values beside an edge that tell the level there, at least."""

_BY_CHANCE: Final = 0.01

_LONG: Final = 3 * HOUR
"""Seconds from which on an episode may be the busy hours of a day."""

_SOON: Final = 25 * 60
"""Seconds between a quarter and three quarters of the size, at most, where a long episode begins."""

_GAP: Final = 2 * HOUR
"""Seconds without a value after which a level may have been reached slowly."""

_SAME: Final = 0.7
"""The part of the values a day apart that make it the same hours."""


class Values(NamedTuple):
    """A window's values in the forms that the search for episodes needs.

    Attributes:
        known: The values with their times.
        rest: The values minus the daily rhythm.
        quiet: `rest`, smoothed so that peaks of a single bin vanish.
        least: The noise of `rest`, but at least `floor`.
        floor: A lower bound on the noise, which depends on the quantity.
        repeats: Whether the window is long enough (2.9 days) to show what repeats every day.
    """

    known: Known
    rest: list[float]
    quiet: list[float]
    least: float
    floor: float
    repeats: bool

    def seconds(self, first: int, behind: int) -> int:
        """The seconds that the values from index `first` up to, but not including, `behind` cover."""
        return self.known.times[behind - 1] + self.known.bin_size - self.known.times[first]


class Span(NamedTuple):
    """An episode, given by the indexes of its values: from `first` up to, but not including, `behind`."""

    first: int
    behind: int
    size: float
    baseline: float
    strength: float
    chance: float


class _Departure(NamedTuple):
    """Values that lie above (`sign` 1) or below (-1) the level `base`, which may be an episode.

    They have the indexes from `first` up to, but not including, `behind`.
    """

    first: int
    behind: int
    sign: int
    base: float


def span_of(values: Values, stretch: Stretch, stretches: Split) -> Span | None:
    """The episode in a departing stretch; None if there is none, or chance or time of day may explain it."""
    if values.repeats and _is_return(values, stretch, stretches):
        if stretch.begins is None:
            return None
        departure = _before_edge(values, stretch.begins, _behind_of_previous(stretch, stretches))
    elif stretch.begins is None:
        departure = _before_edge(values, stretch.ends, 0) if stretch.ends else None
        if departure is not None and departure.sign != stretch.sign:
            return None
    else:
        departure = _behind_edge(values, stretch, stretch.begins)
    if departure is None:
        return None
    first, behind = departure.first, _end(values, departure)
    size = median(values.rest[first:behind]) - departure.base if behind > first else 0.0
    if behind - first < 2 or size * departure.sign < max(2 * values.floor, 0.0) or not size:
        return None
    if _may_be_the_hour(values, first, behind, departure.base, size):
        return None
    chance = _chance(values, first, behind, departure.base, size, stretches)
    if chance > _BY_CHANCE:
        return None
    strength = max(edge.strength for edge in (stretch.begins, stretch.ends) if edge is not None)
    return Span(first, behind, size, departure.base, strength, chance)


def _is_return(values: Values, stretch: Stretch, stretches: Split) -> bool:
    """Whether a stretch taken for a departure is in fact the return to the normal level.

    That happens where a departure began slowly, without an edge, and ended abruptly.
    """
    normal = [value for one in stretches.normal for value in values.quiet[one.first : one.behind]]
    away = median(values.rest[stretch.first : stretch.behind]) - median(normal)
    return abs(away) <= 0.4 * abs(stretch.departure)


def _behind_of_previous(stretch: Stretch, stretches: Split) -> int:
    """The index after the last value of the previous departing stretch; 0 if there is none."""
    return max((one.behind for one in stretches.departing if one.behind <= stretch.first), default=0)


def _behind_edge(values: Values, stretch: Stretch, edge: Edge) -> _Departure:
    """The departure that begins at an edge: at the first value that no longer fits the level before the edge.

    If that level was already drifting in the same direction, as before a busy hour, the drift is assumed to
    continue.
    """
    quiet, sign, position = values.quiet, stretch.sign, edge.position
    before = quiet[max(position - max(edge.width, _BASE), 0) : position]
    base = median(before)
    drift = max(_drift(quiet[max(position - 2 * len(before), 0) : position]) * sign, 0.0)
    middle = position - (len(before) + 1) / 2
    jump = median(quiet[position : position + edge.width]) - base
    tolerance = max(1.5 * values.least, 0.1 * abs(jump))

    def is_beyond(index: int) -> bool:
        return (quiet[index] - base) * sign - drift * (index - middle) > tolerance

    first = position
    while first < stretch.behind and not is_beyond(first):
        first += 1
    earliest = max(position - 2 * edge.width, 0)
    while first > earliest and is_beyond(first - 1):
        first -= 1
    return _Departure(first, stretch.behind, sign, base)


def _drift(values: Sequence[float]) -> float:
    """The mean change from one value to the next, from the medians of the first and the second half."""
    half = len(values) // 2
    return (median(values[-half:]) - median(values[:half])) / (len(values) - half) if half else 0.0


def _before_edge(values: Values, edge: Edge, earliest: int) -> _Departure | None:
    """The departure that ends at an edge; None if the level is the same on both sides of the edge.

    The three values just before the departure are at the level that follows the edge. If no three values in a
    row are, the departure begins at index `earliest`.
    """
    quiet, behind = values.quiet, edge.position
    base = median(quiet[behind : behind + _BASE])
    size = median(quiet[max(behind - edge.width, earliest) : behind]) - base if behind > earliest else 0.0
    if not size:
        return None
    tolerance = max(1.5 * values.least, 0.3 * abs(size))
    sign = 1 if size > 0 else -1
    first, back = behind, 0
    while first > earliest and back < 3:
        first -= 1
        back = back + 1 if (quiet[first] - base) * sign <= tolerance else 0
    return _Departure(first + back if back == 3 else earliest, behind, sign, base)


def _end(values: Values, departure: _Departure) -> int:
    """The index at which a departure ends: there the series is back at the level `base`.

    That is the first of three values in a row that are back, if 80 % of the departure's values from there on
    are back as well. If there is no such point, the departure goes on until the first value after it that is
    back.
    """
    quiet, first, behind, sign, base = values.quiet, *departure
    size = median(values.rest[first:behind]) - base if behind > first else 0.0
    tolerance = max(1.5 * values.least, 0.3 * abs(size))
    back = [(value - base) * sign <= tolerance for value in quiet[first:behind]]
    left = sum(back)
    for offset in range(len(back) - 2):
        if back[offset] and back[offset + 1] and back[offset + 2] and left >= 0.8 * (len(back) - offset):
            return first + offset
        left -= back[offset]
    while behind < len(quiet) and (quiet[behind] - base) * sign > tolerance:
        behind += 1
    return behind


def _may_be_the_hour(values: Values, first: int, behind: int, base: float, size: float) -> bool:
    """Whether an episode may be normal for its hour of the day, or for its weekday if the window is long."""
    if values.repeats:
        return values.seconds(first, behind) >= _LONG and _is_slow(values, first, behind, base, size, 2)
    return (
        _begins_in_a_gap(values, first, behind)
        or _is_so_a_day_apart(values, first, behind, base + size / 2, size)
        or _is_slow(values, first, behind, base, size, 1)
    )


def _begins_in_a_gap(values: Values, first: int, behind: int) -> bool:
    """Whether an episode starts in a gap of over two hours, in which the level may have changed slowly.

    If the episode was under way at the window's start, the gap is looked for at its end instead.
    """
    times, at = values.known.times, first or behind
    return 0 < at < len(times) and times[at] - times[at - 1] > _GAP


def _is_so_a_day_apart(values: Values, first: int, behind: int, middle: float, size: float) -> bool:
    """Whether the series is at much the same level a day before or after an episode, as in a daily rhythm.

    That is so if most values at the same hours of that day are beyond `middle`, half-way between the baseline
    and the episode's level.
    """
    known = values.known
    start, stop = known.times[first], known.times[behind - 1]
    if max(start - known.times[0], known.times[-1] - stop) < DAY - (stop - start):
        return False
    by_time = dict(zip(known.times, known.values, strict=True))
    for day in (-DAY, DAY):
        there = [time + day for time in known.times[first:behind] if time + day in by_time]
        apart = [by_time[time] for time in there if not start <= time <= stop]
        beyond = sum((value - middle) * size > 0 for value in apart)
        if beyond > max(_SAME * len(apart), (behind - first) / 2):
            return True
    return False


def _is_slow(values: Values, first: int, behind: int, base: float, size: float, bins: int) -> bool:
    """Whether the level changes slowly at an episode's start, as at busy hours.

    What counts is the time for which values are between a quarter and three quarters of the way to the
    episode's level. The change is slow if this time is longer than `bins` bins, and longer than 25 minutes or
    than a third of the episode, whichever is less. If the episode was under way at the window's start, its
    end is judged instead.
    """
    times, bin_size = values.known.times, values.known.bin_size
    edge = times[first] if first else times[behind - 1] + bin_size
    length = values.seconds(first, behind)

    def part(earliest: int, latest: int) -> list[float]:
        """The values from `earliest` to `latest` seconds after the start or end that is judged.

        Negative seconds mean before it.
        """
        return values.quiet[bisect_left(times, edge + earliest) : bisect_left(times, edge + latest)]

    reach = min(length, 2 * HOUR)
    if first:
        outwards, inwards = part(-2 * HOUR, 0)[::-1], part(0, reach)
        low, high = part(-2 * HOUR, -HOUR), part(HOUR, reach)
        later = values.quiet[(first + behind) // 2 : behind]
    else:
        outwards, inwards = part(0, 2 * HOUR), part(-reach, 0)[::-1]
        low, high = part(HOUR, 2 * HOUR), part(-reach, -HOUR)
        later = values.quiet[: (behind + 1) // 2]
    lower = median(low or [base])
    sign = 1 if size > 0 else -1
    whole = max((median(high or later) - lower) * sign, (base + size - lower) * sign)
    if whole <= 0:
        return True

    def share(value: float) -> float:
        """How far a value is on the way from the level outside the episode (0) to the episode's level (1)."""
        return (value - lower) * sign / whole

    way = [*takewhile(lambda value: share(value) > 0.25, outwards)]
    way += takewhile(lambda value: share(value) < 0.75, inwards)
    between = sum(0.25 < share(value) < 0.75 for value in way) * bin_size
    return between > max(min(_SOON, length / 3), bins * bin_size)


def _chance(values: Values, first: int, behind: int, base: float, size: float, stretches: Split) -> float:
    """How many runs of values like this episode chance alone would produce.

    That is estimated from how often the rest of the series has such values, and how long they last there.
    """
    middle = base + size / 2
    beyond = (
        [value > middle for value in values.rest] if size > 0 else [value < middle for value in values.rest]
    )
    inside = sum(beyond[first:behind])
    outside: list[bool | None] = list(beyond)
    taken = [(max(first - 2, 0), behind + 2)]
    others = [one for one in stretches.departing if one.behind <= first or one.first >= behind]
    if len(others) <= 2:
        taken += [(one.first, one.behind) for one in others]
    for start, stop in taken:
        outside[start:stop] = [None] * (min(stop, len(outside)) - start)
    often = outside.count(True)
    part = (often + 1) / (len(outside) - outside.count(None) + 1)
    if often:
        runs = sum(1 for side, _ in groupby(outside) if side)
        part = max(part, (often - runs) / often)
    return float((often + 1) * min(part, 1.0) ** max(inside - 1, 0))
