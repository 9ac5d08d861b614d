"""A scrolling view of one line for each of very many rows, below a header that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.scroll_view import ScrollView

if TYPE_CHECKING:
    from textual.timer import Timer

HEADER_HEIGHT = 1

GROWTH_INTERVAL = 0.5
"""Seconds between two layouts while rows stream in; each one costs the screen several milliseconds."""


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Knows how many lines there are, where each is on the screen, and when to lay out again."""

    ALLOW_SELECT = False

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._growth_timer: Timer | None = None

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
        """Tell the layout how many rows there are."""
        self.virtual_size = Size(0, self.line_count + HEADER_HEIGHT)

    def grow(self) -> None:
        """Tell the layout about more rows: at once, but then not again before the interval is over."""
        if self._growth_timer is None and self.is_running:
            self.fit()
            self._growth_timer = self.set_timer(GROWTH_INTERVAL, self._end_growth_interval)

    def _end_growth_interval(self) -> None:
        self._growth_timer = None
        if self.virtual_size.height != self.line_count + HEADER_HEIGHT:
            self.grow()

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
