"""Pseudo-random values; the same keys, which may be any values, give the same value in every process."""

from __future__ import annotations

import string
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
_ALPHANUMERIC = (string.ascii_letters + string.digits).encode()
_LETTERS_AND_DIGITS = bytes(_ALPHANUMERIC[byte % len(_ALPHANUMERIC)] for byte in range(256))


def draw(*keys: object) -> int:
    """Return a pseudo-random number of 64 bits, always the same for the same keys."""
    return int.from_bytes(_digest(keys, 8))


def unit(*keys: object) -> float:
    """Return a pseudo-random number in [0, 1), always the same for the same keys."""
    return draw(*keys) / 2**64


def choose(options: Sequence[T], *keys: object) -> T:
    """Return one of the options, always the same one for the same keys."""
    return options[draw(*keys) % len(options)]


def hex_id(digits: int, *keys: object) -> str:
    """Return an id of `digits` hexadecimal digits for these keys; a dashboard's id has 24."""
    return _digest(keys, (digits + 1) // 2).hex()[:digits]


def short_id(*keys: object) -> str:
    """Return an id of five characters for these keys, like a ThousandEyes widget's (api.md, section 2)."""
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in _digest(keys, 5))


def key_text(*keys: object) -> str:
    """Return 32 letters and digits for these keys, like the keys that Grafana generates for snapshots."""
    return _digest(keys, 32).translate(_LETTERS_AND_DIGITS).decode()


def _digest(keys: tuple[object, ...], size: int) -> bytes:
    """Return a hash of `size` bytes of the keys, joined by a separator that no key contains."""
    return blake2b("\x1f".join(map(str, keys)).encode(), digest_size=size).digest()
