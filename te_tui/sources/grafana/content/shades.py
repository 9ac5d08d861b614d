"""Drawings of heat maps and of maps of the earth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from te_tui.models.content import Drawing, Stack
from te_tui.models.forms import HeatMap, Mark, Pin, Ranked, Ranking, Scale, WorldMap
from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.content.series import finite_number, lines_of, points_of
from te_tui.sources.grafana.values.dates import format_instant
from te_tui.sources.grafana.values.numbers import leading_number
from te_tui.sources.grafana.values.units import axis_step

if TYPE_CHECKING:
    from te_tui.models.forms import Symbol
    from te_tui.sources.grafana.content.data import PanelData
    from te_tui.sources.grafana.frames import Field, Frame

_MOST_TIMES: Final = 20
"""Columns of a heat map, which have room in 80 cells; neighbouring instants share one."""
_SYMBOLS: Final[tuple[Symbol, ...]] = ("step-0", "step-1", "step-2", "step-3")
_LATITUDES: Final = ("latitude", "lat")
_LONGITUDES: Final = ("longitude", "lon", "lng")
PLACE_NAMES: Final = frozenset((*_LATITUDES, *_LONGITUDES))
"""Names of fields that are degrees, and not what is measured there."""


def heat_map(data: PanelData) -> Drawing | None:
    """Draw a heat map with a row for each bucket; None without points.

    If there are many times, a column shows the mean of several. Prometheus' buckets, each of which includes
    all buckets below it, are converted to buckets that do not include them.
    """
    lines = lines_of(data.frames)[: LIMITS.columns]
    rows = [(_bucket(line.field), line.field, dict(points_of(line, data))) for line in lines]
    if not rows:
        return None
    if all(not math.isnan(bucket) for bucket, _, _ in rows):
        rows.sort(key=lambda row: row[0])
        if all("le" in (field.labels or {}) for _, field, _ in rows) and _is_cumulative(rows):
            rows = [
                rows[0],
                *((high, field, _less(most, less)) for (_, _, less), (high, field, most) in pairwise(rows)),
            ]
    times = sorted({time for _, _, values in rows for time in values})
    if not times:
        return None
    width = -(-len(times) // _MOST_TIMES)
    groups = [times[first : first + width] for first in range(0, len(times), width)]
    cells: dict[tuple[int, int], float | None] = {}
    for row, (_, _, values) in enumerate(rows):
        for column, group in enumerate(groups):
            known = [value for time in group if (value := values.get(time)) is not None]
            if known:
                cells[row, column] = sum(known) / len(known)
    labels = tuple(format_instant(group[0] * 1000, "MM-DD HH:mm", data.zone) for group in groups)
    return HeatMap(
        tuple(_bucket_name(field) for _, field, _ in rows), labels, cells, _scale(list(cells.values()), None)
    )


def world(data: PanelData) -> Drawing | None:
    """Draw a map of places, and rank them by the first number column besides the coordinates.

    None if no frame has coordinates.
    """
    for frame in data.frames:
        latitude, longitude = _named(frame, _LATITUDES), _named(frame, _LONGITUDES)
        if latitude is None or longitude is None:
            continue
        others = [one for one in frame.fields if one.type == "number" and one not in (latitude, longitude)]
        return _map(frame, latitude, longitude, others[0] if others else None)
    return None


def _map(frame: Frame, latitude: Field, longitude: Field, value: Field | None) -> Drawing | None:
    names = frame.first("string")
    numbers = [] if value is None else [finite_number(one) for one in value.values]
    scale = _scale(numbers, None if value is None else value.unit)
    size = 1.0
    if value is not None:
        step = axis_step(value.unit, max(abs(scale.low), abs(scale.high)))
        size = step.size
        scale = Scale(scale.low / size, scale.high / size, step.unit)
    pins, ranked = [], []
    for row in range(min(frame.rows, LIMITS.marks)):
        number = numbers[row] if row < len(numbers) else None
        told = None if number is None else number / size
        mark = _mark(scale, told)
        north, east = (finite_number(field.values[row]) for field in (latitude, longitude))
        label = str(names.values[row] or "") if names is not None else f"{north}, {east}"
        ranked.append(Ranked(label or "(unnamed)", told, mark))
        if north is not None and east is not None and abs(north) <= 90 and abs(east) <= 180:
            pins.append((told if told is not None else -math.inf, Pin(north, east, mark)))
    ranked.sort(key=lambda one: (one.value is None, -(one.value or 0.0)))
    ranking = Ranking(tuple(ranked), scale)
    if not pins:
        return ranking if ranked else None
    ordered = tuple(pin for _, pin in sorted(pins, key=lambda one: one[0]))
    return Stack((WorldMap(ordered), ranking))


def _mark(scale: Scale, value: float | None) -> Mark:
    if value is None:
        return Mark("unknown", "muted")
    spread = scale.high - scale.low
    share = (value - scale.low) / spread if spread > 0 else 0.0
    return Mark(_SYMBOLS[min(int(share * 4), 3)], "series-0")


def _scale(values: Sequence[float | None], unit: str | None) -> Scale:
    known = [value for value in values if value is not None]
    return Scale(min(known, default=0.0), max(known, default=0.0), unit)


def _bucket_name(field: Field) -> str:
    """A bucket's name: its upper limit from the label `le`, else its name in the legend."""
    return (field.labels or {}).get("le") or field.label


def _bucket(field: Field) -> float:
    """The number with which a bucket's name begins, to sort buckets; NaN if it begins with no number."""
    name = _bucket_name(field).split(" ")[0]
    return math.inf if name.lower() in ("+inf", "inf") else leading_number(name)


def _is_cumulative(rows: Sequence[tuple[float, Field, dict[float, float | None]]]) -> bool:
    """Whether each bucket also counts the values of the bucket below it, as in Prometheus."""
    return all(
        (value or 0.0) >= (less.get(time) or 0.0)
        for (_, _, less), (_, _, most) in pairwise(rows)
        for time, value in most.items()
    )


def _less(most: dict[float, float | None], less: dict[float, float | None]) -> dict[float, float | None]:
    return {
        time: None if value is None else max(value - (less.get(time) or 0.0), 0.0)
        for time, value in most.items()
    }


def _named(frame: Frame, names: Sequence[str]) -> Field | None:
    return next((one for one in frame.fields if one.type == "number" and one.name.lower() in names), None)
