"""An archive is a source like any other, except that nothing in it changes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from te_tui.archive.source import ArchiveSource
from te_tui.archive.writer import archive
from te_tui.credentials.secret import Secret
from te_tui.models.account_group import AccountGroup
from te_tui.models.request import CopyRequest, SavedTestRequest, SnapshotRequest
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import BadArchive, NotFound, Rejected
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.snapshot import read_snapshot
from tests.archive.fake import NOW, SNAPSHOT, Bodies, archived, contents, number


@pytest.fixture
async def source(tmp_path: Path) -> ArchiveSource:
    """An archive of two widgets, one of which the API did not have."""
    return ArchiveSource.at((await archived(tmp_path, Bodies(w1=number(1.5)), group_name="Ops")).path)


async def test_it_holds_one_group_one_row_and_one_snapshot(source: ArchiveSource) -> None:
    asked: SnapshotSource = source
    opened = read_snapshot(Bodies().snapshot)
    assert await asked.account_groups() == (AccountGroup("1234", "Ops"),)
    assert [page.rows async for page in asked.snapshots("1234")] == [(opened.row,)]
    assert await asked.snapshot("1234", "s1") == opened
    content = await asked.panel_content("1234", "s1", Panel(widget_id="w1"))
    assert content.json("s1")["rows"][0]["value"] == 1.5
    assert (asked.name.startswith("checkout-latency-"), asked.host) == (True, "api.example.com")
    assert (await asked.dashboards("1234"), await asked.tests("1234")) == ((), ())
    await asked.aclose()


async def test_an_absent_widget_is_told_as_the_api_told_it(source: ArchiveSource) -> None:
    with pytest.raises(NotFound, match=r"Could not fetch widget w2\. Check the id\."):
        await source.panel_content("1234", "s1", Panel(widget_id="w2"))


@pytest.mark.parametrize("asked", [("99", "s1", "w1"), ("1234", "s2", "w1"), ("1234", "s1", "w3")])
async def test_what_it_does_not_hold_is_not_found(source: ArchiveSource, asked: tuple[str, str, str]) -> None:
    aid, snapshot_id, widget_id = asked
    with pytest.raises(NotFound):
        await source.panel_content(aid, snapshot_id, Panel(widget_id=widget_id))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda s: s.create_snapshot("1234", SnapshotRequest("d", "n", NOW, NOW)), "create the snapshot n"),
        (
            lambda s: s.create_test_snapshot("1234", SavedTestRequest("t", "n", NOW, NOW, public=False)),
            "create the test snapshot n",
        ),
        (lambda s: s.copy_snapshot("1234", CopyRequest(b"", "n", None)), "make n again"),
        (lambda s: s.copy_snapshot("1234", CopyRequest(b"", None, None)), "make a snapshot again"),
        (lambda s: s.capture("1234", "d", NOW, NOW), "capture dashboard d"),
        (lambda s: s.compared("1234", "s1", b""), "compare snapshot s1"),
        (
            lambda s: s.set_expiry("1234", "s1", datetime(2030, 1, 1, tzinfo=UTC)),
            "move the expiry of snapshot s1",
        ),
        (lambda s: s.delete_snapshot("1234", "s1"), "delete snapshot s1"),
        (lambda s: s.delete_by_delete_key(Secret("k")), "delete by delete key"),
    ],
)
async def test_nothing_in_it_can_be_changed(
    source: ArchiveSource, change: Callable[[ArchiveSource], Awaitable[Any]], what: str
) -> None:
    refusal = rf"^Could not {what}: .* is an archive, and archives never change\. Do it where"
    with pytest.raises(Rejected, match=refusal):
        await change(source)
    assert await source.why_no_copy("1234", "s1") == "no copies are made here"


async def test_data_that_cannot_be_read_are_told_as_such(tmp_path: Path) -> None:
    source = ArchiveSource.at((await archived(tmp_path, Bodies(w1=b"<html>", w2=number(1)))).path)
    with pytest.raises(BadArchive, match="holds no data of widget w1"):
        await source.panel_content("1234", "s1", Panel(widget_id="w1"))


async def test_an_archive_of_an_archive_is_the_same_archive(tmp_path: Path) -> None:
    first = await archived(tmp_path / "one")
    second = await archive(ArchiveSource.at(first.path), "1234", "s1", tmp_path / "two", now=NOW)
    assert second.path.read_bytes() == first.path.read_bytes()


async def test_secrets_are_not_in_the_file_and_the_manifest_says_where_they_were(tmp_path: Path) -> None:
    embedded = {"id": "w1", "type": "Number", "isEmbedded": True, "embedUrl": "https://canary.example"}
    done = await archived(tmp_path, Bodies(SNAPSHOT | {"widgets": [embedded]}, w1=number(1)))
    held = contents(done.path)
    assert not any(b"canary" in body for body in held.values())
    assert b'"embedUrl": ""' in held["snapshot.json"]
    assert done.manifest.snapshot.blanked == ("embedUrl",)
    assert done.manifest.panels[0].blanked == ()
