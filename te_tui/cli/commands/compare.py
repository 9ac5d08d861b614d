"""`te-tui compare`: print what is better or worse in the later of two snapshots."""

from __future__ import annotations

import argparse
import asyncio
from typing import NamedTuple

from te_tui.analysis.alignment import Align
from te_tui.analysis.background import in_background
from te_tui.analysis.comparison import Comparison, compare
from te_tui.analysis.series import PanelSeries
from te_tui.cli.accessible import is_accessible
from te_tui.cli.account.access import AccountOptions
from te_tui.cli.output import Output, print_json, print_picture, print_sentences
from te_tui.cli.parser import TARGET_HELP, Parser, add_plain
from te_tui.cli.remarks import Remarks
from te_tui.cli.snapshot_reading import Opened, SnapshotReading
from te_tui.models.panel_series import series_of
from te_tui.models.snapshot_pair import is_same_dashboard, order_of
from te_tui.render.analysis.comparison import draw_comparison
from te_tui.render.analysis.export import comparison_json
from te_tui.render.analysis.pair_heading import pair_heading
from te_tui.render.analysis.spoken import spoken_comparison

_EPILOG = """\
align:
  auto   the same hours of the day (of the week) where both windows have them, else all values as they are
  hours  the same hours, or not at all
  all    all values as they are; then it is higher or lower, never better or worse
The snapshot whose window ends first is before, whichever is named first. Of two dashboards, widgets of one
title, type and metric are compared; they are higher or lower, never better or worse.
Other metrics, units, measures and bins, and fewer than 20 values on a side, are not comparable. A day of
hourly bins against a week with a strong rhythm shows only large changes. Two days differ for many reasons.
"""


class Options(NamedTuple):
    """The options of `te-tui compare`, as typed."""

    account: AccountOptions
    output: Output
    quiet: bool
    targets: tuple[str, str]
    align: Align
    everything: bool
    json: bool


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.explain(_EPILOG)
    add_plain(parser)
    parser.add_argument("first", metavar="TARGET", help=TARGET_HELP)
    parser.add_argument("second", metavar="TARGET", help="another one, earlier or later")
    parser.add_argument(
        "--align", choices=("auto", "hours", "all"), default="auto", help="how windows are brought together"
    )
    parser.add_argument("--all", action="store_true", help="also series without a clear change")
    parser.add_argument("--json", action="store_true", help="as one JSON object, with all series")


def run(arguments: argparse.Namespace) -> int:
    """Print what is better or worse in the later snapshot, or not comparable; return the exit code."""
    options = Options(
        AccountOptions.of(arguments, everywhere=bool(arguments.first)),
        Output(arguments.no_color, arguments.plain),
        arguments.quiet,
        (arguments.first, arguments.second),
        arguments.align,
        arguments.all,
        arguments.json,
    )
    return asyncio.run(_print(options))


async def _print(options: Options) -> int:
    remarks, aid = Remarks(quiet=options.quiet), options.account.aid
    async with SnapshotReading(options.account, remarks) as reading:
        before, after = [await reading.open(target, aid) for target in options.targets]
        order = order_of(before.row, after.row)
        if order.is_reversed:
            before, after = after, before
            remarks.say("the snapshot named second is the earlier one, so it is compared as before")
        olds, news = await _panels(before, reading), await _panels(after, reading)
    same_dashboard = is_same_dashboard(before.row, after.row)
    found = await in_background(
        lambda check: compare(olds, news, options.align, check, same_dashboard=same_dashboard is not False)
    )
    if options.json:
        facts = {"orderedBy": order.by, "sameDashboard": same_dashboard}
        print_json(comparison_json(before.row, after.row, found) | facts)
    else:
        output = options.output
        width = output.columns
        print_picture(pair_heading(before.row, after.row, order.by, width), output)
        if is_accessible():
            print_sentences(spoken_comparison(found, everything=options.everything), output)
        else:
            print_picture(draw_comparison(found, width, everything=options.everything), output)
    return 5 if remarks.left_out or _differs(found) else 0


async def _panels(opened: Opened, reading: SnapshotReading) -> list[PanelSeries]:
    return [series_of(*one) for one in await reading.data(opened)]


def _differs(found: Comparison) -> bool:
    """Whether any two series cannot be compared because of their metric, unit, measure, bins or hours."""
    return any(one.obstacle not in {None, "few values"} for one in found.series)
