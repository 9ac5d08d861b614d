"""The explorer: its first screen, its look, and what holds on every screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, tzinfo
from functools import partial
from typing import ClassVar

import textual
from rich.traceback import Traceback
from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen
from textual.widgets import Input

from te_tui.models.account_group import AccountGroup
from te_tui.screens.account_groups import AccountGroupsScreen
from te_tui.screens.explorer_screen import ExplorerScreen, Session
from te_tui.screens.help import HelpScreen
from te_tui.screens.snapshot import SnapshotScreen
from te_tui.screens.snapshot_list import SnapshotListScreen
from te_tui.sources.base import Budget, Observer, SnapshotSource, Wait
from te_tui.terminal.colors import STYLES_WITHOUT_COLOURS
from te_tui.terminal.driver import SparingDriver
from te_tui.widgets.row_keys import MOVING_ACTIONS


class TeTui(App[None]):
    """The explorer over one source.

    Args:
        open_source: makes the source; it is given the app, to tell it of budgets and waits.
        aid: the account group to begin in; None asks, unless there is only one.
        snapshot_id: a snapshot to begin with.
        now: the current time, aware; replaced where pictures must not change.
        ascii_only: draw with ASCII.
        local: the zone that people may want instead of UTC; None is that of the machine.
        driver_class: writes to the terminal and reads from it; None is Textual's own.
    """

    TITLE = "te-tui"
    CSS_PATH = "app.tcss"
    ESCAPE_TO_MINIMIZE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+c,ctrl+q", "quit", "Quit", show=False, tooltip="Quit at once", id="app.quit", priority=True
        ),
        Binding("ctrl+l", "redraw", "Redraw", show=False, tooltip="Draw the screen again", id="app.redraw"),
    ]

    def __init__(
        self,
        open_source: Callable[[Observer], SnapshotSource],
        *,
        aid: str | None = None,
        snapshot_id: str | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        ascii_only: bool = False,
        local: tzinfo | None = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        self.animation_level = "none"  # each frame is sent over SSH
        self.session = Session(open_source(self), now, ascii_only)
        if local is not None:
            self.session.local = local
        self._aid = aid
        self._snapshot_id = snapshot_id

    def get_default_screen(self) -> Screen[None]:
        """The screen below all others, which is never seen."""
        return Screen(id="below")

    def on_mount(self) -> None:
        """Open the first screen."""
        group = AccountGroup(aid=self._aid) if self._aid else None
        first: ExplorerScreen
        if self._snapshot_id is not None:
            first = SnapshotScreen(self.session, group, self._snapshot_id)
        elif group is not None:
            first = SnapshotListScreen(self.session, group)
        else:
            first = AccountGroupsScreen(self.session, skip_single=True)
        self.push_screen(first)

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

    def waiting(self, wait: Wait | None) -> None:
        """Show that the source waits, or that it goes on."""
        self.session.wait = wait
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
        self.bell()
        self.panic(Traceback(show_locals=False, suppress=[textual]))

    def action_redraw(self) -> None:
        """Draw everything again: another program may have written on the screen."""
        if isinstance(self._driver, SparingDriver):
            self._driver.forget_screen()
        self.refresh(layout=True)

    def action_help(self) -> None:
        """Show the keys of the screen on top."""
        self.push_screen(HelpScreen(self.screen))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer in the palette what the keys of this screen do, each once, and the choice of a theme."""
        actives = {a.binding.id: a for a in screen.active_bindings.values() if a.enabled and a.binding.id}
        for node, binding, *_ in actives.values():
            if not binding.action.startswith(MOVING_ACTIONS):
                yield SystemCommand(
                    binding.description, binding.tooltip, partial(self.run_action, binding.action, node)
                )
        yield SystemCommand("Theme", "Choose colours, light or dark", self.action_change_theme)
