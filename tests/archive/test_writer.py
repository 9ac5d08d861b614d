"""An archive is everything that the API gives of a snapshot, or it is not there."""

from __future__ import annotations

import hashlib
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from te_tui import __version__
from te_tui.archive.reader import verify
from te_tui.archive.writer import archive
from te_tui.files.private import FileTrouble
from te_tui.sources.errors import NotFound, ServerFailed, SourceError, Unreadable
from tests.archive.fake import NOW, SNAPSHOT, Bodies, archived, contents, number

BROKEN = ServerFailed("Could not fetch widget w2: HTTP 503", "Try again later.")


def nothing_in(folder: Path) -> bool:
    return not folder.exists() or list(folder.iterdir()) == []


async def test_every_answer_is_kept_byte_for_byte(tmp_path: Path) -> None:
    source = Bodies()
    path = (await archive(source, "1234", "s1", tmp_path, now=NOW)).path
    held = contents(path)
    assert held["snapshot.json"] == source.snapshot
    assert [held["widgets/0001.json"], held["widgets/0002.json"]] == list(source.panels.values())


async def test_the_manifest_says_what_it_is_and_where_it_came_from(tmp_path: Path) -> None:
    done = await archived(tmp_path, group_name="Network Ops")
    held = contents(done.path)
    said = json.loads(held["manifest.json"])
    members = [said.pop("snapshot"), *said.pop("widgets")]
    assert len(said.pop("digest")) == 64
    assert said == {
        "digestAlgorithm": "sha256",
        "format": 1,
        "teTuiVersion": __version__,
        "archivedAt": "2026-11-11T09:00:00Z",
        "sourceHost": "api.example.com",
        "aid": "1234",
        "accountGroupName": "Network Ops",
        "snapshotId": "s1",
        "snapshotName": "Checkout latency",
        "snapshotCreatedDate": "2026-11-11T03:12:00Z",
        "snapshotExpirationDate": "2027-11-11T03:12:00Z",
        "absentWidgets": [],
        "unfetchedWidgets": [],
        "unreadableParts": [],
    }
    assert [(one["name"], one["widgetId"]) for one in members] == [
        ("snapshot.json", None),
        ("widgets/0001.json", "w1"),
        ("widgets/0002.json", "w2"),
    ]
    for one in members:
        body = held[one["name"]]
        assert (one["size"], one["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())
    assert verify(done.path) == done.manifest


async def test_the_file_is_its_owners_alone_and_the_only_one(tmp_path: Path) -> None:
    done = await archived(tmp_path / "archives")
    assert list((tmp_path / "archives").iterdir()) == [done.path]
    assert done.path.name.startswith("checkout-latency-")
    assert done.path.suffix == ".tesnap"
    assert stat.S_IMODE(done.path.stat().st_mode) == 0o600


async def test_four_widgets_are_fetched_at_once(tmp_path: Path) -> None:
    widgets = [{"id": f"w{index}", "type": "Number"} for index in range(12)]
    source = Bodies(SNAPSHOT | {"widgets": widgets}, **{f"w{index}": number(index) for index in range(12)})
    await archived(tmp_path, source)
    assert source.most_at_once == 4
    assert source.asked == ["s1", *(f"w{index}" for index in range(12))]


async def test_widgets_that_the_api_does_not_have_are_recorded_as_absent(tmp_path: Path) -> None:
    nameless = {"type": "Number", "title": "No id"}
    source = Bodies(SNAPSHOT | {"widgets": [*SNAPSHOT["widgets"], nameless]}, w1=number(1))
    absent = (await archived(tmp_path, source)).manifest.absent
    assert [(one.widget_id, one.sentence) for one in absent] == [
        ("w2", "Could not fetch widget w2"),
        (None, "The API sent this widget without an id"),
    ]


async def test_trouble_that_passes_leaves_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ServerFailed) as failed:
        await archived(tmp_path, Bodies(w1=number(1), w2=BROKEN))
    assert failed.value is BROKEN
    assert nothing_in(tmp_path)


@pytest.mark.parametrize("answer", [{}, {"snapshotId": "s2"}, SNAPSHOT | {"snapshotId": None}])
async def test_an_answer_that_is_not_the_snapshot_is_not_archived(tmp_path: Path, answer: Any) -> None:
    with pytest.raises(Unreadable, match="the answer describes"):
        await archived(tmp_path, Bodies(answer))
    assert nothing_in(tmp_path)


async def test_what_else_cannot_be_read_is_archived_as_it_came(tmp_path: Path) -> None:
    source = Bodies(SNAPSHOT | {"widgets": [{"id": "w1", "title": ["Loss"]}], "timeSpan": "oops"})
    assert contents((await archived(tmp_path, source)).path)["snapshot.json"] == source.snapshot


async def test_progress_is_told_from_the_first_widget_to_the_last(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    await archived(tmp_path, told=lambda snapshot, done: told.append((snapshot.row.label, done)))
    assert told == [("Checkout latency", done) for done in (0, 1, 2)]


# What is there already


async def test_a_complete_archive_is_kept_and_no_widget_is_fetched_again(tmp_path: Path) -> None:
    first = await archived(tmp_path)
    content = first.path.read_bytes()
    moved = Bodies(SNAPSHOT | {"snapshotExpirationDate": "2030-01-01T00:00:00Z"})
    second = await archived(tmp_path, moved)
    assert (first.kept, second.kept) == (False, True)
    assert (second.path, second.manifest) == (first.path, first.manifest)
    assert moved.asked == ["s1"]
    assert first.path.read_bytes() == content


async def test_what_was_absent_is_asked_for_again_and_what_is_there_is_never_lost(tmp_path: Path) -> None:
    first = await archived(tmp_path, Bodies(w1=number(1)))
    again = Bodies(w2=number(2))
    second = await archived(tmp_path, again)
    assert again.asked == ["s1", "w2"]
    assert (second.path, second.kept, second.manifest.absent) == (first.path, False, ())
    held = contents(second.path)
    assert [held["widgets/0001.json"], held["widgets/0002.json"]] == [number(1), number(2)]

    third = await archived(tmp_path, Bodies(w3=number(3)))
    assert (third.kept, third.manifest) == (True, second.manifest)


async def test_a_damaged_archive_is_replaced(tmp_path: Path) -> None:
    first = await archived(tmp_path)
    first.path.write_bytes(first.path.read_bytes()[:-40])
    second = await archived(tmp_path)
    assert not second.kept
    assert verify(first.path) == second.manifest


async def test_the_archive_of_another_snapshot_is_never_replaced(tmp_path: Path) -> None:
    other = (
        await archived(tmp_path / "other", Bodies(SNAPSHOT | {"snapshotName": "Other"}), group_name="x")
    ).path
    place = (await archived(tmp_path)).path
    foreign = Bodies()
    foreign.host = "api.elsewhere.com"
    theirs = (await archived(tmp_path / "theirs", foreign)).path
    place.write_bytes(theirs.read_bytes())
    with pytest.raises(FileTrouble, match="the archive of another snapshot is there"):
        await archived(tmp_path)
    assert place.read_bytes() == theirs.read_bytes()
    assert len({other.name, place.name, theirs.name}) == 3


async def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileTrouble, match="Not a directory"):
        await archived(tmp_path / "file" / "below")


@pytest.mark.parametrize("error", [NotFound("No such snapshot", "Check."), BROKEN])
async def test_a_snapshot_that_cannot_be_opened_is_not_archived(tmp_path: Path, error: SourceError) -> None:
    class Closed(Bodies):
        async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
            raise error

    with pytest.raises(type(error)):
        await archived(tmp_path / "archives", Closed())
    assert nothing_in(tmp_path / "archives")
