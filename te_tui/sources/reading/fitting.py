"""Conversion of parsed JSON to typed values that leaves out each value of the wrong type.

It supports the same types as `reader`, which is faster but accepts only JSON without such values.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple, get_args, get_origin, get_type_hints

from te_tui.models.clean import clean
from te_tui.models.limits import MORE, Damage
from te_tui.sources.reading.reader import field_name, function_of, longest

MISFIT: Final = object()
"""The replacement of a value that does not fit its type."""


class _Hint(NamedTuple):
    """A dataclass field: its name in Python, its name in JSON, and its type."""

    name: str
    json_name: str
    kind: Any


def fitted(kind: Any, value: Any, damage: Damage, place: str = "") -> Any:
    """Convert parsed JSON to the type `kind`; return `MISFIT` if that is impossible.

    Parts of `value` that have the wrong type are left out, and their JSON paths added to `damage`. `place` is
    the path of `value` itself.
    """
    function = function_of(kind)
    if function is not None:
        try:
            return function(value)
        except ValueError:
            return MISFIT
    if kind is Any:
        return value
    if is_dataclass(kind):
        return _object(kind, value, damage, place)
    origin, parts = get_origin(kind), get_args(kind)
    if origin is list:
        return _list(parts[0], value, damage, place)
    if origin is dict:
        return _dictionary(parts[1], value, damage, place)
    # What is left has a name in JSON, or may be None.
    return None if value is None and len(parts) == 2 else fitted(parts[0], value, damage, place)


def _object(kind: Any, value: Any, damage: Damage, place: str) -> Any:
    if not isinstance(value, dict):
        return MISFIT
    found = {}
    for hint in _hints(kind):
        if hint.json_name in value:
            part = _noting(hint.kind, value[hint.json_name], damage, _below(place, hint.json_name))
            if part is not MISFIT:
                found[hint.name] = part
    return kind(**found)


def _list(kind: Any, value: Any, damage: Damage, place: str) -> Any:
    if not isinstance(value, list):
        return MISFIT
    most = longest(kind)
    parts = [_noting(kind, part, damage, f"{place}[{index}]") for index, part in enumerate(value[:most])]
    if most is not None and len(value) > most:
        damage.append(f"{place}[{most}]")
        damage.append(MORE)
    return [part for part in parts if part is not MISFIT]


def _dictionary(kind: Any, value: Any, damage: Damage, place: str) -> Any:
    if not isinstance(value, dict):
        return MISFIT
    parts = {name: _noting(kind, part, damage, _below(place, name)) for name, part in value.items()}
    return {name: part for name, part in parts.items() if part is not MISFIT}


def _noting(kind: Any, value: Any, damage: Damage, place: str) -> Any:
    part = fitted(kind, value, damage, place)
    if part is MISFIT:
        damage.append(place)
    return part


def _below(place: str, name: str) -> str:
    return clean(f"{place}.{name}" if place else name)


@lru_cache
def _hints(kind: type) -> tuple[_Hint, ...]:
    hints = get_type_hints(kind, include_extras=True)
    found = [
        _Hint(field.name, field_name(hints[field.name]) or field.name, hints[field.name])
        for field in fields(kind)
    ]
    return tuple(sorted(found, key=lambda hint: hint.json_name))
