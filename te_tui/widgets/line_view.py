"""A scrolling view of very many rows of one line each, below a header that does not scroll."""

from __future__ import annotations

from abc import abstractmethod
from time import monotonic
from typing import ClassVar, Final, NamedTuple, Self

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from te_tui.widgets.kept_styles import KeptStyles
from te_tui.widgets.throttle import Throttle
from te_tui.widgets.thumb import first_row, thumb

HEADER_HEIGHT = 1

HEADER = -1
"""The index of the header: it stands where a row before the first one would."""

_THUMB: Final = "┃"

_FRESH: Final = 10.0
"""Seconds for which a drawn line is kept at least: it may tell how long ago something was."""

_TURNS: Final = 8
"""Parts of the lines that grow old one after another: all at once would hold up a key for 10 ms."""

GROWTH_INTERVAL = 0.5
"""Seconds after which the screen tells of more rows while they stream in; painting costs milliseconds."""


class _Drawn(NamedTuple):
    """A drawn line, the `content_of` it was drawn from, and the time until which it may be shown."""

    content: object
    strip: Strip
    fresh_until: float


class LineView(KeptStyles, ScrollView, can_focus=True, inherit_bindings=False):
    """Abstract base class of a view of rows, one line each, below a header; it draws only changed lines.

    It has no border and no padding. Its scrollbar is the last cell of its lines: Textual's own scrollbar is a
    widget that takes as long to draw as all lines, and changes the screen's layout when it comes or goes.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--thumb"}
    DEFAULT_CSS = """
    LineView {
        overflow: hidden hidden;
        & > .line-view--thumb { color: $text-muted; }
    }
    """

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)
    """Of all lines with the header, by which the scrollbar goes."""

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._growth = Throttle(self, GROWTH_INTERVAL, self.fit)
        self._drawn: dict[int, _Drawn] = {}
        self._drawn_width = 0
        self._drawn_thumb = range(0)
        self._dragged = False  # whether the mouse was pressed on the scrollbar

    @property
    @abstractmethod
    def line_count(self) -> int:
        """How many rows there are."""

    @property
    def line_width(self) -> int:
        """The width of a line in cells, without the last cell, which is kept for the scrollbar."""
        return max(self.size.width - 1, 0)

    @property
    def body_height(self) -> int:
        """How many rows the screen shows at once."""
        return max(0, self.size.height - HEADER_HEIGHT)

    def index_at(self, y: int) -> int:
        """The index of the row on line `y` of the view; it may be beyond the last row."""
        return self.scroll_offset.y + y - HEADER_HEIGHT

    def refresh_row(self, index: int) -> None:
        """Draw the row at `index` again."""
        self.refresh_line(index + HEADER_HEIGHT)

    def fit(self) -> None:
        """Tell the scrollbar how many rows there are."""
        self.virtual_size = Size(0, self.line_count + HEADER_HEIGHT)

    def watch_virtual_size(self) -> None:
        """Draw the scrollbar again if its thumb has changed."""
        if self._thumb != self._drawn_thumb:
            self.refresh(Region(self.line_width, HEADER_HEIGHT, 1, self.body_height))

    @property
    def _thumb(self) -> range:
        """The lines, counted from 0 below the header, in which the scrollbar's thumb is drawn."""
        return thumb(self.virtual_size.height - HEADER_HEIGHT, self.scroll_offset.y, self.body_height)

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether the mouse wheel scrolls: True unless disabled, even without Textual's own scrollbar."""
        return not self._check_disabled()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """If the scrollbar is pressed, move its thumb to the mouse, and let it follow the mouse."""
        self._dragged = bool(self._thumb) and event.x == self.line_width
        if self._dragged and event.button == 1:
            self.capture_mouse()
            self._drag(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Let the thumb follow the mouse."""
        if self.app.mouse_captured is self:
            self._drag(event)

    def on_mouse_up(self) -> None:
        """Stop moving the thumb with the mouse."""
        self._let_go()

    def on_hide(self) -> None:
        """Release the captured mouse, or no other widget would get mouse events."""
        self._let_go()

    def _let_go(self) -> None:
        if self.app.mouse_captured is self:
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Pass a click on a line to `click`, unless the mouse was pressed on the scrollbar."""
        event.stop()
        if not self._dragged:
            self.click(event.x, event.y)

    def click(self, x: int, y: int) -> None:
        """React to a click on column `x` and line `y` of the view; subclasses override this method."""

    def _drag(self, event: events.MouseEvent) -> None:
        event.stop()
        self.scroll_to_row(first_row(self.line_count, event.y - HEADER_HEIGHT, self.body_height))

    def grow(self) -> None:
        """Tell the scrollbar about more rows, at most once in `GROWTH_INTERVAL` seconds."""
        if self.is_running:
            self._growth.ask()

    def scroll_to_row(self, index: int) -> None:
        """Scroll the row at `index` to the top, or as near to the top as the last row allows."""
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

    @abstractmethod
    def content_of(self, index: int) -> object:
        """What a line shows, as a comparable value; while that is the same, a drawn line is reused."""

    @abstractmethod
    def draw(self, index: int, width: int) -> Strip:
        """Draw one line: a row, the header (index `HEADER`), or an empty line below the last row."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines inside `crop`; drawn lines with the same content are reused for 10 to 20 seconds.

        Textual itself would draw all lines again when one is scrolled in, and look for a border, a title and
        a tint around each.
        """
        beside, width, now = self._thumb, self.line_width, monotonic()
        if self._drawn_width != width:
            self._drawn.clear()
        self._drawn_width, self._drawn_thumb = width, beside
        drawn: dict[int, _Drawn] = {}
        thumb_style = self.component_style("line-view--thumb")
        line_filters, background = self.get_line_filters(), self.background_colors[1]
        first = self.index_at(0)
        for y in crop.line_range:
            index = HEADER if y < HEADER_HEIGHT else first + y
            cell = y - HEADER_HEIGHT in beside
            content, known = (self.content_of(index), cell), self._drawn.get(index)
            if known is None or known.content != content or now > known.fresh_until:
                line = self.draw(index, width)
                line = Strip([*line, Segment(_THUMB if cell else " ", thumb_style)], width + 1)
                for line_filter in line_filters:
                    line = line.apply_filter(line_filter, background)
                known = _Drawn(content, line, now + _FRESH * (1 + index % _TURNS / _TURNS))
            drawn[index] = known
        self._drawn = drawn
        return [line.strip.crop(*crop.column_span) for line in drawn.values()]

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw the changed lines of some regions again; without regions, draw everything again."""
        if not regions:
            self._drawn.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Draw all lines again, because their colours have changed."""
        self._drawn.clear()
        super().notify_style_update()
