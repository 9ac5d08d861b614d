"""Pseudo-random draws: every draw follows from its keys alone, in every process."""

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
    """Return 64 bits that follow from the keys."""
    return int.from_bytes(_digest(keys, 8))


def unit(*keys: object) -> float:
    """Return a number in [0, 1) that follows from the keys."""
    return draw(*keys) / 2**64


def choose(options: Sequence[T], *keys: object) -> T:
    """Return one of the options, which follows from the keys."""
    return options[draw(*keys) % len(options)]


def hex_id(digits: int, *keys: object) -> str:
    """Return an id of `digits` hexadecimal digits, such as a dashboard's 24."""
    return _digest(keys, (digits + 1) // 2).hex()[:digits]


def short_id(*keys: object) -> str:
    """Return an id of five characters, as widgets, cards and columns have (api.md, section 2)."""
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in _digest(keys, 5))


def key_text(*keys: object) -> str:
    """Return 32 letters and digits, as a Grafana draws the key of a snapshot."""
    return _digest(keys, 32).translate(_LETTERS_AND_DIGITS).decode()


def _digest(keys: tuple[object, ...], size: int) -> bytes:
    """Hash the keys, which are told apart by a separator that none of them holds."""
    return blake2b("\x1f".join(map(str, keys)).encode(), digest_size=size).digest()
