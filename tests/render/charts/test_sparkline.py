from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.render.text.sparkline import sparkline
from tests.render.examples import FEW, any_value


@pytest.mark.parametrize(
    ("values", "width", "drawn"),
    [
        pytest.param([0, 1, 2, 3, 4, 5, 6, 7], 8, "▁▂▃▄▅▆▇█", id="eight heights"),
        pytest.param([1, None, 8], 3, "▁ █", id="a gap is a space"),
        pytest.param([1] * 50 + [9] + [1] * 49, 10, "▁▁▁▁▁█▁▁▁▁", id="a peak of one value survives"),
        pytest.param([5, 5, 5], 3, "▃▃▃", id="a constant is drawn low"),
        pytest.param([0, 0], 2, "▁▁", id="zero is drawn lowest"),
        pytest.param([1, 2], 4, "▁▁██", id="few values are drawn wide"),
        pytest.param([], 3, "   ", id="nothing"),
        pytest.param([None, float("nan")], 2, "  ", id="nothing but gaps"),
        pytest.param([1], 0, "", id="no room"),
    ],
)
def test_sparkline(values: list[float | None], width: int, drawn: str) -> None:
    assert sparkline(values, width) == drawn


def test_where_low_is_bad_a_dip_of_one_value_survives() -> None:
    assert sparkline([9] * 50 + [1] + [9] * 49, 10, keep=min) == "█████▁████"


@FEW
@given(st.lists(any_value, max_size=50), st.integers(0, 40))
def test_any_values_fill_the_width_in_either_alphabet(values: list[float | None], width: int) -> None:
    assert len(sparkline(values, width)) == width
    assert sparkline(values, width, ascii_only=True).isascii()
