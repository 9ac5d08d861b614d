"""Finding what a person named: an account group, or a snapshot whose account group nobody mentioned."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from te_tui.models.account_group import AccountGroup
from te_tui.models.words import counted
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import Moved, NotFound, NotLoggedIn, Refused

if TYPE_CHECKING:
    from te_tui.models.snapshot import Snapshot

T = TypeVar("T")


async def find_group(source: SnapshotSource, aid: str | None) -> AccountGroup:
    """The account group with this id, or without one the group that the token logs in to.

    Raises:
        NotFound: the token sees no account group at all.
    """
    if aid is not None:
        return AccountGroup(aid=aid)
    groups = groups_by_nearness(await source.account_groups())
    if not groups:
        raise NotFound("The token sees no account group", "Ask for a role in one.")
    return groups[0]


async def find_snapshot(source: SnapshotSource, aid: str | None, snapshot_id: str) -> tuple[str, Snapshot]:
    """Open a snapshot, in its account group or in whichever has it; returns the group's id as well.

    Raises:
        NotFound: no account group has it.
        Refused: none that may be looked into has it, and at least one may not.
    """
    if aid is not None:
        return aid, await source.snapshot(aid, snapshot_id)

    async def opened(group: AccountGroup) -> tuple[str, Snapshot]:
        return str(group.aid), await source.snapshot(str(group.aid), snapshot_id)

    return await in_its_group(groups_by_nearness(await source.account_groups()), snapshot_id, opened)


async def in_its_group(
    groups: Iterable[AccountGroup], snapshot_id: str, ask: Callable[[AccountGroup], Awaitable[T]]
) -> T:
    """Do something with a snapshot in the first account group that has it.

    Raises:
        NotFound: no account group has it.
        NotLoggedIn: the token is not accepted in any.
        Refused: none that may be looked into has it, and at least one may not.
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
    sentence = f"Could not open snapshot {snapshot_id}: no account group of this token has it"
    raise NotFound(sentence, "Check the id, which has to be whole; it may have expired or been deleted.")


def groups_by_nearness(groups: tuple[AccountGroup, ...]) -> list[AccountGroup]:
    """The current account group first, then the default one, then the others; none that cannot be entered."""
    return sorted(
        (group for group in groups if group.aid), key=lambda group: (not group.current, not group.default)
    )


def damaged_groups(groups: tuple[AccountGroup, ...]) -> str:
    """How many account groups cannot be entered and what they are called; empty where all can."""
    names = [group.label for group in groups if not group.aid]
    if not names:
        return ""
    count = counted(len(names), "account group")
    return f"{count} could not be read, because there is no id: {', '.join(names[:3])}"
