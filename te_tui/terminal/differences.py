"""Sending only what changes on the screen: `Differences`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from te_tui.terminal.paints import Beyond, NoPaint, Reader
from te_tui.terminal.pens import Pen
from te_tui.terminal.surface import Surface

_UPDATE_BEGINS: Final = "\x1b[?2026h"
_UPDATE_ENDS: Final = "\x1b[?2026l"

_SETTINGS: Final = re.compile(
    r"""(?x) (?:
      \x07                                                       # the bell
    | \x1b\[\?(?:[17]|12|25|100[0-6]|101[56]|2004|2026|2027|2031|2048)[hl]  # keys, wrap, cursor, mouse, paste
    | \x1b\[[<>=][0-9;]*u | \x1b\[[0-9]*\x20q                    # kitty's keyboard, the cursor's shape
    | \x1b\[\??[0-9;]*\$p | \x1b\[[0-9;]*n | \x1b\[[>=]?[0-9]*c  # questions to the terminal
    | \x1b\][^\x07\x1b]*(?:\x07|\x1b\\)                          # title, clipboard, pointer
    | \x1b[P_^X](?:[^\x1b]|\x1b[^\\])*\x1b\\                     # the same, wrapped for tmux and screen
    )+"""
)
"""Sequences that leave the screen, the cursor's place and the pen as they are."""


class Differences:
    """Turns Textual's output into the shortest output that makes the terminal show the same.

    Output that it cannot parse is sent unchanged. As the screen's content is unknown after that, whatever
    Textual draws next is sent in full.

    Args:
        size: Returns the terminal's columns and lines.
        pen_for: Returns the colours and attributes to send instead of those that Textual uses.
        erases_in_colour: Whether erased cells get the current background colour.
        is_behind: Returns whether Textual's output is still meant for an earlier size of the terminal.
    """

    def __init__(
        self,
        size: Callable[[], tuple[int, int]],
        pen_for: Callable[[Pen], Pen],
        erases_in_colour: bool = False,
        is_behind: Callable[[], bool] = lambda: False,
    ) -> None:
        self._size = size
        self._erases_in_colour = erases_in_colour
        self._is_behind = is_behind
        self._reader = Reader(pen_for)
        self._surface = Surface(0, 0)
        self._update_begins = ""
        self.paused = False
        """Whether nothing that Textual draws is sent: the screen has to be forgotten before it goes on."""

    @property
    def surface(self) -> Surface:
        """The terminal's screen, as far as its content is known."""
        return self._surface

    def forget(self) -> None:
        """Forget what the terminal shows, so that all that is drawn next is sent in full."""
        self._surface = Surface(*self._size(), self._erases_in_colour)

    def sent(self, data: str) -> str:
        """The text to send instead of `data`; empty if the screen would not change."""
        if _SETTINGS.fullmatch(data):
            return self._around_update(data)
        try:
            sent = self._surface.draw(self._reader.read(data))
        except NoPaint as unknown:
            if isinstance(unknown, Beyond) and self._is_behind():
                return ""
            sent = self._surface.put_down_pen() + data
            self.forget()
        else:
            sent = "" if self.paused else sent
        if sent and self._update_begins:
            sent, self._update_begins = self._update_begins + sent, ""
        return sent

    def _around_update(self, setting: str) -> str:
        """Return what to send for a sequence that changes a setting, now or in place of it later.

        The one that begins an update of the screen is kept back until something is drawn; if nothing is, it
        and the one that ends the update are dropped.
        """
        if setting == _UPDATE_BEGINS:
            self._update_begins = setting
            return ""
        if setting == _UPDATE_ENDS and self._update_begins:
            self._update_begins = ""
            return ""
        return setting
