"""The smallest vendor: snapshots in memory, each one JSON text with the data of its only panel."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, NoReturn

from te_tui.analysis.series import PanelSeries, Quantity
from te_tui.models.account_group import AccountGroup
from te_tui.models.content import Glimpse, Series, TimeChart
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotPage, SnapshotRow
from te_tui.sources.abilities import Abilities, Limits
from te_tui.sources.errors import NotFound, Problem, Rejected
from te_tui.sources.http.problems import failure
from te_tui.sources.reading.decode import NotReadable
from te_tui.sources.vendor import NamesNoSnapshot, Vendor
from te_tui.sources.words import Words
from tests.vendors.stored import STORED

WORDS = Words("Tiny", "site", "dial", "key", "Keys", "TINY_TOKEN", "TINY_URL")
ABILITIES = Abilities(changes=True, deletes=True, embeds_data=True, readable_by_link=True)


def row(snapshot_id: str) -> SnapshotRow:
    made, ends = datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 11, 1, tzinfo=UTC)
    link = f"https://tiny.example/see/{snapshot_id}"
    title = f"Dials of {snapshot_id}"
    return SnapshotRow(snapshot_id, title, "site-1", None, None, made, ends, None, None, None, None, link)


class Dial(NamedTuple):
    values: tuple[float, ...]
    widget_id: str | None = "dial"
    title: str | None = "Pressure"
    type: str | None = "dial"
    label: str = "Pressure"
    kind: Any = "lines"
    full: bool = True
    metric: str | None = None
    scope: dict[str, Any] = {}  # noqa: RUF012 - never changed


class Shown(NamedTuple):
    values: tuple[float, ...]
    damage: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    scope: str = ""
    columns: int = 1
    rows: int = 0

    @property
    def size(self) -> int:
        return len(self.values)

    def drawing(self) -> TimeChart:
        times = tuple(60.0 * minute for minute in range(self.size))
        return TimeChart((Series("pressure", (), times, self.values),), unit="bar")

    def glimpse(self, drawing: Any) -> Glimpse:
        return Glimpse(f"{self.values[-1]:g} bar")

    def cells(self, columns: int | None = None) -> Iterator[tuple[object, ...]]:
        yield from [("bar",), *((value,) for value in self.values)]

    def json(self, snapshot_id: str | None) -> dict[str, Any]:
        return {"snapshotId": snapshot_id, "widgetId": "dial", "values": list(self.values)}

    def series(self) -> PanelSeries:
        return PanelSeries("dial", "Pressure", "dial", None, None)

    def quantity(self) -> Quantity:
        return Quantity(unit="bar")


def read_snapshot(body: bytes, snapshot_id: str) -> Snapshot:
    try:
        values = json.loads(body)["dial"]
    except (ValueError, KeyError):
        raise NotReadable("that is no dial") from None
    return Snapshot(row(snapshot_id), (Dial(tuple(values)),))


class Tiny:
    name = host = "tiny.example"
    vendor = "tiny"
    abilities = ABILITIES
    limits = Limits()
    clock_offset = timedelta()

    async def __aenter__(self) -> Tiny:
        return self

    async def __aexit__(self, *error: object) -> None:
        pass

    async def aclose(self) -> None:
        pass

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        return (AccountGroup("site-1", "The only site"),)

    async def snapshots(self, aid: str, dashboard_id: str | None = None) -> AsyncIterator[SnapshotPage]:
        yield SnapshotPage(tuple(map(row, STORED)), None)

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
        if snapshot_id not in STORED:
            raise NotFound(f"There is no snapshot {snapshot_id}", "Check the id.")
        return STORED[snapshot_id]

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        return read_snapshot(await self.raw_snapshot(aid, snapshot_id), snapshot_id)

    async def panel_content(self, aid: str, snapshot_id: str, panel: Any) -> Shown:
        return Shown(panel.values)

    async def delete_snapshot(self, aid: str, snapshot_id: str) -> bool:
        return STORED.pop(snapshot_id, None) is not None

    async def dashboards(self, aid: str) -> tuple[()]:
        return ()

    async def tests(self, aid: str) -> tuple[()]:
        return ()

    async def raw_panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> bytes:
        cannot("fetch a dial alone")

    async def create_snapshot(self, aid: str, request: Any) -> str:
        cannot("make a snapshot")

    async def create_test_snapshot(self, aid: str, request: Any) -> NoReturn:
        cannot("make a snapshot of a test")

    async def copy_snapshot(self, aid: str, request: Any) -> str:
        cannot("make a copy")

    async def capture(self, aid: str, dashboard_id: str, start: datetime, end: datetime) -> NoReturn:
        cannot("capture a dial")

    async def compared(self, aid: str, snapshot_id: str, evidence: bytes) -> NoReturn:
        cannot("compare snapshots")

    async def delete_by_delete_key(self, delete_key: Any) -> bool:
        cannot("delete by delete key")

    async def set_expiry(self, aid: str, snapshot_id: str, expires: datetime) -> None:
        cannot("move an expiry")


def cannot(what: str) -> NoReturn:
    raise Rejected(f"Tiny cannot {what}", "Do without.")


def snapshot_id_in(address: str, base: str) -> str:
    _, see, snapshot_id = address.partition("/see/")
    if not see:
        raise NamesNoSnapshot("That is no link of Tiny.")
    return snapshot_id


VENDOR = Vendor(
    name="tiny",
    words=WORDS,
    default_address="https://tiny.example",
    base_in=str.strip,
    open=lambda origin, secret, **more: Tiny(),
    snapshot_id_in=snapshot_id_in,
    may_hand_on=lambda link, host: link,
    failure=lambda what, status, body, permission=None: failure(what, Problem(status), WORDS, permission),
    secret_fields=frozenset({"door"}),
    abilities=ABILITIES,
    limits=Limits(),
    read_snapshot=read_snapshot,
    read_content=lambda panel, body: Shown(tuple(json.loads(body)["dial"])),
    snapshot_body=lambda request: cannot("make a snapshot"),
    saved_test_body=lambda request: cannot("make a snapshot of a test"),
)
