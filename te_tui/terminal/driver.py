"""A driver for Linux and macOS that sends only what has changed: `SparingDriver`."""

from __future__ import annotations

import os
import signal
from asyncio import TimerHandle
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from te_tui.terminal.capabilities import erases_in_colour
from te_tui.terminal.colors import coloured, colourless
from te_tui.terminal.differences import Differences
from te_tui.terminal.keyboard import read_keys

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message


_DEFAULT_SIZE: Final = (80, 24)  # of a terminal that does not tell its own
_SIZE_HOLDS: Final = 0.1  # seconds without another size


class SparingDriver(LinuxDriver):
    """Textual's driver, but it sends only cells that differ from the cells on the terminal.

    It relies on these parts of Textual's driver: `write`, the start of application mode, the event loop,
    reading in a thread, and the passing of messages to the app.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        pen_for = colourless if app.no_color else coloured
        self._not_typed_at: WeakKeyDictionary[Message, float] = WeakKeyDictionary()
        self._holding: TimerHandle | None = None
        self._differences = Differences(self._ask_size, pen_for, erases_in_colour(), self._is_behind)
        super().__init__(app, debug=debug, mouse=mouse, size=size)

    def write(self, data: str) -> None:
        """Send the part of Textual's output that the terminal does not show yet; nothing if it shows all."""
        if sent := self._differences.sent(data):
            super().write(sent)

    @property
    def holds_back(self) -> bool:
        """Whether drawn output is not sent for now, because the terminal's size is still changing."""
        return self._differences.paused

    def forget_screen(self) -> None:
        """Forget what the terminal shows, so that all that Textual draws next is sent."""
        self._differences.forget()

    def start_application_mode(self) -> None:
        """Take over the terminal, at the start and whenever the program comes back to the foreground."""
        super().start_application_mode()
        # In the event loop, and not in a signal's handler, which the next signal would interrupt: the newer
        # size would be told before the older one.
        self._loop.add_signal_handler(signal.SIGWINCH, self._resized)

    def run_input_thread(self) -> None:
        """Read keys in a thread; escape is a key of its own even with a character right behind it."""
        read_keys(
            self.fileno,
            self.exit_event,
            self.process_message,
            debug=self._debug,
            looked=self._not_typed_at.__setitem__,
            before=getattr(self._app, "typed_before", ""),
        )

    def not_typed_at(self, message: Message) -> float:
        """The latest known time (of `time.monotonic`) at which the key of a message was not typed yet."""
        return self._not_typed_at.get(message, message.time)

    def process_message(self, message: Message) -> None:
        """Pass a message from the reading thread to the app; a resize starts the wait for the final size."""
        if isinstance(message, events.Resize):
            self._loop.call_soon_threadsafe(self._resized)
        else:
            super().process_message(message)

    def _resized(self) -> None:
        """Tell the app the terminal's size once it has settled; dragging a window changes it dozens of times.

        Until then nothing is sent: each time it would be the whole screen, drawn for an outdated size.
        """
        self._differences.paused = True
        self.forget_screen()
        if self._holding is not None:
            self._holding.cancel()
        self._holding = self._loop.call_later(_SIZE_HOLDS, self._tell_size)

    def _tell_size(self) -> None:
        self._differences.paused = False
        self.forget_screen()
        size = Size(*self._get_terminal_size())
        self._app.post_message(events.Resize(size, size))

    def _ask_size(self) -> tuple[int, int]:
        try:
            return os.get_terminal_size(self.fileno)
        except OSError:
            return 0, 0  # nothing fits in: all is sent as Textual writes it

    def _is_behind(self) -> bool:
        # A screen's `size` is already the new one while it is still laid out for the one before.
        return self._app.screen.outer_size != Size(*self._get_terminal_size())

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return the terminal's actual size, whatever COLUMNS and LINES say."""
        columns, lines = self._ask_size()
        return columns or _DEFAULT_SIZE[0], lines or _DEFAULT_SIZE[1]
