"""Walking a list page by page; the next page is requested while the current one is decoded and used."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from te_tui.models.limits import MORE
from te_tui.models.snapshot_row import SnapshotPage
from te_tui.sources.http.problems import unreadable

Peek: TypeAlias = Callable[[bytes], Awaitable[None]]
"""Is given the body of an answer, and awaited, before it is decoded."""

Fetch: TypeAlias = Callable[[str | None, Peek | None], Coroutine[None, None, SnapshotPage]]
"""Fetches the page at a cursor; None is the first one."""

FindCursor: TypeAlias = Callable[[bytes], str | None]
"""Guesses the cursor of the next page from a body that is not decoded yet."""

_TURNS: Final = 20  # of the loop, after which a request has left; it takes about half of them

_IN_VAIN: Final = 5
"""Pages without a new row, after which a list has no end; one or two may be empty by the service's filter.

A page without a new row is empty or, as pages are equally long, has the first row of one before it. To keep
all ids of 100,000 rows would take 4 MB.
"""


async def walk(what: str, fetch: Fetch, find_cursor: FindCursor) -> AsyncGenerator[SnapshotPage, None]:
    """Yield the pages of a list, up to the page without a cursor (api.md, section 8).

    The second page is requested only when it is asked for. From then on, one page is fetched ahead: a reader
    of the second page nearly always wants the third. `what` completes "Could not …" in errors.

    Raises:
        SourceError: a page could not be fetched, or the list may be incomplete.
    """
    seen: set[str] = set()
    firsts: set[str] = set()
    in_vain = 0
    cut = False
    ahead = _Ahead(fetch, find_cursor)
    try:
        page = await fetch(None, None)
        while True:
            yield page
            cut = cut or MORE in page.damage
            if page.cursor is None and cut:
                raise unreadable(what, "more of it is damaged than is read, so the list may be incomplete")
            if page.cursor is None:
                if page.hides_next:
                    why = "the link to the next page is damaged or names no cursor"
                    raise unreadable(what, f"{why}, so the list may be incomplete")
                return
            if page.cursor in seen:
                raise unreadable(what, "the same page came again, so the list may be incomplete")
            ids = [row.snapshot_id for row in page.rows if row.snapshot_id]
            in_vain = 0 if ids and firsts.isdisjoint(ids) else in_vain + 1
            if in_vain == _IN_VAIN:
                why = f"{_IN_VAIN} pages in a row brought nothing new, so the list may be incomplete"
                raise unreadable(what, why)
            firsts.update(ids[:1])
            seen.add(page.cursor)
            page = await ahead.page(page.cursor)
    finally:
        await ahead.drop()


@dataclass(slots=True)
class _Coming:
    """A page requested ahead of time; its body is not decoded before `wanted` is set."""

    cursor: str
    task: asyncio.Task[SnapshotPage] = field(init=False)
    wanted: asyncio.Event = field(default_factory=asyncio.Event)


class _Ahead:
    """Fetches pages by cursor, and requests the page after a wanted one before decoding the wanted one."""

    def __init__(self, fetch: Fetch, find_cursor: FindCursor) -> None:
        self._fetch = fetch
        self._find_cursor = find_cursor
        self._next: _Coming | None = None

    async def page(self, cursor: str) -> SnapshotPage:
        """The page at a cursor; it is requested now, unless it was requested ahead."""
        if self._next is None or self._next.cursor != cursor:
            await self.drop()
            self._next = self._ask(cursor)
        coming = self._next
        coming.wanted.set()
        return await coming.task

    async def drop(self) -> None:
        """Cancel the request for the page ahead, if any."""
        coming, self._next = self._next, None
        if coming is not None:
            coming.task.cancel()
            await asyncio.wait([coming.task])
            if not coming.task.cancelled():
                coming.task.exception()

    def _ask(self, cursor: str) -> _Coming:
        coming = _Coming(cursor)

        async def peek(body: bytes) -> None:
            await coming.wanted.wait()
            following = self._find_cursor(body)
            if following is not None and following != cursor and self._next is coming:
                self._next = self._ask(following)
                for _ in range(_TURNS):
                    await asyncio.sleep(0)

        coming.task = asyncio.create_task(self._fetch(cursor, peek))
        return coming
