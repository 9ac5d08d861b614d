"""A scrolling view of one line for each of very many rows, below a header that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from te_tui.widgets.pace import Pace

if TYPE_CHECKING:
    from rich.style import Style

HEADER_HEIGHT = 1

HEADER = -1
"""The index of the header: it stands where a row before the first one would."""

GROWTH_INTERVAL = 0.5
"""Seconds after which the screen tells of more rows while they stream in; painting costs milliseconds."""


class _Drawn(NamedTuple):
    """A line on the screen, and what it shows."""

    content: object
    strip: Strip


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Knows how many lines there are, where each is on the screen, and what to draw again."""

    ALLOW_SELECT = False

    virtual_size = Reactive(Size(0, 0), layout=False)
    """Of all lines with the header, by which the scrollbar goes."""

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._growth = Pace(self, GROWTH_INTERVAL, self.fit)
        self._drawn: dict[int, _Drawn] = {}
        self._drawn_width = 0
        self._kept_styles: dict[str, Style] = {}

    @property
    def line_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @property
    def line_width(self) -> int:
        """Cells of a line; what the scrollbar takes is not among them.

        It follows from the rows that the layout was told of, and not from the scrollbar, which comes and goes
        one layout later: lines would be drawn twice, in two widths.
        """
        needs_scrollbar = self.virtual_size.height > self.size.height
        return self.size.width - (self.styles.scrollbar_size_vertical if needs_scrollbar else 0)

    @property
    def body_height(self) -> int:
        """How many rows the screen shows at once."""
        return max(0, self.size.height - HEADER_HEIGHT)

    def index_at(self, y: int) -> int:
        """The index of the row on a line of the view; below the last one there may be none."""
        return self.scroll_offset.y + y - HEADER_HEIGHT

    def refresh_row(self, index: int) -> None:
        """Draw one row again."""
        self.refresh_line(index + HEADER_HEIGHT)

    def fit(self) -> None:
        """Tell the scrollbar how many rows there are."""
        self.virtual_size = Size(0, self.line_count + HEADER_HEIGHT)

    def watch_virtual_size(self) -> None:
        """Lay out the screen again only where the scrollbar comes or goes; each time costs milliseconds."""
        height = self.virtual_size.height
        if self.show_vertical_scrollbar != (height > self.container_size.height):
            self.refresh(layout=True)
        elif self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = height

    def grow(self) -> None:
        """Tell the scrollbar about more rows: at once, but then not again before the interval is over."""
        if self.is_running:
            self._growth.ask()

    def scroll_to_row(self, index: int) -> None:
        """Make the row at `index` the first one below the header, as far as there are rows."""
        if index > self.max_scroll_y:
            self.fit()  # the row may have arrived since the last layout
        if self.is_running:
            self.scroll_to(y=index, animate=False, force=True)

    def reveal_row(self, index: int) -> None:
        """Scroll as little as needed to show the row at `index`."""
        top, height = self.scroll_offset.y, self.body_height
        if index < top:
            self.scroll_to_row(index)
        elif index >= top + height > top:
            self.scroll_to_row(index - height + 1)

    def content_of(self, index: int) -> object:
        """What the line of a row shows; as long as that is equal, the line need not be drawn again."""
        raise NotImplementedError

    def draw(self, index: int, width: int) -> Strip:
        """Draw the line of a row, of the header, or behind the last row."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view."""
        return self.draw(HEADER if y < HEADER_HEIGHT else self.index_at(y), self.line_width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines that are not in view already, wherever they are scrolled to.

        Textual's own way draws all of them when one is scrolled in, and looks for borders, titles and tints
        around each. A list that has a border is left to it.
        """
        if any(self.styles.gutter):
            return super().render_lines(crop)
        if self._drawn_width != (width := self.line_width):
            self._drawn_width = width
            self._drawn.clear()
        drawn: dict[int, _Drawn] = {}
        first = self.index_at(0)
        for y in crop.line_range:
            index = HEADER if y < HEADER_HEIGHT else first + y
            content, known = self.content_of(index), self._drawn.get(index)
            if known is None or known.content != content:
                known = _Drawn(content, self.draw(index, width))
            drawn[index] = known
        self._drawn = drawn
        strips, background = [line.strip for line in drawn.values()], self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return [strip.crop(*crop.column_span) for strip in strips]

    def component_style(self, component: str) -> Style:
        """The style of a component class; Textual works it out anew after every refresh."""
        style = self._kept_styles.get(component)
        if style is None:
            style = self._kept_styles[component] = self.get_component_rich_style(component)
        return style

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw again what has changed, or everything where no regions are named."""
        if not regions:
            self._drawn.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Give the lines their new colours."""
        self._kept_styles.clear()
        self._drawn.clear()
        super().notify_style_update()
