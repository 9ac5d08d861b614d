"""Limits of what one answer or archive may hold, in bytes and in values.

Normal answers stay far below the limits. What exceeds a limit is refused, or is left out and counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple


class Limits(NamedTuple):
    """The upper limits that readers, archives and drawings share, each with what it counts.

    Attributes:
        body: bytes of one answer.
        elements: values in one JSON body; the default is enough for 250,000 points.
        depth: levels of nested arrays and objects.
        entries: objects in one list, such as widgets, snapshots or alerts.
        damage: unreadable places in an answer that are reported one by one.
        columns: columns of a drawn table, or other items that are drawn side by side.
        cells: table cells of a drawn table, over all rows; a table of 100,000 points has 300,000.
        series: lines of a chart over time.
        marks: bars, tiles, boxes, cards or places of a drawing of another kind.
        text: characters of one drawn text; a longer one is cut.
        file: bytes of an archive file.
        manifest: bytes of an archive's manifest.
        members: members (files) in an archive.
        whole: bytes of all members of an archive together.
    """

    body: int = 64 * 2**20
    elements: int = 2_000_000
    depth: int = 500
    entries: int = 20_000
    damage: int = 1_000
    columns: int = 256
    cells: int = 300_000
    series: int = 1_000
    marks: int = 10_000
    text: int = 20_000
    file: int = 256 * 2**20
    manifest: int = 8 * 2**20
    members: int = 50_000
    whole: int = 512 * 2**20


LIMITS: Final = Limits()
MORE: Final = "and more"


class TooMuch(ValueError):
    """Raised for a body that exceeds a limit; the message completes the sentence "… cannot be used: "."""


class Damage(list[str]):
    """A list of the places in an answer that could not be read; if there are many, it ends with `MORE`."""

    def append(self, place: str) -> None:
        """Add a place; beyond `LIMITS.damage` places, add `MORE` once instead."""
        if self[-1:] != [MORE]:
            super().append(place if len(self) < LIMITS.damage else MORE)


def parts_told(places: Sequence[str], word: str = "part(s)") -> str:
    """Say how many parts of an answer are unreadable: `3 part(s)`, or `more than 1,000 parts`."""
    return f"more than {len(places) - 1:,} parts" if MORE in places else f"{len(places):,} {word}"


_PIECE: Final = 256 * 1024  # bytes: other threads get their turn in between
_NO_MARK: Final = bytes(set(range(256)) - set(b'[{]},"'))
_STEPS: Final = bytes.maketrans(b"[{]}", bytes([1, 1, 255, 255]))


def check_elements(body: bytes) -> None:
    """Refuse a JSON body with too many values or too deep nesting, before it is parsed.

    It counts brackets and commas outside strings. It does not check whether the body is JSON.

    Raises:
        TooMuch: the body exceeds a limit.
    """
    if b"\\" in body:
        body = body.replace(b"\\\\", b"").replace(b'\\"', b"")
    depth = elements = in_text = 0
    for start in range(0, len(body), _PIECE):
        marks = body[start : start + _PIECE].translate(None, _NO_MARK)
        parts = marks.replace(b'""', b"").split(b'"')  # most texts hold no mark, and leave two quotes
        outside = b"".join(parts[in_text::2])
        in_text ^= (len(parts) - 1) & 1
        steps = outside.translate(_STEPS, b",")
        elements += steps.count(1) + outside.count(b",")
        if elements > LIMITS.elements:
            raise TooMuch(f"the body has more than {LIMITS.elements:,} elements")
        depths = list(accumulate(memoryview(steps).cast("b"), initial=depth))
        if max(depths) > LIMITS.depth:
            raise TooMuch(f"the body is nested more than {LIMITS.depth} levels deep")
        depth = depths[-1]
