"""Numbers and lengths of time as text, with Python's own arithmetic as the judge."""

from __future__ import annotations

import math
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from te_tui.sources.grafana.values.decimals import automatic, fixed, grouped, hexadecimal, scientific
from te_tui.sources.grafana.values.durations import SCALES, duration_words, scaled_duration
from te_tui.sources.grafana.values.numbers import (
    as_float,
    is_absent,
    is_number,
    leading_number,
    number_text,
    to_number,
    value_text,
)
from te_tui.sources.grafana.values.units import Setting, format_of
from tests.models.wire import SETTINGS

FINITE = st.floats(allow_nan=False, allow_infinity=False)
ORDINARY = st.floats(-1e9, 1e9, allow_nan=False)
QUARTERS = st.integers(-40_000, 40_000).map(lambda quarters: quarters / 4)


@given(QUARTERS, st.integers(0, 8))
@SETTINGS
@example(-0.5, 0)
@example(-2.5, 0)
@example(2.25, 1)
def test_halves_are_rounded_up_to_so_many_decimals(value: float, decimals: int) -> None:
    step = Decimal(1).scaleb(-decimals)
    rounded = (Decimal(value) / step + Decimal("0.5")).to_integral_value(ROUND_FLOOR) * step
    written = fixed(value, decimals)
    assert Decimal(written) == rounded
    assert len(written.partition(".")[2]) == decimals
    assert not written.startswith("-0") or rounded < 0


@pytest.mark.parametrize(
    ("value", "decimals", "wanted"),
    [
        (math.inf, None, "∞"),
        (-math.inf, 2, "-∞"),
        (0.0, None, "0"),
        (0.0, 3, "0.000"),
        (2.0**52 + 1, 0, "4503599627370497"),
        (2.0**53, 2, "9007199254740992.00"),
        (1e22, 0, "1e+22"),
        (1e-300, 2, "1e-300"),
        (-1e-291, None, "-1e-291"),
        (0.1, None, "0.100"),
        (0.225, None, "0.225"),
        (0.226, None, "0.226"),
        (1.5, None, "1.50"),
        (2.3, None, "2.30"),
        (22.4, None, "22.4"),
        (22.6, None, "22.6"),
        (99.95, None, "100.0"),
        (150.5, None, "151"),
        (1234.5, None, "1235"),
        (7.0, None, "7"),
        (-7.0, 1, "-7.0"),
    ],
)
def test_a_number_has_as_many_decimals_as_asked_for_or_as_its_digits_need(
    value: float, decimals: int | None, wanted: str
) -> None:
    assert fixed(value, decimals) == wanted


@pytest.mark.parametrize(
    ("value", "decimals"),
    [(5.0, 0), (0.5, 3), (0.2, 3), (1.1, 2), (2.26, 2), (9.9, 2), (11.5, 1), (99.5, 1), (101.5, 0),
     (1e5 + 0.5, 0), (0.05, 4), (0.0123, 4), (-0.5, 3), (-11.5, 1)],
)  # fmt: skip
def test_small_numbers_take_more_decimals_than_large_ones(value: float, decimals: int) -> None:
    assert automatic(value) == decimals


@given(st.floats(1e-280, 1e280), st.integers(0, 12))
@SETTINGS
def test_with_an_exponent_a_number_is_written_as_python_writes_it(value: float, decimals: int) -> None:
    written = scientific(value, decimals)
    mantissa, _, exponent = written.partition("e")
    assert 1 <= abs(float(mantissa)) < 10
    assert len(mantissa.partition(".")[2]) == decimals
    with localcontext(prec=400):
        error = abs(Decimal(written) - Decimal(value))
        assert error <= Decimal(f"0.5e{exponent}").scaleb(-decimals)
    assert scientific(-value, decimals) == f"-{written}"
    assert float(scientific(value, None)) == value


@pytest.mark.parametrize(
    ("value", "decimals", "wanted"),
    [
        (0.0, None, "0e+0"),
        (0.0, 2, "0.00e+0"),
        (9.99, 1, "1.0e+1"),
        (-0.000999, 0, "-1e-3"),
        (10.0, None, "1e+1"),
        (2.5, 0, "3e+0"),
        (math.inf, 1, "Infinity"),
        (math.nan, 1, "NaN"),
    ],
)
def test_the_exponent_moves_where_rounding_adds_a_digit(
    value: float, decimals: int | None, wanted: str
) -> None:
    assert scientific(value, decimals) == wanted


@given(ORDINARY, st.integers(0, 3), st.integers(0, 3))
@SETTINGS
def test_thousands_have_commas_and_decimals_between_two_bounds(value: float, least: int, more: int) -> None:
    most = least + more
    rounded = abs(Decimal(repr(value))).quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    written = grouped(value, least, most)
    whole, _, fraction = written.removeprefix("-").partition(".")
    assert written.startswith("-") == (value < 0)
    assert whole == f"{int(rounded):,}"
    assert Decimal(f"{int(rounded)}.{fraction or 0}") == rounded
    assert least <= len(fraction) <= most
    assert len(fraction) == least or not fraction.endswith("0")


@pytest.mark.parametrize(
    ("value", "wanted"), [(math.inf, "∞"), (-math.inf, "-∞"), (math.nan, "NaN"), (-0.04, "-0")]
)
def test_what_has_no_thousands_is_written_all_the_same(value: float, wanted: str) -> None:
    assert grouped(value, 0, 1) == wanted


@given(ORDINARY)
@SETTINGS
@example(0.9999999999999999)
@example(255.99999999999997)
@example(12.3)
def test_to_the_base_of_sixteen_a_number_is_told_from_its_neighbours(value: float) -> None:
    written = hexadecimal(value)
    whole, _, fraction = written.removeprefix("-").partition(".")
    read = int(whole, 16) + sum(int(digit, 16) / 16.0**place for place, digit in enumerate(fraction, 1))
    assert read == abs(value)
    assert written.startswith("-") == (value < 0)
    assert written == written.upper()


@given(st.integers(-(10**12), 10**12))
@SETTINGS
def test_whole_numbers_to_the_base_of_sixteen_have_no_point(value: int) -> None:
    assert hexadecimal(float(value)) == f"{value:X}"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(math.inf, "INFINITY"), (math.nan, "NAN"), (0.5, "0.8"), (-0.1, "-0.1999999999999A")],
)  # fmt: skip
def test_fractions_to_the_base_of_sixteen_end_where_they_are_exact_enough(value: float, wanted: str) -> None:
    assert hexadecimal(value) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (0, "0"),
        (-0.0, "0"),
        (100, "100"),
        (1e20, "100000000000000000000"),
        (1.5e20, "150000000000000000000"),
        (123456789012345680000.0, "123456789012345680000"),
        (1e21, "1e+21"),
        (1.5e21, "1.5e+21"),
        (-12.5, "-12.5"),
        (0.5, "0.5"),
        (0.000001, "0.000001"),
        (0.0000012, "0.0000012"),
        (1e-7, "1e-7"),
        (1.25e-7, "1.25e-7"),
        (10**400, "Infinity"),
        (-(10**400), "-Infinity"),
        (math.nan, "NaN"),
    ],
)
def test_numbers_are_written_as_browsers_write_them(value: float, wanted: str) -> None:
    assert number_text(value) == wanted


@pytest.mark.parametrize(
    ("value", "whole", "leading"),
    [
        ("12", 12, 12),
        (" 1.5e3 ", 1500, 1500),
        ("12 px", math.nan, 12),
        ("px 12", math.nan, math.nan),
        (".5", 0.5, 0.5),
        ("5.", 5, 5),
        ("-Infinity", -math.inf, -math.inf),
        ("0x1F", 31, 0),
        ("0b101", 5, 0),
        ("0o17", 15, 0),
        ("", math.nan, math.nan),
        ("  ", 0, math.nan),
        ("1e999", math.inf, math.inf),
        (10**400, math.inf, math.inf),
        (-(10**400), -math.inf, -math.inf),
        (True, 1, math.nan),
        (False, 0, math.nan),
        (None, math.nan, math.nan),
        ([], math.nan, math.nan),
        (2, 2, 2),
    ],
)
def test_any_value_is_read_as_a_number_or_as_none(value: object, whole: float, leading: float) -> None:
    assert to_number(value) == pytest.approx(whole, nan_ok=True)
    assert leading_number(value) == pytest.approx(leading, nan_ok=True)


@pytest.mark.parametrize(
    ("value", "number", "absent", "text"),
    [
        (None, False, True, ""),
        (math.nan, True, True, "NaN"),
        (1, True, False, "1"),
        (True, False, False, "true"),
        (False, False, False, "false"),
        ("", False, False, ""),
        ([1, None, "a"], False, False, "1,,a"),
        ({}, False, False, "[object Object]"),
    ],
)
def test_values_of_any_kind_have_a_text(value: object, text: str, *, number: bool, absent: bool) -> None:
    assert is_number(value) is number
    assert is_absent(value) is absent
    assert value_text(value) == text


def test_integers_of_any_size_become_doubles() -> None:
    assert as_float(3) == 3.0
    assert (as_float(10**400), as_float(-(10**400))) == (math.inf, -math.inf)


LADDERS = {
    "ns": "1 ns 1000 µs 1000000 ms 1000000000 s 60000000000 min 3600000000000 hour 86400000000000 day",
    "µs": "1 µs 1000 ms 1000000 s",
    "ms": "1 ms 1000 s 60000 min 3600000 hour 86400000 day 31536000000 year",
    "s": "1 s 60 min 3600 hour 86400 day 604800 week 31536000 year",
    "m": "1 min 60 hour 1440 day 10080 week 604800 year",
    "h": "1 hour 24 day 168 week 8760 year",
    "d": "1 day 7 week 365 year",
}
LENGTHS = {("s", "year"): 31556900, ("m", "year"): 525948}
"""Where a word begins at another size than its own length."""
RUNGS = [
    (unit, float(size), word)
    for unit, ladder in LADDERS.items()
    for size, word in zip(ladder.split()[::2], ladder.split()[1::2], strict=True)
]


@pytest.mark.parametrize(("unit", "size", "word"), RUNGS)
def test_a_length_of_time_goes_on_to_the_next_word_where_that_begins(
    unit: str, size: float, word: str
) -> None:
    length = LENGTHS.get((unit, word), size)
    plain = word in {"ns", "µs", "ms", "s"} or (unit, word) in {("m", "min"), ("h", "hour")}
    assert scaled_duration(unit, size, 3) == (
        fixed(size / length, 3),
        _many(word, size / length, plain=plain),
    )
    assert scaled_duration(unit, -2 * length, 0) == ("-2", f" {word}" if plain else f" {word}s")
    if size > 1:
        just_below = scaled_duration(unit, size * 0.999999, 3)
        assert just_below[1].strip().removesuffix("s") != word.removesuffix("s")


def _many(word: str, count: float, *, plain: bool) -> str:
    return f" {word}" if plain or count <= 1 else f" {word}s"


@pytest.mark.parametrize(
    ("seconds", "wanted"),
    [(0, ("0", " s")), (5e-10, ("0.50", " ns")), (1e-6, ("1.00", " µs")), (0.001, ("1.00", " ms")),
     (0.25, ("250.00", " ms")), (1, ("1.00", " s"))],
)  # fmt: skip
def test_parts_of_a_second_have_their_words(seconds: float, wanted: tuple[str, str]) -> None:
    assert scaled_duration("s", seconds, 2) == wanted


def test_every_scale_is_on_a_ladder() -> None:
    assert set(SCALES) == set(LADDERS)


@pytest.mark.parametrize(
    ("milliseconds", "decimals", "wanted"),
    [
        (0, None, "0 milliseconds"),
        (1, 0, "1 millisecond"),
        (999, 0, "999 milliseconds"),
        (1000, 0, "1 second"),
        (61_000, 0, "1 minute"),
        (61_000, 1, "1 minute, 1 second"),
        (3_661_000, 2, "1 hour, 1 minute, 1 second"),
        (3_600_000, 1, "1 hour, 0 minutes"),
        (90_061_000, 1, "1 day, 1 hour"),
        (8 * 86_400_000, 1, "1 week, 1 day"),
        (40 * 86_400_000, 1, "1 month, 1 week"),
        (400 * 86_400_000, 1, "1 year, 1 month"),
        (-61_000, 1, "1 minute, 1 second ago"),
    ],
)
def test_a_length_in_words_has_so_many_parts_behind_the_first(
    milliseconds: float, decimals: int | None, wanted: str
) -> None:
    assert duration_words(milliseconds, decimals, "milliseconds") == wanted


@pytest.mark.parametrize(
    ("unit", "value", "decimals", "wanted"),
    [
        ("dthms", 59.9, None, "00:00:59"),
        ("dthms", 3599, None, "00:59:59"),
        ("dthms", -3661, None, "01:01:01 ago"),
        ("dtdhms", 86_399, None, "23:59:59"),
        ("dtdhms", 86_400, None, "1 d 00:00:00"),
        ("dtdhms", -180_000, None, "2 d 02:00:00 ago"),
        ("dtdurations", 61, None, "1 minute"),
        ("clockms", 999, None, "999ms"),
        ("clockms", 1000, None, "01s:000ms"),
        ("clockms", 59_999, 0, "59s"),
        ("clockms", 59_999, 1, "59s:999ms"),
        ("clockms", 60_000, None, "01m:00s:000ms"),
        ("clockms", 60_000, 0, "01m"),
        ("clockms", 61_001, 1, "01m:01s"),
        ("clockms", 61_001, 2, "01m:01s:001ms"),
        ("clockms", 3_599_999, None, "59m:59s:999ms"),
        ("clockms", 3_600_000, 0, "1h"),
        ("clockms", 3_661_001, 1, "1h:01m"),
        ("clockms", 3_661_001, 2, "1h:01m:01s"),
        ("clockms", 3_661_001, None, "1h:01m:01s:001ms"),
        ("clocks", 90_061, None, "25h:01m:01s:000ms"),
        ("clockms", 9e15, 0, "2500000000h"),
        ("clockms", 9e15, 1, "2500000000h:Invalid date"),
        ("clockms", -9e15, 0, "Invalid date"),
    ],
)
def test_clocks_show_hours_minutes_and_seconds(
    unit: str, value: float, decimals: int | None, wanted: str
) -> None:
    assert str(format_of(unit)(value, decimals, Setting())) == wanted
