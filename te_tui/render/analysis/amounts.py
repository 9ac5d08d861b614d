"""Values and differences of a quantity as text, in the units in which the widget itself writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from te_tui.analysis.episodes import Episode
from te_tui.analysis.series import Quantity, UnitStep
from te_tui.figures.gate import finite_known_values
from te_tui.models.content import TimeChart
from te_tui.render.text.numbers import ABSENT, format_number

_TOLERANCE = 1 - 1e-9
"""For sizes of steps, which have nine digits."""


def amount(value: float | None, quantity: Quantity) -> str:
    """A value with its unit, `8.788 GiB`, or the name of the state that it stands for, `down`."""
    if value is None:
        return ABSENT
    state = next((one.name for one in quantity.states if one.value == value), None)
    if state is not None:
        return state
    step = _step_for(quantity, value)
    return format_number(value / step.size, step.unit)


def amounts(before: float | None, after: float | None, quantity: Quantity, between: str = " → ") -> str:
    """Two values and the text between them: `121 → 246 ms`, or `900 ms → 1.2 s` if their units differ.

    If one of these has no unit, as beside K, both are written without: `18 → 11,498`.
    """
    steps = {_step_for(quantity, value) for value in (before, after) if value}
    if len(steps) == 2 and any(step.unit is None for step in steps):
        steps = {UnitStep(1.0, None)}
    if len(steps) != 1 or quantity.states or before is None or after is None:
        return f"{amount(before, quantity)}{between}{amount(after, quantity)}"
    size, unit = steps.pop()
    first = format_number(before / size, unit).removesuffix(f" {unit}")
    return f"{first}{between}{format_number(after / size, unit)}"


def difference(value: float, quantity: Quantity) -> str:
    """A difference with sign and unit: `+139 ms`, `+41 a bin` for counts, `+37.84 points` for percentages."""
    step = _step_for(quantity, value)
    return _signed(value / step.size, _unit_of_difference(step, quantity))


def differences(value: float, low: float, high: float, quantity: Quantity, after: str = "") -> str:
    """A difference and its interval, in one unit: `+139 ms (+121 … +158)`.

    The text `after`, such as ` a week`, stands behind the unit.
    """
    step = _step_for(quantity, value, low, high)
    first, lowest, highest = (figure / step.size for figure in (value, low, high))
    unit = _unit_of_difference(step, quantity)
    return f"{_signed(first, unit)}{after} ({_signed(lowest)} … {_signed(highest)})"


def relative_amount(relative: float | None, quantity: Quantity) -> str:
    """A relative difference: 7.64 as `+764 %`; empty for None (the old value is zero), and for states.

    Of a quantity in percent it is a factor, as `×8.64`, because a second percentage would be mistaken for the
    difference itself.
    """
    if relative is None or quantity.states:
        return ""
    if quantity.unit == "%":
        return f"×{format_number(float(f'{1 + relative:.3g}'))}"
    return f"{_signed(relative * 100)} %"


def relative_words(relative: float | None, quantity: Quantity) -> str:
    """A relative difference for a sentence: ` (+764 % of usual)`, ` (×191)`, or nothing."""
    text = relative_amount(relative, quantity)
    return f" ({text} of usual)" if text.endswith("%") else f" ({text})" if text else ""


def departure(episode: Episode) -> str:
    """How far a series departs from its baseline: `+139 ms`, or `up → down` if its values are states."""
    quantity = episode.series.quantity
    if quantity.states:
        return amounts(episode.baseline, episode.level, quantity)
    return difference(episode.size, quantity)


def in_readable_unit(chart: TimeChart, quantity: Quantity) -> TimeChart:
    """The chart of a quantity's values, converted to the unit in which the largest one is written."""
    largest = max(
        (abs(value) for one in chart.series for value in finite_known_values(one.values)), default=0.0
    )
    step = _step_for(quantity, largest)
    if step.size == 1:
        return replace(chart, unit=step.unit)
    series = tuple(replace(one, values=_divided(one.values, step.size)) for one in chart.series)
    return replace(chart, series=series, unit=step.unit)


def _divided(values: Sequence[float | None], size: float) -> list[float | None]:
    return [None if value is None else value / size for value in values]


def _step_for(quantity: Quantity, *values: float | None) -> UnitStep:
    """The unit in which the largest of some values is written; the quantity's own unit if all are zero."""
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    if not quantity.steps or not largest:
        return UnitStep(1.0, quantity.unit)
    fitting = [step for step in quantity.steps if step.size * _TOLERANCE <= largest]
    return fitting[-1] if fitting else quantity.steps[0]


def _unit_of_difference(step: UnitStep, quantity: Quantity) -> str | None:
    if step.unit == "%":
        return "points"
    return step.unit or ("a bin" if quantity.counts else None)


def _signed(value: float, unit: str | None = None) -> str:
    return f"{'−' if value < 0 else '+'}{format_number(abs(value), unit)}"
