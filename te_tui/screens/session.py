"""What the screens share: a `Session` for each source, and one `Display` and `Places` for all of them."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from te_tui.render.text.zones import LocalZone
from te_tui.screens.countdown import Countdown
from te_tui.screens.news import NewsBoard, StandingChanged
from te_tui.sources.abilities import Creation
from te_tui.sources.base import Budget, SnapshotSource, Wait
from te_tui.sources.clock import ClockDoubt, clock_doubt, server_now
from te_tui.sources.vendors import vendor_named

if TYPE_CHECKING:
    from te_tui.actions.journals import Interrupted
    from te_tui.actions.plan import Plan
    from te_tui.sources.panel_loader import PanelCache
    from te_tui.sources.words import Words

_LOW_BUDGET = 0.2  # of the window's requests: below it, nothing is fetched that nobody asked for


class Display:
    """How the explorer shows things: time zone, characters, preview, and which clock it goes by.

    Args:
        local: The time zone to offer instead of UTC; None is the machine's.
        ascii_only: Whether to draw with ASCII.
        clock: Returns the present time, aware; None uses the source's clock.
        trusts_clock: Whether to give no warning if the source's clock differs from the machine's.

    Attributes:
        zone: The zone in which times are shown: UTC, or `local`.
        preview: Whether lists show a preview if there is room.
    """

    def __init__(
        self,
        local: tzinfo | None = None,
        *,
        ascii_only: bool = False,
        clock: Callable[[], datetime] | None = None,
        trusts_clock: bool = False,
    ) -> None:
        self.local = local or LocalZone()
        self.zone: tzinfo = UTC
        self.preview = True
        self.ascii_only = ascii_only
        self.clock = clock
        self.trusts_clock = trusts_clock


class Places(NamedTuple):
    """The folders that te-tui writes to; None for files that are not written.

    Attributes:
        archives: For archives of snapshots.
        journals: For journals, the records of changes with which these can be resumed or undone.
        evidence: For screens exported as text and SVG.
        note: A word on where the folders are, for the first line of a screen; empty for the usual folders.
        any_port: Whether archives of a host are listed whatever its port; the demo's port is always new.
    """

    archives: Path | None = None
    journals: Path | None = None
    evidence: Path | None = None
    note: str = ""
    any_port: bool = False


@runtime_checkable
class Archived(Protocol):
    """Interface of a source that reads an archive file."""

    @property
    def archived(self) -> datetime:
        """When the archive was made."""

    @property
    def gaps(self) -> str:
        """What the archive lacks, as a sentence without full stop; empty if it is complete."""


class Session:
    """A source in use, and what all screens share about it.

    Args:
        source: The source.
        display: How things are shown.
        places: The folders to write to.
        news: The news board that all sessions of an explorer share; None makes a new one.
        profile: The name of the source's profile; empty where there are no profiles.

    Attributes:
        news: Tells all open screens of changes.
        profiles: Names of the profiles in the list over all profiles, this one included.
        panels: The fetched data of widgets.
        budget: How many requests the source's rate limit still allows, as last reported; None if unknown.
        wait: The countdown of the source's present pause; None without one.
        creations: How many dashboard snapshots may still be made; None if unknown.
        saved_tests: When snapshots of single ThousandEyes tests were made in this session: a list of times.
        undoable: The journal (record) of the last extension, with which it can be undone; None without one.
        interrupted: Runs of extensions or deletions that ended early and can be resumed.
        expiring: How many snapshots expire soon and later, by the id of each loaded account group.
        titles: The titles of the widgets of opened snapshots, by snapshot id.
        work: The long work under way, in a few words; None without any.
    """

    def __init__(
        self,
        source: SnapshotSource,
        display: Display,
        places: Places,
        news: NewsBoard | None = None,
        profile: str = "",
    ) -> None:
        self.source = source
        self.display = display
        self.places = places
        self.news = news or NewsBoard()
        self.profile = profile
        self.profiles: tuple[str, ...] = ()
        self.panels: PanelCache = {}
        self.budget: Budget | None = None
        self.wait: Countdown | None = None
        self.creations: Budget | None = None
        self.saved_tests: list[datetime] = []
        self.undoable: Path | None = None
        self.interrupted: tuple[Interrupted, ...] = ()
        self.expiring: dict[str, tuple[int, int]] = {}
        self.titles: dict[str, tuple[str, ...]] = {}
        self.work: str | None = None

    def of_archive(self, archive: SnapshotSource) -> Session:
        """A new session for an archive file, with the display, folders and news board of this session."""
        return Session(archive, self.display, self.places, self.news)

    def now(self) -> datetime:
        """The present time, aware."""
        return self.display.clock() if self.display.clock else server_now(self.source)

    def budget_seen(self, budget: Budget) -> None:
        """Note how many requests the rate limit still allows, and show it.

        Answers can arrive out of order, so the lowest number within one rate-limit window counts.
        """
        known = self.budget
        if known is not None and known.resets == budget.resets:
            budget = min(known, budget, key=lambda one: one.remaining or 0)
        self.budget = budget
        self.news.publish(StandingChanged())

    def creations_seen(self, budget: Budget) -> None:
        """Note how many dashboard snapshots may still be made."""
        self.creations = budget

    def waiting(self, wait: Wait | None) -> None:
        """Show that the source pauses or waits for an answer; None means that this is over."""
        self.count_down(wait)
        self.news.publish(StandingChanged())

    def count_down(self, wait: Wait | None) -> None:
        """Start the countdown of a pause; None ends it. The same pause, reported again, goes on counting."""
        if wait is None:
            self.wait = None
        elif self.wait is None or self.wait.wait is not wait:
            self.wait = Countdown(wait, self.now())

    @property
    def archive(self) -> Archived | None:
        """The source, if it is an archive; otherwise None."""
        return self.source if isinstance(self.source, Archived) else None

    @property
    def read_only(self) -> bool:
        """Whether the source is live, but allows no change; False for archives, which never allow changes."""
        return self.archive is None and not self.source.abilities.changes

    @property
    def doubts_clocks(self) -> bool:
        """Whether to warn of a wrong clock; False if `Display` sets the time or trusts the source's."""
        return not (self.display.trusts_clock or self.display.clock)

    @property
    def clock_doubt(self) -> ClockDoubt | None:
        """A warning that the clocks are hours apart; None if they are not, or `doubts_clocks` is False."""
        return clock_doubt(self.source) if self.doubts_clocks else None

    @property
    def may_archive(self) -> bool:
        """Whether snapshots can be archived: there is a folder for it, and the source is no archive."""
        return self.places.archives is not None and self.archive is None

    def may_create(self, creation: Creation) -> bool:
        """Whether the source may make snapshots of this kind."""
        return self.source.abilities.may_create(creation)

    @property
    def words(self) -> Words:
        """The vendor's words for things, such as `widget` or `panel`."""
        return vendor_named(self.source.vendor).words

    @property
    def may_change(self) -> bool:
        """Whether snapshots may be extended or deleted at all.

        The source has to allow it, and there must be folders for archives and for records of the changes.
        """
        return self.source.abilities.changes and None not in (self.places.archives, self.places.journals)

    @property
    def may_extend(self) -> bool:
        """Whether snapshots may be extended in at least one way, such as under a new link."""
        return self.may_change and self.source.abilities.may_extend_somehow

    @property
    def may_delete(self) -> bool:
        """Whether snapshots may be deleted."""
        return self.may_change and self.source.abilities.may_delete

    @property
    def budget_is_low(self) -> bool:
        """Whether under a fifth of the allowed requests is left, so that only visible data are fetched."""
        budget = self.budget
        if budget is None or budget.limit is None or budget.remaining is None:
            return False
        return budget.remaining < budget.limit * _LOW_BUDGET and self.budget_ends_in > 0

    @property
    def budget_ends_in(self) -> float:
        """Seconds until the rate limit allows the full number of requests again; infinite if unknown."""
        if self.budget is None or self.budget.resets is None:
            return math.inf
        return self.budget.resets - self.now().timestamp()

    async def find_interrupted(self) -> None:
        """Look for runs of changes of this host and profile that ended early; keep them in `interrupted`."""
        self.interrupted = await self._interrupted()

    async def _interrupted(self) -> tuple[Interrupted, ...]:
        journals = self.places.journals
        if not self.may_change or journals is None or not any(journals.glob("*")):
            return ()
        # Reading a journal takes a seventh of a start to import; most people have none.
        from te_tui.actions.journals import interrupted

        found = await asyncio.to_thread(interrupted, journals)
        return tuple(one for one in found if self._is_of(one.record.plan))

    def _is_of(self, plan: Plan) -> bool:
        """Whether a plan of changes is for this host and profile; another profile may have fewer rights."""
        if self.profile and plan.profile not in {None, self.profile}:
            return False
        return plan.host == self.source.host
