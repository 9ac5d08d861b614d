"""Drawing colour scales: the shade of a value, and the legend of all shades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.figures.gate import finite
from te_tui.figures.scales import STEPS, is_verdict, step_of, step_role
from te_tui.render.text.flow import flow
from te_tui.render.text.numbers import format_column, format_number
from te_tui.render.text.picture import Span

if TYPE_CHECKING:
    from collections.abc import Collection

    from te_tui.models.forms import Scale
    from te_tui.render.text.glyphs import GlyphSet
    from te_tui.render.text.picture import Line, Picture


def shade_of(
    scale: Scale, value: float | None, glyphs: GlyphSet, far: Collection[float] = ()
) -> tuple[str, str]:
    """The shade of a value and its colour role; the shade of a missing value is a space.

    An outlier (a value in `far`) never has the role `good`.
    """
    number = finite(value)
    if number is None:
        return " ", "muted"
    step = step_of(scale, number)
    return glyphs.shades[step], step_role(scale, step, is_far=number in far)


def scale_legend(scale: Scale, width: int, glyphs: GlyphSet, *, marks: bool = False) -> Picture:
    """The steps of a scale and their values: `0 ░░  25 ▒▒  50 ▓▓  75 ██ 100 %  scale of the dashboard`.

    With `marks`, the symbols of a map stand in place of shades.
    """
    if not scale.high > scale.low:
        return flow([(Span(f"all {format_number(scale.low, scale.unit)}", "muted"),)], width)
    parts = len(STEPS)
    ends = [scale.low * (1 - part / parts) + scale.high * (part / parts) for part in range(parts)]
    steps = list(enumerate(STEPS))
    if scale.worst == "low":
        steps.reverse()
    pieces: list[Line] = []
    *begins, end = format_column([*ends, scale.high])
    for begin, (step, symbol) in zip(begins, steps, strict=True):
        glyph = glyphs.symbol(symbol) if marks else glyphs.shades[step] * 2
        pieces.append((Span(f"{begin} ", "muted"), Span(glyph, step_role(scale, step))))
    pieces[-1] = (*pieces[-1], Span(f" {end} {scale.unit or ''}".rstrip(), "muted"))
    return flow([*pieces, (Span(_origin(scale), "muted"),)], width)


def _origin(scale: Scale) -> str:
    """Words on where a scale comes from, and on what is bad: `scale of the dashboard, high is worse`."""
    said = "scale of the dashboard" if scale.configured else "scale of these values"
    return f"{said}, {scale.worst} is worse" if is_verdict(scale) else said
