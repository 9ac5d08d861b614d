"""A widget that shows a drawing as lines of coloured text, such as a chart, called a picture."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar, NamedTuple, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from te_tui.render.text.picture import PALETTE_SIZE, Picture
from te_tui.terminal.colors import has_sixteen
from te_tui.widgets.bindings import bound
from te_tui.widgets.kept_styles import KeptStyles
from te_tui.widgets.themes import palette_of

_ROLES = ("axis", "muted", "title", "good", "warning", "bad", "cursor")

# Not component classes: of each, Textual works out the style again whenever that of the widget may change.
_SERIES = {f"series-{i}": i for i in range(PALETTE_SIZE)}

_SCROLLING = frozenset(
    {"scroll_up", "scroll_down", "page_up", "page_down", "half_page", "scroll_home", "scroll_end"}
)
"""The actions that have an effect only where a picture is taller than the screen."""

Draw: TypeAlias = Callable[[int, int], Picture]
"""Draws a picture of a width and for a height, both in cells."""


class _Job(NamedTuple):
    """A picture to draw: how, at which size, and whether to scroll to its top then."""

    draw: Draw | None
    size: Size
    at_top: bool

    def picture(self) -> Picture:
        return self.draw(_picture_width(self.size), self.size.height) if self.draw else Picture()


def _picture_width(size: Size) -> int:
    # The gutter of a scrollbar is always left free, or a picture that needs one would be drawn twice.
    return max(size.width - 1, 1)


class PictureView(KeptStyles, ScrollView, can_focus=True, inherit_bindings=False):
    """Shows the picture that a function draws for the view's size, and scrolls if it is higher than the view.

    A slow picture is drawn in a thread, one at a time; until it is done, the previous one stays.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"picture--plain", *(f"picture--{role}" for role in _ROLES)}

    DEFAULT_CSS = """
    PictureView {
        height: 1fr; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1; overflow-x: hidden;
        & > .picture--axis { color: $text-muted; }
        & > .picture--muted { color: $text-muted; }
        & > .picture--title { text-style: bold; }
        & > .picture--good { color: $text-success; }
        & > .picture--warning { color: $text-warning; }
        & > .picture--bad { color: $error-lighten-1; text-style: bold; }
        &:light > .picture--bad { color: $error; }
        & > .picture--cursor { text-style: reverse; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("picture.up", "scroll_up"),
        bound("picture.down", "scroll_down"),
        bound("picture.page_up", "page_up"),
        bound("picture.page_down", "page_down"),
        bound("picture.half_page_up", "half_page(-1)"),
        bound("picture.half_page_down", "half_page(1)"),
        bound("picture.top", "scroll_home"),
        bound("picture.bottom", "scroll_end"),
    ]

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._draw: Draw | None = None
        self._aside = False
        self._picture = Picture()
        self._strips: dict[int, Strip] = {}
        self._wanted: _Job | None = None
        self._done: _Job | None = None
        self._at_work = False

    def show(self, draw: Draw | None, *, at_top: bool = True, aside: bool = False) -> None:
        """Show a picture, such as a chart.

        Args:
            draw: draws the picture for a width and a height in cells, again if the size changes; None: show
                nothing.
            at_top: whether to scroll to the top; otherwise the view stays at the current line.
            aside: whether to draw in a thread, because it takes long.
        """
        self._draw, self._aside = draw, aside
        # What was to begin at its top and is not drawn yet makes its successor begin there.
        waiting = self._wanted is not self._done and self._wanted is not None and self._wanted.at_top
        self._want(at_top=at_top or waiting)

    @property
    def picture_width(self) -> int:
        """The width of the picture in cells."""
        return _picture_width(self.size)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the scrolling keys if the whole picture fits, so that other widgets can use the keys."""
        if action in _SCROLLING and not self.max_scroll_y:
            return False
        return super().check_action(action, parameters)

    def action_half_page(self, direction: int) -> None:
        """Scroll by half the view's height; a `direction` of -1 is up."""
        self.scroll_relative(y=direction * max(self.size.height // 2, 1), animate=False)

    def on_resize(self) -> None:
        """Draw again for the new size."""
        self._strips.clear()
        if self._wanted is None or self._wanted.size != self.size:
            self._want(at_top=self._wanted is None)

    def notify_style_update(self) -> None:
        """Make all lines again, because their colours have changed."""
        self._strips.clear()
        super().notify_style_update()

    class Clicked(Message):
        """A terminal cell of the picture was clicked: column `x` and line `y`, from 0."""

        def __init__(self, view: PictureView, x: int, y: int) -> None:
            super().__init__()
            self.view: PictureView = view
            self.x = x
            self.y = y

        @property
        def control(self) -> PictureView:
            """The view that sent the message, by which `@on` selects messages."""
            return self.view

    @property
    def picture(self) -> Picture:
        """The picture that is shown now."""
        return self._picture

    def on_click(self, event: events.Click) -> None:
        """Post `Clicked` with the cell of the picture."""
        self.post_message(self.Clicked(self, event.x, event.y + self.scroll_offset.y))

    def _want(self, *, at_top: bool) -> None:
        if not self.size.area:
            return
        job = self._wanted = _Job(self._draw, self.size, at_top)
        if not self._aside:
            self._put(job, job.picture())
        elif not self._at_work:
            self._at_work = True
            self.run_worker(self._draw_aside(), group="picture", description="draw a picture")

    async def _draw_aside(self) -> None:
        # What was asked for while a picture was being drawn is left out, but for the last one.
        while (job := self._wanted) is not None and job is not self._done:
            picture = await asyncio.to_thread(job.picture)
            if job is self._wanted:
                self._put(job, picture)
        self._at_work = False

    def _put(self, job: _Job, picture: Picture) -> None:
        self._done = job
        self._picture = picture
        self._strips.clear()
        self.virtual_size = Size(job.size.width, picture.height)
        if job.at_top:
            self.scroll_to(0, 0, animate=False, force=True, immediate=True)
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines inside `crop`, faster than Textual, which looks for a border around each."""
        background = self.background_colors[1]
        strips = [self.render_line(y) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Return one line of the picture."""
        index = y + self.scroll_offset.y
        strip = self._strips.get(index)
        if strip is None:
            strip = self._strips[index] = self._strip(index)
        return strip

    def _strip(self, index: int) -> Strip:
        plain = self.component_style("picture--plain")
        if index >= self._picture.height:
            return Strip.blank(self.size.width, plain)
        segments = [Segment(span.text, self._style(span.role)) for span in self._picture.lines[index]]
        return Strip(segments).adjust_cell_length(self.size.width, plain)

    def _style(self, role: str) -> Style:
        if role not in _SERIES:
            return self.component_style(f"picture--{role or 'plain'}")
        colours = palette_of(self.app.current_theme, sixteen=has_sixteen(self.app)).series
        return self.component_style("picture--plain") + Style(color=colours[_SERIES[role]])
