"""Finds the account group with an id, and the snapshot with an id, even if its account group is not known."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from te_tui.models.account_group import AccountGroup
from te_tui.models.words import counted
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import Ambiguous, Moved, NotFound, NotLoggedIn, Refused, Rejected
from te_tui.sources.vendors import vendor_named

if TYPE_CHECKING:
    from te_tui.models.snapshot import Snapshot
    from te_tui.models.snapshot_row import SnapshotPages, SnapshotRow

T = TypeVar("T")

SHORT_ID: Final = 8
"""The fewest characters of an id that may stand for it, where no other one begins with them."""

_WHOLE_ID: Final = 36
"""The length of the ids of dashboard snapshots: these are never a part of another one."""

_NAMED: Final = 5


async def find_group(source: SnapshotSource, aid: str | None) -> AccountGroup:
    """The account group with the id `aid`; for None, the token's current group, else its default or first.

    Raises:
        NotFound: the token sees no account group at all.
    """
    if aid is not None:
        return group_with_id(source, aid)
    groups = groups_by_nearness(await source.account_groups())
    if not groups:
        raise no_group(source)
    return groups[0]


def group_with_id(source: SnapshotSource, aid: str) -> AccountGroup:
    """An account group of which only the id is known; no request is sent."""
    return AccountGroup(aid=aid, kind=vendor_named(source.vendor).words.group)


def no_group(source: SnapshotSource) -> NotFound:
    """The error for a token that sees no account group."""
    kind = vendor_named(source.vendor).words.group
    return NotFound(f"This token has no access to any {kind}", "Ask your admin for a role.")


async def find_snapshot(source: SnapshotSource, aid: str | None, typed_id: str) -> tuple[str, Snapshot]:
    """Open a snapshot in the account group `aid` (None: in any); return the group's id and the snapshot.

    `typed_id` is the snapshot's id, or a unique beginning of it (at least 8 characters).

    Raises:
        NotFound: no account group has the snapshot.
        Refused: no readable account group has the snapshot, and at least one group may not be read.
        Ambiguous: several snapshots have an id that begins with `typed_id`.
    """
    groups = (
        groups_by_nearness(await source.account_groups()) if aid is None else [group_with_id(source, aid)]
    )

    async def opened(group: AccountGroup, snapshot_id: str) -> tuple[str, Snapshot]:
        snapshot = await source.snapshot(str(group.aid), snapshot_id)
        if snapshot.row.snapshot_id is None:  # what was asked for is known all the same
            snapshot = replace(snapshot, row=snapshot.row._replace(snapshot_id=snapshot_id))
        return str(group.aid), snapshot

    return await with_snapshot(source, groups, typed_id, opened)


async def with_snapshot(
    source: SnapshotSource,
    groups: Sequence[AccountGroup],
    typed_id: str,
    ask: Callable[[AccountGroup, str], Awaitable[T]],
    *,
    whole: bool = False,
) -> T:
    """Find the snapshot `typed_id`; call `ask` with its account group and whole id, and return the result.

    `typed_id` may be the beginning of an id, unless `whole` is set. The snapshots of the account groups are
    listed only if no snapshot has exactly this id.

    Raises:
        Ambiguous: several snapshots have an id that begins with `typed_id`.
        SourceError: as `ask` or `in_its_group` raises it; or snapshots could not be listed.
    """
    try:
        if len(groups) == 1:
            return await ask(groups[0], typed_id)
        return await in_its_group(groups, typed_id, lambda group: ask(group, typed_id))
    except NotLoggedIn:
        raise
    except (NotFound, Refused, Rejected):
        if whole or not SHORT_ID <= len(typed_id) < _WHOLE_ID:
            raise
        alike = await _beginning_with(source, groups, typed_id)
        if not alike:
            raise
    if len(alike) > 1:
        named = ", ".join(f"{row.snapshot_id} ({row.label})" for _, row in alike[:_NAMED])
        more = f", and {len(alike) - _NAMED:,} more" if len(alike) > _NAMED else ""
        raise Ambiguous(
            f"{len(alike):,} snapshots have an id that begins with {typed_id}", f"Name one: {named}{more}."
        )
    ((group, row),) = alike
    return await ask(group, str(row.snapshot_id))


async def _beginning_with(
    source: SnapshotSource, groups: Iterable[AccountGroup], start: str
) -> list[tuple[AccountGroup, SnapshotRow]]:
    """List the snapshots whose id begins with `start`, each once; skip groups that may not be listed.

    Raises:
        Ambiguous: a snapshot is listed without a readable id, which may begin with `start` as well.
        SourceError: snapshots could not be listed.
    """
    found: dict[str, tuple[AccountGroup, SnapshotRow]] = {}
    wanted = spelled(source, start)
    for group in groups:
        try:
            async with aclosing(source.snapshots(str(group.aid))) as pages:
                async for page in pages:
                    if page.hides_rows or any(row.snapshot_id is None for row in page.rows):
                        raise Ambiguous(
                            f"Whether {start} is the beginning of one id alone is not known: a row of "
                            "the list could not be read",
                            "Name the whole id.",
                        )
                    for row in page.rows:
                        whole = spelled(source, row.snapshot_id or "")
                        if whole.startswith(wanted):
                            found.setdefault(whole, (group, row))
        except NotLoggedIn:
            raise
        except (NotFound, Refused):
            continue
    return list(found.values())


async def list_pages(source: SnapshotSource, aid: str, dashboard_id: str | None) -> SnapshotPages:
    """Stream an account group's snapshots page by page.

    With `dashboard_id`, only this dashboard's snapshots; all snapshots if the service does not know the
    dashboard.
    """
    begun = False
    try:
        async with aclosing(source.snapshots(aid, dashboard_id)) as pages:
            async for page in pages:
                begun = True
                yield page
    except (NotFound, Rejected):
        if begun or dashboard_id is None:
            raise
        async with aclosing(source.snapshots(aid)) as pages:
            async for page in pages:
                yield page


def spelled(source: SnapshotSource, snapshot_id: str) -> str:
    """Return an id, or its beginning, in lower case; unchanged if the vendor's ids are case-sensitive."""
    chosen = vendor_named(source.vendor).abilities.ids_are_chosen
    return snapshot_id if chosen else snapshot_id.casefold()


async def in_its_group(
    groups: Sequence[AccountGroup], snapshot_id: str, ask: Callable[[AccountGroup], Awaitable[T]]
) -> T:
    """Call `ask` for one account group after the other until a group has the snapshot; return its result.

    Raises:
        NotFound: no account group has the snapshot.
        NotLoggedIn: the token is not accepted.
        Refused: no readable account group has the snapshot, and at least one group may not be read.
    """
    refused: Refused | None = None
    for group in groups:
        try:
            return await ask(group)
        except (NotFound, Moved):  # a group that says where it is does not have it
            continue
        except NotLoggedIn:
            raise
        except Refused as error:
            refused = error
    if refused is not None:
        raise refused
    kind = groups[0].kind if groups else "account group"
    sentence = f"Could not open snapshot {snapshot_id}: not found in any {kind} you can access"
    raise NotFound(sentence, "Check the id; the snapshot may have expired or been deleted.")


def groups_by_nearness(groups: tuple[AccountGroup, ...]) -> list[AccountGroup]:
    """The account groups that have an id: the token's current group, then its default group, then others."""
    return sorted(
        (group for group in groups if group.aid), key=lambda group: (not group.current, not group.default)
    )


def damaged_groups(groups: tuple[AccountGroup, ...]) -> str:
    """A clause with the number and names of the account groups that have no id; empty if there are none."""
    names = [group.label for group in groups if not group.aid]
    if not names:
        return ""
    count = counted(len(names), groups[0].kind)
    return f"{count} could not be read (no id): {', '.join(names[:3])}"
