"""Drawing one dashboard widget (panel): its heading, and below it the data or the error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import partial
from typing import Final, Protocol

from te_tui.models.content import BarChart, Drawing, Note, TimeChart
from te_tui.models.panels import Panel, PanelContent
from te_tui.render.charts.explore import ChartView
from te_tui.render.headings import panel_heading
from te_tui.render.pictures import draw
from te_tui.render.table import TableView
from te_tui.render.text.damage import describe_damage
from te_tui.render.text.picture import Line, Picture, Span, fit_line
from te_tui.render.text.width import wrap
from te_tui.screens.explorer import again
from te_tui.sources.errors import SourceError
from te_tui.sources.panel_loader import Outcome, content_in
from te_tui.widgets.picture_view import PictureView

_LEAST_HEIGHT: Final = 6  # lines: below this a chart says nothing, so it is scrolled instead
_LARGE: Final = 5_000


class DrawLook(Protocol):
    """Interface of a function that draws a chart or table with the cursor and zoom that the person set."""

    def __call__(self, width: int, height: int, *, zone: tzinfo, now: datetime, ascii_only: bool) -> Picture:
        """Draw the chart or table, `width` cells wide; it may take more than `height` lines."""


@dataclass(frozen=True, slots=True)
class PanelState:
    """All that is needed to draw a panel as it is now, except its size.

    Attributes:
        panel: The panel.
        outcome: Its data, or the error; None until the data arrive.
        drawing: The drawing of the data; None without data.
        zone: The time zone of all times.
        waiting: The pause that delays the data, in words; empty if there is none.
        look: How the person views a chart or table, such as its cursor and zoom; None for other drawings.
        draw_look: Draws the chart or table with this look; None for other drawings.
    """

    panel: Panel
    outcome: Outcome | None
    drawing: Drawing | None = None
    zone: tzinfo = UTC
    waiting: str = ""
    look: ChartView | TableView | None = None
    draw_look: DrawLook | None = field(default=None, compare=False)

    @property
    def is_large(self) -> bool:
        """Whether drawing takes so long that it would delay keys."""
        content = content_in(self.outcome)
        return content is not None and is_large(content)


class PanelView(PictureView):
    """Shows a panel with its data; a chart is as high as the view, everything else can be scrolled."""

    def __init__(
        self,
        now: Callable[[], datetime],
        id: str | None = None,  # noqa: A002 - Textual's name
        *,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(id=id)
        self._now = now
        self._ascii_only = ascii_only
        self._state: PanelState | None = None

    def show_panel(self, state: PanelState) -> None:
        """Show a panel; the scroll position stays if the same panel was shown before."""
        shown, self._state = self._state, state
        if state == shown:
            return
        self.show(
            partial(draw_panel, state, now=self._now, ascii_only=self._ascii_only),
            at_top=shown is None or (shown.panel, _face(shown)) != (state.panel, _face(state)),
            aside=state.is_large,
        )

    def drawn_panel(self) -> Picture:
        """The whole picture of the panel at the view's size, including what is scrolled out of view."""
        if self._state is None:
            return Picture()
        width, height = self.picture_width, self.size.height
        return draw_panel(self._state, width, height, now=self._now, ascii_only=self._ascii_only)

    @property
    def room(self) -> tuple[int, int]:
        """The space for a chart or a table: its width in terminal cells, its height in lines."""
        content = content_in(self._state.outcome) if self._state else None
        height = self.size.height if content is None else _room(self.size.height, content)
        return self.picture_width, height


def is_large(content: PanelContent) -> bool:
    """Whether drawing the content takes so long that it would delay keys."""
    return content.size >= _LARGE


def draw_panel(
    state: PanelState, width: int, height: int, *, now: Callable[[], datetime], ascii_only: bool = False
) -> Picture:
    """Draw a panel with its heading, `width` cells wide; a chart and its legend fit in `height` lines."""
    panel, outcome = state.panel, state.outcome
    content = content_in(outcome)
    if content is None or state.drawing is None:
        title = fit_line((Span(panel.label, "title"),), width)
        return Picture((title, (), *_words(state, width)))
    heading = panel_heading(panel.label, content.facts, width)
    damage = _damage(content, width)
    room = _room(height, content)
    if state.draw_look is not None:
        picture = state.draw_look(width, room, zone=state.zone, now=now(), ascii_only=ascii_only)
    else:
        picture = _fitting(state.drawing, width, room, zone=state.zone, ascii_only=ascii_only)
    gap: tuple[Line, ...] = ((),) if isinstance(state.drawing, Note) else ()
    return Picture((heading, *gap, *picture.lines, *damage))


def _room(height: int, content: PanelContent) -> int:
    """How many of `height` lines the data have, below the heading and above a line on damaged data."""
    return max(height - 1 - bool(content.damage), _LEAST_HEIGHT)


def _fitting(drawing: Drawing, width: int, room: int, *, zone: tzinfo, ascii_only: bool) -> Picture:
    """Draw a panel's data; a chart is made lower to make room for its legend, as far as it stays readable."""
    picture = draw(drawing, width, height=room, ascii_only=ascii_only, zone=zone)
    legend = picture.height - room
    if isinstance(drawing, (TimeChart, BarChart)) and legend > 0:
        height = max(room - legend, _LEAST_HEIGHT)
        return draw(drawing, width, height=height, ascii_only=ascii_only, zone=zone)
    return picture


def _face(state: PanelState) -> str | None:
    return state.look.face if isinstance(state.look, ChartView) else None


def _words(state: PanelState, width: int) -> tuple[Line, ...]:
    """Lines to show instead of the data: the error, or that the data are loading, and what delays them."""
    outcome = state.outcome
    if not isinstance(outcome, SourceError):
        return (fit_line((loading_words(state),), width),)
    key = again(outcome)
    sentence = f"{outcome} Press {key}." if key else str(outcome)
    return tuple(fit_line((Span(line, "bad"),), width) for line in wrap(sentence, width))


def loading_words(state: PanelState) -> Span:
    """The text `Loading…`, followed by the pause that delays the data, if there is one."""
    return Span(f"Loading… {state.waiting}".rstrip(), "warning" if state.waiting else "muted")


def _damage(content: PanelContent, width: int) -> tuple[Line, ...]:
    if not content.damage:
        return ()
    return (fit_line((Span(describe_damage(content.damage), "warning"),), width),)
