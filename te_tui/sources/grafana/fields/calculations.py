"""Calculations, such as the mean: they make one value of all values of a field, with Grafana's results.

Nulls are ignored, except by `first`, `last` and `countAll`. NaN is skipped by the standard calculations, such
as `mean`, and may turn the results of other calculations into NaN.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence
from functools import cmp_to_key
from itertools import pairwise
from typing import Any, Final, NamedTuple

from te_tui.sources.grafana.values.numbers import is_absent, is_number, to_number

NAMES: Final = {
    "lastNotNull": "Last *",
    "last": "Last",
    "firstNotNull": "First *",
    "first": "First",
    "min": "Min",
    "max": "Max",
    "mean": "Mean",
    "median": "Median",
    "variance": "Variance",
    "stdDev": "StdDev",
    "sum": "Total",
    "count": "Count",
    "countAll": "Count all",
    "range": "Range",
    "delta": "Delta",
    "step": "Step",
    "diff": "Difference",
    "logmin": "Min (above zero)",
    "allIsZero": "All Zeros",
    "allIsNull": "All Nulls",
    "changeCount": "Change Count",
    "distinctCount": "Distinct Count",
    "diffperc": "Difference percent",
    "allValues": "All values",
    "uniqueValues": "All unique values",
}
"""The calculations but for percentiles (`p95`), and what Grafana calls them."""

OLD_NAMES: Final = {"avg": "mean", "current": "lastNotNull", "total": "sum"}
"""The names of calculations in panels of Grafana 4 to 6."""

_LARGEST: Final = sys.float_info.max
_OF_NOTHING: Final = {"sum": 0, "count": 0, "countAll": 0, "allIsZero": False, "allIsNull": True}
_NUMERIC: Final = frozenset({"number", "time"})


class Column(NamedTuple):
    """The values of a field; `nulls` is Grafana's mode: nulls are left out, kept, or taken as zero."""

    values: Sequence[Any]
    type: str = "number"
    nulls: str = "connected"

    def known(self) -> list[Any]:
        """The values after the mode `nulls` was applied: without nulls, with zeros for them, or unchanged."""
        if self.nulls == "connected":
            return [value for value in self.values if value is not None]
        if self.nulls == "null as zero":
            return [0 if value is None else value for value in self.values]
        return list(self.values)


def is_calculation(name: str) -> bool:
    """Whether there is a calculation with the id `name`, percentiles such as `p95` included."""
    return name in NAMES or _percentile(name) is not None


def title_of(name: str) -> str:
    """The name that Grafana shows for a calculation: `Total` for `sum`, `95th %` for `p95`."""
    number = _percentile(name)
    if number is None:
        return NAMES.get(name, name)
    ending = "th" if 3 < number < 21 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} %"


def calculated(name: str, column: Column) -> Any:
    """The result of a calculation; None if the values give no result, or if the calculation is unknown."""
    if not column.values:
        return _OF_NOTHING.get(name)
    number = _percentile(name)
    if number is not None:
        return _at_share(column, number / 100)
    calculation = _SINGLE.get(name)
    if calculation is not None:
        return calculation(column)
    return _standard(column).get(name)


def _percentile(name: str) -> int | None:
    digits = name[1:]
    if not (name.startswith("p") and digits.isascii() and digits.isdigit() and len(digits) < 3):
        return None
    return int(digits) if digits[0] != "0" else None


def _standard(column: Column) -> dict[str, Any]:
    """The results of the standard calculations by name, from one pass over the values."""
    first = last = None
    count = known = 0
    total = delta = 0.0
    low, high, low_positive, least_step = _LARGEST, -_LARGEST, _LARGEST, _LARGEST
    all_zero, rising = True, True
    for value in column.known():
        count += 1
        if is_absent(value):
            continue
        is_first = first is None
        if is_first:
            first = value
        if column.type in _NUMERIC:
            number = to_number(value)
            known += 1
            total += number
            if not is_first:
                step, falls = number - to_number(last), to_number(last) > number
                least_step = min(least_step, step)
                delta += step if rising and not falls else 0
                rising = not falls
            low, high = min(low, number), max(high, number)
            low_positive = min(low_positive, number) if number > 0 else low_positive
        all_zero = all_zero and is_number(value) and value == 0
        last = value
    has_range = low < _LARGEST and high > -_LARGEST
    difference = to_number(last) - to_number(first) if is_number(first) and is_number(last) else None
    return {
        "count": count,
        "sum": total,
        "delta": delta,
        "mean": total / known if known else None,
        "min": low if low < _LARGEST else None,
        "max": high if high > -_LARGEST else None,
        "range": high - low if has_range else None,
        "step": least_step if least_step < _LARGEST else None,
        "logmin": low_positive,
        "allIsNull": not known,
        "allIsZero": bool(known) and all_zero,
        "diff": difference,
        "diffperc": 0 if difference is None else _divided(difference, to_number(first)) * 100,
    }


def _divided(number: float, by: float) -> float:
    if by:
        return number / by
    return math.nan if number == 0 or math.isnan(number) else math.copysign(math.inf, number)


def _last_known(values: Sequence[Any]) -> Any:
    return next((value for value in reversed(values) if not is_absent(value)), None)


def _first_known(values: Sequence[Any]) -> Any:
    return next((value for value in values if not is_absent(value)), None)


def _variance(column: Column) -> float:
    """The population variance, by Welford's algorithm as in Grafana; 0 for fields that are no numbers."""
    if column.type not in _NUMERIC:
        return 0.0
    mean = squares = 0.0
    count = 0
    for value in column.values:
        if value is not None:
            number, before = to_number(value), mean
            count += 1
            mean += (number - before) / count
            squares += (number - before) * (number - mean)
    return squares / count if count else 0.0


def _deviation(column: Column) -> float:
    variance = _variance(column)
    return math.sqrt(variance) if variance >= 0 else math.nan


def _compare(one: Any, other: Any) -> int:
    distance = to_number(one) - to_number(other)
    return 0 if math.isnan(distance) else (distance > 0) - (distance < 0)


def _ascending(values: list[Any]) -> list[Any]:
    """Sort values as Grafana does: one that is not a number counts as equal to every other value."""
    if all(is_number(value) and value == value for value in values):  # noqa: PLR0124 - NaN is not itself
        return sorted(values)
    return sorted(values, key=cmp_to_key(_compare))


def _median(column: Column) -> Any:
    values = _ascending(column.known())
    middle = len(values) // 2
    if len(values) % 2:
        return values[middle]
    return (to_number(values[middle - 1]) + to_number(values[middle])) / 2 if values else math.nan


def _at_share(column: Column, share: float) -> Any:
    values = _ascending(column.known())
    return values[math.floor((len(values) - 1) * share + 0.5)] if values else None


def _key(value: Any) -> object:
    """A key for finding equal values: 1 and true differ, and all NaN are equal."""
    if isinstance(value, float) and math.isnan(value):
        return "NaN", float
    if isinstance(value, dict | list):
        return id(value), dict
    return value, isinstance(value, bool), isinstance(value, str)


def _unique(values: Sequence[Any]) -> list[Any]:
    """The different values, each once, in the order of their first appearance."""
    found: dict[object, Any] = {}
    for value in values:
        found.setdefault(_key(value), value)
    return list(found.values())


def _changes(column: Column) -> int:
    known = column.known()
    return sum(
        (is_absent(value) and value is not None) or _key(value) != _key(before)
        for before, value in pairwise(known)
    )


_SINGLE: Final[dict[str, Callable[[Column], Any]]] = {
    "first": lambda column: column.values[0],
    "last": lambda column: column.values[-1],
    "firstNotNull": lambda column: _first_known(column.values),
    "lastNotNull": lambda column: _last_known(column.values),
    "countAll": lambda column: len(column.values),
    "variance": _variance,
    "stdDev": _deviation,
    "median": _median,
    "changeCount": _changes,
    "distinctCount": lambda column: len(_unique(column.known())),
    "allValues": lambda column: list(column.values),
    "uniqueValues": lambda column: _unique(column.values),
}
"""Calculations that the standard pass does not give."""
