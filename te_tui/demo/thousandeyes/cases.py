"""Snapshots that belong together: before and after, an incident that spreads, quiet days, a year of weeks.

They are the oldest ones of the login group, so that nothing else in the lists changes for them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.demo.story import Course, Story, tell

if TYPE_CHECKING:
    from te_tui.demo.thousandeyes.snapshots import Snapshot

WEEKS: Final = 52
WEEK: Final = timedelta(days=7)
FEWEST: Final = 150
"""With fewer snapshots in the group there are no cases: those that remain are to be ordinary ones."""

_YEAR: Final = 365 * 86_400
_STEP_AFTER: Final = 30 * 7 * 86_400
_BEGINS: Final = 0.45
"""Which part of the day is over when the incident begins."""


class Case(NamedTuple):
    """A snapshot of one day: its kind and name, the place of its dashboard, and days before its Monday."""

    kind: str
    name: str
    board: int
    days: int


CASES: Final = (
    Case("after", "The new CDN: after", 10, 6),
    Case("before", "The new CDN: before", 10, 13),
    Case("spreading", "Slow checkout that began in Singapore", 1, 6),
    Case("quiet", "A quiet Wednesday", 8, 5),
    Case("quiet", "A quiet Tuesday", 8, 6),
)
"""Newest first; the year comes behind them."""


def monday_before(moment: datetime) -> datetime:
    """Return the last Monday, 00:00 UTC."""
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=day.weekday())


def story_of(snapshot: Snapshot, seed: int) -> Story:
    """Return what happened in the window of a snapshot."""
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
