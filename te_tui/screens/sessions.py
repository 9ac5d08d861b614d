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
    """Interface to the profiles besides the one in use; it opens their sources."""

    @property
    def everywhere(self) -> tuple[str, ...]:
        """Names of the profiles in the list *Everywhere*: those whose vendor can list snapshots."""

    def source_of(self, name: str, observer: Observer) -> SnapshotSource:
        """Open the source of another profile without asking the person for a token; raises `SourceError`."""

    def linked(self, address: str) -> tuple[str, str]:
        """The name of the profile that a link belongs to, and the snapshot's id; raises `SourceError`."""


async def _at_once() -> None:
    """The default `give_way`: return at once, so that answers are read without delay."""


class Part(NamedTuple):
    """The snapshots of a selection that belong to one source, with the source's session."""

    session: Session
    selection: Selection


class Sessions:
    """The sessions by profile, each opened when it is first needed.

    Args:
        current: the session of the profile in use.
        others: gives access to the other profiles; None if there are none.
        give_way: awaited before an answer of another profile is read, so that keys are handled first.
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
        """Divide a selection by the sessions that its rows came from."""
        chosen: dict[str, list[Chosen]] = {}
        for one in selection.chosen:
            chosen.setdefault(self.of_row(one[1]).profile, []).append(one)
        return tuple(
            Part(self._opened[profile], replace(selection, chosen=rows)) for profile, rows in chosen.items()
        )

    async def named(self, target: str, session: Session) -> tuple[Session, str]:
        """The session and snapshot id for a typed text, which is a link, an id or an archive file.

        A bare id belongs to `session`. An archive file has a session of its own; an archive in the folder of
        archives may be named without path and suffix.

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
    """The archive that a text names, by path or by file name in the folder; None if there is none."""
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
    """The observer of a source: passes its reports on to `session`, which is set once the source is open."""

    def __init__(self, give_way: Callable[[], Awaitable[None]]) -> None:
        self.session: Session | None = None
        self._give_way = give_way

    async def give_way(self) -> None:
        """Wait until the explorer has nothing more urgent to do."""
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
        """Pass on that the source waits; None means that the wait is over."""
        if self.session is not None:
            self.session.waiting(wait)
