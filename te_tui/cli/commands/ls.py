"""`te-tui groups` and `te-tui ls`."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import UTC, datetime

from te_tui.cli.account.opening import open_source
from te_tui.cli.commands.saved_tests import list_saved_tests
from te_tui.cli.output import print_csv, print_json, print_table
from te_tui.cli.remarks import Remarks
from te_tui.cli.usage import WrongUsage
from te_tui.filters import Filter, parse
from te_tui.models.account_group import AccountGroup
from te_tui.models.content import Column, Grid
from te_tui.models.snapshot_row import SnapshotPage, SnapshotRow
from te_tui.render.export import SNAPSHOT_FIELDS, snapshot_cells, snapshot_json
from te_tui.render.snapshots import flags_of, in_order
from te_tui.render.text.times import expiry, format_duration, format_time
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import server_now
from te_tui.sources.errors import NotFound, Rejected, SourceError
from te_tui.sources.finding import damaged_groups, find_group, groups_by_nearness

_GROUP_FIELDS = (
    "aid", "accountGroupName", "organizationName", "isCurrentAccountGroup", "isDefaultAccountGroup",
)  # fmt: skip


async def list_groups(arguments: argparse.Namespace) -> int:
    """List the account groups."""
    remarks = Remarks(quiet=arguments.quiet)
    async with open_source(arguments, remarks) as source:
        groups = await source.account_groups()
    remarks.damaged(damaged_groups(groups))
    rows = [(g.aid, g.name, g.organization, g.current, g.default) for g in groups]
    if arguments.json:
        for row in rows:
            print_json(dict(zip(_GROUP_FIELDS, row, strict=True)))
    elif arguments.csv:
        print_csv([_GROUP_FIELDS, *rows])
    else:
        cells = tuple((g.aid, g.name, g.organization, "current" if g.current else None) for g in groups)
        columns = (Column("AID"), Column("Account group"), Column("Organization"), Column("Note"))
        print_table(Grid(columns, cells), arguments)
    return 5 if remarks.left_out else 0


async def list_snapshots(arguments: argparse.Namespace) -> int:
    """List snapshots; as JSON or CSV and without --sort they come out as pages arrive."""
    check_groups(arguments)
    if arguments.tests:
        return await list_saved_tests(arguments)
    remarks = Remarks(quiet=arguments.quiet)
    wanted = parse(arguments.filter)
    async with open_source(arguments, remarks) as source:
        rows = _limited(
            _matching(source, _rows(source, arguments, remarks, wanted.dashboard_id), wanted), arguments
        )
        if arguments.sort:
            ordered = in_order([row async for row in rows], arguments.sort)
            print_snapshots(ordered[: arguments.limit], arguments, server_now(source))
        elif arguments.json:
            async for row in rows:
                print_json(snapshot_json(row))
        elif arguments.csv:
            print_csv([SNAPSHOT_FIELDS])
            async for row in rows:
                print_csv([snapshot_cells(row)])
        else:
            found = [row async for row in rows]
            _print_rows(found, arguments, server_now(source))
    return 5 if remarks.left_out else 0


def check_groups(arguments: argparse.Namespace) -> None:
    """Refuse one account group and all of them.

    Raises:
        WrongUsage: both are asked for.
    """
    if arguments.all_groups and arguments.aid:
        raise WrongUsage("Name one account group with --aid, or take --all-groups; not both.")


async def _rows(
    source: SnapshotSource, arguments: argparse.Namespace, remarks: Remarks, dashboard_id: str | None
) -> AsyncIterator[SnapshotRow]:
    if arguments.all_groups:
        found = await source.account_groups()
        remarks.damaged(damaged_groups(found))
        groups = groups_by_nearness(found)
    else:
        groups = [await find_group(source, arguments.aid)]
    async for _, row in rows_by_group(source, groups, remarks, dashboard_id):
        yield row


async def rows_by_group(
    source: SnapshotSource,
    groups: Sequence[AccountGroup],
    remarks: Remarks,
    dashboard_id: str | None = None,
    *,
    whole: bool = False,
) -> AsyncIterator[tuple[AccountGroup, SnapshotRow]]:
    """Stream the rows of account groups; one that fails is told, unless all of them do.

    With `dashboard_id`, rows of other dashboards may be missing. With `whole`, a list that may be cut gives
    no row at all.

    Raises:
        SourceError: none of them could be listed.
    """
    failed: list[SourceError] = []
    for group in groups:
        held: list[SnapshotRow] = []
        try:
            async for page in _pages(source, str(group.aid), dashboard_id):
                remarks.damage(page.damage)
                if whole:
                    held += page.rows
                    continue
                for row in page.rows:
                    yield group, row
        except SourceError as error:
            failed.append(error)
            if len(failed) == len(groups):
                raise
            remarks.failure(error)
        else:
            for row in held:
                yield group, row


async def _pages(source: SnapshotSource, aid: str, dashboard_id: str | None) -> AsyncIterator[SnapshotPage]:
    """The pages of a list; where the service does not know that dashboard, the whole list."""
    begun = False
    try:
        async for page in source.snapshots(aid, dashboard_id):
            begun = True
            yield page
    except (NotFound, Rejected):
        if begun or dashboard_id is None:
            raise
        async for page in source.snapshots(aid):
            yield page


async def _matching(
    source: SnapshotSource, rows: AsyncIterator[SnapshotRow], wanted: Filter
) -> AsyncIterator[SnapshotRow]:
    matches: Callable[[SnapshotRow], bool] | None = None
    async for row in rows:
        # The first answer tells the service's clock.
        matches = matches or wanted.predicate(server_now(source))
        if matches(row):
            yield row


async def _limited(
    rows: AsyncIterator[SnapshotRow], arguments: argparse.Namespace
) -> AsyncIterator[SnapshotRow]:
    """Stop after --limit rows, without asking for a page more than that takes; sorting needs them all."""
    left = arguments.limit if arguments.limit is not None and not arguments.sort else None
    if left == 0:
        return
    async for row in rows:
        yield row
        if left is not None:
            left -= 1
            if left == 0:
                return


def print_snapshots(ordered: list[SnapshotRow], arguments: argparse.Namespace, now: datetime) -> None:
    """Print rows that are all there, in the form that was asked for; `now` by the service's clock."""
    if arguments.json:
        for row in ordered:
            print_json(snapshot_json(row))
    elif arguments.csv:
        print_csv([SNAPSHOT_FIELDS, *map(snapshot_cells, ordered)])
    else:
        _print_rows(ordered, arguments, now)


def _print_rows(rows: Iterable[SnapshotRow], arguments: argparse.Namespace, now: datetime) -> None:
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
    print_table(Grid(columns, cells), arguments)


def _expires(row: SnapshotRow, now: datetime) -> str:
    shown = expiry(row.expires, now)
    return f"{shown.text} {shown.glyph}".rstrip()
