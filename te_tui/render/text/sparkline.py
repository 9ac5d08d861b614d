"""Sparklines: a series of values as one line of block characters, such as `▂▃▇ ▁`, with a space for a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.figures.gate import finite

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BLOCKS: Final = "▁▂▃▄▅▆▇█"
_ASCII: Final = "_.-~=*#"
_MIDDLE_OF_BLOCKS: Final = 2
"""Where a constant is drawn: low enough not to look like an outage, high enough not to look like zero."""


def sparkline(
    values: Sequence[float | None],
    width: int,
    *,
    keep: Callable[[list[float]], float] = max,
    ascii_only: bool = False,
) -> str:
    """Draw values, oldest first, in exactly `width` block characters, such as `▂▃▇ ▁`.

    If there are fewer values than characters, a value is drawn several times.

    Args:
        values: The values; None is a gap.
        width: The number of characters.
        keep: Picks the value to draw where several share a character: `min` where low values are bad.
        ascii_only: For terminals without Unicode.
    """
    if width <= 0:
        return ""
    columns = _columns(values, width, keep)
    known = [value for value in columns if value is not None]
    if not known:
        return " " * width
    glyphs = _ASCII if ascii_only else _BLOCKS
    low, high = min(known), max(known)
    return "".join(
        " " if value is None else glyphs[_level(value, low, high, len(glyphs))] for value in columns
    )


def _columns(
    values: Sequence[float | None], width: int, keep: Callable[[list[float]], float]
) -> list[float | None]:
    """One value for each of `width` characters, picked by `keep` from those that share it; None is a gap."""
    count = len(values)
    columns: list[float | None] = []
    for column in range(width if count else 0):
        first = column * count // width
        behind = max(first + 1, (column + 1) * count // width)
        known = [number for value in values[first:behind] if (number := finite(value)) is not None]
        columns.append(keep(known) if known else None)
    return columns


def _level(value: float, low: float, high: float, levels: int) -> int:
    """The index of the glyph that draws a value: from 0 for `low` to `levels - 1` for `high`."""
    # Halves keep the difference finite for values near the ends of a float.
    spread = high / 2 - low / 2
    if spread <= 0:
        return 0 if high == 0 else _MIDDLE_OF_BLOCKS
    return round((value / 2 - low / 2) / spread * (levels - 1))
