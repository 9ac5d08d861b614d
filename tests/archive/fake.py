"""A source of raw bodies, and a small snapshot in an archive."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from te_tui.archive.writer import Archived, archive
from te_tui.sources.errors import NotFound, SourceError
from te_tui.sources.thousandeyes.abilities import ABILITIES

NOW = datetime(2026, 11, 11, 9, 0, 0, 123, tzinfo=UTC)
EMBED = "https://embed.thousandeyes.com/e/canary-embed"

SNAPSHOT: dict[str, Any] = {
    "snapshotId": "s1",
    "snapshotName": "Checkout latency",
    "snapshotCreatedDate": "2026-11-11T03:12:00Z",
    "snapshotExpirationDate": "2027-11-11T03:12:00Z",
    "widgets": [
        {"id": "w1", "type": "Number", "title": "Loss"},
        {"id": "w2", "type": "Number", "title": "Latency"},
    ],
}


def number(value: float) -> bytes:
    """The data of a widget that shows one number, spaced as no encoder would."""
    return b'{ "data":{"cards" : [{"cardName":"Loss","value":%a}] } }\n' % value


class Bodies:
    """A `RawSource` over bodies, or the errors in their place.

    Attributes:
        asked: which snapshot and widgets were asked for.
        most_at_once: the largest number of widgets that were under way together.
    """

    host = "api.example.com"
    vendor = "thousandeyes"
    abilities = ABILITIES

    def __init__(self, snapshot: object = SNAPSHOT, **panels: bytes | SourceError) -> None:
        self.snapshot = snapshot if isinstance(snapshot, bytes) else json.dumps(snapshot).encode()
        self.panels: dict[str, bytes | SourceError] = panels or {"w1": number(1.5), "w2": number(2.50)}
        self.asked: list[str] = []
        self.most_at_once = self._under_way = 0

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
        self.asked.append(snapshot_id)
        return self.snapshot

    async def raw_panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> bytes:
        self.asked.append(widget_id)
        self._under_way += 1
        self.most_at_once = max(self.most_at_once, self._under_way)
        await asyncio.sleep(0)
        self._under_way -= 1
        answer = self.panels.get(widget_id, NotFound(f"Could not fetch widget {widget_id}", "Check the id."))
        if isinstance(answer, SourceError):
            raise answer
        return answer


async def archived(
    folder: Path, source: Bodies | None = None, snapshot_id: str = "s1", **options: Any
) -> Archived:
    """Archive the only snapshot of a source, and wait for nothing."""
    usual: dict[str, Any] = {"now": NOW, "sleep": at_once}
    return await archive(source or Bodies(), "1234", snapshot_id, folder, **usual | options)


def contents(path: Path) -> Mapping[str, bytes]:
    """The members of an archive, read without te-tui."""
    import zipfile

    with zipfile.ZipFile(path) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def names_in(folder: Path) -> list[str]:
    """The names of all files in a folder."""
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


async def at_once(seconds: float) -> None:
    """Wait for nothing."""
    await asyncio.sleep(0)
