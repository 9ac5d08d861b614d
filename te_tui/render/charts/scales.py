"""Scales of shades: which of four steps a value takes, and whether that is trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.models.forms import Mark, Scale
from te_tui.render.series.gate import finite_values, known_values
from te_tui.render.text.flow import flow
from te_tui.render.text.numbers import finite, format_number
from te_tui.render.text.picture import Span
from te_tui.render.text.units import describe_metric, worst_end

if TYPE_CHECKING:
    from collections.abc import Iterable

    from te_tui.models.forms import Symbol
    from te_tui.models.panel import Panel
    from te_tui.render.text.glyphs import GlyphSet
    from te_tui.render.text.picture import Line, Picture

_STEPS: Final[tuple[Symbol, ...]] = ("step-0", "step-1", "step-2", "step-3")
_VERDICTS: Final = ("good", "good", "warning", "bad")
_NEUTRAL: Final = "series-0"
_NOTABLE: Final = 0.1
"""A share of the larger end: values nearer together are all alike, and none of them is called bad."""


def scale_of(panel: Panel, values: Iterable[float | None]) -> Scale:
    """The scale that somebody configured, or from the lowest to the highest value (api.md, section 5).

    A configured scale with a prefix of its own (`Mbps`) is left aside: how values relate to it is unspecified
    (api.md, section 6).
    """
    measure = panel.measure.type if panel.measure else None
    unit = describe_metric(panel.metric, measure).unit
    worst = worst_end(panel.metric or "", measure)
    low, high = panel.min_scale, panel.max_scale
    if panel.scale_unit is None and low is not None and high is not None and low < high:
        return Scale(float(low), float(high), unit, worst, configured=True)
    known = known_values(finite_values(list(values)))
    return Scale(min(known, default=0.0), max(known, default=0.0), unit, worst)


def step_of(scale: Scale, value: float) -> int:
    """The step of a finite value, 0 to 3; 3 is the worst end of the scale, or the high one."""
    # Halves keep the spread finite for values near the ends of a float.
    spread = scale.high / 2 - scale.low / 2
    if not spread > 0:
        return 0
    share = (min(max(value, scale.low), scale.high) / 2 - scale.low / 2) / spread
    if scale.worst == "low":
        share = 1 - share
    return min(max(int(share * len(_STEPS)), 0), len(_STEPS) - 1)


def step_role(scale: Scale, step: int) -> str:
    """The colour of a step: a verdict only where the metric allows one and the values differ notably."""
    return _VERDICTS[step] if is_verdict(scale) else _NEUTRAL


def is_verdict(scale: Scale) -> bool:
    """Whether the steps of a scale are good and bad, not only low and high."""
    spread = scale.high / 2 - scale.low / 2
    apart = spread > _NOTABLE * max(abs(scale.low), abs(scale.high)) / 2
    return scale.worst is not None and (scale.configured or apart)


def mark_of(scale: Scale, value: float | None) -> Mark:
    """The mark of a value on a map."""
    number = finite(value)
    if number is None:
        return Mark("unknown", "muted")
    step = step_of(scale, number)
    return Mark(_STEPS[step], step_role(scale, step))


def shade_of(scale: Scale, value: float | None, glyphs: GlyphSet) -> tuple[str, str]:
    """The shade of a value and its role; a missing value has none, because the palest one is a value too."""
    number = finite(value)
    if number is None:
        return " ", "muted"
    step = step_of(scale, number)
    return glyphs.shades[step], step_role(scale, step)


def scale_legend(scale: Scale, width: int, glyphs: GlyphSet, *, marks: bool = False) -> Picture:
    """The steps and the values between them: `0 ░░  25 ▒▒  50 ▓▓  75 ██ 100 %  scale of the dashboard`."""
    if not scale.high > scale.low:
        return flow([(Span(f"all {format_number(scale.low, scale.unit)}", "muted"),)], width)
    parts = len(_STEPS)
    ends = [scale.low * (1 - part / parts) + scale.high * (part / parts) for part in range(parts)]
    steps = list(enumerate(_STEPS))
    if scale.worst == "low":
        steps.reverse()
    pieces: list[Line] = []
    for begin, (step, symbol) in zip(ends, steps, strict=True):
        glyph = glyphs.symbol(symbol) if marks else glyphs.shades[step] * 2
        pieces.append((Span(f"{format_number(begin)} ", "muted"), Span(glyph, step_role(scale, step))))
    pieces[-1] = (*pieces[-1], Span(f" {format_number(scale.high, scale.unit)}", "muted"))
    return flow([*pieces, (Span(_origin(scale), "muted"),)], width)


def _origin(scale: Scale) -> str:
    """Where the ends come from, and whether colours judge."""
    said = "scale of the dashboard" if scale.configured else "scale of these values"
    return f"{said}, {scale.worst} is worse" if is_verdict(scale) else said
