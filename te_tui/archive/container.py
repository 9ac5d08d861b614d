"""A zip file from a stranger: its members are looked over before one is inflated, and stay in memory."""

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

_LARGEST_MEMBER: Final = 65 * 2**20  # bytes: a little more than the largest answer of a source
_LARGEST_WHOLE: Final = 512 * 2**20  # bytes, of all members together

_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

# What the library raises over damaged bytes; its own error is only one of them.
_LIBRARY: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError,
    ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip


class BadContainer(Exception):
    """The zip file is damaged, or not one to trust; the message completes "… cannot be used: "."""


class Container:
    """The members of a zip file, all of which are regular files of a bearable size.

    Args:
        content: the whole file.

    Raises:
        BadContainer: it is no zip file, or one that is damaged or made to do harm; so does `read`.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        with self._opened() as zipped:
            members = zipped.infolist()
        for member in members:
            _look_over(member)
        self.sizes = {member.filename: member.file_size for member in members}
        if len(self.sizes) < len(members):
            raise BadContainer("two of its members have the same name")
        if sum(self.sizes.values()) > _LARGEST_WHOLE:
            raise BadContainer(f"its members have more than {_LARGEST_WHOLE:,} bytes together")

    def read(self, name: str) -> bytes:
        """Inflate one member, which is as large as `sizes` says."""
        # The library inflates no more than that, and compares the checksum.
        with self._opened() as zipped:
            return zipped.read(name)

    @contextmanager
    def _opened(self) -> Iterator[zipfile.ZipFile]:
        try:
            with zipfile.ZipFile(io.BytesIO(self._content)) as zipped:
                yield zipped
        except _LIBRARY as error:
            why = "it is damaged" if self._content.startswith(b"PK") else "it is no archive, or damaged"
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
