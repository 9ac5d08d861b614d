"""Typed parts of texts and table cells, such as numbers and instants; `render` decides how to write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias


class Figure(NamedTuple):
    """A value with its unit; `value` is None where it is missing."""

    value: float | None
    unit: str | None = None


class Instant(NamedTuple):
    """A point in time, as a datetime with a time zone or in epoch seconds.

    Its year is written only if it differs from the year of `now`, the present time.
    """

    when: datetime | float | None
    now: datetime | float


class Length(NamedTuple):
    """A length of time in seconds."""

    seconds: float


class More(NamedTuple):
    """A count of items left out of a list; `name` is the noun for one item, in the singular."""

    number: int
    name: str


class Direction(NamedTuple):
    """A value and its previous value, whose difference is drawn as an arrow up or down."""

    value: float | None
    previous: float | None


@dataclass(frozen=True, slots=True)
class Spark:
    """A sparkline: values, oldest first, in `width` terminal cells; each shows its lowest or highest one."""

    values: Sequence[float | None]
    width: int
    keep: Literal["low", "high"] = "high"


Word: TypeAlias = str | Figure | Instant | Length | More | Direction | Spark
Words: TypeAlias = Word | Sequence[Word]
"""One word, or several with a blank between them; those that come out empty are left out."""
