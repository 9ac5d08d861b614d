"""What holds widgets and shows nothing of its own, drawn as that: `OneOf`, `SideBySide`, `empty_lines`."""

from __future__ import annotations

from rich.style import Style
from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import ContentSwitcher


def empty_lines(widget: Widget, crop: Region) -> list[Strip]:
    """The lines of a widget without border and content.

    Widgets lie on top of it, but all of it is drawn with each of them; Textual's own way looks at every line.
    """
    background = widget.background_colors[1]
    line = Strip.blank(crop.width, Style(bgcolor=background.rich_color))
    for line_filter in widget.get_line_filters():
        line = line.apply_filter(line_filter, background)
    return [line] * crop.height


class SideBySide(Horizontal):
    """Widgets from left to right."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw nothing."""
        return empty_lines(self, crop)


class OneOf(ContentSwitcher):
    """One of several widgets."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw nothing."""
        return empty_lines(self, crop)
