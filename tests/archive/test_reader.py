"""A file that is not exactly an archive is refused in one sentence, and nothing of it touches the disk."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.archive.digest import with_digest
from te_tui.archive.reader import check, open_archive, verify
from te_tui.files.private import FileTrouble
from te_tui.models.limits import LIMITS
from te_tui.sources.errors import Answer, BadArchive, NotFound, ServerFailed
from tests.archive.fake import SNAPSHOT, Bodies, archived, contents, number

Json = dict[str, Any]


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A sound archive."""
    return (await archived(tmp_path)).path


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The content of a sound archive."""
    return asyncio.run(archived(tmp_path_factory.mktemp("archives"))).path.read_bytes()


@pytest.fixture(scope="module")
def incomplete(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The content of an archive with every kind of member."""
    answer = ServerFailed("Could not fetch widget w2: HTTP 500", "Try again later.")
    answer.answer = Answer(500, b"<html>Internal Server Error</html>")
    bodies = Bodies(w1=number(1), w2=answer)
    return asyncio.run(archived(tmp_path_factory.mktemp("gaps"), bodies)).path.read_bytes()


def refused(path: Path, *said: str) -> None:
    """One sentence and a next step, and nothing beside the file."""
    before = sorted(path.parent.rglob("*"))
    with pytest.raises(BadArchive) as error:
        open_archive(path)
    assert error.value.sentence.startswith(f"The archive {path.name} cannot be used: ")
    assert all(words in str(error.value) for words in said), str(error.value)
    assert error.value.next_step
    assert sorted(path.parent.rglob("*")) == before


def packed(
    path: Path, members: dict[str, bytes], change: Callable[[zipfile.ZipInfo], None] | None = None
) -> Path:
    """Write a zip file of these members, each changed before it is written."""
    with zipfile.ZipFile(path, "w") as zipped:
        for name, body in members.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if change:
                change(entry)
            zipped.writestr(entry, body)
    return path


def with_manifest(path: Path, change: Callable[[Json], object]) -> Path:
    """Rewrite an archive with another manifest, whose digest is calculated again."""
    members = dict(contents(path))
    manifest = json.loads(members["manifest.json"])
    del manifest["digestAlgorithm"], manifest["digest"]
    change(manifest)
    return packed(path, members | {"manifest.json": with_digest(json.dumps(manifest, indent=2).encode())})


def assert_refused_or_equal(sound: bytes, damaged: bytes) -> None:
    """What a zip file says twice, or for nobody, may change; nothing that an archive says may."""
    path = Path("some.tesnap")
    try:
        read = check(path, damaged)
    except BadArchive:
        return
    whole = check(path, sound)
    assert read.manifest == whole.manifest
    assert all(read.body(one) == whole.body(one) for one in whole.manifest.members)


@given(data=st.data())
def test_whatever_byte_is_flipped_is_noticed_or_changes_nothing(sound: bytes, data: st.DataObject) -> None:
    damaged = bytearray(sound)
    damaged[data.draw(st.integers(0, len(sound) - 1))] ^= data.draw(st.integers(1, 255))
    assert_refused_or_equal(sound, bytes(damaged))


MEMBERS = ("snapshot.json", "widgets/0001.json", "unfetched/0001")


@given(name=st.sampled_from(("manifest.json", *MEMBERS)), data=st.data())
def test_a_byte_flipped_in_any_member_is_noticed_or_changes_nothing(
    incomplete: bytes, name: str, data: st.DataObject
) -> None:
    with zipfile.ZipFile(io.BytesIO(incomplete)) as zipped:
        member = zipped.getinfo(name)
    begin = member.header_offset + 30 + len(name)
    damaged = bytearray(incomplete)
    damaged[data.draw(st.integers(begin, begin + member.compress_size - 1))] ^= data.draw(st.integers(1, 255))
    assert_refused_or_equal(incomplete, bytes(damaged))


@given(name=st.sampled_from(MEMBERS), data=st.data())
def test_a_byte_flipped_by_who_packs_it_again_is_refused(
    incomplete: bytes, name: str, data: st.DataObject
) -> None:
    with zipfile.ZipFile(io.BytesIO(incomplete)) as zipped:
        bodies = {member: bytearray(zipped.read(member)) for member in zipped.namelist()}
    place = data.draw(st.integers(0, len(bodies[name]) - 1))
    bodies[name][place] ^= data.draw(st.integers(1, 255))
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as zipped:
        for member, body in bodies.items():
            zipped.writestr(member, bytes(body))
    with pytest.raises(BadArchive, match=f"{name} is not as it was archived"):
        check(Path("some.tesnap"), again.getvalue())


def test_a_file_cut_at_every_length_is_refused(incomplete: bytes) -> None:
    for length in range(0, len(incomplete), 7):
        with pytest.raises(BadArchive):
            check(Path("some.tesnap"), incomplete[:length])


@given(data=st.data())
def test_a_file_cut_anywhere_is_refused(sound: bytes, data: st.DataObject) -> None:
    with pytest.raises(BadArchive):
        check(Path("some.tesnap"), sound[: data.draw(st.integers(0, len(sound) - 1))])


@given(st.binary(max_size=300), st.data())
def test_bytes_put_in_anywhere_are_noticed_or_change_nothing(
    sound: bytes, extra: bytes, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(sound)))
    assert_refused_or_equal(sound, sound[:place] + extra + sound[place:])


def test_a_byte_of_what_a_widget_showed_is_never_flipped_unnoticed(path: Path) -> None:
    members = dict(contents(path))
    members["widgets/0001.json"] = members["widgets/0001.json"].replace(b"1.5", b"2.5")
    refused(packed(path, members), "widgets/0001.json is not as it was archived", "Use another copy")


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", b"\x89PNG" * 9, b"{" * 400])
def test_what_is_no_zip_file_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused(path, "damaged")


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"There is no archive .*none\.tesnap"):
        verify(tmp_path / "none.tesnap")


def test_a_folder_and_a_pipe_are_no_archives(tmp_path: Path) -> None:
    refused(tmp_path, "it is no file")
    os.mkfifo(tmp_path / "pipe.tesnap")
    refused(tmp_path / "pipe.tesnap", "it is no file")


@pytest.mark.parametrize("room", [0, -1])
def test_a_file_is_read_up_to_the_limit(sound: bytes, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    monkeypatch.setattr("te_tui.archive.reader.LIMITS", LIMITS._replace(file=len(sound) + room))
    if room == 0:
        assert check(Path("some.tesnap"), sound).manifest.snapshot_id == "s1"
    else:
        with pytest.raises(BadArchive, match=rf"it has more than {len(sound) - 1:,} bytes"):
            check(Path("some.tesnap"), sound)


def test_a_path_that_no_file_can_have_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="Could not read"):
        verify(tmp_path / ("long" * 100))


def test_a_symbolic_link_is_not_followed(path: Path) -> None:
    (path.parent / "link.tesnap").symlink_to(path)
    with pytest.raises(FileTrouble, match="Could not read"):
        verify(path.parent / "link.tesnap")


# Members


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "widgets/../../x", "C:\\x", "a\\..\\x", "a/.."])
def test_a_path_that_leads_out_is_refused(path: Path, name: str) -> None:
    refused(packed(path, {**contents(path), name: b"x"}), "leads out of it")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO])
def test_a_member_that_is_no_regular_file_is_refused(path: Path, kind: int) -> None:
    def special(entry: zipfile.ZipInfo) -> None:
        entry.external_attr = (kind | 0o777) << 16

    refused(packed(path, dict(contents(path)), special), "a link or another special file")


@pytest.mark.parametrize("kind", [0, stat.S_IFREG])
def test_a_regular_file_may_be_said_to_be_one_or_not(path: Path, kind: int) -> None:
    def regular(entry: zipfile.ZipInfo) -> None:
        entry.external_attr = (kind | 0o777) << 16

    assert verify(packed(path, dict(contents(path)), regular)).snapshot_id == "s1"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_the_same_name_are_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as zipped:
        zipped.writestr("snapshot.json", b"{}")
    refused(path, "two of its members have the same name")


@pytest.mark.parametrize("change", [{"extra.json": b"{}"}, {"widgets/0002.json": None}])
def test_members_are_exactly_those_of_the_manifest(path: Path, change: dict[str, bytes | None]) -> None:
    members = {name: body for name, body in ({**contents(path)} | change).items() if body is not None}
    refused(packed(path, members), "its members are not those of its manifest")


def test_an_encrypted_member_is_refused(path: Path) -> None:
    content = bytearray(path.read_bytes())
    central = content.index(b"PK\x01\x02")
    content[central + 8] |= 0x1
    path.write_bytes(content)
    refused(path, "encrypted, or compressed in an unknown way")


def test_an_unknown_compression_is_refused(path: Path) -> None:
    def bzip2(entry: zipfile.ZipInfo) -> None:
        entry.compress_type = zipfile.ZIP_BZIP2

    refused(packed(path, dict(contents(path)), bzip2), "compressed in an unknown way")


# Bombs: what a zip file says of its sizes is checked first, and what it says is all that is inflated


def test_a_member_that_would_be_too_large_is_refused_before_it_is_inflated(path: Path) -> None:
    bomb = b"\0" * (66 * 2**20)
    assert packed(path, {**contents(path), "widgets/0001.json": bomb}).stat().st_size < 2**20
    refused(path, "one of its members has more than 68,157,440 bytes")


def test_a_small_member_that_inflates_a_thousandfold_says_so_of_itself_or_is_refused(path: Path) -> None:
    honest = dict(contents(path))
    bomb = b"\0" * (60 * 2**20)
    assert packed(path, {**honest, "widgets/0001.json": bomb}).stat().st_size < len(bomb) // 500
    refused(path, "its members are not those of its manifest")


def test_very_many_members_are_refused(path: Path) -> None:
    members = {f"extra/{number:05}": b"" for number in range(20_000)}
    refused(packed(path, {**contents(path), **members}), "its members are not those of its manifest")


def test_members_that_would_be_too_large_together_are_refused(path: Path) -> None:
    some = b"\0" * (60 * 2**20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zipped:
        for number in range(9):
            zipped.writestr(f"{number}.json", some)
    refused(path, "its members have more than 536,870,912 bytes together")


def test_a_member_that_is_larger_than_it_says_is_refused(path: Path) -> None:
    honest, body = path.read_bytes(), contents(path)["widgets/0001.json"]
    packed(path, {**contents(path), "widgets/0001.json": body + b" " * 10_000})
    lying = path.read_bytes().replace(
        (len(body) + 10_000).to_bytes(4, "little"), len(body).to_bytes(4, "little")
    )
    assert lying != honest
    path.write_bytes(lying)
    refused(path, "it is damaged")


def test_a_manifest_that_is_too_large_is_refused(path: Path) -> None:
    members = {**contents(path)}
    members["manifest.json"] += b" " * (9 * 2**20)
    refused(packed(path, members), "its manifest has more than 8,388,608 bytes")


@pytest.mark.parametrize("room", [0, -1])
def test_a_manifest_is_read_up_to_the_limit(path: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    size = len(contents(path)["manifest.json"])
    monkeypatch.setattr("te_tui.archive.reader.LIMITS", LIMITS._replace(manifest=size + room))
    if room == 0:
        assert verify(path).snapshot_id == "s1"
    else:
        refused(path, f"its manifest has more than {size - 1:,} bytes")


# The manifest


def test_a_zip_file_without_a_manifest_is_refused(tmp_path: Path) -> None:
    refused(packed(tmp_path / "photos.tesnap", {"a.txt": b"hello"}), "it has no manifest")


def test_a_manifest_of_before_without_a_digest_is_guarded_by_the_zip_files_own_sums(path: Path) -> None:
    def stored(entry: zipfile.ZipInfo) -> None:
        entry.compress_type = zipfile.ZIP_STORED

    members = dict(contents(path))
    manifest = json.loads(members["manifest.json"])
    del manifest["digestAlgorithm"], manifest["digest"]
    packed(path, members | {"manifest.json": json.dumps(manifest).encode()}, stored)
    assert verify(path).host == "api.example.com"
    path.write_bytes(path.read_bytes().replace(b"api.example.com", b"api.example.org"))
    refused(path, "it is damaged")


def test_an_unknown_format_is_left_to_a_newer_te_tui(path: Path) -> None:
    with_manifest(path, lambda said: said.update(format=4, members="something else"))
    refused(path, "its format is 4, not 1, 2 or 3. Open it with a newer te-tui.")


@pytest.mark.parametrize("vendor", ["nagios", "http", "../x", "", 7, ["grafana"]])
def test_an_archive_of_an_unknown_vendor_is_left_to_a_newer_te_tui(path: Path, vendor: object) -> None:
    with_manifest(path, lambda said: said.update(format=3, vendor=vendor))
    refused(path, "te-tui does not know its vendor", "Open it with a newer te-tui.")


@pytest.mark.parametrize(
    "said_of_it", [{"format": 3}, {"vendor": "thousandeyes"}, {"format": 2, "vendor": "x"}]
)
def test_a_vendor_is_named_in_format_3_and_in_no_other(path: Path, said_of_it: dict[str, object]) -> None:
    with_manifest(path, lambda said: said.update(said_of_it))
    refused(path, "its manifest does not name its vendor as its format does")


def test_format_3_may_name_thousandeyes(path: Path) -> None:
    with_manifest(path, lambda said: said.update(format=3, vendor="thousandeyes"))
    assert verify(path).vendor == "thousandeyes"


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.pop("format"),
        lambda said: said.update(format="one"),
        lambda said: said.pop("snapshotId"),
        lambda said: said.update(archivedAt="yesterday"),
        lambda said: said.update(archivedAt="2026-11-11T09:00:00"),
        lambda said: said.update(widgets={}),
        lambda said: said["snapshot"].update(sha256="12"),
        lambda said: said["widgets"][0].update(size=-1),
        lambda said: said["widgets"][0].update(widgetId=None),
        lambda said: said["widgets"][0].update(widgetId="w2"),
        lambda said: said["widgets"][0].update(name="snapshot.json"),
        lambda said: said["widgets"][0].update(name="manifest.json"),
    ],
)
def test_a_wrong_manifest_is_refused(path: Path, change: Callable[[Json], object]) -> None:
    refused(with_manifest(path, change), "its manifest ")


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"[" * 100_000, b"\xff"])
def test_a_manifest_that_is_none_is_refused(path: Path, body: bytes) -> None:
    refused(packed(path, {**contents(path), "manifest.json": body}), "its manifest is wrong")


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_a_snapshot_that_is_nested_too_deeply_is_refused(path: Path, depth: int) -> None:
    body = b'{"snapshotId":"s1","widgets":%s}' % (b"[" * depth + b"]" * depth)
    packed(path, {**contents(path), "snapshot.json": body})
    digest = hashlib.sha256(body).hexdigest()
    refused(with_manifest(path, lambda said: said["snapshot"].update(sha256=digest, size=len(body))))


@pytest.mark.parametrize("change", [{"status": "five"}, {"answer": None}, {"reason": 5}])
def test_a_wrong_entry_for_what_is_missing_is_refused(
    path: Path, incomplete: bytes, change: dict[str, object]
) -> None:
    path.write_bytes(incomplete)
    refused(with_manifest(path, lambda said: said["unfetchedWidgets"][0].update(change)), "its manifest ")


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said["snapshot"].update(size=1),
        lambda said: said["widgets"][0].update(size=68_000_000_000),
        lambda said: said["widgets"].pop(),
    ],
)
def test_sizes_and_names_are_as_the_manifest_says(path: Path, change: Callable[[Json], object]) -> None:
    refused(with_manifest(path, change), "its members are not those of its manifest")


def test_the_snapshot_is_the_one_that_the_manifest_names(path: Path) -> None:
    refused(with_manifest(path, lambda said: said.update(snapshotId="s2")), "it holds another snapshot")


def test_an_archive_without_the_data_of_a_widget_is_incomplete(path: Path) -> None:
    members = {name: body for name, body in contents(path).items() if name != "widgets/0002.json"}
    packed(path, members)
    refused(with_manifest(path, lambda said: said["widgets"].pop()), "the data of a widget is missing")


async def test_a_widget_without_an_id_that_the_manifest_does_not_tell_is_missing(tmp_path: Path) -> None:
    widgets = {"widgets": [*SNAPSHOT["widgets"], {"type": "Number"}]}
    path = (await archived(tmp_path, Bodies(SNAPSHOT | widgets))).path
    assert verify(path).nameless == 1
    refused(with_manifest(path, lambda said: said["absentWidgets"].pop()), "the data of a widget is missing")
