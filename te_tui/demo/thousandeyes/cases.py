"""Sets of snapshots that belong together, for commands such as `te-tui trend` and `te-tui compare`.

There are snapshots from before and after a change, of an incident that spreads, of two quiet days, and of
each week of a year. They come last in the list of the token's own account group, so that all other snapshots
are the same as they would be without them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple

WEEKS: Final = 52
WEEK: Final = timedelta(days=7)
FEWEST: Final = 150
"""With fewer snapshots in the group there are no cases: those that remain are to be ordinary ones."""


class Case(NamedTuple):
    """A snapshot of one day: its kind, its name, and the dashboard it was made of.

    Attributes:
        board: the position of that dashboard among the account group's.
        days: how many days before a certain Monday the snapshot's day is; the Monday is the same for all
            cases.
    """

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
    """Return 00:00 of the Monday of the week that contains `moment`; both are in UTC."""
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=day.weekday())
