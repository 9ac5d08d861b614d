"""Reads values from parsed JSON of unknown shape; a value of the wrong type is read as empty or None."""

from __future__ import annotations

from typing import Any, Final

from te_tui.models.clean import clean
from te_tui.sources.reading.fields import text

_DEEPEST: Final = 40
"""Levels of a configuration that are kept; Grafana's own have ten."""


def dictionary(value: object) -> dict[str, Any]:
    """The value if it is a dictionary, else an empty dictionary."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[Any]:
    """The value if it is a list, else an empty list."""
    return value if isinstance(value, list) else []


def dictionaries(value: object) -> list[dict[str, Any]]:
    """The items of a list that are dictionaries; empty if the value is no list."""
    return [item for item in items(value) if isinstance(item, dict)]


def at(value: object, *names: str) -> Any:
    """The value at a path of names through nested dictionaries; None if a name is missing."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def text_at(value: object, *names: str) -> str | None:
    """The text at a path of names, without control characters; None if there is no text."""
    return text(at(value, *names))


def cleaned(value: Any, depth: int = _DEEPEST) -> Any:
    """A copy without control characters in its texts and names, and without levels deeper than `depth`."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(name): cleaned(part, depth - 1) for name, part in value.items()} if depth else {}
    if isinstance(value, list):
        return [cleaned(part, depth - 1) for part in value] if depth else []
    return value
