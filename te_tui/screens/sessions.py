"""The sessions of all profiles of one explorer, and dividing a selection among them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from te_tui.screens.session import Session
from te_tui.sources.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from te_tui.actions.plan import Chosen
    from te_tui.archive.source import ArchiveSource
    from te_tui.models.snapshot_row import SnapshotRow
    from te_tui.screens.selection import Selection
    from te_tui.sources.base import Budget, Observer, SnapshotSource, Wait


class OtherProfiles(Protocol):
    """Interface that opens the sources of the profiles besides the one in use."""

    @property
    def everywhere(self) -> tuple[str, ...]:
        """Names of the profiles in the list *Everywhere*: those whose vendor can list snapshots."""

    def source_of(self, name: str, observer: Observer) -> SnapshotSource:
        """Open the source of another profile, without asking for a token; raises `SourceError`."""

    def linked(self, address: str) -> tuple[str, str]:
        """The profile and snapshot id that a link leads to; `SourceError` if there is none, or several."""


async def _at_once() -> None:
    """The default `give_way`: does nothing, so that answers are read without delay."""


class Part(NamedTuple):
    """A selection of snapshots that all come from one source, with the session of that source."""

    session: Session
    selection: Selection


class Sessions:
    """The sessions of all profiles, each opened when it is first needed.

    Args:
        current: the session of the profile in use.
        others: gives access to the other profiles; None if there are none.
        give_way: awaited before an answer for another profile is read, so that pressed keys come first.
    """

    def __init__(
        self,
        current: Session,
        others: OtherProfiles | None = None,
        give_way: Callable[[], Awaitable[None]] = _at_once,
    ) -> None:
        self._others = others
        self._give_way = give_way
        self._opened = {current.profile: current}
        self._current = current
        names = others.everywhere if others else ()
        own = (current.profile,) if current.source.abilities.reads else ()
        self.names = tuple(dict.fromkeys((*own, *names)))
        current.profiles = self.names if others else ()

    @property
    def opened(self) -> tuple[Session, ...]:
        """The opened sessions; that of the profile in use is first."""
        return tuple(self._opened.values())

    def of(self, profile: str) -> Session:
        """The session of a profile.

        Raises:
            SourceError: the profile's settings are wrong.
        """
        if profile not in self._opened and self._others is not None:
            observer = _Watching(self._give_way)
            source = self._others.source_of(profile, observer)
            before = self._current
            session = Session(source, before.display, before.places, before.news, profile)
            session.profiles = self.names
            observer.session = self._opened[profile] = session
        return self._opened[profile]

    def of_row(self, row: SnapshotRow) -> Session:
        """The session of the source that a row came from."""
        return self._current if row.where is None else self._opened[row.where.profile]

    def parts(self, selection: Selection) -> tuple[Part, ...]:
        """Divide a selection into parts, one for each source that its rows came from."""
        chosen: dict[str, list[Chosen]] = {}
        for one in selection.chosen:
            chosen.setdefault(self.of_row(one[1]).profile, []).append(one)
        return tuple(
            Part(self._opened[profile], replace(selection, chosen=rows)) for profile, rows in chosen.items()
        )

    async def named(self, target: str, session: Session) -> tuple[Session, str]:
        """The session and the snapshot id that a typed text means: a link, an id or an archive file.

        An id belongs to `session`. An archive file gets a session of its own; one in the folder of archives
        may be named without path and suffix.

        Raises:
            SourceError: a link names no snapshot, or may belong to several profiles.
            BadArchive, FileTrouble: the archive file cannot be used.
        """
        archive = await asyncio.to_thread(_archive_named, target, session.places.archives)
        if archive is not None:
            return session.of_archive(archive), archive.snapshot_id
        if self._others is None or "://" not in target:
            return session, target
        profile, snapshot_id = self._others.linked(target)
        return self.of(profile), snapshot_id

    async def aclose(self) -> None:
        """Close the connections of all opened sessions."""
        for session in self.opened:
            await session.source.aclose()


def _archive_named(target: str, folder: Path | None) -> ArchiveSource | None:
    """The archive that a text names, by path or by its file name in the folder; None if it names none."""
    if "://" in target:
        return None
    # Imported here because a start needs none of it.
    from te_tui.archive.folders import archive_named
    from te_tui.archive.manifest import SUFFIX
    from te_tui.archive.source import ArchiveSource

    in_folder = archive_named(target, folder) if folder else None
    if target.casefold().endswith(SUFFIX):
        path = Path(target)
        with suppress(RuntimeError):  # it begins with ~ and the name of a user that there is not
            path = path.expanduser()
        try:
            return ArchiveSource.at(path)
        except NotFound:
            if in_folder is None:
                raise
    return ArchiveSource.at(in_folder) if in_folder else None


class _Watching:
    """Passes what a source reports, such as its rate limit, on to the session, once there is one."""

    def __init__(self, give_way: Callable[[], Awaitable[None]]) -> None:
        self.session: Session | None = None
        self._give_way = give_way

    async def give_way(self) -> None:
        """Let the explorer handle more urgent things, such as keys, first."""
        await self._give_way()

    def budget_seen(self, budget: Budget) -> None:
        """Pass on how many requests the rate limit still allows."""
        if self.session is not None:
            self.session.budget_seen(budget)

    def creations_seen(self, budget: Budget) -> None:
        """Pass on how many dashboard snapshots may still be made."""
        if self.session is not None:
            self.session.creations_seen(budget)

    def waiting(self, wait: Wait | None) -> None:
        """Pass on that the source pauses or waits for an answer; None means that this is over."""
        if self.session is not None:
            self.session.waiting(wait)
