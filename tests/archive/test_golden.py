"""Archives of every format that ever was are read for ever, and a flipped bit in any of them is found."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from te_tui.archive.reader import Archive, check, open_archive
from te_tui.archive.source import ArchiveSource
from te_tui.sources.errors import BadArchive, NotFound, ServerFailed
from te_tui.sources.thousandeyes.body.panel import Panel
from tests.archive import foreign
from tests.archive.goldens import COMPLETE, GOLDEN, WITH_DIGEST, golden

pytestmark = pytest.mark.long

SNAPSHOT = "e93ef5f2-6a08-41de-8c44-58e206084bae"


def test_there_is_an_archive_of_every_format() -> None:
    assert GOLDEN == (
        "format-1", "format-1-digest", "format-1-first", "format-2", "format-2-digest", "format-3-digest",
    )  # fmt: skip
    assert {open_archive(golden(name)).manifest.format for name in GOLDEN} == {1, 2, 3}
    assert {open_archive(golden(name)).manifest.vendor for name in GOLDEN} == {"thousandeyes"}


@pytest.mark.parametrize("name", GOLDEN)
def test_each_opens_with_the_values_that_it_was_written_with(name: str) -> None:
    archive = open_archive(golden(name))
    manifest = archive.manifest
    assert (manifest.version, manifest.host, manifest.aid) == ("0.1.0", "api.thousandeyes.com", "1234")
    assert (manifest.group_name, manifest.snapshot_id) == ("Network Ops", SNAPSHOT)
    assert manifest.snapshot_name == "Every widget type"
    assert manifest.archived == datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert manifest.created == datetime(2026, 11, 20, 15, 9, 42, tzinfo=UTC)
    assert manifest.expires == datetime(2029, 4, 27, 8, 47, 5, tzinfo=UTC)
    assert manifest.snapshot.blanked == ("embedUrl",)
    assert archive.has_digest is (name in WITH_DIGEST)
    assert archive.snapshot.row.dashboard_title == "HTTP Server Widgets"
    assert sizes(archive, "all01", "embed") == [892, 1136]


@pytest.mark.parametrize("name", COMPLETE)
def test_a_complete_one_lacks_nothing(name: str) -> None:
    manifest = open_archive(golden(name)).manifest
    assert (manifest.format, manifest.gaps, manifest.widgets) == (3 if "3" in name else 1, 0, 3)


@pytest.mark.parametrize("name", [name for name in GOLDEN if name not in COMPLETE])
async def test_an_incomplete_one_says_all_that_it_lacks(name: str) -> None:
    source = ArchiveSource.at(golden(name))
    assert source.gaps == (
        "1 of 5 widgets could not be fetched: HTTP 500; 1 of 5 widgets without an id, so its data could not "
        "be asked for; 1 part(s) of the answer cannot be read: widgets[5]"
    )
    with pytest.raises(ServerFailed, match="Could not fetch widget err50: HTTP 500"):
        await source.raw_panel_data("1234", SNAPSHOT, "err50")
    with pytest.raises(NotFound, match="Could not fetch widget gone4: HTTP 404"):
        await source.raw_panel_data("1234", SNAPSHOT, "gone4")


@pytest.mark.parametrize("name", GOLDEN)
async def test_the_data_of_each_are_those_that_the_api_sent(name: str) -> None:
    source = ArchiveSource.at(golden(name))
    cards = json.loads(await source.raw_panel_data("1234", SNAPSHOT, "all01"))["data"]["cards"]
    assert [card["value"] for card in cards][:2] == [96.483, 1364.831]
    content = await source.panel_content("1234", SNAPSHOT, Panel(widget_id="embed"))
    assert content.damage == ()


@pytest.mark.parametrize("name", GOLDEN)
def test_a_reader_written_from_the_document_reads_the_same(name: str) -> None:
    archive = open_archive(golden(name))
    manifest, bodies = foreign.read(golden(name).read_bytes())
    assert manifest["snapshotId"] == archive.manifest.snapshot_id
    assert bodies == {member.name: archive.body(member) for member in archive.manifest.members}


def stored_bytes(content: bytes) -> list[int]:
    """The places of the stored bytes of all members."""
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        begins = [(m.header_offset + 30 + len(m.filename), m.compress_size) for m in zipped.infolist()]
    return [begin + place for begin, size in begins for place in range(size)]


def flipped(content: bytes, place: int) -> bytes:
    """With one bit flipped; which of the eight, changes from byte to byte."""
    damaged = bytearray(content)
    damaged[place] ^= 1 << place % 8
    return bytes(damaged)


@pytest.mark.parametrize("name", GOLDEN)
def test_a_bit_flipped_in_any_byte_of_any_member_is_found(name: str) -> None:
    content = golden(name).read_bytes()
    for place in stored_bytes(content)[:: 1 if name in {"format-1-first", "format-2-digest"} else 3]:
        with pytest.raises(BadArchive):
            check(Path("some.tesnap"), flipped(content, place))


@pytest.mark.parametrize("name", WITH_DIGEST)
def test_the_reader_written_from_the_document_finds_it_too(name: str) -> None:
    content = golden(name).read_bytes()
    for place in stored_bytes(content)[::5]:
        with pytest.raises(foreign.Refused):
            foreign.read(flipped(content, place))


@pytest.mark.parametrize("name", GOLDEN)
def test_each_bit_of_a_members_end_is_found(name: str) -> None:
    content = golden(name).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        ends = [m.header_offset + 30 + len(m.filename) + m.compress_size for m in zipped.infolist()]
    for place in (end - back for end in ends for back in (1, 2)):
        for change in (1, 2, 4, 8, 16, 32, 64, 128, 255):
            damaged = bytearray(content)
            damaged[place] ^= change
            with pytest.raises(BadArchive):
                check(Path("some.tesnap"), bytes(damaged))


def repacked(content: bytes, manifest: bytes) -> bytes:
    """As a zip program packs it that was given another manifest: each CRC is right."""
    again = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as zipped,
        zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in zipped.namelist():
            packed.writestr(name, manifest if name == "manifest.json" else zipped.read(name))
    return again.getvalue()


def manifest_of(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        return zipped.read("manifest.json")


@pytest.mark.parametrize("name", WITH_DIGEST)
def test_a_manifest_that_was_edited_and_packed_again_is_refused_by_both_readers(name: str) -> None:
    content = golden(name).read_bytes()
    body = manifest_of(content)
    for place in range(0, len(body), 7):
        altered = repacked(content, body[:place] + bytes([body[place] ^ 2]) + body[place + 1 :])
        with pytest.raises(BadArchive):
            check(Path("some.tesnap"), altered)
        with pytest.raises(foreign.Refused):
            foreign.read(altered)


@pytest.mark.parametrize("name", WITH_DIGEST)
def test_no_field_can_be_taken_out_unnoticed_the_digest_neither(name: str) -> None:
    content = golden(name).read_bytes()
    said = json.loads(manifest_of(content))
    for field in said:
        without = {name: value for name, value in said.items() if name != field}
        altered = repacked(content, json.dumps(without, indent=2).encode() + b"\n")
        with pytest.raises(BadArchive, match="its manifest "):
            check(Path("some.tesnap"), altered)


@pytest.mark.parametrize("name", GOLDEN)
def test_one_that_is_only_packed_again_is_sound(name: str) -> None:
    content = golden(name).read_bytes()
    archive = check(Path("some.tesnap"), repacked(content, manifest_of(content)))
    assert archive.manifest == open_archive(golden(name)).manifest


def test_a_digest_of_a_later_kind_is_left_to_a_newer_te_tui() -> None:
    content = golden("format-1-digest").read_bytes()
    altered = repacked(content, manifest_of(content).replace(b'"sha256",\n  "te', b'"blake9",\n  "te'))
    with pytest.raises(BadArchive, match=r"a digest of an unknown kind\. Open it with a newer te-tui"):
        check(Path("some.tesnap"), altered)


def sizes(archive: Archive, *ids: str) -> list[int]:
    """The sizes of the data of these widgets."""
    held = {member.widget_id: len(archive.body(member)) for member in archive.manifest.panels}
    return [held[one] for one in ids]
