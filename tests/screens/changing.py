"""Snapshots a to e that can be extended, archived and deleted, and the explorer on them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.screens.session import Places
from tests.archive.fake import number
from tests.screens.conftest import NOW, explorer, page, row, rows, until
from tests.screens.fake_source import FakeSource


def fill(source: FakeSource, rows: Iterable[SnapshotRow]) -> FakeSource:
    """Put these snapshots into Network Ops, each with one widget."""
    rows = list(rows)
    source.clock_offset = NOW - datetime.now(UTC)
    source.pages["1234"] = [page(*rows)]
    source.opened = {str(one.snapshot_id): Snapshot(one, ()) for one in rows}
    source.raw = {"w0": number(1)}
    for one in rows:
        body = {"snapshotId": one.snapshot_id, "snapshotName": one.name, "widgets": [{"id": "w0"}]}
        source.raw[str(one.snapshot_id)] = json.dumps(body).encode()
    return source


def letters(source: FakeSource) -> FakeSource:
    """Snapshots a to e, which expire in 60 days."""
    return fill(source, (row(name, name) for name in "abcde"))


def changeable(source: FakeSource, home: Path, snapshot_id: str | None = None) -> TeTui:
    """The explorer, with folders for archives and journals."""
    app = explorer(source, snapshot_id=snapshot_id)
    app.session.places = Places(home / "archives", home / "journals")
    return app


@asynccontextmanager
async def listed(
    source: FakeSource, home: Path, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """That explorer, with all of Network Ops' snapshots on the screen."""
    number = sum(len(page.rows) for page in source.pages["1234"])
    async with changeable(source, home).run_test(size=size) as pilot:
        await until(pilot, lambda: len(rows(pilot).rows) == number)
        await until(pilot, lambda: rows(pilot).has_focus)
        yield pilot


def ids(pilot: Pilot[None]) -> list[str | None]:
    """Which snapshots the list shows."""
    return [one.snapshot_id for one in rows(pilot).rows]


def notices(pilot: Pilot[None]) -> list[str]:
    """What notices say."""
    return [notice.message for notice in pilot.app._notifications]
