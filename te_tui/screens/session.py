"""The state that screens share: `Session` lasts as long as its source, `Display` and `Places` longer."""

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
    """How things are shown, for as long as the explorer is open.

    Args:
        local: The zone that a person may want instead of UTC; None is that of the machine.
        ascii_only: Whether to draw with ASCII.
        clock: Tells the present time, aware; None is the clock of the source.
        trusts_clock: Whether the source keeps a time of its own on purpose, so that it is not doubted.

    Attributes:
        zone: The zone of all times: UTC, or `local`.
        preview: Whether lists show a preview where there is room.
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
    """The folders for archives, journals and evidence; without one, nothing is kept of that kind.

    `note` says where they are in the first line, where they are not the usual ones.
    """

    archives: Path | None = None
    journals: Path | None = None
    evidence: Path | None = None
    note: str = ""


@runtime_checkable
class Archived(Protocol):
    """A source that is itself an archive."""

    @property
    def archived(self) -> datetime:
        """When it was made."""

    @property
    def gaps(self) -> str:
        """Its gaps, as a sentence without its stop; empty if there are none."""


class Session:
    """A source, and everything that is known only as long as it is used.

    Args:
        source: The source.
        display: How things are shown.
        places: Folders.
        news: The board of all sessions of one explorer; None is a new one.
        profile: The name of its profile; empty where there are none.

    Attributes:
        news: What several screens have to know.
        profiles: All profiles that can be listed beside one another, this one included.
        panels: The data of widgets that have been fetched.
        budget: The rate budget as the source said it last.
        wait: The pause that the source makes now.
        creations: How many dashboard snapshots may still be made.
        saved_tests: When test snapshots were made from here.
        undoable: The journal of the extend that can be taken back.
        interrupted: The runs that can be finished.
        expiring: How many snapshots of an account group expire soon, and later, once its list was loaded.
        titles: Of the widgets of snapshots that were opened, by their ids.
        work: What goes on whatever the screen, in a few words.
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

    def now(self) -> datetime:
        """The present time, aware."""
        return self.display.clock() if self.display.clock else server_now(self.source)

    def budget_seen(self, budget: Budget) -> None:
        """Show how many requests are left; answers overtake one another, so an older count is left out."""
        known = self.budget
        if known is not None and known.resets == budget.resets:
            budget = min(known, budget, key=lambda one: one.remaining or 0)
        self.budget = budget
        self.news.publish(StandingChanged())

    def creations_seen(self, budget: Budget) -> None:
        """Remember how many snapshots may still be made."""
        self.creations = budget

    def waiting(self, wait: Wait | None) -> None:
        """Show that the source waits, or that it goes on."""
        self.count_down(wait)
        self.news.publish(StandingChanged())

    def count_down(self, wait: Wait | None) -> None:
        """Begin to count a wait down, or with None stop; a repeated wait goes on where it was."""
        if wait is None:
            self.wait = None
        elif self.wait is None or self.wait.wait is not wait:
            self.wait = Countdown(wait, self.now())

    @property
    def archive(self) -> Archived | None:
        """The source, where it is itself an archive."""
        return self.source if isinstance(self.source, Archived) else None

    @property
    def read_only(self) -> bool:
        """Whether the source refuses every change."""
        return self.archive is None and not self.source.abilities.changes

    @property
    def doubts_clocks(self) -> bool:
        """Whether the source's clock should agree with this machine's."""
        return not (self.display.trusts_clock or self.display.clock)

    @property
    def clock_doubt(self) -> ClockDoubt | None:
        """Whether this machine's clock and the source's are hours apart; one of them is wrong then."""
        return clock_doubt(self.source) if self.doubts_clocks else None

    @property
    def may_archive(self) -> bool:
        """Whether snapshots can be archived here, which takes a folder and a source that is no archive."""
        return self.places.archives is not None and self.archive is None

    def may_create(self, creation: Creation) -> bool:
        """Whether the source may make snapshots of this kind."""
        return self.source.abilities.may_create(creation)

    @property
    def words(self) -> Words:
        """The vendor's names of its things."""
        return vendor_named(self.source.vendor).words

    @property
    def may_change(self) -> bool:
        """Whether anything that is there may be changed here, which takes a journal and archives."""
        return self.source.abilities.changes and None not in (self.places.archives, self.places.journals)

    @property
    def may_extend(self) -> bool:
        """Whether snapshots may be extended here, in whatever way."""
        return self.may_change and self.source.abilities.may_extend_somehow

    @property
    def may_delete(self) -> bool:
        """Whether snapshots may be deleted here."""
        return self.may_change and self.source.abilities.may_delete

    @property
    def budget_is_low(self) -> bool:
        """Whether to fetch only what is looked at."""
        budget = self.budget
        if budget is None or budget.limit is None or budget.remaining is None:
            return False
        return budget.remaining < budget.limit * _LOW_BUDGET and self.budget_ends_in > 0

    @property
    def budget_ends_in(self) -> float:
        """Seconds until the window of the budget ends; after that nothing is known of it."""
        if self.budget is None or self.budget.resets is None:
            return math.inf
        return self.budget.resets - self.now().timestamp()

    async def find_interrupted(self) -> None:
        """Look for runs of this host and profile that did not come to their end, and may be finished here."""
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
        """Whether a plan was made here; another profile of the host may have fewer rights."""
        if self.profile and plan.profile not in {None, self.profile}:
            return False
        return plan.host == self.source.host
