"""Typed parts of texts and table cells, such as numbers and instants; `render` decides how they look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias


class Figure(NamedTuple):
    """A value with its unit; `value` is None if it is missing."""

    value: float | None
    unit: str | None = None


class Instant(NamedTuple):
    """A point in time: an aware datetime, epoch seconds, or None if it is missing.

    Its year is shown only if it differs from the year of `now`, the present time.
    """

    when: datetime | float | None
    now: datetime | float


class Length(NamedTuple):
    """A length of time in seconds."""

    seconds: float


class More(NamedTuple):
    """A count of items left out of a list, as in `and 3 more rows`; `name` is the noun, in the singular."""

    number: int
    name: str


class Direction(NamedTuple):
    """Whether a value rose or fell, shown as an arrow up or down; `previous` is the value before."""

    value: float | None
    previous: float | None


@dataclass(frozen=True, slots=True)
class Spark:
    """A sparkline of values, oldest first, that is `width` terminal cells wide.

    If several values share a terminal cell, `keep` says whether it shows the lowest or the highest.
    """

    values: Sequence[float | None]
    width: int
    keep: Literal["low", "high"] = "high"


Word: TypeAlias = str | Figure | Instant | Length | More | Direction | Spark
Words: TypeAlias = Word | Sequence[Word]
"""One word, or several with a blank between them; those that come out empty are left out."""
