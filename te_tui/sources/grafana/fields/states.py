"""States that a field of numbers records, such as 0 for `down`, and the end at which they are bad."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.figures.gate import finite
from te_tui.sources.grafana.fields.mappings import mapped, mappings_of
from te_tui.sources.grafana.fields.thresholds import thresholds_of
from te_tui.sources.grafana.fields.trouble import urgency_of
from te_tui.sources.grafana.values.numbers import is_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.analysis.series import WorstEnd
    from te_tui.sources.grafana.frames import Field
    from te_tui.sources.grafana.values.patterns import Effort

_MOST: Final = 50
"""Different values of a field beyond which they are no states."""


class FieldState(NamedTuple):
    """A value that is a state, the name that the panel shows for it, and how alarming its colour is."""

    value: float
    name: str
    urgency: int


def states_of(field: Field, effort: Effort, *, every: bool) -> tuple[FieldState, ...]:
    """The states in the values of a field, the lowest value first; empty if its values are measures.

    Values are states if a value mapping gives each a name. If the panel shows states (`every`), whole numbers
    without a unit are states, too; a number without a mapping is its own name.
    """
    mappings, thresholds = mappings_of(field.config), thresholds_of(field.config)
    if not mappings and not every:
        return ()
    values = sorted(
        {number for value in field.values if is_number(value) and (number := finite(value)) is not None}
    )
    if not values or len(values) > _MOST:
        return ()
    every = every and not field.unit and all(value.is_integer() for value in values)
    found = []
    for value in values:
        name, color = mapped(mappings, value, effort) or (None, None)
        if name is None and not every:
            return ()
        if color is None and not thresholds.is_percentage:
            color = thresholds.color(value)
        found.append(FieldState(value, name or f"{value:g}", urgency_of(color)))
    return tuple(found)


def worst_state_end(states: Sequence[FieldState]) -> WorstEnd | None:
    """Whether high or low states are worse, by their colours; None if the colours do not tell."""
    steps = [after.urgency - before.urgency for before, after in pairwise(states)]
    if any(step > 0 for step in steps) == any(step < 0 for step in steps):
        return None
    return "high" if any(step > 0 for step in steps) else "low"
