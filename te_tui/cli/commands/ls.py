"""`te-tui ls`: list the snapshots of one account group, of all account groups, or of all profiles."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Final, NamedTuple

from te_tui.cli.account.access import AccountOptions
from te_tui.cli.account.opening import open_source
from te_tui.cli.choosing import check_groups, listed_groups, rows_by_group
from te_tui.cli.everywhere import Form, list_everywhere
from te_tui.cli.exits import WrongUsage
from te_tui.cli.output import Output, print_csv, print_json
from te_tui.cli.parser import Parser, add_all_groups, add_formats, add_wide, count
from te_tui.cli.remarks import Remarks
from te_tui.cli.saved_tests import print_saved_tests
from te_tui.cli.snapshot_rows import GroupRow, in_row_order, print_rows, print_snapshots
from te_tui.filters import Filter, examples, parse
from te_tui.models.account_group import AccountGroup
from te_tui.models.profile_group import ProfileGroup
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.export import snapshot_cells, snapshot_fields, snapshot_json
from te_tui.render.snapshots import SORT_KEYS
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import server_now

_EVERYWHERE: Final = """\
everywhere:
  --everywhere lists all account groups (Grafana: organizations) of all profiles in the settings at once, each
  with its own token. Rows are printed as they arrive, with a column that says where; only --sort waits for
  all of them. A profile that fails is a line on stderr, and the others go on (exit code 5)."""


class Options(NamedTuple):
    """The options of `te-tui ls`, as typed."""

    account: AccountOptions
    output: Output
    quiet: bool
    all_groups: bool
    everywhere: bool
    tests: bool
    filter: str
    sort: str | None
    limit: int | None
    wide: bool
    json: bool
    csv: bool


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.explain(
        f"{_EVERYWHERE}\n\nfilter expressions:\n"
        + "\n".join(f"  {example:24}{meaning}" for example, meaning in examples())
    )
    add_all_groups(parser)
    parser.add_argument(
        "--everywhere", action="store_true", help="of every account group of every profile, see below"
    )
    parser.add_argument(
        "--tests", action="store_true", help="private test snapshots in the place of dashboard snapshots"
    )
    parser.add_argument("--filter", default="", metavar="EXPR", help="only those that match, see below")
    parser.add_argument("--sort", choices=SORT_KEYS, metavar="KEY", help=f"by {', '.join(SORT_KEYS)}")
    parser.add_argument("--limit", type=count, metavar="N", help="maximum number of rows")
    add_wide(parser)
    add_formats(parser)


def run(arguments: argparse.Namespace) -> int:
    """List snapshots as a table, JSON or CSV; return the exit code.

    JSON and CSV rows are printed as soon as they arrive, unless --sort is typed.
    """
    options = Options(
        AccountOptions.of(arguments, everywhere=arguments.all_groups or arguments.everywhere),
        Output(arguments.no_color),
        arguments.quiet,
        arguments.all_groups,
        arguments.everywhere,
        arguments.tests,
        arguments.filter,
        arguments.sort,
        arguments.limit,
        arguments.wide,
        arguments.json,
        arguments.csv,
    )
    check_groups(options.account.aid, all_groups=options.all_groups)
    remarks = Remarks(quiet=options.quiet)
    if options.everywhere:
        return asyncio.run(_list_everywhere(options, remarks))
    return asyncio.run((_list_tests if options.tests else _list)(options, remarks))


async def _list(options: Options, remarks: Remarks) -> int:
    wanted = parse(options.filter)
    profile = options.account.access.profile
    async with open_source(options.account, remarks) as source:
        every = _rows(source, options, remarks, wanted.dashboard_id)
        matching = _matching(source, every, wanted, profile.name)
        # Sorting needs them all.
        async with aclosing(_limited(matching, None if options.sort else options.limit)) as rows:
            if options.sort:
                ordered = in_row_order([one async for one in rows], options.sort)
                print_snapshots(
                    ordered[: options.limit],
                    options.output,
                    server_now(source),
                    as_json=options.json,
                    as_csv=options.csv,
                    groups=options.all_groups,
                    wide=options.wide,
                )
            elif options.json:
                async for _, row in rows:
                    print_json(snapshot_json(row))
            elif options.csv:
                print_csv([snapshot_fields(profile.vendor)])
                async for _, row in rows:
                    print_csv([snapshot_cells(row)])
            else:
                found = [one async for one in rows]
                print_rows(
                    found, options.output, server_now(source), groups=options.all_groups, wide=options.wide
                )
    return 5 if remarks.left_out else 0


async def _list_everywhere(options: Options, remarks: Remarks) -> int:
    if options.account.aid or options.tests:
        raise WrongUsage("--everywhere is all account groups of all profiles; leave out --aid and --tests.")
    form = Form(options.output, as_json=options.json, as_csv=options.csv, wide=options.wide)
    wanted = parse(options.filter)
    return await list_everywhere(
        options.account, remarks, wanted, form, sort=options.sort, limit=options.limit
    )


async def _rows(
    source: SnapshotSource, options: Options, remarks: Remarks, dashboard_id: str | None
) -> AsyncGenerator[GroupRow, None]:
    groups = await listed_groups(source, options.account.aid, remarks, all_groups=options.all_groups)
    async with aclosing(rows_by_group(source, groups, remarks, dashboard_id)) as rows:
        async for one in rows:
            yield one


async def _matching(
    source: SnapshotSource, every: AsyncGenerator[GroupRow, None], wanted: Filter, profile: str
) -> AsyncGenerator[GroupRow, None]:
    matches: Callable[[SnapshotRow], bool | None] | None = None
    wheres: dict[AccountGroup, ProfileGroup] = {}
    async with aclosing(every) as rows:
        async for group, row in rows:
            # The first answer tells the service's clock.
            matches = matches or wanted.test(server_now(source))
            tested = row
            if wanted.names_group:
                where = wheres.setdefault(group, ProfileGroup(profile, source.vendor, source.host, group))
                tested = row._replace(where=where)
            if matches(tested):
                yield group, row


async def _limited(
    every: AsyncGenerator[GroupRow, None], limit: int | None
) -> AsyncGenerator[GroupRow, None]:
    """The first `limit` rows, or all rows if `limit` is None; pages that are not needed are not requested."""
    left = limit
    if left == 0:
        return
    async with aclosing(every) as rows:
        async for row in rows:
            yield row
            if left is not None:
                left -= 1
                if left == 0:
                    return


async def _list_tests(options: Options, remarks: Remarks) -> int:
    if options.filter or options.sort:
        raise WrongUsage("--filter and --sort are for dashboard snapshots, not for --tests.")
    async with open_source(options.account, remarks) as source:
        groups = await listed_groups(source, options.account.aid, remarks, all_groups=options.all_groups)
        await print_saved_tests(
            source,
            groups,
            remarks,
            options.output,
            limit=options.limit,
            as_json=options.json,
            as_csv=options.csv,
        )
    return 5 if remarks.left_out else 0
