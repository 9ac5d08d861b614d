"""A dashboard's layout in terminal cells: the rectangle of each widget in the overview."""

from __future__ import annotations

from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from te_tui.models.panels import Panel
    from te_tui.models.snapshot import Position, Snapshot

Direction: TypeAlias = Literal["left", "right", "up", "down"]

LEAST_WIDTH: Final = 30
"""Cells of a widget that still says something; below it, fewer stand beside each other."""
_LEAST_HEIGHT: Final = 7
_USUAL_HEIGHT: Final = 10
_MOST_HEIGHT: Final = 30
_MOST_STRETCH: Final = 2
_MOST_COLUMNS: Final = 100
"""Of a dashboard's grid; a position beyond them is taken for damage."""


class Wish(NamedTuple):
    """Where the dashboard puts a widget, in units of its grid.

    If the dashboard does not say where, `full` is whether the widget takes the full width.
    """

    x: int = 0
    y: int = 0
    w: int = 0
    h: int = 0
    full: bool = False

    @property
    def is_placed(self) -> bool:
        """Whether the dashboard gives the widget a valid place in its grid."""
        return min(self.x, self.y) >= 0 and min(self.w, self.h) > 0 and self.x + self.w <= _MOST_COLUMNS


class Place(NamedTuple):
    """The rectangle of a widget, in terminal cells counted from the upper left of the overview."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column to the right of the rectangle."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first line below the rectangle."""
        return self.top + self.height


def wishes_of(snapshot: Snapshot) -> tuple[Wish, ...]:
    """Where the dashboard puts each panel (api.md, section 3).

    For a panel without a place, the result says whether it takes the full width.
    """
    positions = {position.widget_id: position for position in snapshot.layout if position.widget_id}
    return tuple(_wish(panel, positions.get(panel.widget_id or "")) for panel in snapshot.panels)


def arrange(wishes: Sequence[Wish], width: int, lines: int = 0) -> tuple[Place, ...]:
    """The rectangle of every widget within `width` cells, without overlaps.

    The dashboard's grid is kept if every widget gets `LEAST_WIDTH` cells or more in it; otherwise fewer
    widgets stand side by side, in the same order. Widgets without a place in the grid come last. If the
    widgets need fewer lines than `lines`, all are stretched to fill them, up to twice their height.
    """
    places = _arranged(wishes, width)
    bottom = max((place.bottom for place in places), default=0)
    lines = min(lines, _MOST_STRETCH * bottom)
    return tuple(_stretched(place, lines, bottom) for place in places) if lines > bottom else places


def _stretched(place: Place, lines: int, bottom: int) -> Place:
    top, below = _scaled(place.top, bottom, lines), _scaled(place.bottom, bottom, lines)
    return place._replace(top=top, height=below - top)


def _arranged(wishes: Sequence[Wish], width: int) -> tuple[Place, ...]:
    """The rectangle of every widget within `width` cells, before they are stretched to more lines."""
    placed = sorted(
        (i for i, wish in enumerate(wishes) if wish.is_placed), key=lambda i: (*wishes[i][1::-1], i)
    )
    columns = max((wishes[index].x + wishes[index].w for index in placed), default=1)
    height = _heights(wishes, placed)
    places: dict[int, Place] = {}
    edges = {
        i: (_scaled(wishes[i].x, columns, width), _scaled(wishes[i].x + wishes[i].w, columns, width))
        for i in placed
    }
    if all(right - left >= LEAST_WIDTH for left, right in edges.values()):
        floor = [0] * width
        for _, beside in groupby(placed, key=lambda i: wishes[i].y):
            for row in _without_overlaps(list(beside), edges):
                top = max(max(floor[slice(*edges[index])]) for index in row)
                for index in row:
                    left, right = edges[index]
                    places[index] = Place(left, top, right - left, height[index])
                    floor[left:right] = [places[index].bottom] * (right - left)
    else:
        tracks = max(width // LEAST_WIDTH, 1)
        spans = [min(max(round(wishes[i].w / columns * tracks), 1), tracks) for i in placed]
        places |= zip(placed, _flow(spans, [height[i] for i in placed], tracks, width, 0), strict=True)
    rest = [index for index in range(len(wishes)) if index not in places]
    tracks = 2 if width >= 2 * LEAST_WIDTH else 1
    spans = [tracks if wishes[index].full else 1 for index in rest]
    below = max((place.bottom for place in places.values()), default=0)
    places |= zip(rest, _flow(spans, [_USUAL_HEIGHT] * len(rest), tracks, width, below), strict=True)
    return tuple(places[index] for index in range(len(wishes)))


def reading_order(places: Sequence[Place]) -> list[int]:
    """The indexes of the widgets from the upper left to the lower right."""
    return sorted(range(len(places)), key=lambda index: (places[index].top, places[index].left))


def neighbour(places: Sequence[Place], index: int, direction: Direction) -> int:
    """The index of the next widget in a direction (left and right in reading order); `index` if none."""
    if direction in {"left", "right"}:
        reading = reading_order(places)
        step = reading.index(index) + (1 if direction == "right" else -1)
        return reading[min(max(step, 0), len(places) - 1)]
    here = places[index]

    def distance(other: int) -> tuple[int, int, int]:
        place = places[other]
        away = place.top - here.bottom if direction == "down" else here.top - place.bottom
        beside = max(place.left - here.right, here.left - place.right, -1) + 1
        return away, beside, place.left

    beyond = [other for other in range(len(places)) if other != index and distance(other)[0] >= 0]
    return min(beyond, key=distance, default=index)


def _without_overlaps(row: Sequence[int], edges: Mapping[int, tuple[int, int]]) -> list[list[int]]:
    """Split a row of the grid, left to right, into rows in which no two widgets overlap."""
    rows: list[list[int]] = []
    for index in row:
        for free in rows:
            if edges[free[-1]][1] <= edges[index][0]:
                free.append(index)
                break
        else:
            rows.append([index])
    return rows


def _wish(panel: Panel, position: Position | None) -> Wish:
    if position is None or position.x is None or position.y is None:
        return Wish(full=panel.full)
    return Wish(position.x, position.y, position.w or 0, position.h or 0, panel.full)


def _heights(wishes: Sequence[Wish], placed: Sequence[int]) -> dict[int, int]:
    """The height in lines of each placed widget, by index, in proportion to its height on the dashboard.

    A widget of median height gets `_USUAL_HEIGHT` lines; each gets `_LEAST_HEIGHT` to `_MOST_HEIGHT`.
    """
    usual = median([wishes[index].h for index in placed] or [1])
    lines = {index: round(wishes[index].h * _USUAL_HEIGHT / usual) for index in placed}
    return {index: min(max(count, _LEAST_HEIGHT), _MOST_HEIGHT) for index, count in lines.items()}


def _scaled(column: int, columns: int, width: int) -> int:
    return column * width // columns


def _flow(spans: Sequence[int], heights: Sequence[int], tracks: int, width: int, top: int) -> Iterator[Place]:
    """Rectangles side by side in rows of `tracks` columns, from line `top` on; as many in a row as fit.

    `spans` says how many of the columns each rectangle takes.
    """
    used, below = 0, top
    for span, height in zip(spans, heights, strict=True):
        if used + span > tracks:
            used, top = 0, below
        left, right = _scaled(used, tracks, width), _scaled(used + span, tracks, width)
        yield Place(left, top, right - left, height)
        used += span
        below = max(below, top + height)
