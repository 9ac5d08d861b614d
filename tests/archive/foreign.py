"""A reader of archives, written from docs/archive-format.md: it shares no line with te-tui's own."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from typing import Any

Json = dict[str, Any]

_LARGEST = {"manifest.json": 8_388_608}
_TAIL = re.compile(rb',\n  "digest": "([0-9a-f]{64})"\n\}\n\Z')


class Refused(Exception):
    """The file is not an archive as the document describes one."""


def read(content: bytes) -> tuple[Json, dict[str, bytes]]:
    """The manifest and the members beside it, after every check that the document asks for."""
    _demand(len(content) <= 268_435_456, "size")
    try:
        bodies = _members(content)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, IndexError, NotImplementedError) as error:
        raise Refused("container") from error
    _demand("manifest.json" in bodies, "no manifest")
    manifest = _manifest(bodies.pop("manifest.json"))
    unfetched = manifest.get("unfetchedWidgets", [])
    members = [manifest["snapshot"], *manifest["widgets"], *(one["answer"] for one in unfetched)]
    _demand({one["name"]: one["size"] for one in members} == {n: len(b) for n, b in bodies.items()}, "names")
    for one in members:
        _demand(hashlib.sha256(bodies[one["name"]]).hexdigest() == one["sha256"], "digest of a member")
    _compare_with_snapshot(manifest, members, json.loads(bodies[manifest["snapshot"]["name"]]))
    return manifest, bodies


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        entries = zipped.infolist()
        names = [entry.filename for entry in entries]
        _demand(len(names) <= 50_000 and len(set(names)) == len(names), "names")
        for name in names:
            _demand(not re.search(r"^/|\\|:|\0|(^|/)\.\.(/|$)|/$", name), "a path that leads out")
        for entry in entries:
            _demand(entry.compress_type in {0, 8} and not entry.flag_bits & 0x2041, "encrypted")
            _demand(entry.file_size <= _LARGEST.get(entry.filename, 68_157_440), "too large")
        _demand(sum(entry.file_size for entry in entries) <= 536_870_912, "too large together")
        return {entry.filename: _body(content, zipped, entry) for entry in entries}


def _body(content: bytes, zipped: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    body = zipped.read(entry)  # compares the CRC-32
    header = content[entry.header_offset : entry.header_offset + 30]
    begin = entry.header_offset + 30 + int.from_bytes(header[26:28], "little")
    begin += int.from_bytes(header[28:30], "little")
    stored = content[begin : begin + entry.compress_size]
    if entry.compress_type:
        stream = zlib.decompressobj(-15)
        _demand(stream.decompress(stored) == body and stream.eof and not stream.unused_data, "its end")
        _demand(not _spare_bits(stored, body), "bits behind its end")
    return body


def _spare_bits(stored: bytes, body: bytes) -> bool:
    """Whether a bit of the last byte is set that the stream does not need."""
    for bit in range(8):
        without = stored[:-1] + bytes([stored[-1] & ~(1 << bit)])
        if without != stored:
            stream = zlib.decompressobj(-15)
            try:
                if stream.decompress(without) == body and stream.eof:
                    return True
            except zlib.error:
                continue
    return False


def _manifest(body: bytes) -> Json:
    try:
        manifest = json.loads(body)
    except ValueError as error:
        raise Refused("no JSON") from error
    _demand(isinstance(manifest, dict) and manifest.get("format") in {1, 2, 3}, "unknown format")
    _demand(("vendor" in manifest) == (manifest["format"] == 3), "vendor")
    _demand(manifest.get("vendor", "thousandeyes") == "thousandeyes", "unknown vendor")
    if "digestAlgorithm" in manifest or "digest" in manifest:
        _demand(body.startswith(b'{\n  "digestAlgorithm": "sha256",'), "algorithm")
        tail = _TAIL.search(body)
        _demand(tail is not None, "no digest")
        assert tail is not None
        _demand(hashlib.sha256(body[: tail.start()]).hexdigest() == tail[1].decode(), "digest")
    assert isinstance(manifest, dict)
    return manifest


def _compare_with_snapshot(manifest: Json, members: list[Json], snapshot: Json) -> None:
    _demand(snapshot["snapshotId"] == manifest["snapshotId"], "another snapshot")
    known = {one["widgetId"] for one in (*members[1:], *manifest["absentWidgets"])}
    ids = [one.get("id") for one in snapshot["widgets"] if isinstance(one, dict)]
    _demand(all(one in known for one in ids if one is not None), "a widget is missing")


def _demand(true: bool, why: str) -> None:
    if not true:
        raise Refused(why)
