"""`te-tui expiring`: list the snapshots that expire soon, soonest first."""

from __future__ import annotations

import argparse
import asyncio
from datetime import timedelta
from typing import NamedTuple

from te_tui.cli.account.access import AccountOptions
from te_tui.cli.account.opening import open_source
from te_tui.cli.choosing import check_groups, meant
from te_tui.cli.output import Output
from te_tui.cli.parser import Parser, add_all_groups, add_formats, add_wide, length
from te_tui.cli.remarks import Remarks
from te_tui.cli.snapshot_rows import in_row_order, print_snapshots
from te_tui.render.text.times import SOON
from te_tui.sources.clock import server_now


class Options(NamedTuple):
    """The options of `te-tui expiring`, as typed."""

    account: AccountOptions
    output: Output
    quiet: bool
    within: timedelta
    all_groups: bool
    wide: bool
    json: bool
    csv: bool


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.add_argument(
        "--within", type=length, default=SOON, metavar="7d",
        help="how soon (default: 7d); units d w m (30 d) y (365 d)",
    )  # fmt: skip
    add_all_groups(parser)
    add_wide(parser)
    add_formats(parser)


def run(arguments: argparse.Namespace) -> int:
    """List the snapshots that expire within --within, by the service's clock; return the exit code.

    Expired snapshots, and snapshots without an expiry, are only counted on stderr.
    """
    options = Options(
        AccountOptions.of(arguments, everywhere=arguments.all_groups),
        Output(arguments.no_color),
        arguments.quiet,
        arguments.within,
        arguments.all_groups,
        arguments.wide,
        arguments.json,
        arguments.csv,
    )
    check_groups(options.account.aid, all_groups=options.all_groups)
    return asyncio.run(_list(options))


async def _list(options: Options) -> int:
    remarks, aid = Remarks(quiet=options.quiet), options.account.aid
    async with open_source(options.account, remarks) as source:
        listed = [one async for one in meant(source, aid, remarks, all_groups=options.all_groups)]
        now = server_now(source)
    soon = [one for one in listed if (at := one[1].expires) is not None and now <= at < now + options.within]
    print_snapshots(
        in_row_order(soon, "expires"),
        options.output,
        now,
        as_json=options.json,
        as_csv=options.csv,
        groups=options.all_groups,
        wide=options.wide,
    )
    expired = sum(row.expires is not None and row.expires < now for _, row in listed)
    if expired:
        remarks.say(f"{expired:,} more expired already: te-tui ls --filter expires:past")
    unknown = sum(row.expires is None for _, row in listed)
    if unknown:
        remarks.say(f"{unknown:,} more never expire, or do not say when: te-tui ls --filter expires:never")
    return 5 if remarks.left_out else 0
