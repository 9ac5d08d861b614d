"""One dashboard widget, drawn: its heading, and below it its data or the reason why there is none."""

from __future__ import annotations

from te_tui.models.panel import Panel
from te_tui.models.panel_data import PanelData
from te_tui.render.headings import panel_heading
from te_tui.render.panels import drawing_of
from te_tui.render.picture import Line, Picture, Span, fit_line
from te_tui.render.text import draw
from te_tui.render.values import BarChart, Note, TimeChart
from te_tui.render.width import wrap
from te_tui.sources.errors import SourceError
from te_tui.sources.panel_loader import Outcome
from te_tui.widgets.notice import damage_told
from te_tui.widgets.picture_view import PictureView

_LEAST_HEIGHT = 6  # lines: below this a chart says nothing, so it is scrolled instead


class PanelView(PictureView):
    """Shows a panel and its outcome; charts take the height there is, tables scroll."""

    def __init__(self, id: str | None = None, *, ascii_only: bool = False) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._ascii_only = ascii_only

    def show_panel(self, panel: Panel, outcome: Outcome | None) -> None:
        """Show a panel; None is still on its way."""
        self.show(
            lambda width, height: draw_panel(panel, outcome, width, height, ascii_only=self._ascii_only)
        )


def draw_panel(
    panel: Panel, outcome: Outcome | None, width: int, height: int, *, ascii_only: bool = False
) -> Picture:
    """Draw a panel with its heading in `width` cells; a chart with its legend fits `height` lines."""
    if not isinstance(outcome, PanelData):
        title = fit_line((Span(panel.label, "title"),), width)
        return Picture((title, (), *_words(outcome, width)))
    drawing = drawing_of(panel, outcome)
    heading = panel_heading(panel, outcome, width)
    damage = _damage(outcome, width)
    room = max(height - 1 - len(damage), _LEAST_HEIGHT)
    picture = draw(drawing, width, height=room, ascii_only=ascii_only)
    legend = picture.height - room
    if isinstance(drawing, (TimeChart, BarChart)) and legend > 0:
        # The chart gives way to its legend, down to the least that can be read.
        picture = draw(drawing, width, height=max(room - legend, _LEAST_HEIGHT), ascii_only=ascii_only)
    gap: tuple[Line, ...] = ((),) if isinstance(drawing, Note) else ()
    return Picture((heading, *gap, *picture.lines, *damage))


def _words(outcome: SourceError | None, width: int) -> tuple[Line, ...]:
    if outcome is None:
        return (fit_line((Span("Loading…", "muted"),), width),)
    sentence = f"{outcome} Press r to try again."
    return tuple(fit_line((Span(line, "bad"),), width) for line in wrap(sentence, width))


def _damage(data: PanelData, width: int) -> tuple[Line, ...]:
    if not data.damage:
        return ()
    return (fit_line((Span(damage_told(data.damage), "warning"),), width),)
