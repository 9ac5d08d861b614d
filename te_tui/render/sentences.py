"""The content of a widget in sentences, for screen readers: highest, lowest and last values, with times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, tzinfo
from statistics import median
from typing import TYPE_CHECKING, Final

from te_tui.models.content import BarChart, Grid, Headline, Note, Numbers, Stack, Table, TimeChart
from te_tui.models.forms import BoxPlot, HeatMap, Pie, Ranking, Tiles, WorldMap
from te_tui.render.charts.pie import format_share, shares_of
from te_tui.render.text.numbers import and_more, format_number
from te_tui.render.text.times import format_time
from te_tui.render.text.words import undrawn, written_words
from te_tui.render.writing import written_table

if TYPE_CHECKING:
    from te_tui.models.content import Drawing, Number, Series
    from te_tui.models.forms import Box

_PAINT_WORDS: Final = {"bad": ", marked as bad", "warning": ", marked as a warning"}
_FIVE: Final = ("lowest", "lower quartile", "median", "upper quartile", "highest")


def sentences(drawing: Drawing, zone: tzinfo = UTC) -> Iterator[str]:
    """The content of a widget as sentences, one a line; times are in `zone`."""
    match drawing:
        case TimeChart():
            yield from _chart_sentences(drawing, zone)
        case BarChart():
            yield from _bar_sentences(drawing)
        case Table() | Grid():
            yield from row_sentences(drawing if isinstance(drawing, Grid) else _undrawn_table(drawing, zone))
        case Numbers(numbers=numbers):
            yield from map(_number_sentence, numbers)
        case Headline(phrases=phrases):
            yield "; ".join(written_words(phrase.text, zone) for phrase in phrases) + "."
        case Note(text=text):
            yield written_words(text, zone)
        case Stack(parts=parts):
            for part in parts:
                yield from sentences(part, zone)
        case WorldMap(pins=pins):
            yield f"A map with {len(pins):,} places."
        case _:
            yield from _form_sentences(drawing, zone)


def _undrawn_table(table: Table, zone: tzinfo) -> Grid:
    rows = tuple(tuple(map(undrawn, row)) for row in table.rows)
    return written_table(replace(table, rows=rows), zone)


def _bar_sentences(chart: BarChart) -> Iterator[str]:
    for index, category in enumerate(chart.categories):
        named = ((one.label, one.values[index]) for one in chart.series)
        values = ", ".join(f"{label} {format_number(value, chart.unit)}" for label, value in named)
        yield f"{category}: {values}."
    yield from _more(chart.left_out + chart.more, "bar")


def _number_sentence(number: Number) -> str:
    before = "" if number.previous is None else f", {format_number(number.previous, number.unit)} before"
    status = f" ({number.status})" if number.status else ""
    figure = number.text or format_number(number.value, number.unit)
    return f"{number.label}: {figure}{_PAINT_WORDS.get(number.paint, '')}{before}{status}."


def row_sentences(grid: Grid) -> Iterator[str]:
    """Each row of a table as a line such as `Name: web; State: up`; then counts of what is left out."""
    titles = [column.title for column in grid.columns]
    for row in grid.rows:
        yield "; ".join(f"{title}: {cell}" if title else cell
                        for title, cell in zip(titles, row, strict=False) if cell)  # fmt: skip
    yield from _more(grid.more_rows, "row")
    yield from _more(grid.more_columns, "column")


def _chart_sentences(chart: TimeChart, zone: tzinfo) -> Iterator[str]:
    ends = [one.times[-1] for one in chart.series if one.times]
    now = chart.end or max(ends, default=0.0)
    for one in chart.series:
        yield _series_sentence(one, chart.unit, zone, now)
    for start, end in chart.suppressed:
        times = (format_time(when, zone=zone, now=now) for when in (start, end))
        yield f"{chart.shade_words}: {' to '.join(times)}."
    yield from _more(chart.more, "series")


def _series_sentence(series: Series, unit: str | None, zone: tzinfo, now: float) -> str:
    points = [
        (time, value) for time, value in zip(series.times, series.values, strict=True) if value is not None
    ]
    if not points:
        return f"{series.label}: no values."

    def at(time: float) -> str:
        return format_time(time, zone=zone, now=now)

    high, low = max(points, key=lambda point: point[1]), min(points, key=lambda point: point[1])
    end, last = points[-1]
    if high[1] == low[1]:
        return f"{series.label}: {format_number(last, unit)} throughout, until {at(end)}."
    return (
        f"{series.label}: highest {format_number(high[1], unit)} at {at(high[0])}, "
        f"lowest {format_number(low[1], unit)} at {at(low[0])}; "
        f"at the end ({at(end)}) {format_number(last, unit)}, {_since(points, unit, at(_turn(points)))}."
    )


def _side(value: float, middle: float) -> int:
    return (value > middle) - (value < middle)


def _turn(points: list[tuple[float, float]]) -> float:
    """The time since which all values have been on the same side of the median: above, at or below it."""
    middle = median(value for _, value in points)
    side = _side(points[-1][1], middle)
    turn = points[-1][0]
    for time, value in reversed(points):
        if _side(value, middle) != side:
            break
        turn = time
    return turn


def _since(points: list[tuple[float, float]], unit: str | None, when: str) -> str:
    middle = median(value for _, value in points)
    where = {1: "above", 0: "at", -1: "below"}[_side(points[-1][1], middle)]
    return f"{where} its median of {format_number(middle, unit)} since {when}"


def _form_sentences(form: Pie | Tiles | HeatMap | Ranking | BoxPlot, zone: tzinfo) -> Iterator[str]:
    match form:
        case Pie():
            for one, share in zip(form.slices, shares_of(form), strict=True):
                yield f"{one.label}: {format_number(one.value, form.unit)}, {format_share(share)}."
        case Tiles():
            for group in form.groups:
                before = f"{group.label}, " if group.label else ""
                yield from (
                    f"{before}{tile.label}: {format_number(tile.value, form.scale.unit)}."
                    for tile in group.tiles
                )
        case HeatMap():
            for (row, column), value in form.cells.items():
                yield f"{form.rows[row]}, {form.columns[column]}: {format_number(value, form.scale.unit)}."
        case Ranking():
            for entry in form.entries:
                yield f"{entry.label}: {format_number(entry.value, form.scale.unit)}."
        case BoxPlot():
            yield from (_box_sentence(box, form.unit, zone) for box in form.boxes)


def _box_sentence(box: Box, unit: str | None, zone: tzinfo) -> str:
    told = zip(_FIVE, box.five or (), strict=False)
    values = ", ".join(f"{name} {format_number(value, unit)}" for name, value in told)
    return f"{written_words(box.label, zone)}: {values or 'no values'}."


def _more(count: int, name: str) -> Iterator[str]:
    if count:
        yield f"{and_more(count, name)}."
