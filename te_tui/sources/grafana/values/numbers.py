"""Numbers as JavaScript reads and writes them, because Grafana makes its texts in JavaScript."""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal
from typing import Any, Final

_NUMBER: Final = re.compile(
    r"[+-]?(?:Infinity|(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,5})?)"
)
_WITH_BASE: Final = re.compile(r"0(?:[xX][0-9a-fA-F]{1,300}|[oO][0-7]{1,300}|[bB][01]{1,900})")
_LEADING_NUMBER: Final = re.compile(
    r"\s*([+-]?(?:Infinity|(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,5})?))"
)
_EXPONENT_FROM: Final = 21
_EXPONENT_BELOW: Final = -7


def is_number(value: object) -> bool:
    """Whether a value is a number; NaN is one, True and False are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_absent(value: object) -> bool:
    """Whether a value is null or NaN."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def as_float(value: float) -> float:
    """The number as a double; an integer too large for a double becomes infinite."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def to_number(value: Any) -> float:
    """Read any value as a number, as Grafana does; NaN if it is none, also for null and empty text."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, int | float):
        return as_float(value)
    if not isinstance(value, str) or not value:
        return math.nan
    stripped = value.strip()
    if not stripped:
        return 0.0
    if _NUMBER.fullmatch(stripped):
        return float(stripped)
    return as_float(int(stripped, 0)) if _WITH_BASE.fullmatch(stripped) else math.nan


def leading_number(value: Any) -> float:
    """Read the number at the beginning of a text, as `parseFloat` does; NaN if there is none."""
    if isinstance(value, str):
        found = _LEADING_NUMBER.match(value)
        return float(found[1]) if found else math.nan
    return as_float(value) if is_number(value) else math.nan


def number_text(value: float) -> str:
    """The shortest text that reads as this number, as in JavaScript: 1000000, 0.5, 1e-9, 1e+21, Infinity."""
    value = as_float(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "0"
    _, digits_tuple, _ = decimal = Decimal(repr(abs(value))).normalize().as_tuple()
    digits = "".join(map(str, digits_tuple))
    exponent = int(decimal.exponent)
    sign = "-" if value < 0 else ""
    point = len(digits) + exponent  # how many digits stand before the decimal point
    if exponent >= 0 and point <= _EXPONENT_FROM:
        return sign + digits + "0" * exponent
    if 0 < point <= _EXPONENT_FROM:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if _EXPONENT_BELOW < point - 1 < 0:
        return f"{sign}0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{fraction}e{point - 1:+d}"


def value_text(value: Any) -> str:
    """Any value as text, as in JavaScript: empty for null, `[object Object]` for objects, `1,2` for lists."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, list):
        return ",".join(map(value_text, value))
    return "[object Object]"


def readable_text(value: Any) -> str:
    """Any value as text for people: objects and lists as JSON, other values as `value_text`."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value_text(value)
