"""Snapshots of a list on stdout: as JSON, as CSV, or as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from te_tui.cli.output import Output, print_csv, print_json, print_table
from te_tui.models.content import Column, Grid
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.export import snapshot_cells, snapshot_fields, snapshot_json
from te_tui.render.snapshots import expiry_of, flags_of
from te_tui.render.text.times import format_duration, format_time


def print_snapshots(
    ordered: Sequence[SnapshotRow], output: Output, now: datetime, *, as_json: bool, as_csv: bool
) -> None:
    """Print rows that are all there, in the form that was asked for; `now` by the service's clock."""
    if as_json:
        for row in ordered:
            print_json(snapshot_json(row))
    elif as_csv:
        vendor = ordered[0].vendor if ordered else None
        print_csv([snapshot_fields(vendor), *map(snapshot_cells, ordered)])
    else:
        print_rows(ordered, output, now)


def print_rows(rows: Iterable[SnapshotRow], output: Output, now: datetime) -> None:
    """Print rows as a table; `now` by the service's clock."""
    # An id that is cut is of no use to the next command.
    columns = (
        Column("Snapshot", least=36),
        Column("Name", least=20),
        Column("Expires", least=11),
        Column("Created (UTC)", least=12),
        Column("Span", "right", least=5),
        Column("Flags", least=9),
        Column("Dashboard", least=12),
    )
    cells = tuple(
        (
            row.snapshot_id,
            row.name,
            _expires(row, now),
            format_time(row.created, zone=UTC, now=now, labelled=False) if row.created else None,
            format_duration(row.duration) if row.duration is not None else None,
            " ".join(flags_of(row)) or None,
            row.dashboard_title or row.dashboard_id,
        )
        for row in rows
    )
    print_table(Grid(columns, cells), output)


def _expires(row: SnapshotRow, now: datetime) -> str:
    shown = expiry_of(row, now)
    return f"{shown.text} {shown.glyph}".rstrip()
