"""Which snapshots a command is about: those that are named, or those that a filter finds."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator, Iterable
from contextlib import aclosing

from te_tui.actions.plan import Chosen
from te_tui.cli.account.target import snapshot_id_of
from te_tui.cli.commands.ls import rows_by_group
from te_tui.cli.remarks import Remarks
from te_tui.cli.typed import typed_lines
from te_tui.cli.usage import WrongUsage
from te_tui.models.account_group import AccountGroup
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import NotFound
from te_tui.sources.few_at_once import in_order
from te_tui.sources.finding import groups_by_nearness, in_its_group
from te_tui.sources.http.problems import unreadable


def ids_of(targets: Iterable[str]) -> list[str]:
    """The ids that were typed, or that standard input lists in the place of a `-`; each once.

    Raises:
        WrongUsage: one is none, or there are none at all.
    """
    ids: dict[str, None] = {}
    for target in targets:
        ids |= dict.fromkeys(_listed_ids() if target == "-" else [snapshot_id_of(target)])
    if not ids:
        raise WrongUsage("Name at least one snapshot by its id.")
    return list(ids)


def _listed_ids() -> list[str]:
    """The ids that standard input lists, one a line; blank lines are none.

    Raises:
        WrongUsage: a line holds none, or is no UTF-8; it is named by its number.
    """
    ids: list[str] = []
    for number, line in enumerate(typed_lines(), start=1):
        try:
            ids += [snapshot_id_of(line.decode("utf-8-sig"))] if line.strip() else []
        except UnicodeDecodeError:
            raise WrongUsage(f"Line {number:,} of standard input is not UTF-8.") from None
        except WrongUsage as wrong:
            raise WrongUsage(f"Line {number:,} of standard input: {wrong}") from None
    return ids


async def named(source: SnapshotSource, aid: str | None, ids: list[str], remarks: Remarks) -> list[Chosen]:
    """Open the snapshots with these ids, a few at once; what is not found is told while others are.

    Raises:
        NotFound: none of them was found.
        SourceError: something else failed.
    """
    groups = await _groups(source, aid)

    async def open_one(snapshot_id: str) -> Chosen | NotFound:
        try:
            return await _open(source, groups, snapshot_id)
        except NotFound as error:
            return error

    async with aclosing(in_order(open_one, ids)) as opening:
        found = [one async for one in opening]
    missing = [error for error in found if isinstance(error, NotFound)]
    if len(missing) == len(found):
        raise missing[0]
    for error in missing:
        remarks.failure(error)
    return [one for one in found if not isinstance(one, NotFound)]


async def meant(
    source: SnapshotSource,
    arguments: argparse.Namespace,
    remarks: Remarks,
    dashboard_id: str | None = None,
    *,
    whole: bool = False,
) -> AsyncIterator[Chosen]:
    """List the snapshots of the account groups that are meant: the named one, all, or the nearest.

    `dashboard_id` and `whole` as in `rows_by_group`.

    Raises:
        NotFound: there is no account group.
        SourceError: none of them could be listed.
    """
    groups = await _groups(source, arguments.aid)
    if not groups:
        raise NotFound("The token sees no account group", "Ask for a role in one.")
    groups = groups if arguments.all_groups else groups[:1]
    async for chosen in rows_by_group(source, groups, remarks, dashboard_id, whole=whole):
        yield chosen


async def _groups(source: SnapshotSource, aid: str | None) -> list[AccountGroup]:
    """The one account group, with the name that confirmations say; or all of them, the nearest first."""
    groups = groups_by_nearness(await source.account_groups())
    if aid is None:
        return groups
    return [group for group in groups if group.aid == aid] or [AccountGroup(aid=aid)]


async def _open(source: SnapshotSource, groups: list[AccountGroup], snapshot_id: str) -> Chosen:
    async def open_in(group: AccountGroup) -> Chosen:
        row = (await source.snapshot(str(group.aid), snapshot_id)).row
        if row.snapshot_id is not None and row.snapshot_id.casefold() != snapshot_id.casefold():
            raise unreadable(f"open snapshot {snapshot_id}", f"the answer is about {row.snapshot_id}")
        # The service's own spelling: one id that was typed in two ways is one snapshot.
        return group, row._replace(snapshot_id=row.snapshot_id or snapshot_id)

    return await (open_in(groups[0]) if len(groups) == 1 else in_its_group(groups, snapshot_id, open_in))
