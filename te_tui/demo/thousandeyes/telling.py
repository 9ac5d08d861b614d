"""The story (the simulated incident) of each snapshot, which depends on the snapshot's kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from te_tui.demo.story import Course, Story, tell

if TYPE_CHECKING:
    from te_tui.demo.thousandeyes.snapshots import Snapshot

_YEAR: Final = 365 * 86_400
_STEP_AFTER: Final = 30 * 7 * 86_400
_BEGINS: Final = 0.45
"""Which part of the day is over when the incident begins."""


def story_of(snapshot: Snapshot, seed: int) -> Story:
    """Return the story of a snapshot: the simulated incident in its window."""
    outage = snapshot.kind in {"incident", "every-type"}
    story = tell(snapshot.start, snapshot.seconds, seed, snapshot.snapshot_id, outage=outage)
    since = int(snapshot.since.timestamp()) if snapshot.since else 0
    match snapshot.kind:
        case "quiet" | "before":
            return replace(story, force=0.0)
        case "after":
            return replace(story, force=0.0, course=Course(levels={"EU": 1.3, "NA": 0.8}))
        case "weekly":
            course = Course(step_at=since + _STEP_AFTER, step=0.25, since=since, drift=0.2 / _YEAR)
            return replace(story, force=0.0, course=course)
        case "spreading":
            onset = story.start + int(snapshot.seconds * _BEGINS)
            return tell(snapshot.start, snapshot.seconds, seed, outage=True).from_singapore(onset)
        case _:
            return story
