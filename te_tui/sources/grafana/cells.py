"""The unrounded values of a panel as one table, for CSV and the like, with times in seconds since 1970."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from te_tui.models.exact import lines_of
from te_tui.sources.grafana.exact import seconds


def exact_cells(panel: Mapping[str, Any], columns: int | None = None) -> Iterator[tuple[object, ...]]:
    """Yield a panel's data as the rows of one table, with the heading first.

    The rows are the panel's points if it has any, else its table rows, its figures or its text. `panel` is a
    result of `exact_panel`. Tables of other things than points get at most `columns` columns.
    """
    if lines := [*panel["series"], *panel["states"]]:
        yield from lines_of({"series": lines})
    elif panel["tables"]:
        yield from _rows(panel["tables"], columns)
    elif panel["figures"]:
        yield from lines_of({"rows": panel["figures"]}, columns)
    else:
        yield ("content",)
        if panel["content"] is not None:
            yield (panel["content"],)


def _rows(tables: Sequence[Mapping[str, Any]], columns: int | None) -> Iterator[tuple[object, ...]]:
    """Put several tables into one, heading first; tables with equal headings use the same columns."""
    heads: dict[tuple[str, ...], int] = {}
    width = 0
    for table in tables:
        head = tuple(column["label"] for column in table["columns"])
        if head not in heads:
            heads[head] = width
            width += len(head)
    yield tuple(label for head in heads for label in head)[:columns]
    for table in tables:
        head = tuple(column["label"] for column in table["columns"])
        before = (None,) * heads[head]
        after = (None,) * (width - len(before) - len(head))
        are_times = [column["type"] == "time" for column in table["columns"]]
        for row in table["rows"]:
            cells = (seconds(cell) if is_time else cell for cell, is_time in zip(row, are_times, strict=True))
            yield (*before, *cells, *after)[:columns]
