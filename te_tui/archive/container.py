"""Reading an untrusted zip file, in memory only: all members are checked before any of them is inflated."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Final

from te_tui.models.limits import LIMITS

_LARGEST_MEMBER: Final = LIMITS.body + 2**20  # bytes: what was blanked may have grown

_ENTRY: Final = b"PK\x01\x02"  # begins each entry of the directory, each of which becomes an object

_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

# What the library raises over damaged bytes; its own error is only one of them.
_LIBRARY: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError,
    ValueError, IndexError, NotImplementedError, RuntimeError,
)  # fmt: skip


class BadContainer(Exception):
    """The zip file is damaged or unsafe; the message is a clause that says why."""


class Container:
    """A zip file whose members have been checked: all are regular files below a size limit.

    Args:
        content: the whole file.

    Raises:
        BadContainer: it is no zip file, or a damaged or unsafe one. `read` raises this for a damaged member.
    """

    def __init__(self, content: bytes) -> None:
        why = "it is damaged" if content.startswith(b"PK") else "it is no archive, or damaged"
        if content.count(_ENTRY) > LIMITS.members:
            raise BadContainer(f"it has more than {LIMITS.members:,} members")
        self._content = content
        with _refused(why):
            # Opened once: the directory is parsed as often as the file is opened.
            self._zipped = zipfile.ZipFile(io.BytesIO(content))
        members = self._zipped.infolist()
        for member in members:
            _look_over(member)
        self.sizes = {member.filename: member.file_size for member in members}
        if len(self.sizes) < len(members):
            raise BadContainer("two of its members have the same name")
        if sum(self.sizes.values()) > LIMITS.whole:
            raise BadContainer(f"its members have more than {LIMITS.whole:,} bytes together")

    def read(self, name: str) -> bytes:
        """Return the inflated bytes of one member, after checking their size and CRC."""
        member = self._zipped.getinfo(name)
        with _refused("it is damaged"):
            self._zipped.open(member).close()  # the library compares what the file says of it in two places
            stored = self._stored(member)
            body = _inflate(stored, member.file_size) if member.compress_type else bytes(stored)
        if len(body) != member.file_size or zlib.crc32(body) != member.CRC:
            raise BadContainer("it is damaged")
        return body

    def _stored(self, member: zipfile.ZipInfo) -> memoryview:
        """The raw bytes of a member, compressed or not, which follow its header, name and extra fields."""
        start = member.header_offset
        begin = start + 30 + sum(struct.unpack_from("<HH", self._content, start + 26))
        return memoryview(self._content)[begin : begin + member.compress_size]


def _inflate(stored: memoryview, size: int) -> bytes:
    """Inflate a member; raise `BadContainer` if it has more than `size` bytes, or stray bits after its end.

    Python's zipfile would stop after `size` bytes without checking the end of the compressed data.
    """
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    begun, last = inflating.decompress(stored[:-1], size + 1), stored[-1]
    before = inflating.copy()
    ended = inflating.decompress(bytes([last]))
    if len(begun) > size or not inflating.eof or inflating.unused_data:
        raise BadContainer("it is damaged")
    # The bits behind the end are zeros: one that may as well be cleared is one of them, and was flipped.
    for bit in (1 << place for place in range(8) if last & 1 << place):
        cleared = before.copy()
        if cleared.decompress(bytes([last ^ bit])) == ended and cleared.eof:
            raise BadContainer("it is damaged")
    return begun + ended


@contextmanager
def _refused(why: str) -> Iterator[None]:
    try:
        yield
    except _LIBRARY as error:
        raise BadContainer(why) from error


def _look_over(member: zipfile.ZipInfo) -> None:
    path = PurePosixPath(member.orig_filename)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if path.is_absolute() or ".." in path.parts or {"\\", ":", "\0"} & {*member.orig_filename}:
        raise BadContainer("the path of one of its members leads out of it")
    if member.is_dir() or kind not in {0, stat.S_IFREG}:
        raise BadContainer("one of its members is a link or another special file")
    if member.flag_bits & _ENCRYPTED or member.compress_type not in _METHODS:
        raise BadContainer("one of its members is encrypted, or compressed in an unknown way")
    if member.file_size > _LARGEST_MEMBER:
        raise BadContainer(f"one of its members has more than {_LARGEST_MEMBER:,} bytes")
