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
from te_tui.render.panels.data_table import data_table
from te_tui.render.panels.export import columns_of, panel_cells, panel_json
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
        data = await source.panel_data(aid, snapshot_id, str(panel.widget_id))
    remarks.damage(data.damage)
    if options.json:
        print_json(panel_json(snapshot.row.snapshot_id, panel, data))
    elif options.csv:
        if columns_of(data) * len(data.rows or ()) > LIMITS.elements:
            words = f"The rows of {panel.label} have {columns_of(data):,} columns together: too many for CSV"
            raise WrongUsage(f"{words}. Use --json, where each row has its own.")
        print_csv(panel_cells(panel, data))
    else:
        print_table(data_table(panel, data), options.output)
    return 5 if remarks.left_out else 0
