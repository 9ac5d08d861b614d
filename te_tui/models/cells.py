"""Typed words of content: what a vendor means, and how it is written is left to the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias


class Figure(NamedTuple):
    """A value in its unit; None where the value is missing."""

    value: float | None
    unit: str | None = None


class Instant(NamedTuple):
    """A point in time, aware or in epoch seconds; its year is written where that is not the year of `now`."""

    when: datetime | float | None
    now: datetime | float


class Length(NamedTuple):
    """A length of time in seconds."""

    seconds: float


class More(NamedTuple):
    """How many things of a name, in the singular, are left out."""

    number: int
    name: str


class Direction(NamedTuple):
    """Which way a value moved from what it was before."""

    value: float | None
    previous: float | None


@dataclass(frozen=True, slots=True)
class Spark:
    """Values, oldest first, for a sparkline of `width` cells, each of which keeps its low or high end."""

    values: Sequence[float | None]
    width: int
    keep: Literal["low", "high"] = "high"


Word: TypeAlias = str | Figure | Instant | Length | More | Direction | Spark
Words: TypeAlias = Word | Sequence[Word]
"""One word, or several with a blank between them; those that come out empty are left out."""
