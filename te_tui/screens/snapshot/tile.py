"""A tile of the overview: a widget's title and main value above a small drawing."""

from __future__ import annotations

from dataclasses import dataclass

from te_tui.render.glance import Glance, glyph_of
from te_tui.render.text.damage import describe_damage
from te_tui.render.text.picture import Line, Picture, Span, fit_line
from te_tui.render.text.width import cell_width, fit, wrap
from te_tui.render.tile import draw_small, shortened
from te_tui.screens.snapshot.panel_view import PanelState, loading_words
from te_tui.sources.panel_loader import content_in


@dataclass(frozen=True, slots=True)
class Tile:
    """A widget as a tile of the overview; `glance` is its sparkline and main value, None without data."""

    state: PanelState
    glance: Glance | None = None

    @property
    def is_large(self) -> bool:
        """Whether drawing the tile takes so long that it would delay keys."""
        return self.state.is_large


def draw_tile(tile: Tile, width: int, height: int, *, ascii_only: bool = False) -> Picture:
    """Draw a heading of title and main value, and at most `height` lines of data, `width` cells wide."""
    panel = tile.state.panel
    figure = tile.glance.marked if tile.glance else ""
    role = "warning" if tile.glance and tile.glance.far else "muted"
    title = f"{glyph_of(panel.kind)} {panel.label}"
    title = fit(title, max(width - cell_width(figure) - 2, width // 2))
    heading = fit_line((Span(title, "title"), Span("  "), Span(figure, role)), width)
    return Picture((heading, *_body(tile.state, width, height, ascii_only=ascii_only)))


def _body(state: PanelState, width: int, height: int, *, ascii_only: bool) -> tuple[Line, ...]:
    outcome, drawing = state.outcome, state.drawing
    content = content_in(outcome)
    if content is not None and drawing is not None:
        damage = describe_damage(content.damage) if content.damage else ""
        below = (fit_line((Span(damage, "warning"),), width),) if damage else ()
        room = height - len(below)
        return (*draw_small(drawing, width, room, zone=state.zone, ascii_only=ascii_only).lines, *below)
    if outcome is None or content is not None:
        return (fit_line((loading_words(state),), width),)
    lines = tuple(fit_line((Span(line, "bad"),), width) for line in wrap(str(outcome), width))
    return shortened(lines, width, height)
