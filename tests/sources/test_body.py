"""A body is taken in within a limit, and packed in no more than what was offered."""

from __future__ import annotations

import gzip
import struct
import zlib
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.sources.http.body import TooLarge, WrongEncoding, read_body

LIMIT = 1_000


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    "X-GZip": gzip.compress,
    "identity, gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": raw_deflate,
}


async def pieces(data: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


@pytest.mark.parametrize("encoding", PACKED)
@given(body=st.binary(max_size=LIMIT), size=st.integers(1, 400))
async def test_a_body_is_unpacked_in_pieces_of_any_size(encoding: str, body: bytes, size: int) -> None:
    assert await read_body(encoding, pieces(PACKED[encoding](body), size), LIMIT) == body


def stored(data: bytes, *, first: int) -> bytes:
    """Raw deflate that packs nothing; of its first byte only the three lowest bits mean something."""
    return bytes([first]) + struct.pack("<HH", len(data), len(data) ^ 0xFFFF) + data


@pytest.mark.parametrize("high", range(0, 256, 16))
async def test_what_looks_nearly_like_a_head_of_deflate_is_none(high: int) -> None:
    checksum_agrees = b"x" * (-((high | 9) << 8) % 31)
    body = stored(checksum_agrees, first=high | 9)
    assert await read_body("deflate", pieces(body, 1), LIMIT) == checksum_agrees
    checksum_differs = b"x" * (-((high | 8) << 8) % 31 + 1)
    body = stored(checksum_differs, first=high | 8) + stored(b"", first=1)
    assert await read_body("deflate", pieces(body, 1), LIMIT) == checksum_differs


@pytest.mark.parametrize("encoding", PACKED)
@pytest.mark.parametrize("length", [LIMIT, LIMIT + 1, 10_000_000])
async def test_what_is_larger_than_the_limit_is_given_up(encoding: str, length: int) -> None:
    packed = PACKED[encoding](b"0" * length)
    if length == LIMIT:
        assert len(await read_body(encoding, pieces(packed, 100), LIMIT)) == LIMIT
    else:
        with pytest.raises(TooLarge):
            await read_body(encoding, pieces(packed, 100), LIMIT)


@pytest.mark.parametrize("encoding", ["gzip, gzip", "deflate,gzip", "br", "zstd", "gzip;q=1", "\x1b[2J"])
async def test_what_was_not_offered_is_not_unpacked(encoding: str) -> None:
    with pytest.raises(WrongEncoding):
        await read_body(encoding, pieces(b"", 1), LIMIT)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
@pytest.mark.parametrize(
    "spoil", [lambda packed: packed[:-3], lambda packed: b"{}" + packed, lambda packed: packed * 2]
)
async def test_what_is_not_packed_as_it_says_is_damaged(encoding: str, spoil: type[bytes]) -> None:
    with pytest.raises(httpx.DecodingError):
        await read_body(encoding, pieces(spoil(PACKED[encoding](b"{}" * 9)), 7), LIMIT)


async def test_no_body_needs_no_unpacking() -> None:
    assert await read_body("gzip", pieces(b"", 1), LIMIT) == b""
