"""The columns of the snapshot list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from types import MappingProxyType
from typing import Final

from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.snapshots import expiry_of, flags_of
from te_tui.render.text.times import format_date, format_duration, format_time
from te_tui.render.text.width import cell_width
from te_tui.screens.snapshots.listing import key_of
from te_tui.widgets.cells import Cell, Role
from te_tui.widgets.columns import Column

_ROLES: dict[str, Role] = {"bad": "error", "warning": "warning", "muted": "muted"}


def titles(zone: tzinfo) -> dict[str, str]:
    """The titles of the sortable columns, by column key; the title of creation times names the zone."""
    # Not by its own name: that changes with the seasons, and the list reaches over a year.
    return {
        "name": "Name",
        "dashboard": "Dashboard",
        "created": f"Created ({'UTC' if zone is UTC else 'local'})",
        "expires": "Expires",
        "span": "Span",
    }


def unfilled(rows: Iterable[SnapshotRow], among: Collection[str]) -> frozenset[str]:
    """The keys of those columns in `among` that are empty in all of these rows."""
    left = set(among)
    for row in rows:
        left -= {key for key in left if _VALUES[key](row) is not None}
        if not left:
            break
    return frozenset(left)


_VALUES: Final[dict[str, Callable[[SnapshotRow], object]]] = {
    "dashboard": lambda row: row.dashboard_title or row.dashboard_id,
    "span": lambda row: row.duration,
    "flags": lambda row: next(flags_of(row), None),
}

INSTANT: Final = len("11 Nov 2025 03:12")
"""Cells of a column of times, which have their minute in every year."""

OPTIONAL: Final = frozenset(_VALUES)
"""The keys of columns that some vendors never fill."""


def _where(row: SnapshotRow) -> str:
    return row.where.label if row.where else ""


def _dashboard(row: SnapshotRow) -> str:
    return row.dashboard_title or row.dashboard_id or ""


def widest(rows: Iterable[SnapshotRow], before: Mapping[str, int]) -> dict[str, int]:
    """How many terminal cells the longest account group and dashboard take, by column key.

    The result is never less than `before`, so that columns do not become narrower while rows arrive.
    """
    rows = list(rows)
    return {
        key: max([before.get(key, 0), *map(cell_width, set(map(text, rows)))])
        for key, text in {"where": _where, "dashboard": _dashboard}.items()
    }


def snapshot_columns(
    now: Callable[[], datetime],
    zone: tzinfo,
    without: Collection[str] = (),
    changed: Collection[Hashable] = (),
    widths: Mapping[str, int] = MappingProxyType({}),
    *,
    ascii_only: bool = False,
    where: bool = False,
) -> tuple[Column[SnapshotRow], ...]:
    """The columns of the list of snapshots; the name is first, and never dropped for lack of space.

    Args:
        now: Returns the present time, aware.
        zone: The time zone of all times.
        without: The keys of columns to leave out.
        changed: The keys of rows whose expiry was just moved; they show the new date.
        widths: The terminal cells of a column's widest text, by column key.
        ascii_only: Whether to draw with ASCII.
        where: Whether there is a column for the account group.
    """
    named = titles(zone)

    def expires(row: SnapshotRow) -> Cell:
        if key_of(row) in changed and row.expires is not None:
            return Cell(f"✓ {format_date(row.expires, zone=zone, now=now())}", "success")
        shown = expiry_of(row, now())
        when = shown.text.removeprefix("expired ")  # the sign says so, and so does "ago"
        return Cell(f"{when} {shown.mark(ascii_only=ascii_only)}".rstrip(), _ROLES.get(shown.role, "plain"))

    def created(row: SnapshotRow) -> Cell:
        if row.created is None:
            return Cell("–", "muted")
        return Cell(format_time(row.created, zone=zone, now=now(), labelled=False))

    def span(row: SnapshotRow) -> Cell:
        return Cell("–", "muted") if row.duration is None else Cell(format_duration(row.duration))

    def column(
        title: str, cell: Callable[[SnapshotRow], str], least: int, drop: int, text: int | None
    ) -> Column[SnapshotRow]:
        most = None if text is None else max(text, cell_width(title))
        return Column(title=title, cell=cell, min_width=least, most=most, drop=drop)

    hidden = {named.get(key, key.capitalize()) for key in without}
    columns: tuple[Column[SnapshotRow], ...] = (
        Column(title=named["name"], cell=lambda row: row.label, min_width=33, weight=2, spills=True),
        *([column("Where", _where, 20, 1, widths.get("where"))] if where else []),
        column(named["dashboard"], _dashboard, 16, 3, widths.get("dashboard")),
        Column(title=named["created"], cell=created, width=INSTANT, align="right", drop=1),
        Column(title=named["expires"], cell=expires, width=13, align="right"),
        Column(title=named["span"], cell=span, width=6, align="right", drop=2),
        Column(title="Flags", cell=lambda row: Cell(" ".join(flags_of(row)), "muted"), width=16, drop=4),
    )
    return tuple(column for column in columns if column.title not in hidden)
