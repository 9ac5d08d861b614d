"""`te-tui data`: the exact values of one widget, or of all."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from typing import NamedTuple

from te_tui.cli.account.access import AccountOptions
from te_tui.cli.choosing import find_panel
from te_tui.cli.exits import WrongUsage
from te_tui.cli.output import Output, print_csv, print_json, print_picture, print_table
from te_tui.cli.parser import TARGET_HELP, Parser, add_formats
from te_tui.cli.remarks import Remarks
from te_tui.cli.snapshot_reading import Opened, SnapshotReading, panel_content
from te_tui.models.limits import LIMITS
from te_tui.models.panels import Panel, PanelContent
from te_tui.render.data_table import data_table
from te_tui.render.text.picture import Picture, Span


class Options(NamedTuple):
    """What was typed after the command."""

    account: AccountOptions
    output: Output
    quiet: bool
    target: str
    widget: str | None
    json: bool
    csv: bool


def add_options(parser: Parser) -> None:
    """Declare what can be typed after the command."""
    parser.add_argument("target", metavar="ID", help=TARGET_HELP)
    parser.add_argument(
        "widget", metavar="WIDGET", nargs="?",
        help="a widget's id, title, or a unique part of its title (default: every widget)",
    )  # fmt: skip
    add_formats(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the exact values of one widget, or of every widget of a snapshot."""
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
    async with SnapshotReading(options.account, remarks) as reading:
        opened = await reading.open(options.target, options.account.aid)
        async with aclosing(opened.source):
            if options.widget is None:
                await _print_all(opened, await reading.data(opened, opened.snapshot.panels), options)
            else:
                panel = find_panel(opened.snapshot, options.widget)
                content = await panel_content(opened, panel)
                remarks.damage(content.damage)
                _print_one(opened, panel, content, options)
    return 5 if remarks.left_out else 0


def _print_one(opened: Opened, panel: Panel, content: PanelContent, options: Options) -> None:
    if options.json:
        print_json(content.json(opened.row.snapshot_id))
    elif options.csv:
        _check_columns(panel, content)
        print_csv(content.cells())
    else:
        print_table(data_table(content), options.output)


async def _print_all(
    opened: Opened, fetched: Sequence[tuple[Panel, PanelContent | None]], options: Options
) -> None:
    """Print every widget that could be fetched; the others have been named on stderr."""
    known = [(panel, content) for panel, content in fetched if content is not None]
    if options.csv:
        print_csv(_rows_of_all(known))
        return
    for index, (panel, content) in enumerate(known):
        if not options.json:
            heading = (Span(f"{panel.label} ({panel.widget_id})", "title"),)
            print_picture(Picture(((), heading) if index else (heading,)), options.output)
        _print_one(opened, panel, content, options)


def _rows_of_all(known: Sequence[tuple[Panel, PanelContent]]) -> list[tuple[object, ...]]:
    """One heading with the columns of all widgets, and the rows of each under its id."""
    names: dict[str, None] = {}
    for panel, content in known:
        _check_columns(panel, content)
        names |= dict.fromkeys(map(str, next(content.cells())))
    rows: list[tuple[object, ...]] = [("widgetId", *names)]
    for panel, content in known:
        cells = content.cells()
        own = [str(name) for name in next(cells)]
        for line in cells:
            values = dict(zip(own, line, strict=False))
            rows.append((panel.widget_id, *(values.get(name) for name in names)))
    return rows


def _check_columns(panel: Panel, content: PanelContent) -> None:
    """Refuse tables that CSV would make far larger than they are.

    Raises:
        WrongUsage: its rows differ too much in their columns.
    """
    if content.columns * content.rows > LIMITS.elements:
        words = f"The rows of {panel.label} have {content.columns:,} columns together: too many for CSV"
        raise WrongUsage(f"{words}. Use --json, where each row has its own.")
