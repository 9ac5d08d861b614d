"""The thumb of a scrollbar: which cells it takes, and which row comes first when it is dragged."""

from __future__ import annotations


def thumb(rows: int, first: int, height: int) -> range:
    """The cells of a scrollbar that the thumb takes, from 0; an empty range if all rows are in view.

    Args:
        rows: The number of rows.
        first: The index of the first row in view.
        height: Cells of the scrollbar, which is also the number of rows in view.
    """
    if rows <= height:
        return range(0)
    size = _size(rows, height)
    start = round((height - size) * first / (rows - height))
    return range(start, start + size)


def first_row(rows: int, cell: int, height: int) -> int:
    """The index of the first row in view when the middle of the thumb is dragged to a cell."""
    if rows <= height:
        return 0
    size = _size(rows, height)
    room = height - size
    place = min(max(cell - size // 2, 0), room)
    return round((rows - height) * place / room) if room else 0


def _size(rows: int, height: int) -> int:
    return max(height * height // rows, 1)
