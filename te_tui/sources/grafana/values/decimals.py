"""Numbers as text without unit, rounded to a number of decimals as Grafana rounds them."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from te_tui.sources.grafana.values.numbers import number_text

MOST: Final = 20
"""Decimals beyond which nothing is written."""

_ROUND_UP_FROM: Final = 2.25
_SMALLEST: Final = 1e-290
"""Below it the number of decimals would have no power of ten."""
_EXACT: Final = Context(prec=1200, rounding=ROUND_HALF_UP)
"""Room for all digits of any double."""


def fixed(value: float, decimals: int | None) -> str:
    """The number as text with `decimals` decimals; None: as many as show about three significant digits.

    Halves are rounded towards positive infinity; very large and very small numbers have an exponent.
    """
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    if value and abs(value) < _SMALLEST:
        return number_text(value)
    if decimals is None:
        decimals = automatic(value)
    if value == 0:
        return f"{0:.{decimals}f}"
    factor = float(10**decimals)
    written = number_text(_rounded(value * factor) / factor)
    if "e" in written:
        return written
    whole, point, fraction = written.partition(".")
    if len(fraction) >= decimals:
        return written
    return f"{whole}{point or '.'}{fraction.ljust(decimals, '0')}"


def automatic(value: float) -> int:
    """The decimals for a value if none are configured: about three digits in all, and 0 for whole numbers."""
    if value % 1 == 0:
        return 0
    decimals = 1 - math.floor(math.log(abs(value)) / math.log(10))
    if abs(value) / 10.0**-decimals > _ROUND_UP_FROM:
        decimals += 1
    return max(decimals, 0)


def scientific(value: float, decimals: int | None) -> str:
    """The number as text with an exponent: `1.23e+4`; if `decimals` is None, with all its digits."""
    if not math.isfinite(value):
        return number_text(value)
    exact = Decimal(value) if decimals is not None else Decimal(repr(value)).normalize()
    if exact == 0:
        return f"{0:.{decimals or 0}f}e+0"
    exponent = exact.adjusted()
    mantissa = exact.scaleb(-exponent, context=_EXACT)
    if decimals is not None:
        mantissa = mantissa.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
        if abs(mantissa) >= 10:
            mantissa, exponent = (mantissa / 10).quantize(Decimal(1).scaleb(-decimals)), exponent + 1
    return f"{mantissa:f}e{exponent:+d}"


def grouped(value: float, least: int, most: int) -> str:
    """The number as text, with commas between thousands, and with `least` to `most` decimals."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "∞" if value > 0 else "-∞"
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-most), context=_EXACT)
    sign = "-" if value < 0 else ""
    whole, _, fraction = f"{abs(exact):,.{most}f}".partition(".")
    fraction = fraction[:least] + fraction[least:].rstrip("0")
    return f"{sign}{whole}.{fraction}" if fraction else sign + whole


def hexadecimal(value: float) -> str:
    """The number as hexadecimal text, with all digits of its fraction."""
    if not math.isfinite(value):
        return number_text(value).upper()
    fraction, whole = math.modf(abs(value))
    digits = ""
    while fraction:
        fraction, digit = math.modf(fraction * 16)
        digits += f"{int(digit):X}"
    sign = "-" if value < 0 else ""
    return f"{sign}{int(whole):X}.{digits}" if digits else f"{sign}{int(whole):X}"


def _rounded(value: float) -> float:
    """The nearest whole number; halves are rounded up."""
    if abs(value) >= 2.0**52:
        return value
    below = math.floor(value)
    return float(below + 1 if value - below >= 0.5 else below)
