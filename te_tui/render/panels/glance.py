"""What a widget says at a glance, for a line of a list: a sparkline, and one figure."""

from __future__ import annotations

from dataclasses import dataclass

from te_tui.models.panel import Panel
from te_tui.models.panel_data import PanelData
from te_tui.render.charts.pie import format_share, shares_of
from te_tui.render.charts.sparkline import sparkline
from te_tui.render.forms import BoxPlot, HeatMap, Pie, Ranking, Scale, Tiles
from te_tui.render.text.numbers import format_change, format_number
from te_tui.render.values import (
    BarChart,
    Drawing,
    Grid,
    Headline,
    Note,
    Numbers,
    Series,
    Stack,
    TimeChart,
)

# One glyph a form, so that the eye finds the charts; every one is a single cell in every font.
_GLYPHS = {
    "time series: line": "∿",
    "time series: stacked area": "◢",
    "bar chart: grouped": "▮",
    "bar chart: stacked": "▮",
    "pie chart": "◔",
    "table": "▦",
    "multi metric table": "▦",
    "number": "#",
    "agent status": "◉",
    "color grid": "▒",
    "alert list": "!",
    "list": "≡",
    "test table": "▤",
    "map": "⊕",
    "box and whiskers": "╪",
    "heatmap": "▒",
}


@dataclass(frozen=True, slots=True)
class Glance:
    """A sparkline, which may be empty, and a figure with its unit, or why there is none."""

    spark: str = ""
    figure: str = ""


def type_glyph(panel_type: str | None) -> str:
    """The glyph of a widget type; `?` for one that te-tui does not know."""
    return _GLYPHS.get((panel_type or "").casefold(), "?")


def glance(panel: Panel, data: PanelData, drawing: Drawing, width: int = 8) -> Glance:
    """Reduce a drawing to what fits beside its name; the sparkline is at most `width` cells."""
    kind = (panel.type or "").casefold()
    if kind == "alert list" and data.total_alerts is not None:
        return Glance(
            figure=f"{format_number(data.active_alerts or 0)} of {format_number(data.total_alerts)}"
        )
    if kind == "agent status" and (offline := _offline(data)) is not None:
        return Glance(figure=f"{format_number(offline)} offline")
    return _glance(drawing, width)


def _glance(drawing: Drawing, width: int) -> Glance:
    """The glance at a drawing; of several parts the first one that says something, a note last."""
    match drawing:
        case Stack(parts=parts):
            ordered = sorted(parts, key=lambda part: isinstance(part, Note))
            return next((one for part in ordered if (one := _glance(part, width)).figure), Glance())
        case TimeChart(series=series, unit=unit):
            first = _busiest(series)
            last = next((v for v in reversed(first.values) if v is not None), None)
            return Glance(sparkline(first.values, width), format_number(last, unit))
        case BarChart(series=series, unit=unit, stacked=stacked):
            bars = [
                [v for v in bar if v is not None] for bar in zip(*(s.values for s in series), strict=True)
            ]
            tops = [(sum if stacked else max)(bar) if bar else None for bar in bars]
            highest = max((top for top in tops if top is not None), default=None)
            return Glance(sparkline(tops, min(width, len(tops))), format_number(highest, unit))
        case Numbers(numbers=(first_number, *_)):
            direction = format_change(first_number.value, first_number.previous)[:1].strip("=")
            figure = format_number(first_number.value, first_number.unit)
            return Glance(figure=f"{figure} {direction}".rstrip())
        case Grid(rows=rows):
            return Glance(figure=f"{len(rows):,} row{'s' if len(rows) != 1 else ''}")
        case Headline(phrases=(phrase, *_)) if phrase.role != "title":
            return Glance(figure=phrase.text)
        case Note():
            return Glance(figure="no data")
    return _form_glance(drawing, width)


def _form_glance(drawing: Drawing, width: int) -> Glance:
    """The largest share, the worst or highest value, the highest median."""
    match drawing:
        case Pie():
            shares = shares_of(drawing)
            return Glance(sparkline(shares, min(width, len(shares))), format_share(shares[0]))
        case Tiles(groups=groups, scale=scale):
            return _worst([tile.value for group in groups for tile in group.tiles], scale, width)
        case HeatMap(cells=cells, scale=scale):
            return _worst(list(cells.values()), scale, width)
        case Ranking(entries=entries, scale=scale):
            return _worst([entry.value for entry in entries], scale, width)
        case BoxPlot(boxes=boxes, unit=unit):
            medians = [box.five[2] if box.five else None for box in boxes]
            highest = max((median for median in medians if median is not None), default=None)
            return Glance(sparkline(medians, min(width, len(medians))), format_number(highest, unit))
    return Glance()


def _worst(values: list[float | None], scale: Scale, width: int) -> Glance:
    """Values in their order, and the worst or highest of them."""
    known = [value for value in values if value is not None]
    worst = (min if scale.worst == "low" else max)(known, default=None)
    return Glance(sparkline(values, min(width, len(values))), format_number(worst, scale.unit))


def _offline(data: PanelData) -> int | None:
    """How many agents are offline, in the words of the API if it has any."""
    if data.summary is not None and data.summary.offline is not None:
        return data.summary.offline
    states = [(agent.status or "").strip().casefold() for agent in data.agents or ()]
    return states.count("offline") if states else None


def _busiest(series: tuple[Series, ...]) -> Series:
    """The series that moved most, because that is the one somebody is looking for."""

    def reach(one: Series) -> float:
        known = [v for v in one.values if v is not None]
        return max(known) - min(known) if known else -1.0

    return max(series, key=reach)
