"""Size limits of very large tables and bar charts: the part that is drawn, and how much is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from te_tui.models.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Sequence

L = TypeVar("L")
C = TypeVar("C")


class Drawn(NamedTuple, Generic[L, C]):
    """The rows and columns of a table that are drawn, and how many of each are left out."""

    rows: Sequence[L]
    columns: Sequence[C]
    more_rows: int
    more_columns: int


def drawn_of(rows: Sequence[L], columns: Sequence[C], besides: int = 0) -> Drawn[L, C]:
    """Cut a table to the size limits; `besides` counts columns, such as labels, that are not in `columns`."""
    kept_columns = columns[: LIMITS.columns]
    kept = rows[: LIMITS.cells // max(len(kept_columns) + besides, 1)]
    return Drawn(kept, kept_columns, len(rows) - len(kept), len(columns) - len(kept_columns))


def drawn_bars(categories: Sequence[L], series: Sequence[C]) -> Drawn[L, C]:
    """Cut a bar chart to the size limits; `rows` of the result are categories, `columns` are series."""
    kept_series = series[: LIMITS.columns]
    kept = categories[: LIMITS.marks // max(len(kept_series), 1)]
    return Drawn(kept, kept_series, len(categories) - len(kept), len(series) - len(kept_series))
