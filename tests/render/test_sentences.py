"""Sentences say the values of a drawing."""

from __future__ import annotations

import pytest

from te_tui.models.content import BarChart, BarSeries, Drawing, Number, Numbers, Series, TimeChart
from te_tui.models.forms import Box, BoxPlot, HeatMap, Pie, Scale, Slice
from te_tui.render.sentences import sentences

HOUR = 3600


def _chart(*values: float | None) -> TimeChart:
    return TimeChart((Series("Frankfurt", (), [HOUR * n for n in range(len(values))], values),), unit="ms")


@pytest.mark.parametrize(
    ("drawing", "told"),
    [
        (
            _chart(5, 1, 5, 9, 8),
            (
                "Frankfurt: highest 9 ms at 1 Jan 03:00 UTC, lowest 1 ms at 1 Jan 01:00 UTC; at the end "
                "(1 Jan 04:00 UTC) 8 ms, above its median of 5 ms since 1 Jan 03:00 UTC."
            ),
        ),
        (_chart(4, None, 4, None), "Frankfurt: 4 ms throughout, until 1 Jan 02:00 UTC."),
        (_chart(None), "Frankfurt: no values."),
        (BarChart(("São Paulo",), (BarSeries("loss", (12.8,)),), unit="%"), "São Paulo: loss 12.8 %."),
        (Numbers((Number("Load", 812, "ms", 700),)), "Load: 812 ms, 700 ms before."),
        (Pie((Slice("HTTP", 3), Slice("BGP", 1))), "HTTP: 3, 75.0 %.\nBGP: 1, 25.0 %."),
        (HeatMap(("a",), ("b",), {(0, 0): None}, Scale(0, 1)), "a, b: –."),
        (
            BoxPlot((Box("EMEA", 9, (1, 2, 3, 4, 5)),)),
            "EMEA: lowest 1, lower quartile 2, median 3, upper quartile 4, highest 5.",
        ),
    ],
)
def test_a_drawing_is_told_with_its_values(drawing: Drawing, told: str) -> None:
    assert "\n".join(sentences(drawing)) == told
