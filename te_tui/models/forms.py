"""Content of pies, tiles, heat maps, maps, rankings and box plots, before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from te_tui.analysis.series import WorstEnd
    from te_tui.models.cells import Words


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of a pie; its value is zero or more."""

    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Pie:
    """A pie: parts of a whole, the largest first; their sum is above zero."""

    slices: tuple[Slice, ...]
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """The meaning of a chart's shades.

    Attributes:
        low: The value at one end, never above `high`.
        high: The value at the other end.
        unit: The unit of both ends.
        worst: Which end is trouble; None where the metric does not say.
        configured: Whether the dashboard sets the ends; otherwise they are the lowest and highest value.
    """

    low: float
    high: float
    unit: str | None = None
    worst: WorstEnd | None = None
    configured: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile; a value of None is missing, and not drawn as the lowest."""

    label: str
    value: float | None


@dataclass(frozen=True, slots=True)
class TileGroup:
    """Tiles that belong together; the label is empty if there is only this group."""

    label: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles shaded by their values."""

    groups: tuple[TileGroup, ...]
    scale: Scale


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A heat map: values in `cells`, by (row, column) index, to be shaded.

    An index without an entry is drawn blank; a value of None is one that the API said is missing.
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
    """Whether both degrees are known and lie within the ranges of latitude and longitude."""
    return latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180


@dataclass(frozen=True, slots=True)
class WorldMap:
    """Pins on a coarse world map, the most important one last, so that no other pin covers it."""

    pins: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of a ranking, with the same mark as its pin on the map; a value of None is missing."""

    label: str
    value: float | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Ranking:
    """The places of a map as a list, the worst or highest first, and the scale of their marks."""

    entries: tuple[Ranked, ...]
    scale: Scale


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a box plot: minimum, quartiles and maximum of `count` values; None if there are none."""

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
