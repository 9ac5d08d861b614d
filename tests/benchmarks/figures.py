"""Figures with their spread, what they are to be, and whether they are."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Self


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure from several runs; in the order of the runs."""

    samples: tuple[float, ...]

    @classmethod
    def of(cls, samples: Iterable[float | None]) -> Self | None:
        """The figure, or None where no run had it."""
        known = tuple(sample for sample in samples if sample is not None)
        return cls(known) if known else None

    @property
    def median(self) -> float:
        """The middle of the runs."""
        return statistics.median(self.samples)

    @property
    def spread(self) -> tuple[float, float]:
        """The least and the most."""
        return min(self.samples), max(self.samples)

    def ratio_to(self, other: Measured) -> float | None:
        """The median of the ratios of runs that took turns; None where the other is nothing."""
        if 0 in other.samples:
            return None
        if len(self.samples) != len(other.samples):
            return self.median / other.median
        return statistics.median(own / base for own, base in zip(self.samples, other.samples, strict=True))


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which that part (0 to 1) of the values lies; `values` are not empty."""
    return sorted(values)[min(int(part * len(values)), len(values) - 1)]


class Against(Enum):
    """What a target is about."""

    BASE = "÷ base"
    INVERSE = "base ÷ it"
    NOTHING = "itself"


@dataclass(frozen=True, slots=True)
class Target:
    """A bound: an upper one, or the least that is wanted."""

    bound: float
    against: Against = Against.BASE
    least: bool = False

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.bound:g}"

    def met(self, value: float) -> bool:
        """Whether a value is as it is to be."""
        return value >= self.bound if self.least else value <= self.bound


@dataclass(frozen=True, slots=True)
class Reading:
    """What te-tui, its base and the peers showed for one row; None is what could not be measured."""

    own: Measured | None
    base: Measured | None = None
    peers: Mapping[str, Measured | None] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A row of the page, measured."""

    figure: str
    unit: str
    target: Target
    reading: Reading

    @property
    def ratio(self) -> float | None:
        """te-tui's figure against the base's, the way the target wants it."""
        own, base = self.reading.own, self.reading.base
        if own is None or base is None or self.target.against is Against.NOTHING:
            return None
        return base.ratio_to(own) if self.target.against is Against.INVERSE else own.ratio_to(base)

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where nothing was measured."""
        own = self.reading.own
        value = own.median if own and self.target.against is Against.NOTHING else self.ratio
        return None if value is None else self.target.met(value)
