"""Which bars or cards a widget shows, and in which order, as the dashboard says (api.md, section 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from te_tui.figures.gate import finite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


def ordered(
    items: Iterable[T],
    by: str | None,
    direction: str | None,
    *,
    label: Callable[[T], str],
    value: Callable[[T], float | None],
) -> list[T]:
    """The items sorted by label (`Alphabetical`) or value (`Value`, missing last); otherwise unsorted."""
    items = list(items)
    descending = (direction or "").casefold() == "descending"
    match (by or "").casefold():
        case "alphabetical":
            return sorted(items, key=lambda item: label(item).casefold(), reverse=descending)
        case "value":
            sign = -1 if descending else 1
            return sorted(items, key=lambda item: _rank(value(item), sign))
    return items


def limit_of(configured: int | None, count: int) -> int:
    """How many of `count` items are shown; a missing, zero or negative limit hides none."""
    return min(configured, count) if configured is not None and configured > 0 else count


def _rank(value: float | None, sign: int) -> tuple[bool, float]:
    number = finite(value)
    return number is None, sign * (number or 0.0)
