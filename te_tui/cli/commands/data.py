"""`te-tui data`: print the exact values of one widget, or of all widgets of a snapshot."""

from __future__ import annotations

import argparse
import asyncio
from contextlib import aclosing
from itertools import chain, islice
from typing import NamedTuple

from te_tui.cli.account.access import AccountOptions
from te_tui.cli.account.linked import linked_account
from te_tui.cli.choosing import find_panel
from te_tui.cli.exits import WrongUsage
from te_tui.cli.output import Output, print_csv, print_json, print_picture, print_table
from te_tui.cli.parser import TARGET_HELP, Parser, add_formats
from te_tui.cli.remarks import Remarks
from te_tui.cli.snapshot_reading import SnapshotReading, panel_content
from te_tui.models.limits import LIMITS
from te_tui.models.panels import Panel, PanelContent
from te_tui.render.data_table import data_table
from te_tui.render.text.picture import Picture, Span


class Options(NamedTuple):
    """The options of `te-tui data`, as typed."""

    account: AccountOptions
    output: Output
    quiet: bool
    target: str
    widget: str | None
    json: bool
    csv: bool


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.add_argument("target", metavar="ID", help=TARGET_HELP)
    parser.add_argument(
        "widget", metavar="WIDGET", nargs="?",
        help="a widget's id, title, or a unique part of its title (default: every widget)",
    )  # fmt: skip
    add_formats(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the exact values of one widget, or of every widget of a snapshot; return the exit code."""
    options = Options(
        linked_account(AccountOptions.of(arguments, everywhere=bool(arguments.target)), arguments.target),
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
            snapshot_id = opened.row.snapshot_id
            if options.widget is None:
                _print_all(await reading.data(opened), snapshot_id, options)
            else:
                panel = find_panel(opened.snapshot, options.widget)
                content = await panel_content(opened, panel)
                remarks.damage(content.damage)
                _print_one(panel, content, snapshot_id, options)
    return 5 if remarks.left_out else 0


def _print_one(panel: Panel, content: PanelContent, snapshot_id: str | None, options: Options) -> None:
    if options.json:
        print_json(content.json(snapshot_id))
    elif options.csv:
        _check_columns(panel, content)
        print_csv(content.cells())
    else:
        print_table(data_table(content), options.output)


def _print_all(
    found: list[tuple[Panel, PanelContent | None]], snapshot_id: str | None, options: Options
) -> None:
    """Print the values of every fetched widget: JSON objects, CSV rows with the widget's id, or tables."""
    known = [(panel, content) for panel, content in found if content is not None]
    if options.csv:
        _print_csv(known)
        return
    for index, (panel, content) in enumerate(known):
        if not options.json:
            heading = (Span(f"{panel.label} ({panel.widget_id})", "title"),)
            print_picture(Picture(((), heading) if index else (heading,)), options.output)
        _print_one(panel, content, snapshot_id, options)


def _print_csv(known: list[tuple[Panel, PanelContent]]) -> None:
    """Print the rows of all widgets as one CSV table, in which columns with the same name are merged."""
    heads: list[list[tuple[object, int]]] = []
    for panel, content in known:
        _check_columns(panel, content)
        names = list(next(content.cells()))
        heads.append([(name, names[:place].count(name)) for place, name in enumerate(names)])
    places = {key: place for place, key in enumerate(dict.fromkeys(chain.from_iterable(heads)))}
    print_csv([("widgetId", *(name for name, _ in places))])
    for (panel, content), head in zip(known, heads, strict=True):
        for line in islice(content.cells(), 1, None):
            cells: list[object] = [None] * len(places)
            for key, value in zip(head, line, strict=True):
                cells[places[key]] = value
            print_csv([(panel.widget_id, *cells)])


def _check_columns(panel: Panel, content: PanelContent) -> None:
    """Check that a widget's data do not get too large as CSV.

    In CSV, each row has a cell for every column, even if only a few rows have a value there.

    Raises:
        WrongUsage: the CSV table would have too many values.
    """
    if content.columns * content.rows > LIMITS.elements:
        words = f"The rows of {panel.label} have {content.columns:,} columns together: too many for CSV"
        raise WrongUsage(f"{words}. Use --json, where each row has its own.")
