"""Base class of the explorer's full screens: first line, way back, copying, and messages about failures."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual import events, work
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer

from te_tui.render.text.times import format_date
from te_tui.screens.countdown import Countdown
from te_tui.screens.destinations import Destination, Go
from te_tui.screens.news import ChangeSettled, News, SnapshotMade, StandingChanged, ZoneChanged
from te_tui.screens.session import Session
from te_tui.sources.errors import NotLoggedIn, SourceError
from te_tui.widgets.bindings import KeyedScreen, bound
from te_tui.widgets.cells import Cell
from te_tui.widgets.cursor_list import CursorList
from te_tui.widgets.frames import empty_lines
from te_tui.widgets.notice import Notice
from te_tui.widgets.row_keys import ROW_ACTIONS
from te_tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from te_tui.models.snapshot_row import SnapshotRow
    from te_tui.render.evidence import Evidence

T = TypeVar("T")

_CHANGES: Final = frozenset(
    {"extend", "delete", "undo", "new", "new_copy", "new_capture", "new_test", "archive"}
)
_REASONS: Final = {
    "archive": "Nothing to archive here.",
    "extend": "The expiry of snapshots cannot be moved here.",
    "delete": "Snapshots cannot be deleted here.",
    "undo": "Nothing was extended that could be undone.",
    "new": "Snapshots cannot be made here.",
    "new_copy": "Snapshots cannot be copied here.",
    "new_capture": "Live dashboards cannot be captured here.",
    "new_test": "Snapshots of tests cannot be made here.",
    "up": "This is the first screen; q quits.",
    "retry": "Nothing failed here that could be reloaded.",
    "app.show_work": "No work is under way, and none has ended yet.",
    "toggle_mark": "Rows of this list cannot be marked.",
    "mark_range": "Rows of this list cannot be marked.",
    "mark_all": "Rows of this list cannot be marked.",
}
"""Why a key does nothing, by its action."""

ZONE_KEY: Final = bound("app.zone", "app.toggle_zone")
"""For every screen that tells times."""

EVIDENCE_KEYS: Final = (
    bound("evidence.copy", "copy_evidence"),
    bound("evidence.export", "export_evidence"),
)
"""For every screen that has `evidence`."""

COMMON_KEYS: Final = ("go.leave", "go.quit", "app.help")
"""The keys of every screen, behind its own."""


def again(error: SourceError) -> str:
    """What the key r does after an error: `r to log in` or `r to try again`; empty if neither helps."""
    if error.lasts:
        return ""
    return "r to log in" if isinstance(error, NotLoggedIn) else "r to try again"


def tries_again(errors: Sequence[SourceError]) -> str:
    """The hint ` (r tries again)` if one of the errors may be temporary; otherwise an empty text."""
    return " (r tries again)" if any(not error.lasts for error in errors) else ""


WIDE: Final = 110
"""Columns from which on a terminal has room for more beside a list."""


class ExplorerScreen(KeyedScreen[None]):
    """Base class of a full screen; its first line shows the breadcrumb, and facts such as the request budget.

    Escape goes back to the screen below; from the lowest screen, it goes to `parent_destination`, if any.
    """

    # Nothing: a screen gives the focus when there is something to move in, never to the filter by chance.
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual has it

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("go.up", "up"),
        bound("go.leave", "leave"),
        bound("go.quit", "app.leave"),
        bound("app.work", "app.show_work"),
        # Two bindings, because behind typed text only the second one works, and the footer shows what works.
        bound("app.help", "app.help", keys="question_mark"),
        bound("app.help", "app.help", keys="f1"),
    ]

    ON_CONTENT: ClassVar[frozenset[str]] = frozenset()
    """Actions that need the content: their keys, typed while it is on its way, wait for it."""

    class ContentCame(Message):
        """The content has arrived, or is known to be missing: keys that waited for it can be handled now."""

    facts: var[tuple[Cell, ...]] = var(())
    """How things stand on this screen; the rate budget is added to them."""

    spare_facts: var[tuple[Cell, ...]] = var(())
    """Facts that are shown where breadcrumb and rate budget leave room."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._next_second: Timer | None = None
        self._built = asyncio.Event()
        self._awaits = False

    def on_compose(self) -> None:
        """Set the CSS class for the terminal's width before widgets exist, so that each is styled once."""
        width = self.app.size.width
        *_, arrangement = (name for least, name in self.HORIZONTAL_BREAKPOINTS or () if width >= least)
        self.add_class(arrangement)

    async def once_built(self, answer: Awaitable[T]) -> T:
        """Await an answer of the source, but return it, or raise its error, only when this screen is built.

        A screen can thus send its request in `on_compose`, and be built and drawn while it waits.
        """
        self._awaits = True
        try:
            answered = await answer
        except SourceError:
            await self._arrived()
            raise
        await self._arrived()
        return answered

    async def _arrived(self) -> None:
        await self._built.wait()
        if not self.app.is_running or self not in self.app.screen_stack:
            raise asyncio.CancelledError  # its widgets go first, and its work is ended after that
        self._awaits = False
        self._tell_of_content()

    def _tell_of_content(self) -> None:
        if self.focused is None:  # otherwise there was some before
            self.call_after_refresh(self.post_message, self.ContentCame())

    @property
    def content_is_coming(self) -> bool:
        """Whether the content is still loading."""
        return self.focused is None and (self._awaits or not self._built.is_set())

    def knows(self, key: str) -> bool:
        """Whether a key has an action here, even one that is disabled at the moment."""
        return bool(self._actions_of(key))

    def is_for_content(self, key: str) -> bool:
        """Whether a key does something that needs the content of this screen."""
        return not self.ON_CONTENT.isdisjoint(self._actions_of(key))

    def _actions_of(self, key: str) -> list[str]:
        """The names of the actions that a key is bound to on this screen, enabled or not."""
        bound = (bindings.key_to_bindings.get(key, ()) for _, bindings in self._modal_binding_chain)
        return [binding.action.partition("(")[0] for found in bound for binding in found]

    async def on_event(self, event: events.Event) -> None:
        """Handle an event, then let other tasks run, so that keys do not wait for a long queue of events."""
        await super().on_event(event)
        await asyncio.sleep(0)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return only background, as widgets cover it anyway; Textual's own drawing takes longer."""
        return empty_lines(self, crop)

    def breadcrumb(self) -> tuple[str, ...]:
        """The breadcrumb of this screen, outermost first."""
        return (self.session.source.name,)

    def parent_destination(self) -> Destination | None:
        """Where escape leads if no screen is below this one; None if it leads nowhere."""
        return None

    def on_mount(self) -> None:
        """Fill the first line, and subscribe to the session's news of changes made elsewhere."""
        self.session.news.subscribe(self)
        self.refresh_top_line()
        self._built.set()
        self._tell_of_content()

    def on_unmount(self) -> None:
        """Unsubscribe from the session's news."""
        self.session.news.unsubscribe(self)

    def take_news(self, news: News) -> None:
        """Show a change made elsewhere, such as a new expiry, also while another screen covers this one."""
        match news:
            case StandingChanged():
                self._show_standing()
            case ZoneChanged():
                self.zone_changed()
            case ChangeSettled(plan) as settled:
                if plan.host == self.session.source.host:
                    self.change_settled(settled)
            case SnapshotMade(aid, row, host):
                if host == self.session.source.host:
                    self.snapshot_made(aid, row)

    def say_failed(self, error: SourceError) -> None:
        """Show an error in place of the content, with the next step and the keys for it."""
        key = again(error)
        step = f"Press {key}; {self.way_out}." if key else f"{self.way_out.capitalize()}."
        self.query_one(Notice).say_failed(error.sentence, f"{error.next_step} {step}")

    def watch_facts(self) -> None:
        """Show the new facts, such as counts, on the first line of the screen."""
        self.refresh_top_line()

    def refresh_top_line(self) -> None:
        """Update the first line; a source's pause stands first, a low request budget near the front."""
        wait, budget = self._wait(), self._budget()
        facts = (*wait, *self._clock(), *self._read_only(), *self._work(), *self._archived(), *self.facts)
        spare = (*budget, *self.spare_facts, *self._folders())
        if self.session.budget_is_low:
            first = len(wait) or int(not self.waits_for_budget)
            facts, spare = (*facts[:first], *budget, *facts[first:]), self.spare_facts
        for line in self.query(TopLine):
            line.breadcrumb, line.facts, line.spare = self.breadcrumb(), facts, spare
        self._count_down()

    def _count_down(self) -> None:
        """Set a timer to count a pause down, or to act when a low request budget is renewed."""
        if self._next_second is not None:
            self._next_second.stop()
            self._next_second = None
        if not self.is_running:
            return
        if self.session.wait is not None:
            self._next_second = self.set_timer(1, self._show_standing)
        elif self.session.budget_is_low and math.isfinite(left := self.session.budget_ends_in):
            ends = left <= 1 or not self.waits_for_budget
            then = self.budget_renewed if ends else self.refresh_top_line
            self._next_second = self.set_timer(left if ends else 1, then)

    @property
    def waits_for_budget(self) -> bool:
        """Whether some data of this screen are fetched only when the low request budget is renewed."""
        return False

    def budget_renewed(self) -> None:
        """Fetch what was left while the request budget was low."""
        self.refresh_top_line()

    async def evidence(self) -> Evidence | None:
        """The content of the screen, ready to copy or export; None while there is none."""
        return None

    async def action_copy_evidence(self) -> None:
        """Copy the content of the screen as text; later keys wait until it is copied."""
        from te_tui.screens.evidence import copy_evidence

        if (evidence := await self.evidence()) is not None:
            await copy_evidence(self, evidence, self.session)
        else:
            self.notify("There is nothing on the screen to copy yet.", severity="warning")

    @work(exclusive=True, group="evidence", description="write what is on the screen into files")
    async def action_export_evidence(self) -> None:
        """Write the content of the screen into files, as text and SVG."""
        from te_tui.screens.evidence import export_evidence

        if (evidence := await self.evidence()) is not None:
            await export_evidence(self, evidence, self.session)
        else:
            self.notify("There is nothing on the screen to write yet.", severity="warning")

    def _show_standing(self) -> None:
        self.refresh_top_line()
        self.wait_changed()

    def tells_wait(self, wait: Countdown) -> bool:  # noqa: ARG002 - for those that have a place for it
        """Whether the first line shows a pause of the source; False if the delayed widget shows it."""
        return True

    def wait_changed(self) -> None:
        """Update the countdown of a pause at the widgets that it delays; called every second of the pause."""

    def zone_changed(self) -> None:
        """Show all times in the new time zone of the display."""

    def change_settled(self, settled: ChangeSettled) -> None:
        """Update this screen after the extension or deletion of a snapshot has ended."""

    def snapshot_made(self, aid: str | None, row: SnapshotRow) -> None:
        """Show a new snapshot, or more facts about it, if this screen lists its account group."""

    @property
    def way_out(self) -> str:
        """What to press to leave this screen: `escape goes back` or `q quits`."""
        return "escape goes back" if self._can_go_up else "q quits"

    @property
    def _is_first(self) -> bool:
        # Below the first screen is only the app's own, which is never seen.
        return self not in self.app.screen_stack[2:]

    @property
    def _can_go_up(self) -> bool:
        return not self._is_first or self.parent_destination() is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable going back where there is nothing to go back to, and archiving where it is not possible."""
        if action == "up" and not self._can_go_up:
            return False
        if action == "leave" and self._is_first:
            return False
        if action == "archive" and not self.session.may_archive:
            return False
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str:
        """A sentence on why an action cannot be done on this screen now."""
        if action in _CHANGES and self.session.archive is not None:
            return "This is an archive: nothing in it can be changed."
        if action in _CHANGES and not self.session.source.abilities.changes:
            return "Read-only: nothing can be changed."
        if action in ROW_ACTIONS and isinstance(self.focused, CursorList) and not self.focused.rows:
            return "There is no row here."
        return _REASONS.get(action, "Not in this view; ? lists the keys.")

    def say_why_not(self, key: str) -> None:
        """Show why a key does nothing here."""
        actions = self._actions_of(key)
        words = self.why_not(actions[0]) if actions else "This key does nothing here; ? lists the keys."
        self.notify(words, markup=False)

    def go(self, destination: Destination, *, instead: bool = False, session: Session | None = None) -> None:
        """Open a destination on top of this screen, or `instead` of it; a key pressed twice opens it once.

        It opens in `session`; None means the session of this screen.
        """
        self.post_message(Go(self, destination, session or self.session, instead=instead))

    def go_into(self, screen: Screen[None]) -> None:
        """Open a screen that is already built on top of this one; a repeated key opens it only once."""
        if self.is_active:
            self.app.push_screen(screen)

    def action_up(self) -> None:
        """Go back to the screen below, or to the parent destination if no screen is below."""
        if not self._is_first:
            self.app.pop_screen()
        elif (parent := self.parent_destination()) is not None:
            self.go(parent, instead=True)

    def action_leave(self) -> None:
        """Close this screen, so that the screen below it shows again."""
        self.app.pop_screen()

    def _wait(self) -> tuple[Cell, ...]:
        wait = self.session.wait
        if wait is None or not self.tells_wait(wait):
            return ()
        told = Cell(wait.told(self.session.now()), "warning")
        says_why = wait.wait.silent or wait.wait.is_limit
        return (told,) if says_why else (told, Cell(wait.wait.reason, "warning"))

    def _clock(self) -> tuple[Cell, ...]:
        doubt = self.session.clock_doubt
        return (Cell(doubt.summary, "warning"),) if doubt else ()

    def _work(self) -> tuple[Cell, ...]:
        if self.session.work:
            return (Cell(f"{self.session.work} (w)", "accent"),)
        if not self.session.interrupted:
            return ()
        last = self.session.interrupted[-1].record
        done = "deleted" if last.plan.action == "delete" else "extended"
        told = f"{len(last.remaining):,} of {len(last.plan.changes):,} not {done} (w)"
        return (Cell(told, "warning"),)

    def _archived(self) -> tuple[Cell, ...]:
        archive = self.session.archive
        if archive is None:
            return ()
        made = format_date(archive.archived, zone=self.session.display.zone, now=self.session.now())
        if archive.gaps:
            return (Cell(f"archive of {made}, incomplete", "warning"),)
        return (Cell(f"archive of {made}", "accent"),)

    def _folders(self) -> tuple[Cell, ...]:
        note = self.session.places.note
        return (Cell(note, "muted"),) if note else ()

    def _read_only(self) -> tuple[Cell, ...]:
        return (Cell("read-only", "accent"),) if self.session.read_only else ()

    def _budget(self) -> tuple[Cell, ...]:
        budget = self.session.budget
        if budget is None or budget.limit is None or budget.remaining is None:
            return ()
        left = self.session.budget_ends_in
        if left <= 0:
            return ()
        if self.session.budget_is_low and self.waits_for_budget and math.isfinite(left):
            return (Cell(f"rate limit: goes on in {math.ceil(left):,} s", "warning"),)
        requests = f"{budget.remaining:,}/{budget.limit:,} req"
        is_low = self.session.budget_is_low
        return (Cell(f"only {requests} left", "warning") if is_low else Cell(requests, "muted"),)
