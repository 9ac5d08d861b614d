"""Series of any values, for hypothesis."""

from __future__ import annotations

import math
import random

from hypothesis import strategies as st

from te_tui.analysis.series import Series
from tests.analysis.planted import AVAILABILITY, ERRORS, LATENCY, LOSS, MIDNIGHT, UNKNOWN

QUANTITIES = st.sampled_from([LATENCY, LOSS, ERRORS, AVAILABILITY, UNKNOWN])
ANY_VALUE = st.one_of(
    st.none(),
    st.floats(),
    st.floats(0, 100),
    st.sampled_from([0.0, 1e308, -1e308, 5e-324, math.nan, math.inf, 10**400, 7]),
)


@st.composite
def any_series(draw: st.DrawFn, value: st.SearchStrategy[float | None] = ANY_VALUE) -> Series:
    """Runs of values, so that there are levels; at times in any order."""
    runs = draw(st.lists(st.tuples(value, st.integers(1, 60)), max_size=8))
    noise = random.Random(draw(st.integers(0, 5)))
    values: list[float | None] = []
    for level, length in runs:
        for _ in range(length):
            wobble = noise.choice([0.0, 0.0, 0.001, -0.002, 0.01])
            spread = level is None or isinstance(level, int) or not math.isfinite(level)
            values.append(level if spread else level * (1 + wobble))  # type: ignore[operator]
    step = draw(st.sampled_from([60, 300, 3600, 86_400]))
    times = [MIDNIGHT + step * place for place in range(len(values))]
    if draw(st.booleans()):
        times = [draw(st.sampled_from(times)) for _ in times] if len(times) < 20 else times[::-1]
    bin_size = draw(st.sampled_from([step, None, 0]))
    return Series("x", times, values, bin_size, draw(QUANTITIES), (("AGENT", "x"),), "w", "t")
