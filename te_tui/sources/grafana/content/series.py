"""Charts over time, from frames with a time column and number columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from te_tui.models.content import Series, TimeChart
from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.fields.thresholds import thresholds_of
from te_tui.sources.grafana.values.dates import read_instant
from te_tui.sources.grafana.values.json_values import at, dictionary
from te_tui.sources.grafana.values.numbers import is_number, to_number
from te_tui.sources.grafana.values.units import AxisStep, axis_step

if TYPE_CHECKING:
    from te_tui.sources.grafana.body.annotations import Annotation
    from te_tui.sources.grafana.content.data import PanelData
    from te_tui.sources.grafana.frames import Field, Frame

_EPOCHS: Final = 253_402_300_800
"""Seconds; the year 10000, behind which no date can be written."""
_NAMED_ANNOTATIONS: Final = 3


class Line(NamedTuple):
    """A number field, and the time field of its frame."""

    time: Field
    field: Field


def lines_of(frames: Sequence[Frame]) -> list[Line]:
    """All visible number fields, each with its frame's first time field; frames without time are skipped."""
    return [
        Line(time, field)
        for frame in frames
        if (time := frame.first("time")) is not None
        for field in frame.fields
        if field.type == "number" and not field.is_hidden
    ]


def time_chart(data: PanelData, lines: Sequence[Line] | None = None) -> TimeChart | None:
    """A chart over time of `lines` (None: all lines of the panel); None if these have no points."""
    drawn = [
        (line, points)
        for line in lines_of(data.frames) if lines is None or line in lines
        if (points := points_of(line, data))
    ]  # fmt: skip
    kept = drawn[: LIMITS.series]
    units = {line.field.unit for line, _ in kept}
    largest = max((abs(value) for _, points in kept for _, value in points if value is not None), default=0.0)
    step = axis_step(kept[0][0].field.unit, largest) if len(units) == 1 else AxisStep(1.0, None)
    if not kept:
        return None
    start, end = _range(data, [points for _, points in kept])
    level = _level(kept[0][0].field)
    marks = [one for one in data.annotations if start is None or _reaches(one, start, end)][: LIMITS.marks]
    return TimeChart(
        series=tuple(_series(line, points, step, len(units) > 1) for line, points in kept),
        unit=step.unit,
        start=start,
        end=end,
        stacked=is_stacked(data, kept[0][0].field),
        suppressed=tuple((one.start / 1000, (one.end or one.start) / 1000) for one in marks),
        shade_words=annotation_words(marks),
        baseline=None if level is None else level / step.size,
        baseline_words="threshold",
        more=len(drawn) - len(kept),
    )


def points_of(line: Line, data: PanelData) -> list[tuple[float, float | None]]:
    """The points of a line, (epoch seconds, value), sorted by time.

    Depending on the panel's settings, a missing value is None, is left out, or is 0.
    """
    gaps = _gaps(line.field, data)
    points: list[tuple[float, float | None]] = []
    for when, value in zip(line.time.values, line.field.values, strict=False):
        time = epoch_of(when)
        number = finite_number(value)
        if time is None or (number is None and gaps == "joined"):
            continue
        points.append((time, 0.0 if number is None and gaps == "zero" else number))
    if any(later < time for (time, _), (later, _) in zip(points, islice(points, 1, None), strict=False)):
        points.sort(key=itemgetter(0))
    return points


def epoch_of(value: Any) -> float | None:
    """Convert milliseconds since 1970, or a date, to seconds; None for other values, and beyond year 9999."""
    number = read_instant(value) if isinstance(value, str) else value
    if not is_number(number) or not abs(number) < _EPOCHS * 1000:
        return None
    whole, rest = divmod(number, 1000)
    return int(whole) if not rest else round(number / 1000, 3)


def finite_number(value: Any) -> float | None:
    """The value as a finite number; None if it is no number, or infinite."""
    number = math.nan if value is None else to_number(value)
    return number if math.isfinite(number) else None


def is_stacked(data: PanelData, field: Field) -> bool:
    """Whether the panel stacks its series, by its own setting or by the field's."""
    mode = at(field.config, "custom", "stacking", "mode")
    return data.panel.sent.get("stack") is True or mode not in (None, "none", False)


def annotation_words(annotations: Sequence[Annotation]) -> str:
    """Describe the annotations of a chart: their number, and the names of the first ones."""
    names = dict.fromkeys(one.title or one.text or one.source or "annotation" for one in annotations)
    told = ", ".join(list(names)[:_NAMED_ANNOTATIONS])
    count, more = len(annotations), ", …" if len(names) > _NAMED_ANNOTATIONS else ""
    return f"{count:,} annotation{'' if count == 1 else 's'}: {told}{more}"


def _series(
    line: Line, points: Sequence[tuple[float, float | None]], step: AxisStep, with_unit: bool
) -> Series:
    label, unit = line.field.label, line.field.unit
    return Series(
        label=f"{label} ({unit})" if with_unit and unit else label,
        groups=tuple((line.field.labels or {}).items()),
        times=[time for time, _ in points],
        values=[None if value is None else value / step.size for _, value in points],
    )


def _gaps(field: Field, data: PanelData) -> str:
    span = at(field.config, "custom", "spanNulls")
    old = data.panel.sent.get("nullPointMode")
    if (span not in (None, False)) or (span is None and old == "connected"):
        return "joined"
    return "zero" if old == "null as zero" else "shown"


def _range(
    data: PanelData, lines: Sequence[Sequence[tuple[float, float | None]]]
) -> tuple[float | None, float | None]:
    """The dashboard's time range in epoch seconds; (None, None) if all lines are outside of it.

    A snapshot made by a script may have points outside its range.
    """
    start, end = data.start, data.end
    if start is None or end is None or not start < end:
        return None, None
    is_inside = any(points[0][0] <= end and points[-1][0] >= start for points in lines)
    return (start, end) if is_inside else (None, None)


def _reaches(annotation: Annotation, start: float, end: float | None) -> bool:
    return (annotation.end or annotation.start) / 1000 >= start and (
        end is None or annotation.start / 1000 <= end
    )


def _level(field: Field) -> float | None:
    """The value of the last threshold, for a line in the chart; None if the panel draws no thresholds.

    Thresholds in percent are not drawn.
    """
    style = dictionary(at(field.config, "custom", "thresholdsStyle")).get("mode")
    thresholds = thresholds_of(field.config)
    steps = [step.value for step in thresholds.steps if math.isfinite(step.value)]
    return steps[-1] if steps and style not in (None, "off") and not thresholds.is_percentage else None
