"""The explorer: its first screen, its look, and what holds on every screen."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol

import textual
from textual import events, on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.filter import LineFilter
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input

from te_tui.credentials.secret import Secret
from te_tui.credentials.token import NoToken
from te_tui.models.account_group import AccountGroup
from te_tui.screens.account_groups import AccountGroupsScreen
from te_tui.screens.archiving import ArchiveAsked, archive_all
from te_tui.screens.changing import interrupted_here
from te_tui.screens.explorer_screen import ExplorerScreen, Session
from te_tui.screens.snapshot_list import SnapshotListScreen
from te_tui.screens.too_small import TooSmallScreen
from te_tui.sources.base import Budget, SnapshotSource, Wait
from te_tui.sources.clock import server_now
from te_tui.sources.errors import SourceError
from te_tui.terminal.clipboard import osc52
from te_tui.terminal.colors import STYLES_WITHOUT_COLOURS
from te_tui.terminal.driver import SparingDriver
from te_tui.terminal.signals import Signals
from te_tui.widgets.row_keys import MOVING_ACTIONS

if TYPE_CHECKING:
    from te_tui.screens.login import TokenDesk
    from te_tui.terminal.first_frame import FirstFrame

_LONG_ENOUGH = 15  # seconds, to read where a file is and why there is none
_SETTLING = 0.1  # seconds without another size


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


class TeTui(App[None]):
    """The explorer over one source.

    Args:
        open_source: makes the source; it is given the app, to tell it of budgets and waits, and to ask it for
            a token that nobody else has.
        aid: the account group to begin in; None asks, unless there is only one.
        snapshot_id: a snapshot to begin with.
        now: the current time, aware; None is that of the source's clock.
        ascii_only: draw with ASCII.
        frame: what is shown until the screen is entered.
        local: the zone that people may want instead of UTC; None is that of the machine.
        archives: the folder for archives; without one nothing can be archived.
        archived: when the source was made, where that is itself an archive.
        incomplete: whether that archive lacks something.
        journals: the folder for journals; without one nothing can be extended or deleted.
        driver_class: writes to the terminal and reads from it; None is Textual's own.
        profiles: what can be switched to.
    """

    TITLE = "te-tui"
    CSS_PATH = "app.tcss"
    ESCAPE_TO_MINIMIZE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+c,ctrl+q", "quit", "Quit", show=False, tooltip="Quit at once", id="app.quit", priority=True
        ),
        Binding(
            "ctrl+z",
            "suspend_process",
            "Suspend",
            show=False,
            tooltip="Back to the shell; fg returns",
            id="app.suspend",
            priority=True,
        ),
        Binding("ctrl+l", "redraw", "Redraw", show=False, tooltip="Draw the screen again", id="app.redraw"),
    ]

    def __init__(
        self,
        open_source: Callable[[TeTui], SnapshotSource],
        *,
        aid: str | None = None,
        snapshot_id: str | None = None,
        now: Callable[[], datetime] | None = None,
        ascii_only: bool = False,
        frame: FirstFrame | None = None,
        local: tzinfo | None = None,
        archives: Path | None = None,
        archived: datetime | None = None,
        incomplete: bool = False,
        journals: Path | None = None,
        driver_class: type[Driver] | None = None,
        profiles: Profiles | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        self.animation_level = "none"  # each frame is sent over SSH
        self.session = Session(
            open_source(self),
            now or (lambda: server_now(self.session.source)),
            ascii_only,
            archives=archives,
            archived=archived,
            incomplete=incomplete,
            journals=journals,
        )
        if local is not None:
            self.session.local = local
        self._frame = frame
        self._resizing: Timer | None = None
        self._settled: Size | None = None
        self._own_filters: tuple[LineFilter, ...] = ()
        if ascii_only:
            from te_tui.widgets.ascii_only import AsciiOnly

            self._own_filters = (AsciiOnly(),)
        self._aid = aid
        self._snapshot_id = snapshot_id
        self._profiles = profiles

    def on_load(self) -> None:
        """Take the screen over; Textual enters it next."""
        if self._frame is not None:
            self._frame.take_screen()

    def get_default_screen(self) -> Screen[None]:
        """The screen below all others, which is never seen."""
        return Screen(id="below")

    def on_mount(self) -> None:
        """Open the first screen."""
        if self._driver is not None and not isinstance(self._driver, HeadlessDriver):
            Signals(self, self._driver).take()
        if self._frame is not None:
            self._frame.take_signals()
        self.push_screen(self._first_screen(self._aid, self._snapshot_id))
        self._look_for_interrupted()

    def _first_screen(self, aid: str | None, snapshot_id: str | None = None) -> ExplorerScreen:
        group = AccountGroup(aid=aid) if aid else None
        if snapshot_id is not None:
            from te_tui.screens.snapshot import SnapshotScreen

            return SnapshotScreen(self.session, group, snapshot_id)
        if group is not None:
            return SnapshotListScreen(self.session, group)
        return AccountGroupsScreen(self.session, skip_single=True)

    def on_resize(self, event: events.Resize) -> None:
        """Follow the size of the terminal when it stays: a window that is dragged has dozens of sizes."""
        if self._resizing is not None:
            self._resizing.stop()
            self._resizing = None
        if self._settled is None or event.size == self._settled:
            if self._settled is not None and event.size == self.size:
                self.refresh(layout=True)  # it was another size in between, and the terminal cut its lines
            self._settled = event.size
            self._cover_if_too_small(event.size)
        else:
            event.prevent_default()
            self._resizing = self.set_timer(_SETTLING, partial(self._settle, event))

    def _settle(self, event: events.Resize) -> None:
        self._settled = event.size
        self.post_message(events.Resize(event.size, event.virtual_size, pixel_size=event.pixel_size))

    def _cover_if_too_small(self, size: Size) -> None:
        covered = isinstance(self.screen, TooSmallScreen)
        if TooSmallScreen.covers(size) and not covered:
            self.push_screen(TooSmallScreen())
        elif covered and not TooSmallScreen.covers(size):
            self.pop_screen()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to each line that is drawn."""
        return (*super().get_line_filters(), *self._own_filters)

    def copy_to_clipboard(self, text: str) -> None:
        """Put a text on the clipboard of the terminal, through tmux and screen as well.

        Raises:
            TooLong: it is more than terminals take.
        """
        sequence = osc52(text, os.environ)
        self._clipboard = text
        if self._driver is not None:
            self._driver.write(sequence)

    def get_key_display(self, binding: Binding) -> str:
        """What a key is called: by its name where its sign cannot be shown."""
        shown = super().get_key_display(binding)
        return binding.key if self.session.ascii_only and not shown.isascii() else shown

    async def on_unmount(self) -> None:
        """Close the source's connections."""
        await self.session.source.aclose()

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables; where there are no colours, the cursor is marked in another way."""
        variables = super().get_css_variables()
        return variables | STYLES_WITHOUT_COLOURS if self.no_color else variables

    def budget_seen(self, budget: Budget) -> None:
        """Show how many requests are left; answers overtake one another, so an older count is left out."""
        known = self.session.budget
        if known is not None and known.resets == budget.resets:
            budget = min(known, budget, key=lambda one: one.remaining or 0)
        self.session.budget = budget
        self._refresh_top_line()

    def creations_seen(self, budget: Budget) -> None:
        """Remember how many snapshots may still be made."""
        self.session.creations = budget

    def waiting(self, wait: Wait | None) -> None:
        """Show that the source waits, or that it goes on."""
        self.session.count_down(wait)
        self._refresh_top_line()

    @on(ArchiveAsked)
    @work(group="archives", description="archive snapshots")
    async def _archive(self, asked: ArchiveAsked) -> None:
        if self.session.archives is not None:
            told = await archive_all(self.session, self.session.archives, asked, self._show_work)
            self.notify(told.sentence, severity=told.severity, timeout=_LONG_ENOUGH, markup=False)

    @work(group="journals", description="look for interrupted changes")
    async def _look_for_interrupted(self) -> None:
        self.session.interrupted = await interrupted_here(self.session)
        for one in self.session.interrupted:
            sentence = f"{one} Resume in ctrl+p does it here."
            self.notify(sentence, severity="warning", timeout=_LONG_ENOUGH, markup=False)

    def _resume(self, path: Path) -> None:
        from te_tui.screens.running import RunScreen

        self.push_screen(RunScreen(self.session, path))

    def _show_work(self, work: str | None) -> None:
        self.session.work = work
        self._refresh_top_line()

    def _refresh_top_line(self) -> None:
        for screen in self.screen_stack if self.is_running else ():
            if isinstance(screen, ExplorerScreen):
                screen.refresh_top_line()

    def action_toggle_zone(self) -> None:
        """Tell times in local time instead of UTC, or the other way round, on every screen."""
        session = self.session
        session.zone = session.local if session.zone is UTC else UTC
        for screen in self.screen_stack:
            if isinstance(screen, ExplorerScreen):
                screen.zone_changed()

    def on_key(self, event: events.Key) -> None:
        """Hand a letter that was typed ahead to the input that has the focus by now.

        Keys are sent to the widget that has the focus when they are pressed. When a whole burst is pressed,
        `/checkout`, its first key has not moved the focus yet; without this, the rest would be commands.
        """
        if isinstance(self.focused, Input) and event.is_printable:
            event.prevent_default()
            self.focused.post_message(events.Key(event.key, event.character))

    def _fatal_error(self) -> None:
        """Report a mistake of ours without local variables, which may hold the token (security rule 6)."""
        # Imported here because that takes a tenth of a start, and should never be needed.
        from rich.traceback import Traceback

        self.bell()
        self.panic(Traceback(show_locals=False, suppress=[textual]))

    def action_redraw(self) -> None:
        """Draw everything again: another program may have written on the screen."""
        if isinstance(self._driver, SparingDriver):
            self._driver.forget_screen()
        self.refresh(layout=True)

    async def ask_for_token(self, desk: TokenDesk, why: NoToken) -> Secret:
        """Ask the person for a token that nobody else has.

        Raises:
            NoToken: the person goes without.
        """
        answer: asyncio.Future[Secret | None] = asyncio.get_running_loop().create_future()
        from te_tui.screens.login import LoginScreen

        self.push_screen(LoginScreen(desk, why), answer.set_result)
        secret = await answer
        if secret is None:
            raise why
        return secret

    @work(exclusive=True, group="profile", description="switch to another profile")
    async def action_switch_profile(self) -> None:
        """Let the person choose another profile; leave all screens, and begin again with its source."""
        if self._profiles is None:
            return
        from te_tui.screens.profile_list import ProfileListScreen

        profiles = ProfileListScreen(self._profiles.names, self._profiles.current)
        name = await self.push_screen_wait(profiles)
        if name is None:
            return
        try:
            source, aid = self._profiles.switch(name, self)
        except SourceError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        before = self.session
        self.session = replace(
            before,
            source=source,
            panels={},
            budget=None,
            wait=None,
            creations=None,
            saved_tests=[],
            undoable=None,
            interrupted=(),
            expiring={},
        )
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self.push_screen(self._first_screen(aid))
        self._look_for_interrupted()
        await before.source.aclose()

    def action_help(self) -> None:
        """Show the keys of the screen on top."""
        from te_tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer in the palette what the keys of this screen do, each once, and the choice of a theme."""
        actives = {a.binding.id: a for a in screen.active_bindings.values() if a.enabled and a.binding.id}
        for node, binding, *_ in actives.values():
            if not binding.action.startswith(MOVING_ACTIONS):
                yield SystemCommand(
                    binding.description, binding.tooltip, partial(self.run_action, binding.action, node)
                )
        for one in self.session.interrupted if isinstance(screen, ExplorerScreen) else ():
            yield SystemCommand(f"Resume {one.path.stem}", str(one), partial(self._resume, one.path))
        if self._profiles is not None and len(self._profiles.names) > 1:
            yield SystemCommand("Switch profile…", "Another account", self.action_switch_profile)
        yield SystemCommand("Theme", "Choose colours, light or dark", self.action_change_theme)
