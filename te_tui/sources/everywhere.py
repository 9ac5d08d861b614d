"""The snapshots of many sources, all listed at the same time, as one stream of events."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from te_tui.models.profile_group import ProfileGroup
from te_tui.sources.errors import SourceError
from te_tui.sources.finding import damaged_groups, groups_by_nearness, list_pages

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable

    from te_tui.models.account_group import AccountGroup
    from te_tui.models.snapshot_row import SnapshotPage
    from te_tui.sources.base import SnapshotSource

_AHEAD: Final = 8
"""The most pages that are kept before the first of them is taken."""


class ProfileSource(NamedTuple):
    """The name of a profile, and its source."""

    profile: str
    source: SnapshotSource


class Arrived(NamedTuple):
    """An event: a page of snapshots has come, from the profile and account group `where`."""

    where: ProfileGroup
    page: SnapshotPage


class Failed(NamedTuple):
    """An event: the snapshots of a profile, or of one account group in it (`group`), could not be listed."""

    profile: str
    error: SourceError
    group: AccountGroup | None = None

    def __str__(self) -> str:
        where = f"{self.profile} › {self.group.label}" if self.group else self.profile
        return f"{where}: {self.error}"


class Damaged(NamedTuple):
    """An event: a profile has account groups with unreadable ids; `words` is a clause with their names."""

    profile: str
    words: str

    def __str__(self) -> str:
        return f"{self.profile}: {self.words}"


Event: TypeAlias = Arrived | Failed | Damaged

Tell: TypeAlias = "Callable[[Event], Awaitable[None]]"


async def everywhere(
    sources: Iterable[ProfileSource], dashboard_id: str | None = None
) -> AsyncGenerator[Event, None]:
    """Stream the pages and failures of all account groups of the given sources, in the order of arrival.

    With `dashboard_id`, a service that can list one dashboard's snapshots lists only those; others list all.
    If the stream is closed early, no further request is sent.
    """
    events: asyncio.Queue[Event | None] = asyncio.Queue()
    room = asyncio.Semaphore(_AHEAD)

    async def tell(event: Event) -> None:
        await room.acquire()
        events.put_nowait(event)

    async def read_all() -> None:
        async with asyncio.TaskGroup() as tasks:
            for one in sources:
                tasks.create_task(_read(one, dashboard_id, tell))

    reading = asyncio.create_task(read_all())
    reading.add_done_callback(lambda _: events.put_nowait(None))
    try:
        while (event := await events.get()) is not None:
            room.release()
            yield event
        await reading  # a mistake of ours is not kept quiet
    finally:
        # Nobody may be left who would use a connection after it is closed.
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def _read(one: ProfileSource, dashboard_id: str | None, tell: Tell) -> None:
    try:
        found = await one.source.account_groups()
    except SourceError as error:
        await tell(Failed(one.profile, error))
        return
    if damaged := damaged_groups(found):
        await tell(Damaged(one.profile, damaged))
    async with asyncio.TaskGroup() as tasks:
        for group in groups_by_nearness(found):
            tasks.create_task(_read_group(one, group, dashboard_id, tell))


async def _read_group(one: ProfileSource, group: AccountGroup, dashboard_id: str | None, tell: Tell) -> None:
    where = ProfileGroup(one.profile, one.source.vendor, one.source.host, group)
    try:
        async with aclosing(list_pages(one.source, str(group.aid), dashboard_id)) as pages:
            async for page in pages:
                rows = tuple(row._replace(where=where) for row in page.rows)
                await tell(Arrived(where, page._replace(rows=rows)))
    except SourceError as error:
        await tell(Failed(one.profile, error, group))
