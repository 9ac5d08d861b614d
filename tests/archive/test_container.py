"""Bounds of a zip file: what is just allowed is read, and one more is refused."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
import zlib
from typing import Any

import pytest

from te_tui.archive import container
from te_tui.archive.container import BadContainer, Container
from te_tui.models.limits import LIMITS


def zipped(members: dict[str, bytes], **facts: Any) -> bytes:
    """A zip file of these members, each with these facts about it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name, body in members.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            for fact, value in facts.items():
                setattr(entry, fact, value)
            file.writestr(entry, body)
    return content.getvalue()


def bounded(monkeypatch: pytest.MonkeyPatch, **bounds: int) -> None:
    monkeypatch.setattr(container, "LIMITS", LIMITS._replace(**bounds))


@pytest.mark.parametrize(("members", "read"), [(2, True), (3, True), (4, False)])
def test_as_many_members_as_are_allowed_are_read(
    monkeypatch: pytest.MonkeyPatch, members: int, *, read: bool
) -> None:
    bounded(monkeypatch, members=3)
    content = zipped({f"m{number}": b"x" for number in range(members)})
    if read:
        assert Container(content).sizes == {f"m{number}": 1 for number in range(members)}
    else:
        with pytest.raises(BadContainer, match="it has more than 3 members"):
            Container(content)


@pytest.mark.parametrize(("whole", "read"), [(30, True), (29, False)])
def test_members_are_read_up_to_their_size_together(
    monkeypatch: pytest.MonkeyPatch, whole: int, *, read: bool
) -> None:
    bounded(monkeypatch, whole=whole)
    content = zipped({"a": b"x" * 10, "b": b"y" * 20})
    if read:
        assert Container(content).sizes == {"a": 10, "b": 20}
    else:
        with pytest.raises(BadContainer, match="more than 29 bytes together"):
            Container(content)


@pytest.mark.parametrize(("largest", "read"), [(20, True), (19, False)])
def test_a_member_is_read_up_to_its_size(
    monkeypatch: pytest.MonkeyPatch, largest: int, *, read: bool
) -> None:
    monkeypatch.setattr(container, "_LARGEST_MEMBER", largest)
    content = zipped({"a": b"x" * 20})
    if read:
        assert Container(content).read("a") == b"x" * 20
    else:
        with pytest.raises(BadContainer, match="more than 19 bytes"):
            Container(content)


@pytest.mark.parametrize("name", ["/etc/passwd", "../a", "a/../b", "a\\b", "c:a", "a/"])
def test_only_plain_names_are_read(name: str) -> None:
    with pytest.raises(BadContainer):
        Container(zipped({name: b""}))


@pytest.mark.parametrize("body", [b"", b"x", b"x" * 5_000, bytes(range(256)) * 40])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_come_back_as_they_were_packed(body: bytes, method: int) -> None:
    content = zipped({"first": b"before", "a": body, "last": b"behind"}, compress_type=method)
    read = Container(content)
    assert [read.read(name) for name in ("first", "a", "last")] == [b"before", body, b"behind"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_every_flipped_bit_of_a_member_is_found(method: int) -> None:
    body = bytes(range(64))
    content = zipped({"a": body}, compress_type=method)
    packed = body if method == zipfile.ZIP_STORED else zlib.compress(body, wbits=-15)
    begin = content.index(packed[:8])
    for place in range(begin, begin + len(packed)):
        for bit in range(8):
            damaged = bytearray(content)
            damaged[place] ^= 1 << bit
            with pytest.raises(BadContainer):
                Container(bytes(damaged)).read("a")


@pytest.mark.parametrize(
    ("content", "why"), [(b"PKx", "it is damaged"), (b"x", "it is no archive, or damaged")]
)
def test_what_is_no_zip_file_is_told_from_a_damaged_one(content: bytes, why: str) -> None:
    with pytest.raises(BadContainer, match=f"^{why}$"):
        Container(content)


def test_two_members_of_one_name_are_refused() -> None:
    content = zipped({"a": b"1", "b": b"2"}).replace(b"b", b"a")
    with pytest.raises(BadContainer):
        Container(content)


@pytest.mark.parametrize("size", [0, 1, 1_000])
def test_no_more_is_inflated_than_a_member_says_that_it_holds(size: int) -> None:
    real = 3_000_000
    content = zipped({"a": bytes(real)}).replace(real.to_bytes(4, "little"), size.to_bytes(4, "little"))
    read = Container(content)
    assert read.sizes == {"a": size}
    tracemalloc.start()
    try:
        with pytest.raises(BadContainer, match="it is damaged"):
            read.read("a")
        assert tracemalloc.get_traced_memory()[1] < real // 5
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("size", [9, 11])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_member_of_another_size_than_it_says_is_damaged(size: int, method: int) -> None:
    content = zipped({"a": b"0123456789"}, compress_type=method)
    begin = content.index(b"PK\x01\x02") + 24
    lying = content[:begin] + size.to_bytes(4, "little") + content[begin + 4 :]
    with pytest.raises(BadContainer, match="it is damaged"):
        Container(lying).read("a")


@pytest.mark.parametrize("flag", [0x1, 0x40, 0x2000])
def test_every_kind_of_encryption_is_refused(flag: int) -> None:
    content = bytearray(zipped({"a": b"x"}))
    begin = content.index(b"PK\x01\x02") + 8
    content[begin : begin + 2] = flag.to_bytes(2, "little")
    with pytest.raises(BadContainer, match="encrypted"):
        Container(bytes(content))
