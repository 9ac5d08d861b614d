"""The explorer: its first screen, its look, and what holds on every screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from textual import on, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Key, Resize
from textual.filter import LineFilter
from textual.screen import Screen

from te_tui.credentials.secret import Secret
from te_tui.credentials.token import NoToken
from te_tui.files.private import FileTrouble
from te_tui.keys.keymap import AS_DELIVERED, KeyMap
from te_tui.models.account_group import AccountGroup
from te_tui.screens.archiving import ArchiveAsked
from te_tui.screens.changing import ChangeAsked, ask_to_resume
from te_tui.screens.destinations import AccountGroups, Destination, Go, OneSnapshot, SnapshotList
from te_tui.screens.dialog import AskingDialog
from te_tui.screens.explorer import ExplorerScreen
from te_tui.screens.news import StandingChanged, ZoneChanged
from te_tui.screens.routes import screen_at
from te_tui.screens.session import Display, Places, Session
from te_tui.screens.too_small import TooSmallScreen
from te_tui.sources.base import Budget, SnapshotSource, Wait
from te_tui.sources.errors import SourceError
from te_tui.terminal.app import TerminalApp
from te_tui.terminal.typed_ahead import Typed
from te_tui.widgets.bindings import bound, offered
from te_tui.widgets.row_keys import MOVING_ACTIONS
from te_tui.widgets.themes import ON_DARK, own_themes

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.theme import Theme

    from te_tui.screens.account.login import TokenDesk
    from te_tui.screens.work.queue import WorkQueue
    from te_tui.terminal.first_frame import FirstFrame

_BELOW = "below"

_IN_PART: Final = 5
"""The exit code where work was broken off, as that of commands."""


def _commands() -> type[Provider]:
    """The commands of the palette, which is imported when somebody opens it."""
    from te_tui.screens.palette import Commands

    return Commands


class Profiles(Protocol):
    """The accounts that the explorer can be switched between."""

    @property
    def names(self) -> Sequence[str]:
        """All of them."""

    @property
    def current(self) -> str:
        """The one in use."""

    def switch(self, name: str, app: TeTui) -> tuple[SnapshotSource, str | None]:
        """Use another one: its source, and the account group to begin in; raises `SourceError`."""


class TeTui(TerminalApp):
    """The explorer over one source.

    Args:
        open_source: makes the source; it is given the app, to tell it of budgets and waits, and to ask it for
            a token that nobody else has.
        aid: the account group to begin in; None asks, unless there is only one.
        snapshot_id: a snapshot to begin with.
        now: the current time, aware; None is that of the source's clock.
        trusts_clock: whether the source keeps a time of its own on purpose; so it is where `now` is given.
        ascii_only: draw with ASCII.
        frame: what is shown until the screen is entered.
        local: the zone that people may want instead of UTC; None is that of the machine.
        archives: the folder for archives; without one nothing can be archived.
        journals: the folder for journals; without one nothing can be extended or deleted.
        evidence: the folder for what is on the screen; without one it can be copied, and not written.
        note: where these are, in the first line; empty where they are the usual ones.
        driver_class: writes to the terminal and reads from it; None is Textual's own.
        own_keys: the keys that the person has.
        theme: the name of the colours.
        keep_theme: keeps the name of those that the person chooses; raises `FileTrouble`.
        profiles: what can be switched to.
    """

    TITLE = "te-tui"
    CSS_PATH = "app.tcss"
    ESCAPE_TO_MINIMIZE = False

    COMMANDS = {_commands}  # noqa: RUF012 - as Textual has it

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("app.quit", "quit", priority=True),
        bound("app.suspend", "suspend_process", priority=True),
        bound("app.redraw", "redraw"),
        bound("app.palette", "command_palette"),
    ]

    def __init__(
        self,
        open_source: Callable[[TeTui], SnapshotSource],
        *,
        aid: str | None = None,
        snapshot_id: str | None = None,
        now: Callable[[], datetime] | None = None,
        trusts_clock: bool = False,
        ascii_only: bool = False,
        frame: FirstFrame | None = None,
        local: tzinfo | None = None,
        archives: Path | None = None,
        journals: Path | None = None,
        evidence: Path | None = None,
        note: str = "",
        driver_class: type[Driver] | None = None,
        own_keys: KeyMap = AS_DELIVERED,
        theme: str = ON_DARK,
        keep_theme: Callable[[str], None] | None = None,
        profiles: Profiles | None = None,
    ) -> None:
        super().__init__(frame, driver_class)
        for one in own_themes():
            self.register_theme(one)
        self.theme = theme
        self._keep_theme, self._known_theme = keep_theme, theme
        self.own_keys = own_keys
        self._keys_for_rows = own_keys.keys_with("rows.")
        display = Display(local, ascii_only=ascii_only, clock=now, trusts_clock=trusts_clock)
        self.session = Session(open_source(self), display, Places(archives, journals, evidence, note))
        self._own_filters: tuple[LineFilter, ...] = ()
        if ascii_only:
            from te_tui.widgets.ascii_only import AsciiOnly

            self._own_filters = (AsciiOnly(),)
        self._work: WorkQueue | None = None
        self._begins_at = (aid, snapshot_id)
        self._profiles = profiles

    def get_default_screen(self) -> Screen[None]:
        """The screen below all others, which is never seen."""
        return Screen(id=_BELOW)

    def on_mount(self) -> None:
        """Open the first screen."""
        self.take_signals()
        self._known_theme = self.theme
        self.theme_changed_signal.subscribe(self, self._keep)
        self.push_screen(screen_at(_first_destination(*self._begins_at), self.session))
        self._look_for_interrupted()

    @work(thread=True, group="theme", description="keep the theme that was chosen")
    def _keep(self, theme: Theme) -> None:
        if self._keep_theme is None or theme.name == self._known_theme:
            return
        self._known_theme = theme.name
        try:
            self._keep_theme(theme.name)
        except FileTrouble as error:
            self.call_from_thread(self.notify, str(error), severity="warning", markup=False)

    @on(Go)
    def _go(self, asked: Go) -> None:
        if asked.origin.is_active:
            screen = screen_at(asked.destination, self.session)
            (self.switch_screen if asked.instead else self.push_screen)(screen)

    def on_resize(self, event: Resize) -> None:
        """Cover the screen while nothing can be shown on it."""
        covered = isinstance(self.screen, TooSmallScreen)
        if TooSmallScreen.covers(event.size) and not covered:
            self.push_screen(TooSmallScreen())
        elif covered and not TooSmallScreen.covers(event.size):
            self.pop_screen()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters that each drawn line passes."""
        return (*super().get_line_filters(), *self._own_filters)

    def get_key_display(self, binding: Binding) -> str:
        """The key's label: its name where its sign cannot be shown."""
        shown = super().get_key_display(binding)
        return binding.key if self.session.display.ascii_only and not shown.isascii() else shown

    def is_early(self, typed: Typed) -> bool:
        """Keys for the rows of a list wait for it, and everything waits for the first screen."""
        screen = self.screen
        if not isinstance(screen, ExplorerScreen):
            return screen.id == _BELOW
        is_for_rows = isinstance(typed, Key) and typed.key in self._keys_for_rows
        return is_for_rows and screen.content_is_coming

    def on_key(self, event: Key) -> None:
        """Say why a key does nothing here, if it does nothing."""
        screen = self.screen
        does_nothing = event.is_printable and event.key not in screen.active_bindings
        if isinstance(screen, ExplorerScreen) and does_nothing:
            screen.say_why_not(event.key)

    @on(ExplorerScreen.ContentCame)
    async def _go_on_with_keys(self) -> None:
        await self.typed.go_on()

    async def on_unmount(self) -> None:
        """Close the source's connections."""
        await self.session.source.aclose()

    def budget_seen(self, budget: Budget) -> None:
        """Show how many requests are left; answers overtake one another, so an older count is left out."""
        known = self.session.budget
        if known is not None and known.resets == budget.resets:
            budget = min(known, budget, key=lambda one: one.remaining or 0)
        self.session.budget = budget
        self.session.news.publish(StandingChanged())

    def creations_seen(self, budget: Budget) -> None:
        """Remember how many snapshots may still be made."""
        self.session.creations = budget

    def waiting(self, wait: Wait | None) -> None:
        """Show that the source waits, or that it goes on."""
        self.session.count_down(wait)
        self.session.news.publish(StandingChanged())

    # Long work

    @property
    def _queue(self) -> WorkQueue:
        """The work of this source, which most people never begin, and which takes its time to import."""
        if self._work is None:
            from te_tui.screens.work.queue import WorkQueue

            self._work = WorkQueue(self, self.session)
        return self._work

    @on(ArchiveAsked)
    def _archive(self, asked: ArchiveAsked) -> None:
        if (folder := self.session.places.archives) is not None:
            self._queue.archive(asked, folder)

    @on(ChangeAsked)
    def _change(self, asked: ChangeAsked) -> None:
        self._queue.change(asked.plan, asked.journal)

    async def _end_work_first(self, name: str, go: Callable[[], Awaitable[None]]) -> None:
        """Do something that ends the work under way; asks, if there is any."""
        if self._work is None:
            await go()
        else:
            await self._work.end_before(name, go)

    async def action_leave(self) -> None:
        """Quit, but ask before work is broken off."""
        await self._end_work_first("Quitting", self.action_quit)

    async def action_quit(self) -> None:
        """Quit at once, and say in the shell what is not done."""
        if (work := self._work) is None:
            self.exit()
        else:
            self.exit(return_code=_IN_PART if work.leaves_undone else 0, message=work.told_unfinished())

    def action_show_work(self) -> None:
        """Show the work under way, or else ask whether to finish what was interrupted."""
        if self._work is not None and self._work.can_be_shown:
            self._work.show()
        elif self.session.interrupted:
            ask_to_resume(self, self.session, self.session.interrupted[-1])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to show work only where there is any."""
        if action == "show_work":
            under_way = self._work is not None and self._work.can_be_shown
            return under_way or bool(self.session.interrupted)
        return super().check_action(action, parameters)

    @work(group="journals", description="look for interrupted changes")
    async def _look_for_interrupted(self) -> None:
        session = self.session
        await session.find_interrupted()
        session.news.publish(StandingChanged())

    def action_toggle_zone(self) -> None:
        """Tell times in local time instead of UTC, or the other way round, on every screen."""
        display = self.session.display
        display.zone = display.local if display.zone is UTC else UTC
        self.session.news.publish(ZoneChanged())

    async def ask_for_token(self, desk: TokenDesk, why: NoToken) -> Secret:
        """Ask the person for a token; raises `NoToken` if they go without."""
        from te_tui.screens.account.login import ask_for_token

        self.typed.forget()  # it was meant for the screen below
        return await ask_for_token(self, desk, why)

    @work(exclusive=True, group="profile", description="switch to another profile")
    async def action_switch_profile(self) -> None:
        """Let the person choose another profile; leave all screens, and begin again with its source."""
        if self._profiles is None:
            return
        if len(self._profiles.names) == 1:
            self.notify("There is only one profile; te-tui login --profile NAME makes another.")
            return
        from te_tui.screens.account.profile_list import ProfileListScreen

        name = await self.push_screen_wait(ProfileListScreen(self._profiles.names, self._profiles.current))
        if name is not None:
            await self._end_work_first("Switching the profile", partial(self._switch, name))

    async def _switch(self, name: str) -> None:
        if self._profiles is None:
            return
        try:
            source, aid = self._profiles.switch(name, self)
        except SourceError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        before = self.session
        self.session = Session(source, before.display, before.places)
        self._work = None
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self.push_screen(screen_at(_first_destination(aid), self.session))
        self._look_for_interrupted()
        await before.source.aclose()

    def action_help(self) -> None:
        """Show the keys of the screen on top."""
        from te_tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer in the palette what the keys of this screen do, each once, with its keys; then the rest."""
        signs = {one.key.id: " ".join(one.signs) for one in offered(screen)}
        actives = {a.binding.id: a for a in screen.active_bindings.values() if a.enabled and a.binding.id}
        for name, (node, binding, *_) in actives.items():
            is_answer = isinstance(node, AskingDialog)
            if not is_answer and not binding.action.startswith(MOVING_ACTIONS):
                run = partial(self.run_action, binding.action, node)
                yield SystemCommand(binding.description, signs.get(name or "", ""), run)
        for one in self.session.interrupted if isinstance(screen, ExplorerScreen) else ():
            yield SystemCommand(
                f"Resume {one.path.stem}", str(one), partial(ask_to_resume, self, self.session, one)
            )
        if self._profiles is not None:
            yield SystemCommand("Switch profile…", "", self.action_switch_profile)
        yield SystemCommand("Theme", "", self.action_change_theme)


def _first_destination(aid: str | None, snapshot_id: str | None = None) -> Destination:
    group = AccountGroup(aid=aid) if aid else None
    if snapshot_id is not None:
        return OneSnapshot(group, snapshot_id)
    return SnapshotList(group) if group else AccountGroups(skip_single=True)
