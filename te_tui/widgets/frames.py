"""Containers that draw next to nothing of their own."""

from __future__ import annotations

from typing import ClassVar

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from te_tui.widgets.kept_styles import KeptStyles


def empty_lines(widget: Widget, crop: Region) -> list[Strip]:
    """The lines of a widget without border and content.

    Widgets lie on top of it, but all of it is drawn with each of them; Textual's own way looks at every line.
    """
    return _alike(widget, crop, " " * crop.width)


def _alike(widget: Widget, crop: Region, text: str, color: Color | None = None) -> list[Strip]:
    background = widget.background_colors[1]
    line = Strip([Segment(text, Style(color=color, bgcolor=background.rich_color))], crop.width)
    for line_filter in widget.get_line_filters():
        line = line.apply_filter(line_filter, background)
    return [line] * crop.height


class SideBySide(KeptStyles, Horizontal):
    """Widgets from left to right, and a line down the margin between two of them.

    As the border of a widget it would make Textual draw that in its own way, at a third of the speed.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"side-by-side--line"}
    DEFAULT_CSS = "SideBySide > .side-by-side--line { color: $panel; }"

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines: they are where all widgets but the last one end."""
        shown = [child for child in self.children if child.display]
        ends = {child.region.right - self.region.x for child in shown[:-1]}
        text = "".join("│" if x in ends else " " for x in range(*crop.column_span))
        return _alike(self, crop, text, self.component_style("side-by-side--line").color)


class OneOf(ContentSwitcher):
    """One of several widgets."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw nothing."""
        return empty_lines(self, crop)
