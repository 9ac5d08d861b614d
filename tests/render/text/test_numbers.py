from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.render.text.numbers import (
    format_change,
    format_column,
    format_exactly,
    format_number,
    format_statistics,
    format_ticks,
)
from tests.render.examples import FEW


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        pytest.param(812, None, "812", id="small integers as they are"),
        pytest.param(1204, None, "1,204", id="thousands separated"),
        pytest.param(123_456, None, "123,456", id="counts below a million exact"),
        pytest.param(999_999, None, "999,999", id="the last one before a million"),
        pytest.param(1_000_000, None, "1 M", id="a million scaled"),
        pytest.param(4_234_567, None, "4.235 M", id="four digits of millions"),
        pytest.param(999_999_900, None, "1 G", id="rounding reaches the next scale"),
        pytest.param(2.5e9, None, "2.5 G", id="billions"),
        pytest.param(1e14, None, "100 T", id="trillions"),
        pytest.param(1e15, None, "1.0e15", id="beyond trillions by exponent"),
        pytest.param(97.2, "%", "97.2 %", id="unit behind a space"),
        pytest.param(99.996, "%", "99.996 %", id="a percentage below 100 stays below it"),
        pytest.param(-99.99996, "%", "-99.99996 %", id="with as many digits as that takes"),
        pytest.param(99.999_999_99, "%", "100 %", id="but for noise of binary fractions"),
        pytest.param(99.996, "ms", "100 ms", id="other units have no such bound"),
        pytest.param(100.00000833, "%", "100 %", id="no noise of binary fractions"),
        pytest.param(0.1 + 0.2, None, "0.3", id="no noise of sums"),
        pytest.param(999.97, None, "1,000", id="rounding reaches thousands"),
        pytest.param(0.0031, None, "0.0031", id="small values keep their digits"),
        pytest.param(0.000_012_345, None, "1.234e-5", id="tiny values by exponent"),
        pytest.param(-1204.4, "ms", "-1,204 ms", id="sign kept"),
        pytest.param(-0.0, None, "0", id="no negative zero"),
        pytest.param(None, "ms", "–", id="absent"),
        pytest.param(math.nan, None, "–", id="not a number is absent"),
        pytest.param(10**400, None, "–", id="beyond a float is absent"),
    ],
)
def test_a_number_reads_well(value: float | None, unit: str | None, text: str) -> None:
    assert format_number(value, unit) == text


@FEW
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_short_and_never_loses_its_sign(value: float) -> None:
    text = format_number(value)

    assert len(text) <= 11
    assert text.startswith("-") == (value < 0)


@pytest.mark.parametrize(
    ("value", "previous", "text"),
    [
        (99.1, 97.2, "▲ 1.9"),
        (97.2, 99.1, "▼ 1.9"),
        (97.2, 97.200_000_000_000_01, "= 0"),
        (0, 0, "= 0"),
        (5, None, ""),
        (None, 5, ""),
    ],
)
def test_a_change_says_its_direction(value: float | None, previous: float | None, text: str) -> None:
    assert format_change(value, previous) == text


@pytest.mark.parametrize(
    ("value", "previous", "unit", "text"),
    [
        (96.48, 99.993, "%", "▼ 3.51 points"),
        (1365.1, 1191.6, "ms", "▲ 174 ms"),
        (1.797, 0.004, "%", "▲ 1.793 points"),
        (0, 5.123, "%", "▼ 5.123 points"),
        (100, 99.999, "%", "▲ 0.001 points"),
        (99.996, 100, "%", "▼ 0.004 points"),
        (99.9996, 100, "%", "▼ 0.0004 points"),
        (12, 9, None, "▲ 3"),
        (5e6, 4.9e6, "B", "▲ 100,000 B"),
        (1e-5, 2e-5, "s", "▼ 1.0e-5 s"),
    ],
)
def test_a_change_has_the_unit_and_no_more_decimals_than_what_changed(
    value: float, previous: float, unit: str | None, text: str
) -> None:
    assert format_change(value, previous, unit) == text


@pytest.mark.parametrize(
    ("ticks", "labels"),
    [
        ([0, 2000, 4000], ("0", "2,000", "4,000")),
        ([0, 2.5, 5], ("0", "2.5", "5.0")),
        ([0, 500_000, 1_000_000], ("0", "0.5M", "1.0M")),
        ([0, 200_000], ("0", "200k")),
        ([97, 98, 99, 100], ("97", "98", "99", "100")),
        ([-0.002, 0, 0.002], ("-0.002", "0", "0.002")),
        ([0, 1e15], ("0", "1.0e15")),
        ([], ()),
    ],
)
def test_labels_of_an_axis_share_scale_and_decimals(ticks: list[float], labels: tuple[str, ...]) -> None:
    assert format_ticks(ticks) == labels


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        pytest.param(
            [99.98, 100, None, -0.0], ("99.98", "100.00", "–", "0.00"), id="as the one that needs most"
        ),
        pytest.param([19.45, 3904.6], ("19.4", "3,904.6"), id="five digits at most"),
        pytest.param([812, 3904], ("812", "3,904"), id="none where none is needed"),
        pytest.param([0.42, 12_345.6], ("0.42", "12,346"), id="no zero of what is none"),
        pytest.param([0.5, 4_234_567], ("0.5", "4.235 M"), id="millions each on its own"),
        pytest.param([None, math.nan], ("–", "–"), id="nothing known"),
        pytest.param([], (), id="nothing at all"),
    ],
)
def test_figures_of_a_column_have_one_number_of_decimals(
    values: list[float | None], texts: tuple[str, ...]
) -> None:
    assert format_column(values) == texts


def test_no_percentage_of_a_column_is_rounded_to_100() -> None:
    assert format_column([99.996, 100, 97.2], "%") == ("99.996 %", "100.000 %", "97.200 %")
    assert format_column([99.996, 100, None], "%", bare=True) == ("99.996", "100.000", "–")
    assert format_column([99.996, 4_234_567], "%", bare=True) == ("99.996", "4.235 M")
    assert format_column([99.996, 97.2], "ms") == ("100.0 ms", "97.2 ms")


@FEW
@given(st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6, exclude_min=True, exclude_max=True)), max_size=8))
def test_a_figure_of_any_column_is_its_value_and_zero_only_where_that_is_zero(
    values: list[float | None],
) -> None:
    texts = format_column(values)

    for value, text in zip(values, texts, strict=True):
        if value is None:
            assert text == "–"
        elif " " not in text:
            shown = float(text.replace(",", ""))
            assert (shown == 0) == (value == 0)
            decimals = len(text.partition(".")[2]) if "e" not in text else 0
            assert "e" in text or abs(shown - value) <= 0.5 * 10.0**-decimals * (1 + 1e-9)


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([19.5, None, 812, 20.125], ("19.500", None, "812.000", "20.125")),
        ([1, 2.0], ("1", "2")),
        ([0.1 + 0.2, 3.0], ("0.30000000000000004", "3")),
        ([1e22, 0.5], ("1e+22", "0.5")),
        ([10**20, 1], ("1" + 20 * "0", "1")),
    ],
)
def test_exact_values_of_a_column_keep_every_digit_and_stand_alike(
    values: list[float | None], texts: tuple[str | None, ...]
) -> None:
    assert format_exactly(values) == texts


@pytest.mark.parametrize(
    ("columns", "texts"),
    [
        pytest.param(
            [(878.5, 1224.8), (1350.2, 1109.4), (4178.1, 1225.0)],
            [("878", "1,225"), ("1,350", "1,109"), ("4,178", "1,225")],
            id="as many as the largest value has",
        ),
        pytest.param([(0.225, 0.2), (38.309, 1.127)], [("0.23", "0.20"), ("38.31", "1.13")], id="per cent"),
        pytest.param([(91.4151, 99.842), (100.0, 100.0)], [("91.42", "99.84"), ("100", "100")], id="100 %"),
        pytest.param([(67, 39), (78.45, 54.62), (200, 90)], [("67", "39"), ("78.5", "54.6"), ("200", "90")],
                     id="counts whole"),
        pytest.param([(19.0, 0.227), (11564.0, 24.0)], [("19", "0.227"), ("11,564", "24")], id="none zero"),
        pytest.param([(None, 0.0), (None, None)], [("–", "0"), ("–", "–")], id="nothing"),
        pytest.param([(4.2e6, 3.5)], [("4.2 M", "3.5")], id="millions"),
    ],
)  # fmt: skip
def test_the_statistics_of_a_widget_have_one_number_of_decimals_and_counts_are_whole(
    columns: list[tuple[float | None, ...]], texts: list[tuple[str, ...]]
) -> None:
    assert format_statistics(columns) == texts
