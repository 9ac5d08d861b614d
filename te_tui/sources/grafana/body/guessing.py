"""Guessing the type of a field that states none: from its name, or else from its first value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from te_tui.sources.grafana.values.numbers import is_number

TYPES: Final = frozenset(
    {"time", "number", "string", "boolean", "trace", "geo", "enum", "other", "frame", "nestedFrames"}
)
_NUMBER: Final = re.compile(
    r"\s*(-?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})(e[-+]?\d{1,9})?|nan)\s*", re.IGNORECASE | re.ASCII
)
_BOOLEANS: Final = frozenset({"true", "TRUE", "True", "false", "FALSE", "False"})


def guessed_type(name: str, values: Iterable[Any]) -> str | None:
    """The type of a field with this name and these values, such as `number`; None if all values are null."""
    if name.lower() in ("date", "time"):
        return "time"
    return next((_type_of(value) for value in values if value is not None), None)


def _type_of(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if is_number(value):
        return "number"
    if isinstance(value, str):
        if _NUMBER.fullmatch(value):
            return "number"
        return "boolean" if value in _BOOLEANS else "string"
    return "other"
