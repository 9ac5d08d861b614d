"""Findings of the commands timeline, compare and trend as JSON, with unrounded numbers and epoch seconds."""

from __future__ import annotations

from typing import Any

from te_tui.analysis.comparison import Compared, Comparison, Side
from te_tui.analysis.episodes import Episode
from te_tui.analysis.series import Quantity, Series
from te_tui.analysis.timeline import Timeline
from te_tui.analysis.trend import Trend
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.analysis.comparison import describe_obstacle
from te_tui.render.analysis.trend import describe_refusal


def snapshot_fields(row: SnapshotRow) -> dict[str, Any]:
    """A snapshot as JSON: its id and name, and the start and end of its window in epoch seconds, or null."""
    return {
        "snapshotId": row.snapshot_id,
        "snapshotName": row.name,
        "start": int(row.start.timestamp()) if row.start else None,
        "end": int(row.end.timestamp()) if row.end else None,
    }


def timeline_json(row: SnapshotRow, timeline: Timeline) -> dict[str, Any]:
    """The timeline of a snapshot as JSON."""
    return snapshot_fields(row) | {
        "series": {"lookedAt": timeline.looked_at, "refused": timeline.refused},
        "episodes": [
            _episode(one) | {"incident": timeline.incident_of(index)}
            for index, one in enumerate(timeline.episodes)
        ],
        "incidents": [
            {
                "start": one.start,
                "end": one.end,
                "first": list(one.first),
                "together": one.together,
                "lead": one.lead,
                "episodes": len(one.episodes),
                "largest": {
                    "widgetId": timeline.episodes[one.largest].series.widget_id,
                    "label": timeline.episodes[one.largest].series.label,
                },
            }
            for one in timeline.incidents
        ],
    }


def comparison_json(before: SnapshotRow, after: SnapshotRow, comparison: Comparison) -> dict[str, Any]:
    """The comparison of two snapshots as JSON."""
    return {
        "before": snapshot_fields(before),
        "after": snapshot_fields(after),
        "series": [_compared(one) for one in comparison.series],
        "onlyBefore": [_named(one) for one in comparison.only_before],
        "onlyAfter": [_named(one) for one in comparison.only_after],
    }


def trend_json(
    widget_id: str | None, title: str | None, quantity: Quantity, bin_size: int, trends: tuple[Trend, ...]
) -> dict[str, Any]:
    """The trends of a widget as JSON."""
    return {
        "widgetId": widget_id,
        "title": title,
        "metric": quantity.metric,
        "unit": quantity.unit,
        "binSize": bin_size,
        "series": [_trend(one) for one in trends],
    }


def _named(series: Series) -> dict[str, Any]:
    return {"widgetId": series.widget_id, "title": series.title, "label": series.label}


def _episode(episode: Episode) -> dict[str, Any]:
    series = episode.series
    return _named(series) | {
        "metric": series.quantity.metric,
        "unit": series.quantity.unit,
        "groups": [list(group) for group in series.groups],
        "start": episode.start,
        "startAfter": episode.start_after,
        "end": episode.end,
        "startedBefore": episode.started_before,
        "direction": "up" if episode.size > 0 else "down",
        "verdict": episode.verdict,
        "size": episode.size,
        "relative": episode.relative,
        "baseline": episode.baseline,
        "level": episode.level,
        "peak": episode.peak,
        "bins": episode.bins,
        "binSize": episode.bin_size,
        "confidence": "clear" if episode.clear else "likely",
    }


def _compared(compared: Compared) -> dict[str, Any]:
    series, change = compared.after, compared.change
    found = {
        "widgetId": compared.before.widget_id,
        "widgetIdAfter": series.widget_id,
        "title": series.title,
        "metric": series.quantity.metric,
        "unit": series.quantity.unit,
        "label": series.label,
        "before": _side(compared.old),
        "after": _side(compared.new),
        "verdict": compared.verdict,
    }
    if change is None:
        return found | {"why": describe_obstacle(compared)}
    return found | {
        "align": change.hours,
        "n": change.n,
        "shift": change.shift,
        "low": change.low,
        "high": change.high,
        "relative": compared.relative,
        "p": change.p,
        "q": change.q,
    }


def _side(side: Side) -> dict[str, Any]:
    return {"n": side.n, "median": side.median, "p95": side.p95, "max": side.maximum, "bad": side.bad}


def _trend(trend: Trend) -> dict[str, Any]:
    found: dict[str, Any] = {"label": trend.label, "verdict": trend.verdict}
    if trend.slope is None:
        found["why"] = describe_refusal(trend)
    slope = trend.slope
    return found | {
        "slope": slope and slope.slope,
        "low": slope and slope.low,
        "high": slope and slope.high,
        "p": slope and slope.p,
        "steps": list(trend.steps),
        "weeks": [week._asdict() | {"snapshots": list(week.snapshots)} for week in trend.weeks],
    }
