"""The commands of the palette: one line each, the name on the left, the keys on the right."""

from __future__ import annotations

from typing import Final

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from te_tui.render.text.width import cell_width, fit

_MOST: Final = 72
"""Cells of a line, so that the eye finds the key that belongs to a name."""

_BESIDE: Final = 8
"""Cells that the palette takes for itself."""


class Palette(CommandPalette):
    """Textual's palette, but the cursor of its input does not blink."""

    def on_mount(self) -> None:
        """Keep the cursor still: its blinking would be sent over SSH for ever."""
        self.query_one(Input).cursor_blink = False


class Commands(Provider):
    """The palette's commands: the actions of the screen below, and those that every screen has."""

    async def discover(self) -> Hits:
        """Offer all commands, as long as nothing is typed."""
        for name, keys, run, _ in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(self._line(Content(name), keys), run, text=name)

    async def search(self, query: str) -> Hits:
        """Offer the commands whose names contain the letters of the query in their order, the best first."""
        matcher = self.matcher(query)
        for name, keys, run, _ in self.app.get_system_commands(self.screen):
            if (score := matcher.match(name)) > 0:
                yield Hit(score, self._line(Content(name).stylize(""), keys), run, text=name)

    def _line(self, name: Content, keys: str) -> Content:
        width = min(self.app.size.width - _BESIDE, _MOST)
        room = width - cell_width(keys) - 1
        return Content.assemble(Content(fit(name.plain, room)), " ", (keys, "$text-muted"))
