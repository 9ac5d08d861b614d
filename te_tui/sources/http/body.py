"""Reading of an answer's whole body, unpacked and up to a size limit (safety rule 25)."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final, Protocol

import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterable

ENCODINGS: Final = "gzip, deflate"
"""The encodings that te-tui accepts: those that can be unpacked a piece at a time."""


class TooLarge(Exception):
    """The body is larger than the limit."""


class WrongEncoding(Exception):
    """The body has an encoding that te-tui did not offer; its name is in the message, as it was sent."""


class _Unpacker(Protocol):
    """Protocol with those members of zlib's decompression objects that `read_body` uses."""

    @property
    def eof(self) -> bool:
        """Whether the end of the packed data was reached."""

    @property
    def unused_data(self) -> bytes:
        """The bytes after the end of the packed data."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Unpack data, and return at most `max_length` bytes."""


async def read_body(encoding: str, stream: AsyncIterable[bytes], limit: int) -> bytearray:
    """Read and unpack a body.

    The result is a bytearray, because copying a large body here would hold up the event loop.

    Args:
        encoding: the answer's Content-Encoding: one of `ENCODINGS`, or empty.
        stream: the pieces of the packed body.
        limit: the most bytes that the unpacked body may have.

    Raises:
        TooLarge: the unpacked body is larger.
        WrongEncoding: the body is packed in another way, or more than once.
        httpx.DecodingError: the body is not packed as `encoding` says, or is cut short.
    """
    layers = [name for part in encoding.split(",") if (name := part.strip().lower()) not in {"", "identity"}]
    body = bytearray()
    unpacker = _unpacker(layers)
    packed = False
    async for chunk in stream:
        packed = packed or bool(chunk)
        body += chunk if unpacker is None else _unpack(unpacker, chunk, limit + 1 - len(body))
        if len(body) > limit:
            raise TooLarge
    if unpacker is not None and packed and not unpacker.eof:
        raise httpx.DecodingError("the packed body was cut short")
    return body


def _unpacker(layers: list[str]) -> _Unpacker | None:
    match layers:
        case []:
            return None
        case ["gzip" | "x-gzip"]:
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        case ["deflate"]:
            return _Deflate()
    raise WrongEncoding(", ".join(layers))


class _Deflate:
    """Unpacks deflate with the two-byte header of the standard, or without it, as some servers send it."""

    def __init__(self) -> None:
        self._head = b""
        self._inner = zlib.decompressobj()

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        if len(self._head) < 2:
            data = self._head + data
            self._head = data[:2]
            if len(data) < 2:
                return b""
            if data[0] & 0x0F != zlib.DEFLATED or int.from_bytes(data[:2]) % 31:
                self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
        return self._inner.decompress(data, max_length)


def _unpack(unpacker: _Unpacker, chunk: bytes, at_most: int) -> bytes:
    try:
        unpacked = unpacker.decompress(chunk, at_most)
    except zlib.error as error:
        raise httpx.DecodingError("the body is not packed as it says") from error
    if unpacker.unused_data:
        raise httpx.DecodingError("something follows the packed body")
    return unpacked
