"""Finding the snapshots that a command works on, by id or in lists, and widgets in a snapshot."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from te_tui.actions.comparison import Listed
from te_tui.actions.plan import Chosen
from te_tui.cli.exits import WrongUsage
from te_tui.cli.remarks import Remarks
from te_tui.models.account_group import AccountGroup
from te_tui.models.panels import Panel
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import Moved, NotFound, SourceError
from te_tui.sources.few_at_once import in_order
from te_tui.sources.finding import (
    damaged_groups,
    find_group,
    group_with_id,
    groups_by_nearness,
    list_pages,
    no_group,
    with_snapshot,
)
from te_tui.sources.http.problems import unreadable


async def named(source: SnapshotSource, aid: str | None, ids: list[str], remarks: Remarks) -> list[Chosen]:
    """Open the snapshots with these ids, a few at once; ids that are not found are reported on stderr.

    Raises:
        NotFound, Moved: none of the snapshots was found.
        SourceError: a snapshot could not be opened for another reason.
    """
    groups = await _groups(source, aid)

    async def open_one(snapshot_id: str) -> Chosen | NotFound | Moved:
        try:
            return await _open(source, groups, snapshot_id)
        except (NotFound, Moved) as error:
            return error

    async with aclosing(in_order(open_one, ids)) as opening:
        found = [one async for one in opening]
    missing = [error for error in found if isinstance(error, (NotFound, Moved))]
    if len(missing) == len(found):
        raise missing[0]
    for error in missing:
        remarks.failure(error)
    opened = [one for one in found if not isinstance(one, (NotFound, Moved))]
    # An id and its beginning may both have been typed.
    return list({(group.aid, row.snapshot_id): (group, row) for group, row in opened}.values())


async def as_listed(source: SnapshotSource, chosen: list[Chosen]) -> tuple[list[Chosen], dict[str, Listed]]:
    """Complete opened snapshots with what only the list shows.

    That is the name, the creator, and whether the content is on another server. Also return, by snapshot id,
    the creation and expiry of each listed snapshot, because an opened snapshot may come from a cache and be
    out of date.

    Raises:
        SourceError: the snapshots cannot be listed.
    """
    rows: dict[tuple[str, str], SnapshotRow] = {}
    for aid in dict.fromkeys(str(group.aid) for group, _ in chosen):
        async for page in source.snapshots(aid):
            rows |= {(aid, row.snapshot_id): row for row in page.rows if row.snapshot_id}

    def joined(group: AccountGroup, row: SnapshotRow) -> SnapshotRow:
        listed = rows.get((str(group.aid), str(row.snapshot_id)))
        if listed is None:
            return row
        return row._replace(name=listed.name or row.name, publication=listed.publication)

    told = {key: Listed(created=row.created, expires=row.expires) for (_, key), row in rows.items()}
    return [(group, joined(group, row)) for group, row in chosen], told


async def meant(
    source: SnapshotSource,
    aid: str | None,
    remarks: Remarks,
    dashboard_id: str | None = None,
    *,
    all_groups: bool,
    whole: bool = False,
) -> AsyncGenerator[Chosen, None]:
    """List the snapshots that a command's options mean.

    They are those of the account group `aid`, of all account groups, or else of the token's own group.
    `dashboard_id` and `whole` are as in `rows_by_group`.

    Raises:
        NotFound: the token sees no account group.
        SourceError: no account group could be listed.
    """
    groups = await _groups(source, aid)
    if not groups:
        raise no_group(source)
    groups = groups if all_groups else groups[:1]
    async with aclosing(rows_by_group(source, groups, remarks, dashboard_id, whole=whole)) as rows:
        async for chosen in rows:
            yield chosen


def check_groups(aid: str | None, *, all_groups: bool) -> None:
    """Check that --aid and --all-groups were not typed together.

    Raises:
        WrongUsage: both options were typed.
    """
    if all_groups and aid:
        raise WrongUsage("Name one account group with --aid, or take --all-groups; not both.")


async def rows_by_group(
    source: SnapshotSource,
    groups: Sequence[AccountGroup],
    remarks: Remarks,
    dashboard_id: str | None = None,
    *,
    whole: bool = False,
) -> AsyncGenerator[Chosen, None]:
    """List the snapshots of account groups, one group after another; report groups that fail on stderr.

    With `dashboard_id`, only that dashboard's snapshots are needed, and others may be left out. With `whole`,
    an account group whose list fails midway yields no rows at all.

    Raises:
        SourceError: all account groups failed.
    """
    failed: list[SourceError] = []
    for group in groups:
        held: list[SnapshotRow] = []
        try:
            async with aclosing(list_pages(source, str(group.aid), dashboard_id)) as pages:
                async for page in pages:
                    remarks.damage(page.damage)
                    if whole:
                        held += page.rows
                        continue
                    for row in page.rows:
                        yield group, row
        except SourceError as error:
            failed.append(error)
            if len(failed) == len(groups):
                raise
            remarks.failure(error)
        else:
            for row in held:
                yield group, row


async def listed_groups(
    source: SnapshotSource, aid: str | None, remarks: Remarks, *, all_groups: bool
) -> list[AccountGroup]:
    """The account groups to list: `aid`, the token's own, or all of them.

    Damaged entries in the list of account groups are reported on stderr.
    """
    if not all_groups:
        return [await find_group(source, aid)]
    found = await source.account_groups()
    remarks.damaged(damaged_groups(found))
    return groups_by_nearness(found)


async def _groups(source: SnapshotSource, aid: str | None) -> list[AccountGroup]:
    """The account group `aid`; if `aid` is None, all account groups, with the token's own group first."""
    groups = groups_by_nearness(await source.account_groups())
    if aid is None:
        return groups
    return [group for group in groups if group.aid == aid] or [group_with_id(source, aid)]


async def _open(source: SnapshotSource, groups: list[AccountGroup], typed_id: str) -> Chosen:
    async def open_in(group: AccountGroup, snapshot_id: str) -> Chosen:
        row = (await source.snapshot(str(group.aid), snapshot_id)).counted_row
        if row.snapshot_id is not None and row.snapshot_id.casefold() != snapshot_id.casefold():
            raise unreadable(f"open snapshot {snapshot_id}", f"the answer is about {row.snapshot_id}")
        # The service's own spelling: one id that was typed in two ways is one snapshot.
        return group, row._replace(snapshot_id=row.snapshot_id or snapshot_id)

    return await with_snapshot(source, groups, typed_id, open_in, whole=source.abilities.ids_are_chosen)


def find_panel(snapshot: Snapshot, widget: str) -> Panel:
    """The widget whose id is `widget`, or the only one whose title equals or contains `widget`.

    Raises:
        WrongUsage: several titles fit.
        NotFound: no id or title fits.
    """
    panel = snapshot.panel(widget)
    wanted = widget.casefold()
    named = [(p, (p.title or "").casefold()) for p in snapshot.panels if p.widget_id]
    titled = [p for p, title in named if title == wanted] or [p for p, title in named if wanted in title]
    if panel is None and len(titled) == 1:
        panel = titled[0]
    if panel is None and titled:
        ids = ", ".join(str(p.widget_id) for p in titled)
        raise WrongUsage(f"{len(titled)} widgets have {widget} in their title; name one by its id: {ids}.")
    if panel is None:
        known = ", ".join(f"{p.widget_id} ({p.label})" for p in snapshot.panels if p.widget_id) or "none"
        raise NotFound(f"There is no widget {widget} in {snapshot.row.label}", f"It has: {known}.")
    return panel
