"""`te-tui timeline`."""

from __future__ import annotations

import argparse
from datetime import UTC
from functools import partial

from te_tui.analysis.background import in_background
from te_tui.analysis.timeline import timeline
from te_tui.cli.output import print_json, print_picture, width_of
from te_tui.cli.remarks import Remarks
from te_tui.cli.snapshot_reading import Opened, SnapshotReading, series_of
from te_tui.files.private import FileTrouble
from te_tui.render.analysis.export import timeline_json
from te_tui.render.analysis.heading import heading
from te_tui.render.analysis.timeline import draw_timeline
from te_tui.render.text.picture import Picture
from te_tui.sources.errors import NotLoggedIn, SourceError


async def print_timelines(arguments: argparse.Namespace) -> int:
    """Print what changed first in each snapshot; one that cannot be opened is told, and the others go on."""
    remarks = Remarks(quiet=arguments.quiet)
    failed: list[SourceError | FileTrouble] = []
    async with SnapshotReading(arguments, remarks) as reading:
        for place, target in enumerate(arguments.targets):
            try:
                opened = await reading.open(target, arguments.aid)
            except (SourceError, FileTrouble) as error:
                failed.append(error)
                if len(failed) == len(arguments.targets) or isinstance(error, NotLoggedIn):
                    raise
                remarks.insist(f"{target}: {error}")
                continue
            if place and not arguments.json:
                print_picture(Picture(((),)), arguments)
            await _print(opened, reading, arguments)
    return 5 if remarks.left_out else 0


async def _print(opened: Opened, reading: SnapshotReading, arguments: argparse.Namespace) -> None:
    panels = [series_of(*one) for one in await reading.data(opened, opened.snapshot.panels)]
    series = [one for panel in panels for one in panel.series or ()]
    found = await in_background(partial(timeline, series))
    row = opened.row
    if arguments.json:
        print_json(timeline_json(row, found))
        return
    width = width_of(arguments)
    window = (row.start.timestamp(), row.end.timestamp()) if row.start and row.end else None
    print_picture(heading(row, width), arguments)
    print_picture(draw_timeline(found, window, width, UTC), arguments)
