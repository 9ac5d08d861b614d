"""Charts that the tests of rendering share: one a network engineer believes, and generated ones."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hypothesis import settings
from hypothesis import strategies as st

from te_tui.models.content import Series, TimeChart
from te_tui.render.text.picture import Picture
from te_tui.render.text.width import cell_width

FEW = settings(max_examples=40, derandomize=True, deadline=None)
"""Generated examples that are the same in every run, and few enough for every run."""

MIDNIGHT = 1_794_268_800  # 10 Nov 2026 00:00 UTC
DAY = 86_400
BIN = 300


def series(label: str, values: Sequence[float | None], step: int = BIN, start: int = MIDNIGHT) -> Series:
    return Series(label, (("AGENT", label),), [start + step * index for index in range(len(values))], values)


def incident() -> TimeChart:
    """24 h of latency of two cities in bins of 5 min; one suffers at 18:00, the other is silent at 6:00."""
    frankfurt: list[float | None] = [420 + 60 * math.sin(index / 40) for index in range(288)]
    frankfurt[216:246] = [3_900.0] * 30
    dallas: list[float | None] = [610 + 40 * math.cos(index / 30) for index in range(288)]
    dallas[72:98] = [None] * 26
    lines = (series("Frankfurt", frankfurt), series("Dallas", dallas))
    return TimeChart(lines, "ms", BIN, MIDNIGHT, MIDNIGHT + DAY)


def texts(picture: Picture) -> list[str]:
    """The lines of a picture, roles dropped."""
    return ["".join(span.text for span in line) for line in picture.lines]


def assert_width(picture: Picture, width: int) -> None:
    assert [cell_width(line) for line in texts(picture)] == [width] * picture.height


any_value = st.one_of(
    st.none(),
    st.floats(-1e15, 1e15),
    st.sampled_from([0.0, -0.0, 1e15, -1e15, 1e308, -1e308, math.nan, math.inf, -math.inf, 5e-324, 10**400]),
    st.integers(-1_000, 1_000_000),
)
a_series = st.builds(
    series,
    st.text(st.characters(blacklist_categories=["Cc", "Cs", "Cf"]), max_size=12),
    st.lists(any_value, max_size=60),
    st.sampled_from([1, 60, 300, 86_400]),
)
a_chart = st.builds(
    TimeChart,
    series=st.lists(a_series, max_size=5).map(tuple),
    unit=st.sampled_from([None, "ms", "%"]),
    bin_size=st.sampled_from([None, 60, 300]),
    start=st.sampled_from([None, MIDNIGHT, MIDNIGHT + 3_000]),
    end=st.sampled_from([None, MIDNIGHT, MIDNIGHT + DAY]),
    stacked=st.booleans(),
    suppressed=st.sampled_from([(), ((MIDNIGHT + 600, MIDNIGHT + 3_600),), ((0, 1),)]),
)
