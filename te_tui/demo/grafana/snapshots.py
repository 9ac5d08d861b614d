"""The snapshots that the server starts with, each computed on request."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from te_tui.demo.chance import choose, draw, key_text
from te_tui.demo.grafana.access import EDITOR_ID
from te_tui.demo.grafana.boards.difficult import HOSTILE, HOSTILE_BOARD, MANY_PANELS
from te_tui.demo.grafana.boards.every_type import EVERY_TYPE
from te_tui.demo.grafana.boards.incident import INCIDENT
from te_tui.demo.grafana.boards.usual import EVERY_HOST, MIXED, OFTEN, SLO
from te_tui.demo.grafana.versions import Version
from te_tui.demo.story import OUTAGE_SECONDS, Story, on_five_minutes, outage_end, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from te_tui.demo.grafana.panels import Board
    from te_tui.demo.options import GrafanaOptions

NEVER = timedelta(days=50 * 365)
"""The length of "never": fifty years."""

DELETE_KEY_CANARY = "deleteKeyCanary"
"""How every delete key begins that the server draws; it belongs nowhere but in the answer to its creator."""

INCIDENT_NAME = "Checkout down in Frankfurt: the servers' side"
EVERY_TYPE_NAME = "Every panel type"


class Snapshot(NamedTuple):
    """A snapshot of the embedded server; `text` is the dashboard's JSON if a client made it, else empty.

    `place` is its position in the catalogue, 0 the newest, and -1 if a client made it.
    `number` is its id, `uid` and `dashboard_id` are its dashboard's (empty and 0 where the body had none).
    """

    number: int
    key: str
    org_id: int
    user_id: int
    name: str
    created: datetime
    expires: datetime
    uid: str = ""
    dashboard_id: int = 0
    external_url: str = ""
    text: bytes = b""
    place: int = -1


class Special(NamedTuple):
    """The recipe of one special snapshot; these are the newest ones of the first organization."""

    name: str
    board: Board
    form: str = "third"
    hours: int = 24
    external_url: str = ""
    expired: bool = False


SPECIALS = (
    Special(INCIDENT_NAME, INCIDENT, hours=OUTAGE_SECONDS // 3600),
    Special(EVERY_TYPE_NAME, EVERY_TYPE),
    Special("Checkout down in Frankfurt, as versions 7 to 10 write it", INCIDENT, "second"),
    Special("Checkout down in Frankfurt, as versions 5 and 6 write it", INCIDENT, "first"),
    Special("Checkout down in Frankfurt, rows of version 4", INCIDENT, "old-rows"),
    Special("Checkout down in Frankfurt, second schema", INCIDENT, "v2-grid"),
    Special("Checkout down in Frankfurt, second schema with rows", INCIDENT, "v2-rows"),
    Special("Checkout down in Frankfurt, second schema with tabs", INCIDENT, "v2-tabs"),
    Special(
        "Published for the payment provider",
        SLO,
        external_url="https://snapshots.example.com/dashboard/snapshot/Zk3vD0wq7Xh2aT5uYcN8rLmP1sEoGbJf",
    ),
    Special("Handover of the night shift", SLO, hours=6, expired=True),
    Special("Every host, minute by minute (20 MB)", EVERY_HOST, "huge", hours=7 * 24),
    Special("Two hundred panels", MANY_PANELS),
    Special(HOSTILE[0], HOSTILE_BOARD, hours=6),
    Special("Suppliers, half captured", MIXED, hours=6),
    Special("Made by a script, without data", SLO, "live", hours=6),
)
"""The snapshots that show what there is, newest first."""

_BY_EDITOR = frozenset({2, 11, 13})
_PEOPLE = (2, 4, 5, 9, 11)
_HISTORY = timedelta(days=900)
_LIVES = (timedelta(days=1), timedelta(days=7), timedelta(days=30), timedelta(days=365), NEVER, NEVER, NEVER)
_HOURS = (1, 3, 6, 6, 12, 24, 24, 48)
_OTHER_ORGANIZATION = 12
"""The second organization made one in so many."""

_NAMES: tuple[Callable[[str, datetime, int], str], ...] = (
    lambda title, _, __: title,
    lambda title, made, _: f"{title} {made.day} {made:%b}",
    lambda title, made, _: f"{title}, before the release of {made.day} {made:%b}",
    lambda title, made, _: f"{title}, after the release of {made.day} {made:%b}",
    lambda title, made, _: f"Post-mortem {made.day} {made:%b}: {title}",
    lambda _, __, luck: f"INC00{10_000 + luck % 89_999}",
    lambda title, made, _: f"{title} for capacity review {made:%B %Y}",
)
"""The likely name of a snapshot of a dashboard made at a moment; the proposal is the dashboard's title."""


class Catalogue:
    """The snapshots that the server starts with, by place: their position in the list, 0 is the newest."""

    def __init__(self, options: GrafanaOptions, start: datetime) -> None:
        self.size = options.snapshots
        self._seed = options.seed
        self._start = start
        self._version = Version(options.version)
        self._keep = cache(self._compute)

    def at(self, place: int) -> Snapshot:
        """Return the snapshot at a position, 0 for the newest."""
        return self._keep(place)

    def _compute(self, place: int) -> Snapshot:
        """Compute the snapshot at a position, from a single pseudo-random number to be fast for 100,000."""
        luck = draw("snapshot", self._seed, place)
        special = SPECIALS[place] if place < len(SPECIALS) else None
        org_id = 2 if special is None and place % _OTHER_ORGANIZATION == 5 else 1
        boards = OFTEN[org_id]
        board = special.board if special else boards[luck % len(boards)]
        created = self._created(place, (luck >> 8 & 0xFFFF) / 0x10000)
        maker = EDITOR_ID if place in _BY_EDITOR else _PEOPLE[(luck >> 24) % len(_PEOPLE)]
        call = _NAMES[(luck >> 32) % len(_NAMES)]
        return Snapshot(
            number=self.size - place,
            key=self.key_at(place),
            org_id=org_id,
            user_id=12 if org_id == 2 else maker,
            name=special.name if special else call(board.title, created, luck >> 36),
            created=created,
            expires=self._expires(place, created, luck >> 40),
            uid=board.uid,
            dashboard_id=board.number,
            external_url=special.external_url if special else "",
            place=place,
        )

    def board_of(self, snapshot: Snapshot) -> Board:
        """Return the dashboard that a snapshot of this catalogue was made of."""
        if snapshot.place < len(SPECIALS):
            return SPECIALS[snapshot.place].board
        return next(board for board in OFTEN[snapshot.org_id] if board.uid == snapshot.uid)

    def form_of(self, snapshot: Snapshot) -> str:
        """Return the format of a snapshot's dashboard: a generation, or a layout of the second schema."""
        if snapshot.place < len(SPECIALS):
            return SPECIALS[snapshot.place].form
        form = choose(self._version.generations, "form", self._seed, snapshot.place)
        return "v2-grid" if form == "fourth" else form

    def story_of(self, snapshot: Snapshot) -> Story:
        """Return the story of a snapshot's window: the outage in special ones, else little or nothing."""
        if snapshot.place >= len(SPECIALS):
            hours = choose(_HOURS, "hours", self._seed, snapshot.place)
            end = on_five_minutes(snapshot.created - timedelta(minutes=3))
            return tell(end - timedelta(hours=hours), hours * 3600, self._seed, snapshot.key)
        outage = outage_story(self._start, self._seed)
        hours = SPECIALS[snapshot.place].hours
        return replace(outage, start=outage.end - hours * 3600)

    def key_at(self, place: int) -> str:
        """Return the key of the snapshot at a position, 0 for the newest."""
        return key_text("key", self._seed, place)

    def delete_key_at(self, place: int) -> str:
        """Return the delete key of the snapshot at a position, 0 for the newest."""
        return f"{DELETE_KEY_CANARY}{key_text('delete', self._seed, place)[:17]}"

    @cached_property
    def places(self) -> dict[str, int]:
        """The position of each snapshot in the list, by its key."""
        return {self.key_at(place): place for place in range(self.size)}

    @cached_property
    def delete_places(self) -> dict[str, int]:
        """The position of each snapshot in the list, by its delete key."""
        return {self.delete_key_at(place): place for place in range(self.size)}

    def _created(self, place: int, luck: float) -> datetime:
        """Return when the snapshot at a position was made: the higher the position, the earlier."""
        part = (place + 0.8 * luck) / self.size
        age = timedelta(hours=2) + _HISTORY * (part**1.5 if place else 0.0)
        return (self._start - age).replace(microsecond=0)

    def _expires(self, place: int, created: datetime, luck: int) -> datetime:
        """Return when a snapshot expires: after the server's start, except the one that has just expired."""
        if place < len(SPECIALS):
            return self._start - timedelta(minutes=3) if SPECIALS[place].expired else created + NEVER
        age = self._start + timedelta(hours=1) - created
        lives = [life for life in _LIVES if life > age]
        return created + lives[luck % len(lives)]


def outage_story(start: datetime, seed: int) -> Story:
    """Return the story of the day with the outage; that day ends two to three hours before `start`."""
    end = outage_end(start, seed)
    return tell(end - timedelta(seconds=OUTAGE_SECONDS), OUTAGE_SECONDS, seed, "servers", outage=True)
