"""The plain values of shares, shades, places and spreads, before they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from te_tui.models.cells import Words


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of a whole; zero or more."""

    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Pie:
    """Parts of a whole, the largest first; their sum is above zero."""

    slices: tuple[Slice, ...]
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """The meaning of a chart's shades.

    Attributes:
        low: The value at one end, never above `high`.
        high: The value at the other end.
        unit: Of both.
        worst: Which end is trouble; None where the metric does not say.
        configured: Whether the ends are configured; otherwise they are the lowest and the highest value.
    """

    low: float
    high: float
    unit: str | None = None
    worst: Literal["low", "high"] | None = None
    configured: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile; None is a value that is missing, not the lowest one."""

    label: str
    value: float | None


@dataclass(frozen=True, slots=True)
class TileGroup:
    """Cards that belong together; without a label they are all there is."""

    label: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles shaded by their values."""

    groups: tuple[TileGroup, ...]
    scale: Scale


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Shaded cells in rows and columns, by (row, column) index.

    A cell that is not there is absent and drawn blank; one of None is a value that the API said is missing.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[int, int], float | None]
    scale: Scale


Symbol: TypeAlias = Literal[
    "step-0", "step-1", "step-2", "step-3", "online", "offline", "disabled", "unknown"
]
"""The meaning of a mark: a step of a scale (3 is the worst or highest), or the state of an agent."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A symbol and the role that gives it colour."""

    symbol: Symbol
    role: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """A mark at a place on the earth, degrees north and east."""

    latitude: float
    longitude: float
    mark: Mark


def on_earth(latitude: float | None, longitude: float | None) -> bool:
    """Whether degrees name a place; an agent without a location has none, and distorted ones lie anywhere."""
    return latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180


@dataclass(frozen=True, slots=True)
class WorldMap:
    """Pins on a coarse map, the most important one last, so that none covers it."""

    pins: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of a ranking, with the mark that finds it on a map; None is a missing value."""

    label: str
    value: float | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Ranking:
    """The marks of a map as a list, the worst or highest first; the scale explains them."""

    entries: tuple[Ranked, ...]
    scale: Scale


@dataclass(frozen=True, slots=True)
class Box:
    """How the values of one group are spread: minimum, quartiles and maximum; None without any value."""

    label: Words
    count: int
    five: tuple[float, float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class BoxPlot:
    """Boxes on a common axis."""

    boxes: tuple[Box, ...]
    unit: str | None = None


Form: TypeAlias = Pie | Tiles | HeatMap | Ranking | BoxPlot
"""Forms that take as many lines as they need, whatever the height of the screen."""
