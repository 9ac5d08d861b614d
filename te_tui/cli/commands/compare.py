"""`te-tui compare`."""

from __future__ import annotations

import argparse

from te_tui.analysis.background import in_background
from te_tui.analysis.comparison import Comparison, compare
from te_tui.analysis.series import PanelSeries
from te_tui.cli.output import print_json, print_picture, width_of
from te_tui.cli.remarks import Remarks
from te_tui.cli.snapshot_reading import Opened, SnapshotReading, series_of
from te_tui.render.analysis.comparison import draw_comparison
from te_tui.render.analysis.export import comparison_json
from te_tui.render.analysis.heading import heading


async def print_comparison(arguments: argparse.Namespace) -> int:
    """Print what is better or worse in the second snapshot; what differs too much to be compared is told."""
    remarks = Remarks(quiet=arguments.quiet)
    async with SnapshotReading(arguments, remarks) as reading:
        before = await reading.open(arguments.before, arguments.aid)
        after = await reading.open(arguments.after, arguments.aid)
        olds, news = await _panels(before, reading), await _panels(after, reading)
    found = await in_background(lambda check: compare(olds, news, arguments.align, check))
    if arguments.json:
        print_json(comparison_json(before.row, after.row, found))
    else:
        width = width_of(arguments)
        print_picture(heading(before.row, width, "before: "), arguments)
        print_picture(heading(after.row, width, "after:  "), arguments)
        print_picture(draw_comparison(found, width, everything=arguments.all), arguments)
    return 5 if remarks.left_out or _differs(found) else 0


async def _panels(opened: Opened, reading: SnapshotReading) -> list[PanelSeries]:
    return [series_of(*one) for one in await reading.data(opened, opened.snapshot.panels)]


def _differs(found: Comparison) -> bool:
    """Whether something is not comparable for another reason than that there are few values."""
    return any(one.obstacle not in {None, "few values"} for one in found.series)
