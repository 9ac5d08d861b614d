"""Writes numbers as Grafana does for their unit, such as `1.5 kB`; `unit_ids` lists the units.

A written number is prefix, text and suffix. A unit that Grafana does not know is put after the number.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable
from datetime import UTC, tzinfo
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from te_tui.sources.grafana.values import unit_ids as ids
from te_tui.sources.grafana.values.dates import ISO, ISO_MILLISECONDS, format_instant, moment_of, time_ago
from te_tui.sources.grafana.values.decimals import fixed, grouped, hexadecimal, scientific
from te_tui.sources.grafana.values.durations import (
    SCALES,
    clock,
    days_hours_minutes_seconds,
    duration_words,
    hours_minutes_seconds,
    scaled_duration,
)
from te_tui.sources.grafana.values.numbers import leading_number, number_text

_LONGEST: Final = 200
"""Characters of an id that are looked at; it may hold a format."""

_SI: Final = ("f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y")
_SI_BASE: Final = _SI.index("")
_BINARY: Final = ("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi")
_COUNTS: Final = ("", "K", "M", "B", "T")
_POWERS: Final = range(-12, 28)
"""Powers of ten of which each step of a unit has at least one."""
_SYSTEM: Final = "dateTimeAsSystem"
"""The unit of a time that names none."""


class Setting(NamedTuple):
    """Settings for writing dates and times.

    Attributes:
        zone: The time zone of dates and hours.
        now: The present, for "2 hours ago" and times of today, in milliseconds since 1970; NaN if unknown.
        milliseconds: Whether times without a unit are written with milliseconds.
    """

    zone: tzinfo = UTC
    now: float = math.nan
    milliseconds: bool = False


class Formatted(NamedTuple):
    """A formatted number: its text, and the suffix and prefix around it."""

    text: str
    suffix: str = ""
    prefix: str = ""

    def __str__(self) -> str:
        """Prefix, text and suffix in one."""
        return f"{self.prefix}{self.text}{self.suffix}"


Format: TypeAlias = Callable[[float, int | None, Setting], Formatted]


def format_of(unit: str | None) -> Format:
    """The function that formats numbers in the unit with this id; without a unit, it writes numbers alone."""
    return _format((unit or "")[:_LONGEST])


class AxisStep(NamedTuple):
    """How all numbers on an axis are scaled: the divisor, and the unit after dividing."""

    size: float
    unit: str | None


def axis_step(unit: str | None, largest: float) -> AxisStep:
    """The divisor and unit for an axis with the largest absolute value `largest`, such as 1000 and kB."""
    if not largest or not math.isfinite(largest) or is_date(unit) or is_boolean(unit) or unit in _UNSCALED:
        return AxisStep(1.0, None)
    # Twelve digits behind the point are enough to see what the value was divided by.
    written = format_of(unit)(largest, 12, Setting())
    scaled = leading_number(written.text)
    word = f"{written.prefix}{written.suffix}".strip() or None
    if not scaled or not math.isfinite(scaled):
        return AxisStep(1.0, word)
    return AxisStep(float(f"{largest / scaled:.9g}"), word)


def steady_step(unit: str | None) -> AxisStep:
    """A divisor and unit for values of any size, so that series can be compared: `%` for `percentunit`."""
    if unit in _DURATIONS:
        return AxisStep(1.0, "ms" if unit in _IN_MILLISECONDS else "s")
    return axis_step(unit, 1.0)


@lru_cache(maxsize=500)
def steps_of(unit: str | None) -> tuple[AxisStep, ...]:
    """The units in which values of different sizes are written, the smallest first: B, KiB, MiB and so on.

    Sizes are in the unit of `steady_step`. Empty if values of all sizes are written in the same unit.
    """
    if unit in _DURATIONS:
        unit = "ms" if unit in _IN_MILLISECONDS else "s"
    steady = steady_step(unit)
    found: dict[str | None, float] = {}
    for power in _POWERS:
        step = axis_step(unit, 2 * 10.0**power)  # two, because words have a plural
        found[step.unit] = step.size / steady.size
    steps = sorted((size, word) for word, size in found.items()) if len(found) > 1 else ()
    return tuple(AxisStep(size, word) for size, word in steps)


def is_date(unit: str | None) -> bool:
    """Whether values in this unit are instants, which are written as dates or times."""
    return unit in ids.DATES or unit == ids.FROM_NOW or bool(unit and unit.startswith("time:"))


def is_boolean(unit: str | None) -> bool:
    """Whether values in this unit are written as one of two words, such as `Yes` and `No`."""
    return bool(unit and unit.startswith("bool"))


def system_date() -> Format:
    """The function that writes times for which no unit is set."""
    return _format(_SYSTEM)


@lru_cache(maxsize=500)
def _format(unit: str) -> Format:
    found = _scaled(unit) or _timed(unit) or _special(unit)
    if found is None and ":" in unit[1:]:
        found = _built(*unit.split(":", 1))
    return found or _with_unit(ids.FIXED.get(unit, unit))


def _scaled(unit: str) -> Format | None:
    """The function for a unit with prefixes such as k and M, or with words for them; None for other units."""
    if unit in ids.SI:
        return _si(*ids.SI[unit])
    if unit in ids.BINARY:
        symbol, start = ids.BINARY[unit]
        return _steps(1024, tuple(f" {step}{symbol}" for step in _BINARY), start)
    if unit in ids.COUNTS:
        return _counted(ids.COUNTS[unit])
    if unit in ids.WORDS:
        return _steps(1000, ids.WORDS[unit])
    if unit in ids.CURRENCIES:
        return _currency(*ids.CURRENCIES[unit])
    return None


def _timed(unit: str) -> Format | None:
    """The function for a unit of durations or times; None for other units."""
    if unit in SCALES:
        return lambda value, decimals, _setting: Formatted(*scaled_duration(unit, value, decimals))
    if unit in _DURATIONS:
        written = _DURATIONS[unit]
        return lambda value, decimals, _setting: (
            Formatted(written(value, decimals)) if math.isfinite(value) else Formatted(fixed(value, decimals))
        )
    if unit in ids.DATES:
        return _date(*ids.DATES[unit])
    if unit == ids.FROM_NOW:
        return lambda value, _decimals, setting: Formatted(time_ago(value, setting.now))
    if unit == _SYSTEM:
        return lambda value, _decimals, setting: Formatted(
            format_instant(value, ISO_MILLISECONDS if setting.milliseconds else ISO, setting.zone)
        )
    return None


def _special(unit: str) -> Format | None:
    if unit in ids.BOOLEANS:
        return _boolean(*ids.BOOLEANS[unit])
    if unit in _WRITTEN:
        written = _WRITTEN[unit]
        return lambda value, decimals, _setting: written(value, decimals)
    return None


def _built(kind: str, rest: str) -> Format | None:
    """The function for a custom unit, such as `suffix:req` or `si:mF`; None for other units."""
    match kind:
        case "prefix":
            return lambda value, decimals, _setting: Formatted(fixed(value, decimals), prefix=rest)
        case "suffix":
            return _with_unit(rest)
        case "time":
            return _date(rest)
        case "si":
            start = _si_start(rest[:1])
            return _si(rest[1:] if start else rest, start)
        case "count":
            return _counted(rest)
        case "currency":
            return _built_currency(rest)
        case "bool":
            yes, slash, no = rest.partition("/")
            return _boolean(yes, no if slash else "-")
    return None


def _built_currency(rest: str) -> Format:
    financial, *parts = rest.split(":")
    if financial != "financial" or not parts:
        return _currency(rest)
    symbol = parts[0]
    if not symbol:
        return _with_unit("")
    behind = parts[1:2] == ["suffix"]

    def written(value: float, decimals: int | None, _setting: Setting) -> Formatted:
        digits = grouped(value, 0, 1) if decimals is None else grouped(value, decimals, decimals)
        return Formatted(digits, symbol if behind else "", "" if behind else symbol)

    return written


def _with_unit(unit: str) -> Format:
    suffix = f" {unit}" if unit else ""
    return lambda value, decimals, _setting: Formatted(fixed(value, decimals), suffix)


def _steps(factor: int, suffixes: tuple[str, ...], start: int = 0) -> Format:
    """Make a function that writes 1500 as `1.5 k`, say: it divides by a power of `factor`, and adds a suffix.

    `suffixes[start]` is the suffix of values that are not divided.
    """
    last = len(suffixes) - 1

    def written(value: float, decimals: int | None, _setting: Setting) -> Formatted:
        if not math.isfinite(value):
            return Formatted(fixed(value, decimals))
        step = math.floor(math.log10(abs(value)) / math.log10(factor)) if value else 0
        step = min(max(step, -start), last - start)
        return Formatted(fixed(value / float(factor) ** step, decimals), suffixes[start + step])

    return written


def _si(symbol: str, start: int = 0) -> Format:
    return _steps(1000, tuple(f" {step}{symbol}" for step in _SI), _SI_BASE + start)


def _si_start(letter: str) -> int:
    plain = unicodedata.normalize("NFKD", letter)
    found = [unicodedata.normalize("NFKD", step) for step in _SI]
    return found.index(plain) - _SI_BASE if plain in found else 0


def _counted(word: str) -> Format:
    scaled = _steps(1000, _COUNTS)

    def written(value: float, decimals: int | None, setting: Setting) -> Formatted:
        found = scaled(value, decimals, setting)
        return found._replace(suffix=f"{found.suffix} {word}")

    return written


def _currency(symbol: str, behind: bool = False) -> Format:
    scaled = _steps(1000, _COUNTS)

    def written(value: float, decimals: int | None, setting: Setting) -> Formatted:
        found = scaled(abs(value), decimals, setting)
        sign = "-" if value < 0 else ""
        if behind:
            return found._replace(suffix=found.suffix + symbol, prefix=sign)
        return found._replace(prefix=sign + symbol)

    return written


def _boolean(yes: str, no: str) -> Format:
    return lambda value, _decimals, _setting: Formatted(yes if value else no)


def _date(form: str, form_today: str | None = None) -> Format:
    def written(value: float, _decimals: int | None, setting: Setting) -> Formatted:
        today = form_today and _same_day(value, setting)
        return Formatted(format_instant(value, form_today if today and form_today else form, setting.zone))

    return written


def _same_day(value: float, setting: Setting) -> bool:
    moment, now = moment_of(value, setting.zone), moment_of(setting.now, setting.zone)
    return moment is not None and now is not None and moment[:3] == now[:3]


def _hex(value: float, decimals: int | None, zero: str) -> str:
    written = hexadecimal(leading_number(fixed(value, decimals)))
    return f"-{zero}{written[1:]}" if written.startswith("-") else zero + written


_DURATIONS: Final[dict[str, Callable[[float, int | None], str]]] = {
    "dtdurationms": lambda value, decimals: duration_words(value, decimals, "milliseconds"),
    "dtdurations": lambda value, decimals: duration_words(value * 1000, decimals, "seconds"),
    "dthms": lambda value, _decimals: hours_minutes_seconds(value),
    "dtdhms": lambda value, _decimals: days_hours_minutes_seconds(value),
    "clockms": clock,
    "clocks": lambda value, decimals: clock(value * 1000, decimals),
}
_IN_MILLISECONDS: Final = frozenset({"dtdurationms", "clockms"})
_UNSCALED: Final = frozenset({"hex", "hex0x", "sci", "locale", "string", *_DURATIONS})
"""Units whose texts cannot share a step."""
_WRITTEN: Final[dict[str, Callable[[float, int | None], Formatted]]] = {
    "percent": lambda value, decimals: Formatted(fixed(value, decimals), "%"),
    "percentunit": lambda value, decimals: Formatted(fixed(100 * value, decimals), "%"),
    "hex": lambda value, decimals: Formatted(_hex(value, decimals, "")),
    "hex0x": lambda value, decimals: Formatted(_hex(value, decimals, "0x")),
    "sci": lambda value, decimals: Formatted(scientific(value, decimals)),
    "locale": lambda value, decimals: Formatted(grouped(value, 0, 3 if decimals is None else decimals)),
    "string": lambda value, _decimals: Formatted(number_text(value)),
    "timeticks": lambda value, decimals: Formatted(*scaled_duration("s", value / 100, decimals)),
}
