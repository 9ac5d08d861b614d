"""Numbers written for people: few digits, and thousands separated."""

from __future__ import annotations

from math import ceil, log10
from typing import TYPE_CHECKING, Final

from te_tui.figures.gate import finite

if TYPE_CHECKING:
    from collections.abc import Sequence

ABSENT: Final = "–"
"""The sign of a missing value."""

_SIGNIFICANT: Final = 4
_MOST_DIGITS: Final = 5
_MOST_DECIMALS: Final = 6
_LEAST_IN_COLUMN: Final = 1e-4
_SCALES: Final = ((1e12, "T"), (1e9, "G"), (1e6, "M"))
_WHOLE: Final = 100.0
_NOISE: Final = 1e-7
"""A percentage that is nearer to 100 than this differs from it by noise of binary fractions only."""


def format_number(value: float | None, unit: str | None = None) -> str:
    """A value as text with its unit: 812, 1,204, 97.2 %, 4.2 M, 0.0031, 1.0e15; `–` for a missing value.

    It has four significant digits; below a million it has all digits before the point, so that a count such
    as 123,456 stays exact. A percentage below 100 has as many digits as keep it below: 99.996 %.
    """
    number = finite(value)
    if number is None:
        return ABSENT
    return f"{_digits(number, unit)} {unit}" if unit else _digits(number)


def and_more(count: int, name: str) -> str:
    """A count of things left out, in words: `and 1,204 more rows`."""
    ending = "" if count == 1 or name.endswith("s") else "es" if name.endswith("x") else "s"
    return f"and {count:,} more {name}{ending}"


def format_column(
    values: Sequence[float | None], unit: str | None = None, *, bare: bool = False
) -> tuple[str, ...]:
    """Write the values of a column with equally many decimals: 99.98 above 100.00, 19.5 above 3,904.6.

    The number of decimals is the largest that any value needs for four significant digits. It is less if a
    value would otherwise have more than five digits. Each value is written on its own if one would become
    zero, is a million or more, or is below 0.0001. A percentage below 100 is never rounded to 100.

    Args:
        values: None is a missing value.
        unit: The unit of all values.
        bare: Whether to leave the unit out, because it is written elsewhere.
    """
    decimals = _common_decimals(values, unit)
    suffix = f" {unit}" if unit and not bare else ""
    numbers = [finite(value) for value in values]
    if decimals is None:
        return tuple(ABSENT if one is None else f"{_digits(one, unit)}{suffix}" for one in numbers)
    # Without `or 0.0` there were a zero below zero.
    return tuple(ABSENT if one is None else f"{one or 0.0:,.{decimals}f}{suffix}" for one in numbers)


def format_statistics(
    columns: Sequence[Sequence[float | None]], unit: str | None = None
) -> list[tuple[str, ...]]:
    """Write the statistics of one widget, given column by column, with equally many decimals in all columns.

    The largest value has four significant digits (100 counts as two before the point: 91.42 beside 100.00). A
    column of whole numbers, such as counts, has no decimals. Each value is written on its own if one would
    become zero, is a million or more, or is below 0.0001. A percentage (`unit`) below 100 is never rounded to
    100. The texts are without the unit.
    """
    sizes = [abs(number) for column in columns for number in map(finite, column) if number]
    decimals = _common_decimals(sizes, unit)
    if decimals is not None:
        fewer = min(decimals, max(_SIGNIFICANT - ceil(log10(max(sizes))), 0), _SIGNIFICANT - 1)
        if unit != "%" or not any(_looks_whole(size, f"{size:.{fewer}f}") for size in sizes):
            decimals = fewer if round(min(sizes), fewer) else None
    return [_statistics_column(column, decimals, unit) for column in columns]


def _statistics_column(
    column: Sequence[float | None], decimals: int | None, unit: str | None
) -> tuple[str, ...]:
    """A column of statistics as texts, whole numbers without decimals; None writes each on its own."""
    numbers = [finite(value) for value in column]
    if decimals is None:
        return tuple(ABSENT if one is None else _digits(one, unit) for one in numbers)
    if all(one is None or one.is_integer() for one in numbers):
        decimals = 0
    return tuple(ABSENT if one is None else f"{one or 0.0:,.{decimals}f}" for one in numbers)


def format_exactly(values: Sequence[float | None]) -> tuple[str | None, ...]:
    """Values with all digits and equally many decimals, such as 19.500 above 3.125; missing ones are None.

    If a value has an exponent or more than six decimals, each is written as Python writes it.
    """
    texts = [None if finite(value) is None else str(value).removesuffix(".0") for value in values]
    known = [text for text in texts if text is not None]
    decimals = max((len(text.partition(".")[2]) for text in known), default=0)
    if decimals > _MOST_DECIMALS or any("e" in text for text in known):
        return tuple(texts)
    return tuple(text and _padded(text, decimals) for text in texts)


def format_change(value: float | None, previous: float | None, unit: str | None = None) -> str:
    """The change since the previous value: `▲ 174 ms`, `= 0`, or for percentages `▼ 3.51 points`.

    It has as many decimals as the two values, and is empty if one of them is missing.
    """
    now, before = finite(value), finite(previous)
    if now is None or before is None:
        return ""
    change = now - before
    # Noise of binary fractions (97.2 against 97.20000000000001) is no change.
    if abs(change) <= 1e-9 * max(abs(now), abs(before)):
        return "= 0"
    decimals = max(_decimals_of(_digits(number, unit)) for number in (now, before))
    size = round(abs(change), decimals) or abs(change)  # no zero of what is none
    digits = format_number(size, "points" if unit == "%" else unit)
    return f"▲ {digits}" if change > 0 else f"▼ {digits}"


def format_ticks(ticks: Sequence[float]) -> tuple[str, ...]:
    """The labels of an axis, with the same suffix and decimals: 0, 2,000, 4,000 or 0, 0.5M, 1.0M."""
    largest = max((abs(tick) for tick in ticks), default=0.0)
    if largest >= 1e15 or 0 < largest < 1e-4:
        return tuple(_digits(tick) for tick in ticks)
    scales = (*_SCALES, (1e3, "k")) if largest >= 1e5 else ()
    divisor, suffix = next(((size, name) for size, name in scales if largest >= size), (1.0, ""))
    scaled = [tick / divisor for tick in ticks]
    decimals = _decimals(scaled)
    return tuple(f"{value:,.{decimals}f}{suffix}" if value else "0" for value in scaled)


def _digits(number: float, unit: str | None = None) -> str:
    """A number as `format_number` writes it, without its unit."""
    magnitude = abs(number)
    if unit == "%" and _looks_whole(magnitude, _four_digits(magnitude)):
        texts = (f"{number:.{places}f}" for places in range(3, 9))
        return next(text for text in texts if not _looks_whole(magnitude, text.lstrip("-")))
    if magnitude == 0:
        return "0"
    if magnitude >= 1e15 or magnitude < 1e-4:
        mantissa, exponent = f"{number:.3e}".split("e")
        mantissa = mantissa.rstrip("0")
        return f"{mantissa}{'0' if mantissa.endswith('.') else ''}e{int(exponent)}"
    for size, name in _SCALES:
        if magnitude >= size * 0.9999995:
            return f"{_four_digits(number / size)} {name}"
    return _four_digits(number)


def _four_digits(number: float) -> str:
    """A number with four significant digits, or with more before the point: `0.031`, `97.2`, `123,456`."""
    return f"{number:,.0f}" if abs(number) >= 999.95 else f"{number:.4g}"


def _looks_whole(magnitude: float, text: str) -> bool:
    """Whether a percentage without its sign is below 100, but its text is 100."""
    return magnitude < _WHOLE - _NOISE and float(text.replace(",", "")) == _WHOLE


def _decimals_of(text: str) -> int:
    """The number of digits behind the point in the text of a number."""
    return len(text.partition(".")[2])


def _common_decimals(values: Sequence[float | None], unit: str | None) -> int | None:
    """The number of decimals for all values of a column; None if no number suits all of them."""
    sizes = [abs(number) for number in map(finite, values) if number]
    if not sizes or max(sizes) >= _SCALES[-1][0] or min(sizes) < _LEAST_IN_COLUMN:
        return None
    wanted = max(_decimals_of(_digits(size, unit)) for size in sizes)
    decimals = min(wanted, max(_MOST_DIGITS - len(f"{max(sizes):.0f}"), 0))
    if unit == "%" and any(_looks_whole(size, f"{size:.{decimals}f}") for size in sizes):
        decimals = wanted
    return decimals if round(min(sizes), decimals) else None


def _padded(text: str, decimals: int) -> str:
    """A number as text, padded to some decimals: `19.5` with three gives `19.500`."""
    whole, _, part = text.partition(".")
    return f"{whole}.{part.ljust(decimals, '0')}" if decimals else whole


def _decimals(values: Sequence[float]) -> int:
    """The fewest decimals with which all different values look different."""
    tolerance = 1e-6 * max((abs(value) for value in values), default=0.0)
    exact = (places for places in range(9) if all(abs(round(v, places) - v) <= tolerance for v in values))
    return next(exact, 9)
