"""`te-tui archive`: save snapshots in archive files."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from te_tui.actions.archive_lines import describe_incomplete, describe_report
from te_tui.actions.archive_run import ArchiveRun, Trouble, Wanted
from te_tui.actions.outcome import Progress
from te_tui.archive.collecting import panels_of
from te_tui.archive.writer import Archived, Told, archive
from te_tui.cli.account.access import AccountOptions
from te_tui.cli.account.opening import open_source
from te_tui.cli.changing.progress import ChangeRemarks
from te_tui.cli.exits import exit_code
from te_tui.cli.output import WorkOutput, print_json
from te_tui.cli.parser import SNAPSHOT_HELP, Parser
from te_tui.cli.targets import Targets, for_each, targets_by_profile
from te_tui.files.places import Places
from te_tui.models.account_group import AccountGroup
from te_tui.models.clean import printable
from te_tui.models.snapshot import Snapshot
from te_tui.sources.base import SnapshotSource
from te_tui.sources.finding import group_with_id, groups_by_nearness, with_snapshot


class Options(NamedTuple):
    """The options of `te-tui archive`, as typed."""

    account: AccountOptions
    quiet: bool
    targets: list[str]
    folder: Path | None
    json: bool


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.add_argument(
        "targets", nargs="+", metavar="ID", help=f"{SNAPSHOT_HELP}; - reads them from standard input"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FOLDER", help="where to (default: te-tui's own folder of archives)"
    )
    parser.add_argument("--json", action="store_true", help="as JSON, one object an archive")


def run(arguments: argparse.Namespace) -> int:
    """Archive the named snapshots, print the paths, and report failures; return the exit code."""
    options = Options(
        AccountOptions.of(arguments, everywhere=bool(arguments.targets)),
        arguments.quiet,
        arguments.targets,
        arguments.output,
        arguments.json,
    )
    parts = targets_by_profile(options.targets, options.account)
    return for_each(parts, lambda part: asyncio.run(_archive_all(part, options)), quiet=options.quiet)


async def _archive_all(part: Targets, options: Options) -> int:
    remarks, aid = ChangeRemarks(quiet=options.quiet), part.account.aid
    folder = options.folder or Places.of(os.environ).archives
    async with open_source(part.account, remarks) as source:
        part.check_host(source.host)
        ids = part.ids
        groups = [group_with_id(source, aid)] if aid else list(await source.account_groups())
        shown = _Shown(remarks, alone=len(ids) == 1, as_json=options.json)
        run = ArchiveRun(partial(_archive, source, groups, folder, shown), shown)
        run.add(map(Wanted, ids))
        try:
            report = await run.run()
        except asyncio.CancelledError:
            if len(ids) > 1:
                remarks.warn(describe_report(run.report))
            raise
        finally:
            remarks.clear()
    if shown.output.unwritten is not None:
        raise shown.output.unwritten
    missed = report.total - len(report.done)
    if missed and len(ids) > 1:
        remarks.say(f"{missed:,} of {len(ids):,} snapshots could not be archived")
    if report.failures and not report.done:
        return exit_code(report.failures[-1])
    return 5 if missed or remarks.left_out else 0


async def _archive(
    source: SnapshotSource,
    groups: list[AccountGroup],
    folder: Path,
    shown: _Shown,
    wanted: Wanted,
    told: Told,
) -> Archived:
    """Archive one snapshot, which may be in any of these account groups."""

    def followed(snapshot: Snapshot, done: int) -> None:
        if not done:
            shown.begun(snapshot)
        told(snapshot, done)

    async def archive_in(group: AccountGroup, snapshot_id: str) -> Archived:
        now, name, aid = datetime.now(UTC), group.name, str(group.aid)
        return await archive(source, aid, snapshot_id, folder, now=now, group_name=name, told=followed)

    return await with_snapshot(source, groups_by_nearness(tuple(groups)), wanted.snapshot_id, archive_in)


class _Shown:
    """Prints the path of each archive on stdout, and the progress on stderr."""

    def __init__(self, remarks: ChangeRemarks, *, alone: bool, as_json: bool) -> None:
        self._remarks = remarks
        self._alone = alone
        self._as_json = as_json
        self.output = WorkOutput()

    def begun(self, snapshot: Snapshot) -> None:
        """Print that a snapshot is being archived, if there is no progress line to show it."""
        if not self._remarks.draws:
            self._remarks.say(f"archiving {snapshot.row.label}: {len(panels_of(snapshot))} widgets")

    def progressed(self, progress: Progress, name: str, part: str) -> None:
        """Show the progress on stderr, unless all snapshots are done."""
        if progress.remaining:
            self._remarks.show(progress, f"{name} {part}")

    def settled(self, wanted: Wanted, ended: Archived | Trouble) -> None:
        """Print the path of the archive, or why the snapshot could not be archived."""
        self._remarks.clear()
        if isinstance(ended, Archived):
            self.output.print(partial(_tell, ended, self._remarks, as_json=self._as_json))
        else:
            self._remarks.insist(str(ended) if self._alone else f"{wanted.snapshot_id}: {ended}")


def _tell(done: Archived, remarks: ChangeRemarks, *, as_json: bool) -> None:
    manifest = done.manifest
    if done.kept:
        remarks.say(f"{manifest.snapshot_id} was archived before; that archive is valid and was kept")
    if without_data := len(manifest.absent) - manifest.nameless:
        remarks.say(f"the API has no data of {without_data:,} widget(s) of {manifest.snapshot_id}")
    if incomplete := describe_incomplete(manifest):
        remarks.insist(incomplete)
    if as_json:
        print_json(
            {
                "snapshotId": manifest.snapshot_id,
                "aid": manifest.aid,
                "path": str(done.path),
                "kept": done.kept,
                "widgets": len(manifest.panels),
                "absentWidgets": [absent.widget_id for absent in manifest.absent],
                "unfetchedWidgets": [unfetched.answer.widget_id for unfetched in manifest.unfetched],
                "unreadableParts": manifest.unreadable,
            }
        )
    else:
        print(printable(str(done.path)) if sys.stdout.isatty() else done.path, flush=True)
