"""The scale of shades: as configured where that has a length, else from the lowest to the highest value."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.panels.scale import scale_of


@pytest.mark.parametrize(
    ("configured", "values", "wanted"),
    [
        ((None, None, None), [3.0, None, 1.0, math.nan, math.inf], (1, 3, False)),
        ((None, None, None), [], (0, 0, False)),
        ((None, None, None), [None], (0, 0, False)),
        ((0, 10, None), [3.0], (0, 10, True)),
        ((0, 10, "Mbps"), [3.0], (3, 3, False)),
        ((10, 10, None), [3.0], (3, 3, False)),
        ((10, 0, None), [3.0], (3, 3, False)),
        ((None, 10, None), [3.0], (3, 3, False)),
        ((0, None, None), [3.0], (3, 3, False)),
    ],
)
def test_a_scale_is_the_configured_one_where_that_has_a_length(
    configured: tuple[float | None, float | None, str | None],
    values: list[float | None],
    wanted: tuple[float, float, bool],
) -> None:
    low, high, unit = configured
    panel = replace(Panel(), min_scale=low, max_scale=high, scale_unit=unit)
    found = scale_of(panel, values)
    assert (found.low, found.high, found.configured) == wanted
