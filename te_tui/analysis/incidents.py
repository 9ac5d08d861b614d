"""Incidents: groups of episodes, in any series, that start soon after one another, and where each began."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from te_tui.analysis.episodes import Episode
from te_tui.analysis.statistics import lower_median

_APART: Final = 30 * 60
_FOREVER: Final = float("inf")


class Incident(NamedTuple):
    """Episodes that start soon after one another; "place" means the label of an episode's series.

    Attributes:
        start: When the first place began; if several began first, the lower median of their starts.
        starts: The earliest and the latest start among the first places.
        end: The lower median of its episodes' ends; None if that median episode was still under way at the
            window's end.
        first: The labels of the places that began first, the place with the largest episode first.
        lead: Seconds from the start at the first place to the next place's start; None if several began first
            or no other place followed.
        followers: The labels of the places that began next.
        episodes: The indexes of its episodes.
        largest: The index of its largest episode.
    """

    start: int
    starts: tuple[int, int]
    end: int | None
    first: tuple[str, ...]
    lead: int | None
    followers: tuple[str, ...]
    episodes: tuple[int, ...]
    largest: int

    @property
    def together(self) -> bool:
        """Whether the first episodes began in several places at about the same time."""
        return len(self.first) > 1


def in_order(episodes: Sequence[Episode]) -> list[Episode]:
    """Sort episodes by start; of equal starts states come first, then the larger episodes, then by label.

    The relative size of a change between states means nothing, because their numbers are only names.
    """
    return sorted(
        episodes, key=lambda one: (one.start, not one.series.quantity.states, -_size(one), *_name(one))
    )


def incidents_of(episodes: Sequence[Episode]) -> tuple[Incident, ...]:
    """Group episodes, which must be sorted by start, into incidents.

    Episodes that had begun before the window are left out. A single episode is an incident only if it is
    certain enough (`clear`).
    """
    runs: list[list[int]] = []
    for index, episode in enumerate(episodes):
        if episode.started_before:
            continue
        if runs and _follows(episodes[runs[-1][-1]], episode):
            runs[-1].append(index)
        else:
            runs.append([index])
    kept = [run for run in runs if len(run) > 1 or episodes[run[0]].clear]
    return tuple(_incident(episodes, run) for run in kept)


def _follows(previous: Episode, episode: Episode) -> bool:
    return episode.start - previous.start <= max(6 * max(previous.bin_size, episode.bin_size), _APART)


def _incident(episodes: Sequence[Episode], indexes: list[int]) -> Incident:
    members = [episodes[index] for index in indexes]
    judged = [one for one in members if one.clear] or members
    places: dict[str, list[Episode]] = {}
    for one in judged:
        places.setdefault(one.series.label, []).append(one)
    # The earliest of many starts is the noisiest one, so it is the lower one in the middle that counts.
    began = {label: int(lower_median([one.start for one in some])) for label, some in places.items()}
    half_way = {label: int(lower_median([one.half_way for one in some])) for label, some in places.items()}
    first = _first(began, half_way, 1.5 * max(one.bin_size for one in judged))
    earliest = int(lower_median([began[label] for label in first]))
    others = {label: start for label, start in began.items() if label not in first}
    second = min(others.values(), default=earliest)
    first.sort(key=lambda label: (-max(map(_size, places[label])), label))
    end = lower_median([_FOREVER if one.end is None else one.end for one in judged])
    return Incident(
        start=earliest,
        starts=(min(began[label] for label in first), max(began[label] for label in first)),
        end=None if end == _FOREVER else int(end),
        first=tuple(first),
        lead=second - earliest if others and len(first) == 1 else None,
        followers=tuple(sorted(label for label, start in others.items() if start == second)),
        episodes=tuple(indexes),
        largest=min(indexes, key=lambda index: (-_size(episodes[index]), *_name(episodes[index]))),
    )


def _first(began: Mapping[str, int], half_way: Mapping[str, int], near: float) -> list[str]:
    """The labels of the places (series) that began first.

    These are the places that began within `near` seconds of the earliest start. The start of a gradual change
    is easily dated too early; so a place counts as well if it reached half of its change as early as one of
    them. `began` and `half_way` have the start, and the time of half the change, by label, in epoch seconds.
    """
    earliest = min(began.values())
    first = [label for label, start in began.items() if start - earliest <= near]
    half = min(half_way[label] for label in first)
    return [label for label in began if label in first or half_way[label] <= half]


def _size(episode: Episode) -> float:
    """The relative size of an episode without its sign, to sort by; -1 if its baseline is 0."""
    return abs(episode.relative) if episode.relative is not None else -1.0


def _name(episode: Episode) -> tuple[str, str, str]:
    return episode.series.label, episode.series.title or "", episode.series.widget_id or ""
