"""`te-tui data`: the exact values of one widget."""

from __future__ import annotations

import argparse
import asyncio
from contextlib import aclosing
from typing import NamedTuple

from te_tui.cli.account.access import AccountOptions
from te_tui.cli.account.opening import open_target
from te_tui.cli.choosing import find_panel
from te_tui.cli.exits import WrongUsage
from te_tui.cli.output import Output, print_csv, print_json, print_table
from te_tui.cli.parser import TARGET_HELP, Parser, add_formats
from te_tui.cli.remarks import Remarks
from te_tui.models.limits import LIMITS
from te_tui.render.data_table import data_table
from te_tui.sources.finding import find_snapshot


class Options(NamedTuple):
    """What was typed after the command."""

    account: AccountOptions
    output: Output
    quiet: bool
    target: str
    widget: str
    json: bool
    csv: bool


def add_options(parser: Parser) -> None:
    """Declare what can be typed after the command."""
    parser.add_argument("target", metavar="ID", help=TARGET_HELP)
    parser.add_argument("widget", metavar="WIDGET", help="a widget's id, title, or a part of its title")
    add_formats(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the exact values of one widget."""
    options = Options(
        AccountOptions.of(arguments, everywhere=bool(arguments.target)),
        Output(arguments.no_color),
        arguments.quiet,
        arguments.target,
        arguments.widget,
        arguments.json,
        arguments.csv,
    )
    return asyncio.run(_print(options))


async def _print(options: Options) -> int:
    remarks = Remarks(quiet=options.quiet)
    source, snapshot_id = open_target(options.target, options.account, remarks)
    async with aclosing(source):
        aid, snapshot = await find_snapshot(source, options.account.aid, snapshot_id)
        panel = find_panel(snapshot, options.widget)
        content = await source.panel_content(aid, snapshot_id, panel)
    remarks.damage(content.damage)
    if options.json:
        print_json(content.json(snapshot.row.snapshot_id))
    elif options.csv:
        if content.columns * content.rows > LIMITS.elements:
            words = f"The rows of {panel.label} have {content.columns:,} columns together: too many for CSV"
            raise WrongUsage(f"{words}. Use --json, where each row has its own.")
        print_csv(content.cells())
    else:
        print_table(data_table(content), options.output)
    return 5 if remarks.left_out else 0
