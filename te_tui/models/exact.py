"""The exact values of a panel as one table, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def lines_of(exact: Mapping[str, Any], columns: int | None = None) -> Iterator[tuple[object, ...]]:
    """A panel's exact values as rows of one table, the heading first.

    `exact` is the panel as JSON. If it has `rows`, the table has their keys as columns, at most `columns` of
    them. Otherwise it has a row for each point of its `series`: label (after the metric, if any), time and
    value.
    """
    if rows := exact.get("rows"):
        keys = tuple(dict.fromkeys(key for row in rows for key in row))[:columns]
        yield keys
        yield from (tuple(row.get(key) for key in keys) for row in rows)
        return
    yield ("label", "time", "value")
    for series in exact.get("series", ()):
        label = " · ".join(filter(None, (series.get("metric"), series["label"])))
        yield from ((label, time, value) for time, value in series["points"])
