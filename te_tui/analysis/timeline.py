"""The timeline of a snapshot: the episodes of all its series, in order, and the incidents they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from te_tui.analysis.episodes import TOO_FEW, Episode, Findings, find_episodes
from te_tui.analysis.incidents import Incident, in_order, incidents_of
from te_tui.analysis.series import Series


class Timeline(NamedTuple):
    """The episodes and incidents in a snapshot, in order.

    Attributes:
        looked_at: How many series have enough values to be analysed.
        refused: How many series were not analysed, for each reason, such as "constant".
        episodes: The episodes of all series, sorted by start.
        incidents: The incidents, sorted by start; each lists its episodes by their index in `episodes`.
        block: The length in seconds of the longest blocks into which a long series was averaged; None if no
            series was so long.
    """

    looked_at: int
    refused: dict[str, int]
    episodes: tuple[Episode, ...]
    incidents: tuple[Incident, ...]
    block: int | None

    def incident_of(self, index: int) -> int | None:
        """The index of the incident that the episode with this index belongs to; None if it is in none."""
        return next((place for place, one in enumerate(self.incidents) if index in one.episodes), None)


def timeline(series: Sequence[Series], check: Callable[[], None] = lambda: None) -> Timeline:
    """Find the episodes of all series, and group them into incidents.

    Args:
        series: The series of a snapshot, in any order.
        check: Called before each series; an exception that it raises ends the work.
    """
    findings: list[Findings] = []
    for one in series:
        check()
        findings.append(find_episodes(one))
    episodes = in_order([episode for one in findings for episode in one.episodes])
    refused = Counter(one.refused for one in findings if one.refused)
    return Timeline(
        looked_at=sum(one.refused != TOO_FEW for one in findings),
        refused=dict(sorted(refused.items())),
        episodes=tuple(episodes),
        incidents=incidents_of(episodes),
        block=max((one.block for one in findings if one.block), default=None),
    )
