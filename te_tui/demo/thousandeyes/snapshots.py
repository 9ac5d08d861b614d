"""The snapshots that the server starts with, each computed on request.

A snapshot's position in its list is computed from its id and the seed, so that 100,000 snapshots need no
table.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from te_tui.demo.chance import choose, draw, unit
from te_tui.demo.story import OUTAGE_SECONDS, on_five_minutes, outage_end
from te_tui.demo.thousandeyes.cases import CASES, FEWEST, WEEK, WEEKS, monday_before
from te_tui.demo.thousandeyes.names import DIFFICULT, name_of
from te_tui.demo.thousandeyes.organization import GROUPS, LOGIN_AID, YEAR, Dashboard, dashboards

if TYPE_CHECKING:
    from te_tui.demo.options import DemoOptions

CONTRACT_SNAPSHOT = "d28bb71f-5a47-4783-8f12-d4b115e61b0c"
MONTH_NAME = "A month of one-minute bins"

_SPECIAL = (
    ("incident", "HTTP Server Dashboard Snapshot", OUTAGE_SECONDS // 3600),
    ("every-type", "Every widget type", 24),
    ("legacy", "Capacity review before the migration", 12),
    ("month", MONTH_NAME, 31 * 24),
    ("distorted", "Handover from the old collector", 6),
)
"""Kind, name and hours of the newest snapshots of the login group."""

_HISTORY = timedelta(days=900)
_SPANS = (1, 2, 4, 6, 6, 12, 24, 24, 48, 72, 168)
_PLACE_BITS = 40


@dataclass(frozen=True)
class Snapshot:
    """A simulated dashboard snapshot; lists are sorted by `rank`, and the newest snapshot has the smallest.

    `kind` is `usual`, or names what is special about the content. `since` is set for the demo's 52 weekly
    snapshots only: the start of the first week.
    """

    snapshot_id: str
    rank: int
    dashboard: Dashboard
    name: str
    created: datetime
    expires: datetime | None
    start: datetime
    seconds: int
    is_shared: bool = False
    is_scheduled: bool = False
    kind: str = "usual"
    since: datetime | None = None

    @property
    def aid(self) -> str:
        """The id of the account group that the snapshot is in."""
        return self.dashboard.aid


class Catalogue:
    """The snapshots that the server starts with, by account group and position: 0 is the newest."""

    def __init__(self, options: DemoOptions, start: datetime) -> None:
        self._seed = options.seed
        self._start = start
        sizes = {group.aid: int(options.snapshots * group.share) for group in GROUPS}
        sizes[LOGIN_AID] = options.snapshots - sum(sizes.values())
        self.sizes = sizes

    def snapshot_at(self, aid: str, place: int) -> Snapshot:
        """Return the snapshot at a position in an account group's list, 0 for the newest."""
        keys = (self._seed, aid, place)
        if (case := self._case_at(aid, place)) is not None:
            return case
        special = _SPECIAL[place] if aid == LOGIN_AID and place < len(_SPECIAL) else None
        board = self.dashboard_at(aid, place)
        created = self._created(aid, place)
        end = on_five_minutes(created - timedelta(minutes=5 + draw("pause", *keys) % 55))
        if special:
            kind, name, hours = special
            end = outage_end(self._start, self._seed) if kind == "incident" else end
            scheduled_days = 0
        else:
            kind = "usual"
            scheduled_days = (0, 0, 0, 0, 7, 7, 1)[draw("scheduled", *keys) % 7]
            hours = scheduled_days * 24 or choose(_SPANS, "span", *keys)
            name = name_of(board.topic, board.title, end, scheduled_days, *keys)
            if aid == LOGIN_AID:
                name = DIFFICULT.get(place, name)
        return Snapshot(
            snapshot_id=self.id_at(aid, place),
            rank=place,
            dashboard=board,
            name=name,
            created=created,
            expires=self._expires(place, *keys),
            start=end - timedelta(hours=hours),
            seconds=hours * 3600,
            is_shared=unit("shared", *keys) < 0.3,
            is_scheduled=scheduled_days > 0,
            kind=kind,
        )

    def _case_at(self, aid: str, place: int) -> Snapshot | None:
        """Return the snapshot at a position if it is one of the related ones of `cases.py`, else None."""
        number = self._case_number(aid, place)
        if number is None:
            return None
        board, created, first = self.dashboard_at(aid, place), self._created(aid, place), place - number
        if number < len(CASES):
            kind, name, _, days = CASES[number]
            start = monday_before(self._created(aid, first + len(CASES))) - timedelta(days=days)
            since, seconds = None, 86_400
        else:
            newest = monday_before(self._created(aid, first + len(CASES)))
            start = newest - (number - len(CASES) + 1) * WEEK
            since, seconds = newest - WEEKS * WEEK, int(WEEK.total_seconds())
            created = start + WEEK + timedelta(minutes=20)
            kind, name = "weekly", name_of(board.topic, board.title, start + WEEK, 7)
        return Snapshot(
            snapshot_id=self.id_at(aid, place),
            rank=place,
            dashboard=board,
            name=name,
            created=created,
            expires=self._expires(place, self._seed, aid, place),
            start=start,
            seconds=seconds,
            is_scheduled=kind == "weekly",
            kind=kind,
            since=since,
        )

    def _case_number(self, aid: str, place: int) -> int | None:
        """Return which of the snapshots of `cases.py` is at a position, 0 for the newest; None if none is."""
        size = self.sizes[aid]
        number = place - (size - len(CASES) - WEEKS)
        return number if aid == LOGIN_AID and size >= FEWEST and number >= 0 else None

    def dashboard_at(self, aid: str, place: int) -> Dashboard:
        """Return the dashboard of the snapshot at a position of the list."""
        boards = dashboards(aid)
        if aid == LOGIN_AID and place < len(_SPECIAL):
            return boards[0]
        number = self._case_number(aid, place)
        if number is not None:
            return boards[CASES[number].board] if number < len(CASES) else YEAR
        return choose([one for one in boards if one is not YEAR], self._seed, aid, place, "dashboard")

    def id_at(self, aid: str, place: int) -> str:
        """Return the id of the snapshot at a position of the list; it contains the position, disguised."""
        if aid == LOGIN_AID and place == 0:
            return CONTRACT_SNAPSHOT
        group = [known.aid for known in GROUPS].index(aid)
        head = draw(self._seed, "id", group, place) << 64 | draw(self._seed, "tail", group, place)
        head = uuid.UUID(int=head, version=4).int >> 48
        return str(uuid.UUID(int=head << 48 | (group << _PLACE_BITS | place) ^ self._mask(head)))

    def find(self, aid: str, snapshot_id: str) -> Snapshot | None:
        """Return the snapshot with this id; None if it is not in the account group."""
        if snapshot_id == CONTRACT_SNAPSHOT:
            return self.snapshot_at(aid, 0) if aid == LOGIN_AID and self.sizes[aid] else None
        try:
            number = uuid.UUID(snapshot_id).int
        except ValueError:
            return None
        head = number >> 48
        place = (number ^ self._mask(head)) & (1 << _PLACE_BITS) - 1
        if place >= self.sizes[aid] or self.id_at(aid, place) != snapshot_id:
            return None
        return self.snapshot_at(aid, place)

    def _mask(self, head: int) -> int:
        """Return the mask that disguises the last 48 bits of an id: its group and position.

        The mask depends on `head`, the first 80 bits of the id.
        """
        return draw(self._seed, "mask", head) & (1 << 48) - 1

    def _created(self, aid: str, place: int) -> datetime:
        """Return when the snapshot at a position was made; a higher position is earlier."""
        part = (place + 0.8 * unit("created", self._seed, aid, place)) / self.sizes[aid]
        age = timedelta(hours=2) + _HISTORY * (part**1.5 if place else 0.0)
        return (self._start - age).replace(microsecond=0)

    def _expires(self, place: int, *keys: object) -> datetime | None:
        """Return when the snapshot at a position expires, None if never; one in a hundred is past its expiry.

        `keys` seed the random choice.
        """
        if place % 100 == 57:
            return self._start - timedelta(hours=5 + draw("expired", *keys) % 90)
        odds = unit("expiry", *keys)
        for limit, first, last in ((0.05, 0.2, 7), (0.15, 7, 30), (0.6, 31, 365), (0.9, 366, 5 * 365)):
            if odds < limit:
                days = first + (last - first) * unit("days", *keys)
                return (self._start + timedelta(days=days)).replace(microsecond=0)
        return None
