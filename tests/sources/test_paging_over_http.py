"""Over HTTP, the next page of a list is on its way while the present one is decoded."""

from __future__ import annotations

from asyncio import selector_events
from typing import Any

import pytest

from te_tui.credentials.secret import Secret
from te_tui.demo import LOGIN_TOKEN, DemoOptions
from te_tui.demo.server import DemoServer
from te_tui.models.snapshot_row import SnapshotPage
from te_tui.sources.http.origin import Origin
from te_tui.sources.thousandeyes import source as module
from te_tui.sources.thousandeyes.body.snapshot_list import read_snapshot_page
from te_tui.sources.thousandeyes.source import ThousandEyes


async def test_the_request_for_the_next_page_has_left_when_a_page_is_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    events: list[str] = []
    write = selector_events._SelectorSocketTransport.write  # type: ignore[attr-defined]

    def written(transport: Any, data: bytes) -> None:
        if b"GET /v7/dashboard-snapshots" in data:
            events.append("sent")
        write(transport, data)

    def decoded(body: bytes) -> SnapshotPage:
        events.append("decoded")
        return read_snapshot_page(body)

    monkeypatch.setattr(selector_events._SelectorSocketTransport, "write", written)  # type: ignore[attr-defined]
    monkeypatch.setattr(module, "read_snapshot_page", decoded)
    with DemoServer(DemoOptions(snapshots=500, rate_limit=0)) as server:
        async with ThousandEyes(Origin.parse(server.url), Secret(LOGIN_TOKEN)) as source:
            pages = [page async for page in source.snapshots("1234")]
    ahead = [event for _ in pages[2:] for event in ("sent", "decoded")]
    # The first page is shown before the second is asked for; nothing is on its way while the last is decoded.
    assert events == ["sent", "decoded", "sent", *ahead, "decoded"]
