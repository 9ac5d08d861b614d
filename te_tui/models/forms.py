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
    """One slice of a pie; its value is zero or more."""

    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Pie:
    """A pie: slices of a whole, the largest first; their sum is above zero."""

    slices: tuple[Slice, ...]
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale of a chart's shades: the values that the lightest and the darkest shade stand for.

    Attributes:
        low: The value at one end, never above `high`.
        high: The value at the other end.
        unit: The unit of both ends.
        worst: Which end is bad, low or high; None if that is not known for the metric.
        configured: Whether the dashboard sets the ends; if not, they are the lowest and the highest value.
    """

    low: float
    high: float
    unit: str | None = None
    worst: WorstEnd | None = None
    configured: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile; a missing value is None, and is drawn differently from a low one."""

    label: str
    value: float | None


@dataclass(frozen=True, slots=True)
class TileGroup:
    """Tiles under a common label; the label is empty if there is only one group."""

    label: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles shaded by their values."""

    groups: tuple[TileGroup, ...]
    scale: Scale


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A heat map; `cells` holds the value for each (row, column) index, which is drawn as a shade.

    An index without an entry is drawn blank; None is a value that the API reported as missing.
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
    """A symbol on a map or in a headline, and the role that decides its colour."""

    symbol: Symbol
    role: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """A symbol at a place on a map; the place is in degrees, north and east positive."""

    latitude: float
    longitude: float
    mark: Mark


def on_earth(latitude: float | None, longitude: float | None) -> bool:
    """Whether latitude and longitude are both known and within their valid ranges."""
    return latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180


@dataclass(frozen=True, slots=True)
class WorldMap:
    """Pins on a coarse world map, drawn in order; the most important is last, so that no other covers it."""

    pins: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One entry of a ranking of places; its mark is also that of the place's pin on the map.

    A missing value is None.
    """

    label: str
    value: float | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Ranking:
    """The places of a map as a list, the worst or highest first, and the scale by which they are coloured."""

    entries: tuple[Ranked, ...]
    scale: Scale


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a box plot; `five` is minimum, three quartiles and maximum of `count` values, None if 0."""

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
