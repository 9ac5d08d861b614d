"""`te-tui timeline`: print what changed first in each snapshot."""

from __future__ import annotations

import argparse
import asyncio
from datetime import UTC
from functools import partial
from typing import NamedTuple

from te_tui.analysis.background import in_background
from te_tui.analysis.timeline import timeline
from te_tui.cli.accessible import is_accessible
from te_tui.cli.account.access import AccountOptions
from te_tui.cli.output import Output, print_json, print_picture, print_sentences
from te_tui.cli.parser import TARGET_HELP, Parser, add_plain
from te_tui.cli.remarks import Remarks
from te_tui.cli.snapshot_reading import Opened, SnapshotReading
from te_tui.files.private import FileTrouble
from te_tui.models.panel_series import series_of
from te_tui.render.analysis.export import timeline_json
from te_tui.render.analysis.heading import heading
from te_tui.render.analysis.spoken import spoken_timeline
from te_tui.render.analysis.timeline import draw_timeline
from te_tui.render.text.picture import Picture
from te_tui.sources.errors import NotLoggedIn, SourceError

_EPILOG = """\
An episode is an abrupt departure from a series' own level that lasts two bins or more; clear or likely.
Series with fewer than 24 values, constant and flat ones are counted and not looked at.
What it cannot see: changes slower than about an hour in windows below three days, which look like the hour
of the day; episodes of one bin; what is so at the same hours a day apart. A step at busy hours in such a
window may look like an incident; what lasts six hours or more there, and is over, is likely at most. After
an incident in a rhythmic day, the end of a small episode is often told as "still so".
"""


class Options(NamedTuple):
    """The options of `te-tui timeline`, as typed."""

    account: AccountOptions
    output: Output
    quiet: bool
    targets: list[str]
    json: bool


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.explain(_EPILOG)
    add_plain(parser)
    parser.add_argument("targets", nargs="+", metavar="TARGET", help=TARGET_HELP)
    parser.add_argument("--json", action="store_true", help="as JSON, one object a snapshot")


def run(arguments: argparse.Namespace) -> int:
    """Print what changed first in each snapshot, and report snapshots that fail; return the exit code."""
    options = Options(
        AccountOptions.of(arguments, everywhere=bool(arguments.targets)),
        Output(arguments.no_color, arguments.plain),
        arguments.quiet,
        arguments.targets,
        arguments.json,
    )
    return asyncio.run(_print_all(options))


async def _print_all(options: Options) -> int:
    remarks = Remarks(quiet=options.quiet)
    failed: list[SourceError | FileTrouble] = []
    async with SnapshotReading(options.account, remarks) as reading:
        for index, target in enumerate(options.targets):
            try:
                opened = await reading.open(target, options.account.aid)
            except (SourceError, FileTrouble) as error:
                failed.append(error)
                if len(failed) == len(options.targets) or isinstance(error, NotLoggedIn):
                    raise
                remarks.insist(f"{target}: {error}")
                continue
            if index and not options.json:
                print_picture(Picture(((),)), options.output)
            await _print(opened, reading, options)
    return 5 if remarks.left_out else 0


async def _print(opened: Opened, reading: SnapshotReading, options: Options) -> None:
    panels = [series_of(*one) for one in await reading.data(opened)]
    series = [one for panel in panels for one in panel.series or ()]
    found = await in_background(partial(timeline, series))
    row = opened.row
    if options.json:
        print_json(timeline_json(row, found))
        return
    output = options.output
    width = output.columns
    window = (row.start.timestamp(), row.end.timestamp()) if row.start and row.end else None
    print_picture(heading(row, width), output)
    if is_accessible():
        print_sentences(spoken_timeline(found, window, UTC), output)
    else:
        print_picture(draw_timeline(found, window, width, UTC), output)
