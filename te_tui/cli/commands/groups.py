"""`te-tui groups`: list the account groups that the token can see."""

from __future__ import annotations

import argparse
import asyncio
from typing import NamedTuple

from te_tui.cli.account.access import AccountOptions
from te_tui.cli.account.opening import open_source
from te_tui.cli.output import Output, print_csv, print_json, print_table
from te_tui.cli.parser import Parser, add_formats
from te_tui.cli.remarks import Remarks
from te_tui.models.content import Column, Grid
from te_tui.sources.finding import damaged_groups

_FIELDS = (
    "aid", "accountGroupName", "organizationName", "isCurrentAccountGroup", "isDefaultAccountGroup",
)  # fmt: skip


class Options(NamedTuple):
    """The options of `te-tui groups`, as typed."""

    account: AccountOptions
    output: Output
    quiet: bool
    json: bool
    csv: bool


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    add_formats(parser)


def run(arguments: argparse.Namespace) -> int:
    """List the account groups that the token can see; return the exit code."""
    options = Options(
        AccountOptions.of(arguments),
        Output(arguments.no_color),
        arguments.quiet,
        arguments.json,
        arguments.csv,
    )
    return asyncio.run(_list(options))


async def _list(options: Options) -> int:
    remarks = Remarks(quiet=options.quiet)
    async with open_source(options.account, remarks) as source:
        groups = await source.account_groups()
        kind = options.account.access.vendor.words.group
    remarks.damaged(damaged_groups(groups))
    rows = [(g.aid, g.name, g.organization, g.current, g.default) for g in groups]
    if options.json:
        for row in rows:
            print_json(dict(zip(_FIELDS, row, strict=True)))
    elif options.csv:
        print_csv([_FIELDS, *rows])
    else:
        cells = tuple((g.aid, g.name, g.organization, "current" if g.current else None) for g in groups)
        columns = (Column("AID"), Column(kind.capitalize()), Column("Organization"), Column("Note"))
        print_table(Grid(columns, cells), options.output)
    return 5 if remarks.left_out else 0
