"""Matchers: rules that select the fields for an override, a transformation or a calculation."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Final, TypeAlias

from te_tui.sources.grafana.fields.calculations import Column, calculated
from te_tui.sources.grafana.frames import VALUE_NAME, Field, Frame
from te_tui.sources.grafana.values.json_values import dictionary, items
from te_tui.sources.grafana.values.numbers import to_number, value_text
from te_tui.sources.grafana.values.patterns import Effort, pattern_of
from te_tui.sources.reading.fields import text

Matcher: TypeAlias = Callable[[Field, Frame, Callable[[], str]], bool]
"""Whether a field of a frame is meant; the last argument gives its name in the legend."""


def matcher_of(kind: object, options: Any, effort: Effort) -> Matcher | None:
    """Make the matcher with Grafana's id `kind`, such as `byName`; None for an unknown id."""
    make = _MATCHERS.get(kind) if isinstance(kind, str) else None
    return make(options, effort) if make else None


def never(_field: Field, _frame: Frame, _name: Callable[[], str]) -> bool:
    """Match no field: for a matcher that te-tui does not know."""
    return False


def _by_names(names: Collection[str]) -> Matcher:
    has_value = VALUE_NAME in names
    has_time = not has_value and ("Time" in names or "time" in names)

    def matches(field: Field, frame: Frame, name: Callable[[], str]) -> bool:
        if field.name in names or name() in names:
            return True
        if has_value:  # it may have got the name of its metric since
            return field.labels is not None and field.labels.get("__name__") == field.name
        return has_time and field.type == "time" and frame.meta.get("typeVersion") is None

    return matches


def _by_name(options: Any, _effort: Effort) -> Matcher:
    return _by_names({value_text(options)})


def _by_name_list(options: Any, _effort: Effort) -> Matcher:
    chosen = dictionary(options)
    matches = _by_names({value_text(name) for name in items(chosen.get("names"))})
    if chosen.get("mode") == "exclude":
        return lambda field, frame, name: not matches(field, frame, name)
    return matches


def _by_pattern(options: Any, effort: Effort) -> Matcher:
    pattern = pattern_of(text(options) or "", effort)
    return (lambda _field, _frame, name: pattern.fits(name())) if pattern else never


def _by_pattern_or_names(options: Any, effort: Effort) -> Matcher:
    chosen = dictionary(options)
    in_list = _by_names({value_text(name) for name in items(chosen.get("names"))})
    by_pattern = _by_pattern(chosen.get("pattern"), effort)
    return lambda field, frame, name: in_list(field, frame, name) or by_pattern(field, frame, name)


def _by_type(options: Any, _effort: Effort) -> Matcher:
    return lambda field, _frame, _name: field.type == options


def _by_frame(options: Any, _effort: Effort) -> Matcher:
    return lambda _field, frame, _name: frame.ref_id == options


def _by_value(options: Any, _effort: Effort) -> Matcher:
    chosen = dictionary(options)
    calculation, compare = text(chosen.get("reducer")), text(chosen.get("op")) or "=="
    wanted = chosen.get("value")
    if calculation is None:
        return never

    def matches(field: Field, _frame: Frame, _name: Callable[[], str]) -> bool:
        found = calculated(calculation, Column(field.values, field.type))
        if calculation in ("allIsZero", "allIsNull"):
            return bool(found)
        return _compares(found, compare, wanted)

    return matches


def _compares(found: Any, compare: str, wanted: Any) -> bool:
    if found is None or wanted is None:
        found, wanted = (value_text(value) if value is not None else "null" for value in (found, wanted))
        compare = "==" if compare in (">=", "<=") else compare
    match compare:
        case "==" | "=":
            return value_text(found) == value_text(wanted)
        case "!=" | "<>":
            return value_text(found) != value_text(wanted)
        case ">":
            return to_number(found) > to_number(wanted)
        case ">=":
            return to_number(found) >= to_number(wanted)
        case "<":
            return to_number(found) < to_number(wanted)
        case "<=":
            return to_number(found) <= to_number(wanted)
    return False


_MATCHERS: Final[dict[str, Callable[[Any, Effort], Matcher]]] = {
    "byName": _by_name,
    "byNames": _by_name_list,
    "byRegexp": _by_pattern,
    "byRegexpOrNames": _by_pattern_or_names,
    "byType": _by_type,
    "byFrameRefID": _by_frame,
    "byValue": _by_value,
    "numeric": lambda _options, effort: _by_type("number", effort),
    "time": lambda _options, effort: _by_type("time", effort),
    "first": lambda _options, _effort: lambda field, frame, _name: field is frame.fields[0],
    "firstTimeField": lambda _options, _effort: lambda field, frame, _name: field is frame.first("time"),
}
