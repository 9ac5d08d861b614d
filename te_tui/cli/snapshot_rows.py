"""Printing a list of snapshots as JSON, as CSV or as a table."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, TypeAlias

from te_tui.cli.output import Output, print_csv, print_json, print_table
from te_tui.models.account_group import AccountGroup
from te_tui.models.content import Column, Grid
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.export import snapshot_cells, snapshot_fields, snapshot_json
from te_tui.render.snapshots import expiry_of, flags_of, in_order
from te_tui.render.text.times import format_duration, format_time
from te_tui.sources.finding import SHORT_ID

GroupRow: TypeAlias = tuple[AccountGroup, SnapshotRow]
"""A row of a list, and the account group that it is from."""

_WHOLE: Final = 40
"""Cells that dates and ids always get: a part of one is another one."""


def in_row_order(listed: Sequence[GroupRow], key: str) -> list[GroupRow]:
    """Sort snapshots, each paired with its account group, by the column `key`, one of `SORT_KEYS`."""
    group_of = {id(row): group for group, row in listed}
    return [(group_of[id(row)], row) for row in in_order([row for _, row in listed], key)]


def print_snapshots(
    ordered: Sequence[GroupRow],
    output: Output,
    now: datetime,
    *,
    as_json: bool,
    as_csv: bool,
    groups: bool,
    wide: bool,
) -> None:
    """Print rows as JSON, as CSV or as a table; `groups`, `wide` and `now` are those of `print_rows`."""
    if as_json:
        for _, row in ordered:
            print_json(snapshot_json(row))
    elif as_csv:
        vendor = ordered[0][1].vendor if ordered else None
        print_csv([snapshot_fields(vendor), *(snapshot_cells(row) for _, row in ordered)])
    else:
        print_rows(ordered, output, now, groups=groups, wide=wide)


def print_rows(
    listed: Sequence[GroupRow], output: Output, now: datetime, *, groups: bool, wide: bool
) -> None:
    """Print rows as a table, with the name in the first column.

    Args:
        listed: Snapshots with their account groups.
        output: The options for output.
        now: The time by the service's clock.
        groups: Whether there is a column for the account group.
        wide: Whether to print all columns uncut; otherwise ids are shortened if they stay unique.
    """
    starts = Counter(_start(row) for _, row in listed)
    rows = [
        _cells(group, row, now, whole=wide or starts[_start(row)] > 1, ascii_only=output.ascii_only)
        for group, row in listed
    ]
    chosen = [index for index, column in enumerate(_COLUMNS) if groups or column is not _GROUP]
    if not wide:
        chosen = chosen[: -1 if sys.stdout.isatty() else _IN_PAGERS - (1 if groups else 0)]
    grid = Grid(
        tuple(_COLUMNS[index] for index in chosen),
        tuple(tuple(row[index] for index in chosen) for row in rows),
    )
    print_table(grid, output, wide=wide)


_GROUP: Final = Column("Group", least=12)

_COLUMNS: Final = (
    Column("Name", least=30),
    Column("ID", least=_WHOLE),
    _GROUP,
    Column("Expires", least=_WHOLE),
    Column("Created (UTC)", "right"),
    Column("Span", "right"),
    Column("Flags", least=9),
    Column("Dashboard", least=12),
    Column("Link", least=_WHOLE),
)

_IN_PAGERS: Final = 5
"""The number of columns that fit into 80 cells, one less beside that of groups; terminals show more."""


def _start(row: SnapshotRow) -> str:
    """The first characters of a snapshot's id, which a table shows if no other id begins with them."""
    return (row.snapshot_id or "")[:SHORT_ID].casefold()


def _cells(
    group: AccountGroup, row: SnapshotRow, now: datetime, *, whole: bool, ascii_only: bool
) -> tuple[str | None, ...]:
    shown = expiry_of(row, now)
    return (
        row.name,
        row.snapshot_id if whole or row.snapshot_id is None else row.snapshot_id[:SHORT_ID],
        group.label,
        f"{shown.text} {shown.mark(ascii_only=ascii_only)}".rstrip(),
        format_time(row.created, zone=UTC, now=now, labelled=False) if row.created else None,
        format_duration(row.duration) if row.duration is not None else None,
        " ".join(flags_of(row)) or None,
        row.dashboard_title or row.dashboard_id,
        row.link,
    )
