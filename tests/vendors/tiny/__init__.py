"""The smallest vendor: snapshots in memory, each one JSON text with the values of its only panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from te_tui.models.account_group import AccountGroup
from te_tui.models.content import Series, TimeChart
from te_tui.models.panels import Panel, PanelContent
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotPage, SnapshotPages, SnapshotRow
from te_tui.sources.abilities import Abilities
from te_tui.sources.bare import BareSource
from te_tui.sources.errors import NotFound
from te_tui.sources.reading.decode import Shape, decode
from te_tui.sources.reading.fields import Number
from te_tui.sources.vendor import Vendor
from te_tui.sources.words import Words
from tests.vendors.stored import STORED

SEE = "https://tiny.example/see/"


@dataclass(frozen=True)
class Dial(Panel, PanelContent):
    """The only panel, as its JSON has it; it is its own content."""

    dial: list[Number] | None = None
    widget_id = type = "dial"
    title, kind, size = "Pressure", "lines", 3
    content = property(lambda dial: dial)

    def drawing(self) -> TimeChart:
        return TimeChart((Series("pressure", (), (0, 60, 120), self.dial or ()),), unit="bar")

    def json(self, snapshot_id: str | None) -> dict[str, Any]:
        return {"rows": [{"bar": value} for value in self.dial or ()]}


def row(snapshot_id: str) -> SnapshotRow:
    return SnapshotRow(snapshot_id, f"Dials of {snapshot_id}", "site-1", link_form=SEE + snapshot_id)


def read_snapshot(body: bytes, snapshot_id: str) -> Snapshot:
    dial, damage = decode(Shape(Dial), body)
    return Snapshot(row(snapshot_id), (dial,), damage=damage)


class Tiny(BareSource):
    name = host = "tiny.example"
    vendor = "tiny"
    abilities = Abilities(changes=True, deletes=True, embeds_data=True)

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        return (AccountGroup("site-1", "The only site"),)

    async def snapshots(self, aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        yield SnapshotPage(tuple(map(row, STORED)), None)

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        return read_snapshot(await self.raw_snapshot(aid, snapshot_id), snapshot_id)

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
        if snapshot_id not in STORED:
            raise NotFound(f"There is no snapshot {snapshot_id}", "Check the id.")
        return STORED[snapshot_id]

    async def delete_snapshot(self, aid: str, snapshot_id: str) -> bool:
        return STORED.pop(snapshot_id, None) is not None


VENDOR = Vendor(
    name="tiny",
    words=Words("Tiny", "site", "dial", "key", "Keys", "TINY_TOKEN", "TINY_URL"),
    default_address="https://tiny.example",
    abilities=Tiny.abilities,
    open=lambda origin, secret, **options: Tiny(),
    snapshot_id_in=lambda address, base: address.removeprefix(SEE),
    read_snapshot=read_snapshot,
    secret_fields=frozenset({"door"}),
)
