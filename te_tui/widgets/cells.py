"""What stands in one cell of a row list: text of an exact width, and the role that colours it.

Widths are counted in terminal cells, not in characters: a CJK character or an emoji takes two, a
combining accent none.
"""

from __future__ import annotations

from itertools import accumulate, takewhile
from typing import Literal, NamedTuple, TypeAlias

from rich.cells import cell_len, get_character_cell_size

Align: TypeAlias = Literal["left", "right"]
"""The side on which the text of a cell begins."""

Role: TypeAlias = Literal["plain", "muted", "accent", "success", "warning", "error"]
"""What a cell's colour means; the theme decides the colour, and the text must say it too."""

ELLIPSIS = "…"

# Terminals disagree about joined emoji and emoji presentation: one draws a family in two cells, the
# next in eight, and everything to the right of it moves. Taken apart, each part has a width that
# all of them share.
_WITHOUT_JOINERS = {ord("\u200d"): None, ord("\ufe0f"): None}


class Cell(NamedTuple):
    """The text of one cell and the role that colours it."""

    text: str
    role: Role = "plain"


def fit(text: str, width: int, align: Align = "left") -> str:
    """Return `text` padded, or cut with an ellipsis, to exactly `width` terminal cells.

    A wide character that would straddle the edge is left out whole; a space takes its place.
    """
    if text.isascii():
        length = len(text)
    else:
        text = text.translate(_WITHOUT_JOINERS)
        length = cell_len(text)
    if length > width:
        if width <= 0:
            return ""
        text = _prefix(text, width - 1) + ELLIPSIS
        length = cell_len(text)
    padding = " " * (width - length)
    return padding + text if align == "right" else text + padding


def shortened(text: str, width: int) -> str:
    """Return `text`, cut with an ellipsis where it takes more than `width` terminal cells."""
    return text if cell_len(text) <= width else fit(text, width).rstrip()


def _prefix(text: str, width: int) -> str:
    """Return the longest beginning of `text` that takes at most `width` terminal cells."""
    if text.isascii():
        return text[:width]
    ends = accumulate(map(get_character_cell_size, text))
    return text[: sum(1 for _ in takewhile(lambda end: end <= width, ends))]
