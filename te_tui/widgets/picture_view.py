"""A picture on the screen: drawn once for each size, then served line by line."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from te_tui.render.picture import PALETTE_SIZE, Picture

_ROLES = ("axis", "muted", "title", "good", "warning", "bad", *(f"series-{i}" for i in range(PALETTE_SIZE)))


class PictureView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows what a function draws for the size at hand; scrolls where that is more than fits."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"picture--plain", *(f"picture--{role}" for role in _ROLES)}

    DEFAULT_CSS = """
    PictureView {
        height: 1fr; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1; overflow-x: hidden;
        & > .picture--axis { color: $text-muted; }
        & > .picture--muted { color: $text-muted; }
        & > .picture--title { text-style: bold; }
        & > .picture--good { color: $text-success; }
        & > .picture--warning { color: $text-warning; }
        & > .picture--bad { color: $text-error; }
        & > .picture--series-0 { color: #3ba7ff; }
        & > .picture--series-1 { color: #eb9a2d; }
        & > .picture--series-2 { color: #3fb56f; }
        & > .picture--series-3 { color: #e8607a; }
        & > .picture--series-4 { color: #a98bf5; }
        & > .picture--series-5 { color: #26b3b3; }
        & > .picture--series-6 { color: #b9a43a; }
        & > .picture--series-7 { color: #d977cf; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "Up", show=False, tooltip="One line up"),
        Binding("down,j", "scroll_down", "Down", show=False, tooltip="One line down"),
        Binding("pageup,ctrl+b", "page_up", "Page up", show=False, tooltip="One page up"),
        Binding("pagedown,ctrl+f", "page_down", "Page down", show=False, tooltip="One page down"),
        Binding("home,g", "scroll_home", "Top", show=False, tooltip="To the top"),
        Binding("end,G", "scroll_end", "Bottom", show=False, tooltip="To the bottom"),
    ]

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._draw: Callable[[int, int], Picture] | None = None
        self._picture = Picture()
        self._drawn_for: Size | None = None

    def show(self, draw: Callable[[int, int], Picture] | None) -> None:
        """Show what `draw` makes of a width and a height in cells; None shows nothing."""
        self._draw = draw
        self._drawn_for = None
        self.scroll_to(0, 0, animate=False, force=True, immediate=True)
        self._fit()
        self.refresh()

    def on_resize(self) -> None:
        """Draw again for the new size."""
        self._fit()

    def _fit(self) -> None:
        # The gutter of a scrollbar is always left free, or a picture that needs one would be drawn twice.
        size = Size(self.size.width, self.size.height)
        if self._drawn_for == size or not size.area:
            return
        self._drawn_for = size
        self._picture = self._draw(max(size.width - 1, 1), size.height) if self._draw else Picture()
        self.virtual_size = Size(size.width, self._picture.height)

    def render_line(self, y: int) -> Strip:
        """Serve one line of the picture."""
        plain = self.get_component_rich_style("picture--plain")
        index = y + self.scroll_offset.y
        if index >= self._picture.height:
            return Strip.blank(self.size.width, plain)
        segments = [Segment(span.text, self._style(span.role)) for span in self._picture.lines[index]]
        return Strip(segments).adjust_cell_length(self.size.width, plain)

    def _style(self, role: str) -> Style:
        return self.get_component_rich_style(f"picture--{role or 'plain'}")
