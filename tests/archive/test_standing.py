"""Which files in a folder are the archives of one snapshot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from te_tui.archive.standing import Identity, look
from tests.archive.fake import SNAPSHOT, Bodies, archived, names_in, number

IDENTITY = Identity("api.example.com", "1234", "s1")


@pytest.mark.parametrize(
    ("changes", "content", "is_of"),
    [
        ({}, "", True),
        ({"host": "elsewhere"}, "", False),
        ({"aid": "77"}, "", False),
        ({"snapshot_id": "s2"}, "", False),
        ({}, "its own", True),
        ({}, "another", False),
    ],
)
async def test_an_archive_is_one_of_a_snapshot_by_its_place_and_where_ids_are_chosen_by_its_content(
    tmp_path: Path, changes: dict[str, str], content: str, *, is_of: bool
) -> None:
    manifest = (await archived(tmp_path)).manifest
    own = {"its own": manifest.snapshot.sha256}.get(content, content)
    assert IDENTITY._replace(content=own).is_of(replace(manifest, **changes)) is is_of  # type: ignore[arg-type]


def test_each_part_of_its_identity_gives_an_archive_another_name() -> None:
    others = [IDENTITY._replace(**{part: "x"}) for part in Identity._fields]
    assert len({one.digest for one in [IDENTITY, *others]}) == 5
    assert IDENTITY.place == "api.example.com/1234/s1"
    assert IDENTITY._replace(content="x").place == "api.example.com/1234/s1/x"


async def test_the_archive_of_a_snapshot_without_a_name_is_found_again(tmp_path: Path) -> None:
    nameless = Bodies(SNAPSHOT | {"snapshotName": None})
    first = await archived(tmp_path, nameless)
    assert first.path.stem == IDENTITY.digest
    assert [one.path for one in look(tmp_path, IDENTITY, "Named by now").archives] == [first.path]
    assert (await archived(tmp_path)).path == first.path


@pytest.mark.parametrize(("before", "found"), [("old-", True), ("-", True), ("old", False), (".", False)])
async def test_an_archive_has_any_name_before_its_digest(tmp_path: Path, before: str, *, found: bool) -> None:
    made = (await archived(tmp_path / "made")).path
    path = made.rename(tmp_path / f"{before}{IDENTITY.digest}.tesnap")
    standing = look(tmp_path, IDENTITY, None)
    assert [one.path for one in standing.archives] == ([path] if found else [])
    assert standing.path == (path if found else tmp_path / f"{IDENTITY.digest}.tesnap")


async def test_a_damaged_archive_beside_a_sound_one_stays_where_it_is(tmp_path: Path) -> None:
    sound = await archived(tmp_path, Bodies(SNAPSHOT | {"snapshotName": "Old"}, w1=number(1)))
    damaged = (await archived(tmp_path / "made")).path
    damaged = damaged.rename(tmp_path / damaged.name)
    damaged.write_bytes(damaged.read_bytes()[:-40])
    before = damaged.read_bytes()
    done = await archived(tmp_path)
    assert (done.path, done.kept, damaged.read_bytes()) == (sound.path, False, before)
    assert names_in(tmp_path) == sorted(["made", sound.path.name, damaged.name])


async def test_an_archive_that_is_taken_away_while_the_folder_is_read_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = (await archived(tmp_path)).path
    gone = [tmp_path / f"gone-{IDENTITY.digest}.tesnap"]
    monkeypatch.setattr("te_tui.archive.standing._paths", lambda folder, identity: [*gone, there])
    assert [one.path for one in look(tmp_path, IDENTITY, "x").archives] == [there]


async def test_each_damaged_archive_stays_beside_the_one_that_takes_its_place(tmp_path: Path) -> None:
    path = (await archived(tmp_path)).path
    for damage in (b"first", b"second", b"third"):
        path.write_bytes(damage)
        assert (await archived(tmp_path)).path == path
    aside = [path.with_suffix(f".damaged{number}") for number in ("", "2", "3")]
    assert [one.read_bytes() for one in aside] == [b"first", b"second", b"third"]
