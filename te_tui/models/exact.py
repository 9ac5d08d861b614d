"""Exact values of a panel as lines of one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def lines_of(exact: Mapping[str, Any], columns: int | None = None) -> Iterator[tuple[object, ...]]:
    """Lines of one table, the heading first: the `rows`, or else a line for each point of the `series`.

    Rows are objects, cut to the first `columns` of their keys. A series has a label, perhaps a metric before
    it, and `points` of time and value.
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
