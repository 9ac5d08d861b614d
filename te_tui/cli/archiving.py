"""`te-tui archive`."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from te_tui.archive.gaps import told_gaps
from te_tui.archive.writer import Archived, archive
from te_tui.cli.opening import open_source
from te_tui.cli.output import Remarks, print_json
from te_tui.cli.target import snapshot_id_of
from te_tui.files.places import Places
from te_tui.files.private import FileTrouble
from te_tui.models.account_group import AccountGroup
from te_tui.models.clean import clean
from te_tui.models.snapshot import Snapshot
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import Refused, SourceError
from te_tui.sources.finding import groups_by_nearness, in_its_group

_TOKEN_IS_WRONG = 401


async def archive_snapshots(arguments: argparse.Namespace) -> int:
    """Archive snapshots one after another and print where; one that fails is told, and the others go on."""
    remarks = Remarks(quiet=arguments.quiet)
    folder: Path = arguments.output or Places.of(os.environ).archives
    async with open_source(arguments, remarks) as source:
        ids = tuple(dict.fromkeys(map(snapshot_id_of, arguments.targets)))
        groups = [AccountGroup(arguments.aid)] if arguments.aid else list(await source.account_groups())
        failed = 0
        for snapshot_id in ids:
            try:
                done = await _archive(source, groups, snapshot_id, folder, remarks)
            except (SourceError, FileTrouble) as error:
                failed += 1
                if failed == len(ids) or _every_other_fails_too(error):
                    raise
                print(f"te-tui: {snapshot_id}: {clean(str(error))}", file=sys.stderr, flush=True)
            else:
                _tell(done, remarks, as_json=arguments.json)
    if failed:
        remarks.say(f"{failed} of {len(ids)} snapshots could not be archived")
    return 5 if failed or remarks.left_out else 0


def _every_other_fails_too(error: SourceError | FileTrouble) -> bool:
    """Whether to stop: a wrong token, used again and again, locks its account."""
    return isinstance(error, Refused) and error.problem.status == _TOKEN_IS_WRONG


async def _archive(
    source: SnapshotSource, groups: list[AccountGroup], snapshot_id: str, folder: Path, remarks: Remarks
) -> Archived:
    """Archive one snapshot, in the account group that has it."""

    def told(snapshot: Snapshot, done: int) -> None:
        if not done:
            remarks.say(f"archiving {snapshot.row.label}: {len(snapshot.panels)} widgets")

    async def archive_in(group: AccountGroup) -> Archived:
        now = datetime.now(UTC)
        aid = str(group.aid)
        return await archive(source, aid, snapshot_id, folder, now=now, group_name=group.name, told=told)

    if len(groups) == 1:
        return await archive_in(groups[0])
    return await in_its_group(groups_by_nearness(tuple(groups)), snapshot_id, archive_in)


def _tell(done: Archived, remarks: Remarks, *, as_json: bool) -> None:
    manifest = done.manifest
    if done.kept:
        remarks.say(f"{manifest.snapshot_id} was archived before; that archive is valid and was kept")
    if manifest.absent:
        remarks.say(f"the API has no data of {len(manifest.absent)} widget(s) of {manifest.snapshot_id}")
    if gaps := told_gaps(manifest):
        name = manifest.snapshot_name or manifest.snapshot_id
        remarks.insist(f"{name} is archived, but incompletely: {gaps}")
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
        print(done.path, flush=True)
