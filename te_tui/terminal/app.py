"""Base class of a Textual app that runs over SSH: signals, sizes, clipboard, crashes without secrets."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, runtime_checkable

import textual
from textual import events
from textual.app import App, ScreenStackError
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.filter import ANSIToTruecolor, DimFilter, LineFilter

from te_tui.models.clean import clean
from te_tui.terminal.attention import Attention
from te_tui.terminal.clipboard import load_into_tmux, osc52
from te_tui.terminal.colors import (
    COLOURED_STYLES,
    STYLES_IN_SIXTEEN_COLOURS,
    STYLES_WITHOUT_COLOURS,
    has_sixteen,
)
from te_tui.terminal.driver import SparingDriver
from te_tui.terminal.signals import Signals
from te_tui.terminal.typed_ahead import Typed, TypedAhead

if TYPE_CHECKING:
    from te_tui.terminal.first_frame import FirstFrame

_MOMENT: Final = 1.0
"""Seconds that a notice stays however many keys come: it may have come between two of them."""

_AT_ONCE = frozenset({"ctrl+c", "ctrl+q", "ctrl+z"})
"""Keys that wait for no other, so that leaving is possible whatever the key before has set off."""


@runtime_checkable
class Asks(Protocol):
    """Protocol of a screen that asks a question, such as whether to delete, which a key answers.

    Keys typed too early for the person to have read the question must not answer it.
    """

    @property
    def attention(self) -> Attention | None:
        """The `Attention` that decides which keys count as answers; None while no question is asked."""

    def counts_unread(self, typed: Typed) -> bool:
        """Whether a key is obeyed however early it was typed, as escape is, which only leaves the screen."""

    def say_unread(self, typed: Typed) -> None:
        """Tell the person that a key was typed too early, and was therefore dropped."""


class TerminalApp(App[None]):
    """Base class of a Textual app in a terminal, whatever the app shows.

    Args:
        frame: the first frame, which the app replaces once it draws; None: there is none.
        driver_class: Textual's driver for the terminal; None: Textual's default.

    Attributes:
        typed_before: The text typed before the app began to read keys itself; it is handled first.
    """

    NOTIFICATION_TIMEOUT = 4
    NOTICE_CLOCK: ClassVar[Callable[[], float]] = time.time
    """The clock that Textual stamps notices by, in epoch seconds; replaced in tests."""
    CLOCK: ClassVar[Callable[[], float]] = time.monotonic
    """The clock that Textual stamps keys by, in seconds; replaced in tests."""

    def __init__(self, frame: FirstFrame | None = None, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self.animation_level = "none"  # each frame is sent over SSH
        self._frame = frame
        self.typed_before = ""
        self.typed = TypedAhead(self, super().on_event, self.is_early, self._is_unread)

    def on_load(self) -> None:
        """Take the screen over from the first frame, just before Textual begins to draw on it."""
        if self._frame is not None:
            self._frame.take_screen()

    def on_mount(self) -> None:
        """On a terminal with 16 colours, compute styles again: it was not known as one the first time."""
        if has_sixteen(self):
            self.refresh_css(animate=False)

    def take_signals(self) -> None:
        """Handle signals from now on: they end, suspend or resume the app."""
        if self._driver is not None and not isinstance(self._driver, HeadlessDriver):
            Signals(self, self._driver).take()
        if self._frame is not None:
            self._frame.take_signals()

    def on_resize(self, event: events.Resize) -> None:
        """If the size is the same as before, draw everything: a size in between may have cut lines off."""
        if event.size == self.screen.outer_size:
            self.refresh(layout=True)

    def copy_to_clipboard(self, text: str) -> None:
        """Put a text on the clipboard of the terminal, through tmux and screen as well.

        Raises:
            TooLong: the text is longer than terminals accept.
        """
        sequence = osc52(text, os.environ)
        self._clipboard = text
        if self._driver is not None:
            self._driver.write(sequence)
            if os.environ.get("TMUX"):
                self.run_worker(load_into_tmux(text), group="clipboard", description="copy by tmux")

    def notify(self, message: str, **more: Any) -> None:
        """Show a notice, without control characters: a file's name, for example, may contain some.

        The notice disappears after a few seconds or at the next key; an error disappears only at the next
        key. A message that is already on the screen is not shown twice.
        """
        message = "\n".join(map(clean, message.split("\n")))
        if more.get("severity") == "error":
            more.setdefault("timeout", inf)
        if all(known.message != message for known in self._notifications):
            super().notify(message, **more)

    def _drop_read_notices(self) -> None:
        """Remove notices at a keypress, except those shown for less than `_MOMENT` seconds."""
        now = type(self).NOTICE_CLOCK()
        read = [one for one in self._notifications if one.raised_at + _MOMENT <= now]
        for notice in read:
            self._unnotify(notice, refresh=False)
        if read:
            self._refresh_notifications()

    def get_css_variables(self) -> dict[str, str]:
        """The theme's CSS variables, changed for terminals without colours or with only 16."""
        variables = super().get_css_variables() | COLOURED_STYLES
        if self.no_color:
            return variables | STYLES_WITHOUT_COLOURS
        if self._driver is not None and has_sixteen(self):
            return variables | STYLES_IN_SIXTEEN_COLOURS[self.current_theme.dark]
        return variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters for drawn lines, without those that darken dim text if there are few colours."""
        filters = super().get_line_filters()
        darker = (ANSIToTruecolor, DimFilter)
        if self.no_color or has_sixteen(self):
            return [one for one in filters if not isinstance(one, darker)]
        return filters

    async def on_event(self, event: events.Event) -> None:
        """Handle an event: keys and pasted texts one after another, every other event at once."""
        match event:
            case events.Key(key=key) if key in _AT_ONCE:
                await super().on_event(event)
            case events.Key() | events.Paste() if not event.is_forwarded:
                self._drop_read_notices()
                await self.typed.take(event)
            case _:
                await super().on_event(event)

    def is_early(self, typed: Typed) -> bool:  # noqa: ARG002 - for those who know what is on its way
        """Whether a key is meant for content that is still loading, and has to wait for it.

        This base class knows of no such content: it returns False.
        """
        return False

    def _is_unread(self, typed: Typed) -> bool:
        asks = self._asks
        if asks is None or asks.attention is None or asks.counts_unread(typed):
            return False
        driver = self._driver
        earliest = driver.not_typed_at(typed) if isinstance(driver, SparingDriver) else None
        if asks.attention.admits(typed.time, earliest):
            return False
        asks.say_unread(typed)
        return True

    def post_display_hook(self) -> None:
        """Note when a drawn question was sent to the terminal: from then on, the person can read it."""
        # In the middle of a batch Textual draws, but sends nothing; nor does the driver while a size changes.
        if self._batch_count or (isinstance(self._driver, SparingDriver) and self._driver.holds_back):
            return
        if (asks := self._asks) is not None and asks.attention is not None:
            asks.attention.sent(type(self).CLOCK())

    @property
    def _asks(self) -> Asks | None:
        try:
            screen = self.screen
        except ScreenStackError:
            return None
        return screen if isinstance(screen, Asks) else None

    async def give_way(self) -> None:
        """Let typed keys take effect first: wait until what they change is on the screen."""
        await self.typed.let_pass()

    def _fatal_error(self) -> None:
        """Report a crash without local variables, which may hold the token (safety rule 6)."""
        # Imported here because that takes a tenth of a start, and should never be needed.
        from rich.traceback import Traceback

        self.bell()
        self.panic(Traceback(show_locals=False, suppress=[textual]))

    def action_redraw(self) -> None:
        """Draw everything again: another program may have written on the screen."""
        if isinstance(self._driver, SparingDriver):
            self._driver.forget_screen()
        self.refresh(layout=True)
