"""The explorer as a Textual app: its first screen, its theme, and the actions that every screen has."""

from __future__ import annotations

import asyncio
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
from te_tui.screens.destinations import (
    AccountGroups,
    Destination,
    Everywhere,
    Go,
    OneSnapshot,
    OnlyMaking,
    SnapshotList,
)
from te_tui.screens.explorer import ExplorerScreen
from te_tui.screens.news import StandingChanged, ZoneChanged
from te_tui.screens.routes import builder_of
from te_tui.screens.session import Display, Places, Session
from te_tui.screens.sessions import OtherProfiles, Sessions
from te_tui.screens.too_small import TooSmallScreen
from te_tui.sources.base import Budget, SnapshotSource, Wait
from te_tui.sources.errors import SourceError
from te_tui.terminal.app import TerminalApp
from te_tui.terminal.typed_ahead import Typed
from te_tui.widgets.bindings import bound, offered
from te_tui.widgets.row_keys import MOVING_ACTIONS
from te_tui.widgets.themes import ON_DARK, own_themes

if TYPE_CHECKING:
    from rich.text import Text
    from textual.command import Provider
    from textual.theme import Theme

    from te_tui.actions.journals import Interrupted
    from te_tui.screens.account.login import TokenDesk
    from te_tui.screens.work.queue import WorkQueue
    from te_tui.terminal.first_frame import FirstFrame

_BELOW = "below"

_FIRST: Final = 2
"""Screens while the first one of the explorer is on top: it, and the one below all others."""

_IN_PART: Final = 5
"""The exit code where work was broken off, as that of commands."""


def _commands() -> type[Provider]:
    """The class of the palette's commands, imported only when the palette is opened."""
    from te_tui.screens.palette import Commands

    return Commands


class Profiles(Protocol):
    """Interface to the profiles that the explorer can switch between."""

    @property
    def names(self) -> Sequence[str]:
        """Names of all profiles."""

    @property
    def current(self) -> str:
        """Name of the profile in use."""

    def describe(self, name: str) -> Sequence[str]:
        """A few words to recognise a profile by: its host, and "read-only" if it may change nothing."""

    def switch(self, name: str, app: TeTui) -> tuple[SnapshotSource, str | None]:
        """Switch to a profile; return its source and the id of its account group. Raises `SourceError`."""


class TeTui(TerminalApp):
    """The explorer, an app that shows the snapshots of one source.

    Args:
        open_source: opens the source; called with the app, which shows how many requests are left and what
            the source waits for, and asks the person for a token if none is stored.
        aid: the id of the account group to open first; None lets the person choose, unless there is only one.
        snapshot_id: the id of the snapshot to open first; None opens the list.
        now: returns the current time, aware; None uses the source's clock.
        trusts_clock: whether to give no warning if the source's clock differs from this machine's.
        ascii_only: whether to draw with ASCII characters only.
        frame: the empty first screen that the terminal already shows, until the app is ready to draw.
        local: the time zone to offer besides UTC; None is the machine's zone.
        archives: the folder for archives; if None, nothing can be archived.
        journals: the folder for journals, which record changes; if None, nothing can be extended or deleted.
        evidence: the folder for exported screens; if None, a screen can be copied, but not exported.
        note: a word to show at the top of a screen if these folders are unusual ones; else empty.
        any_port: whether to list the archives of all ports of the host, as a demo server's port changes.
        driver_class: the driver of the terminal; None is Textual's own.
        own_keys: the keys in use, the person's own included.
        theme: the name of the theme to begin with.
        keep_theme: saves the name of the theme that the person chooses; raises `FileTrouble`.
        profiles: the profiles that can be switched to.
        others: the sources of the other profiles, for the list over all profiles.
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
        bound("app.open", "open_target"),
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
        any_port: bool = False,
        driver_class: type[Driver] | None = None,
        own_keys: KeyMap = AS_DELIVERED,
        theme: str = ON_DARK,
        keep_theme: Callable[[str], None] | None = None,
        profiles: Profiles | None = None,
        others: OtherProfiles | None = None,
    ) -> None:
        super().__init__(frame, driver_class)
        for one in own_themes():
            self.register_theme(one)
        self.theme = theme
        self._keep_theme, self._known_theme = keep_theme, theme
        self.own_keys = own_keys
        self._keys_for_rows = own_keys.keys_with("rows.")
        display = Display(local, ascii_only=ascii_only, clock=now, trusts_clock=trusts_clock)
        name = profiles.current if profiles else ""
        places = Places(archives, journals, evidence, note, any_port)
        self.session = Session(open_source(self), display, places, profile=name)
        self.sessions = Sessions(self.session, others, self.give_way)
        self._own_filters: tuple[LineFilter, ...] = ()
        if ascii_only:
            from te_tui.widgets.ascii_only import AsciiOnly

            self._own_filters = (AsciiOnly(),)
        self._queues: dict[Session, WorkQueue] = {}
        self._queues_before: list[WorkQueue] = []  # of the profiles in use before this one
        self._begins_at = (aid, snapshot_id)
        self._profiles = profiles
        self._others = others

    def get_default_screen(self) -> Screen[None]:
        """The screen below all others, which is never seen."""
        return Screen(id=_BELOW)

    def on_mount(self) -> None:
        """Open the first screen."""
        self.take_signals()
        self._known_theme = self.theme
        self.theme_changed_signal.subscribe(self, self._keep)
        aid, snapshot_id = self._begins_at
        self.push_screen(self._screen_at(_first_destination(self.session, aid, snapshot_id), self.session))
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
    async def _go(self, asked: Go) -> None:
        builder = partial(builder_of, asked.destination, asked.session, self.sessions)
        build = await asyncio.to_thread(builder)
        if asked.origin.is_active:
            (self.switch_screen if asked.instead else self.push_screen)(build())

    def _screen_at(self, destination: Destination, session: Session) -> Screen[None]:
        return builder_of(destination, session, self.sessions)()

    def on_resize(self, event: Resize) -> None:
        """Cover the screen with a notice while the terminal is too small."""
        covered = isinstance(self.screen, TooSmallScreen)
        if TooSmallScreen.covers(event.size) and not covered:
            self.push_screen(TooSmallScreen())
        elif covered and not TooSmallScreen.covers(event.size):
            self.pop_screen()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters that change each drawn line, including the ASCII filter if it is in use."""
        return (*super().get_line_filters(), *self._own_filters)

    def get_key_display(self, binding: Binding) -> str:
        """The label of a binding's key; in ASCII mode, the key's name instead of a label such as `↑`."""
        shown = super().get_key_display(binding)
        return binding.key if self.session.display.ascii_only and not shown.isascii() else shown

    def is_early(self, typed: Typed) -> bool:
        """Whether a key must wait, because the first screen or the content that the key needs is loading.

        A key that this screen does not know waits as well: `/` may filter the list that is about to open, and
        what is typed behind it must not run commands there.
        """
        screen = self.screen
        if not isinstance(screen, ExplorerScreen):
            return screen.id == _BELOW
        if not isinstance(typed, Key) or not screen.content_is_coming:
            return False
        means_nothing_yet = typed.is_printable and not screen.knows(typed.key)
        return means_nothing_yet or typed.key in self._keys_for_rows or screen.is_for_content(typed.key)

    def on_key(self, event: Key) -> None:
        """If the key does nothing on this screen, show why."""
        screen = self.screen
        does_nothing = event.is_printable and event.key not in screen.active_bindings
        if isinstance(screen, ExplorerScreen) and does_nothing:
            screen.say_why_not(event.key)

    @on(ExplorerScreen.ContentCame)
    async def _go_on_with_keys(self) -> None:
        await self.typed.go_on()

    async def on_unmount(self) -> None:
        """Close the connections of all sources."""
        await self.sessions.aclose()

    def budget_seen(self, budget: Budget) -> None:
        """Pass on to the current session how many requests the rate limit still allows."""
        self.session.budget_seen(budget)

    def creations_seen(self, budget: Budget) -> None:
        """Pass on to the current session how many more dashboard snapshots the service would now create."""
        self.session.creations_seen(budget)

    def waiting(self, wait: Wait | None) -> None:
        """Pass on to the current session that its source waits; None means that the wait is over."""
        self.session.waiting(wait)

    # Long work

    def _queue_of(self, session: Session) -> WorkQueue:
        """The work queue of a session, made at its first use because its import takes time."""
        if session not in self._queues:
            from te_tui.screens.work.queue import WorkQueue

            self._queues[session] = WorkQueue(self, session)
        return self._queues[session]

    @on(ArchiveAsked)
    def _archive(self, asked: ArchiveAsked) -> None:
        if (folder := asked.session.places.archives) is not None:
            self._queue_of(asked.session).archive(asked, folder)

    @on(ChangeAsked)
    def _change(self, asked: ChangeAsked) -> None:
        self._queue_of(asked.session).change(asked.plan, asked.journal)

    async def _end_work_first(self, name: str, go: Callable[[], Awaitable[None]]) -> None:
        """Run `go`, which leaves the session; if work is under way, ask first, and let it end properly."""
        busy = [queue for queue in self._queues.values() if queue.is_busy]
        if not busy:
            await go()
            return
        from te_tui.screens.confirming import ConfirmDialog
        from te_tui.screens.dialog import Asking

        async def end() -> None:
            await asyncio.gather(*(queue.end() for queue in busy))
            await go()

        kept = "Finished archives are kept; te-tui extend or rm --resume does what is left of changes."
        self.push_screen(
            ConfirmDialog(
                self.session,
                Asking(name, "The work goes on"),
                f"{name} stops the work that is under way. Stop it?",
                lambda: self.run_worker(end(), group="leaving", description="stop, and leave"),
                (*(told for queue in busy for told in queue.unfinished), kept),
            )
        )

    @property
    def _showing(self) -> WorkQueue | None:
        """The first work queue with running work or an unread report; None if there is none."""
        return next((queue for queue in self._queues.values() if queue.can_be_shown), None)

    @property
    def _ended(self) -> WorkQueue | None:
        """The newest work queue with a finished job whose report can be shown again; else None."""
        return next((queue for queue in reversed(self._queues.values()) if queue.has_ended_jobs), None)

    @property
    def _interrupted(self) -> tuple[tuple[Session, Interrupted], ...]:
        """The unfinished runs of changes that can be resumed, each with its session."""
        return tuple((session, one) for session in self.sessions.opened for one in session.interrupted)

    async def action_leave(self) -> None:
        """If work is under way, ask whether to stop it; then quit."""
        await self._end_work_first("Quitting", self.action_quit)

    async def action_quit(self) -> None:
        """Quit at once; a message in the shell says which work is not finished."""
        queues = (*self._queues_before, *self._queues.values())
        undone = any(queue.leaves_undone for queue in queues)
        said = [told for queue in queues if (told := queue.describe_unfinished_work()) is not None]
        self.exit(return_code=_IN_PART if undone else 0, message=_lines(said) if said else None)

    def action_show_work(self) -> None:
        """Show running work; without any, offer to resume interrupted changes, or show the last result."""
        if (queue := self._showing) is not None:
            queue.show()
        elif self._interrupted:
            session, interrupted = self._interrupted[-1]
            ask_to_resume(self, session, interrupted)
        elif (queue := self._ended) is not None:
            queue.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable `show_work` if there is work to show, and `leave` (the key q) only on the first screen."""
        if action == "leave" and len(self.screen_stack) > _FIRST:
            return False
        if action == "show_work":
            return bool(self._showing or self._interrupted or self._ended)
        return super().check_action(action, parameters)

    @work(group="journals", description="look for interrupted changes")
    async def _look_for_interrupted(self) -> None:
        session = self.session
        await session.find_interrupted()
        session.news.publish(StandingChanged())

    def action_toggle_zone(self) -> None:
        """Switch all screens between UTC and local time."""
        display = self.session.display
        display.zone = display.local if display.zone is UTC else UTC
        self.session.news.publish(ZoneChanged())

    async def ask_for_token(self, desk: TokenDesk, why: NoToken) -> Secret:
        """Ask the person for a token and return it; raises `NoToken` if they cancel."""
        from te_tui.screens.account.login import ask_for_token

        self.typed.forget()  # it was meant for the screen below
        return await ask_for_token(self, desk, why)

    @work(exclusive=True, group="profile", description="switch to another profile")
    async def action_switch_profile(self) -> None:
        """Let the person choose another profile; then close all screens, and start with that profile."""
        if self._profiles is None:
            return
        if len(self._profiles.names) == 1:
            self.notify("There is only one profile; te-tui login --profile NAME makes another.")
            return
        from te_tui.screens.account.profile_list import ProfileListScreen

        described = {name: self._profiles.describe(name) for name in self._profiles.names}
        name = await self.push_screen_wait(ProfileListScreen(described, self._profiles.current))
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
        before, all_before = self.session, self.sessions
        self.session = Session(source, before.display, before.places, profile=name)
        self.sessions = Sessions(self.session, self._others, self.give_way)
        self._queues_before += self._queues.values()
        self._queues = {}
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self.push_screen(self._screen_at(_first_destination(self.session, aid), self.session))
        self._look_for_interrupted()
        await all_before.aclose()

    @work(exclusive=True, group="profile", description="open a link")
    async def action_open_target(self) -> None:
        """Let the person type a link, a snapshot id or an archive file, and open it on top of this screen."""
        from te_tui.screens.account.target_line import TargetScreen

        below = self.screen.session if isinstance(self.screen, ExplorerScreen) else self.session
        target = await self.push_screen_wait(TargetScreen(below.places.archives))
        if target is None:
            return
        try:
            session, snapshot_id = await self.sessions.named(target, below)
        except (SourceError, FileTrouble) as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self.push_screen(self._screen_at(OneSnapshot(None, snapshot_id), session))

    @work(exclusive=True, group="profile", description="go to the list over all profiles")
    async def action_show_everywhere(self) -> None:
        """Close all screens except the first, and open the list over all profiles."""
        while len(self.screen_stack) > _FIRST:
            await self.pop_screen()
        self.push_screen(self._screen_at(Everywhere(), self.session))

    def action_help(self) -> None:
        """Show the keys of the screen on top."""
        from te_tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen, ascii_only=self.session.display.ascii_only))

    def action_command_palette(self) -> None:
        """Show the palette."""
        from te_tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette's commands: the enabled actions of a screen, with their keys, and some without keys."""
        from te_tui.screens.dialog import AskingDialog

        signs = {one.key.id: " ".join(one.signs) for one in offered(screen)}
        actives = {a.binding.id: a for a in screen.active_bindings.values() if a.enabled and a.binding.id}
        for name, (node, binding, *_) in actives.items():
            is_answer = isinstance(node, AskingDialog)
            if not is_answer and not binding.action.startswith(MOVING_ACTIONS):
                run = partial(self.run_action, binding.action, node)
                yield SystemCommand(binding.description, signs.get(name or "", ""), run)
        for session, one in self._interrupted if isinstance(screen, ExplorerScreen) else ():
            yield SystemCommand(
                f"Resume {one.path.stem}", str(one), partial(ask_to_resume, self, session, one)
            )
        if len(self.session.profiles) > 1:
            yield SystemCommand("Everywhere", "", self.action_show_everywhere)
        if self._profiles is not None:
            yield SystemCommand("Switch profile…", "", self.action_switch_profile)
        yield SystemCommand("Theme", "", self.action_change_theme)


def _lines(said: Sequence[Text]) -> Text:
    from rich.text import Text

    return Text("\n").join(said)


def _first_destination(session: Session, aid: str | None, snapshot_id: str | None = None) -> Destination:
    if not session.source.abilities.reads:
        return OnlyMaking(AccountGroup(aid, None if aid else "the token's account group"))
    group = AccountGroup(aid=aid) if aid else None
    if snapshot_id is not None:
        return OneSnapshot(group, snapshot_id)
    return SnapshotList(group) if group else AccountGroups(skip_single=True)
