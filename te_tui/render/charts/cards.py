"""The figures of a number widget, as cards side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.render.charts.block_digits import LARGE_LINES, large_figure
from te_tui.render.text.numbers import format_change, format_number
from te_tui.render.text.picture import Line, Picture, Span, fit_line, line_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.models.content import Number, Numbers

_BETWEEN: Final = 4
_LEAST_CARD: Final = 16
_LEAST_LARGE_CARD: Final = 20


def draw_numbers(numbers: Numbers, width: int, height: int, *, ascii_only: bool = False) -> Picture:
    """Cards in as many columns as fit: label above figure and change, or above the reason why there is none.

    Figures are large where that takes no more rows of cards and fits `height` lines. Below a large one the
    same stands as plain text of one line, so that it can be searched for, copied and read aloud.
    """
    small = [_card(number) for number in numbers.numbers]
    large = [_large_card(number) for number in numbers.numbers]
    size, small_size = _size(large, _LEAST_LARGE_CARD), min(_size(small, _LEAST_CARD), width)
    rows, small_rows = (-(-len(small) // _across(needed, width)) for needed in (size, small_size))
    has_any = any(large_figure(_figure(one)) for one in numbers.numbers)
    # A large figure that is cut would be a wrong one, and more rows of cards are harder to compare.
    fits = size <= width and rows == small_rows and rows * (LARGE_LINES + 3) - 1 <= height
    if fits and has_any and not ascii_only:
        return _laid_out(large, size, width)
    return _laid_out(small, small_size, width)


def _size(cards: Sequence[Sequence[Line]], least: int) -> int:
    """Cells of the widest card."""
    return max((least, *(line_width(line) for card in cards for line in card)))


def _across(size: int, width: int) -> int:
    """How many cards stand beside each other."""
    return max((width + _BETWEEN) // (size + _BETWEEN), 1)


def _laid_out(cards: Sequence[Sequence[Line]], size: int, width: int) -> Picture:
    """The cards in rows, an empty line between them."""
    across = _across(size, width)
    lines: list[Line] = []
    for first in range(0, len(cards), across):
        row = cards[first : first + across]
        if lines:
            lines.append(fit_line((), width))
        for level in range(len(row[0])):
            spans = [span for card in row for span in (*fit_line(card[level], size), Span(" " * _BETWEEN))]
            lines.append(fit_line(spans[:-1], width))
    return Picture(tuple(lines))


def _large_card(number: Number) -> tuple[Line, ...]:
    """Label, large figure, and the same in one line; a missing figure leaves its lines empty."""
    label, text = _card(number)
    figure = () if number.value is None else large_figure(_figure(number))
    large = [(Span(line, "title"),) for line in figure] or [(Span(""),)] * LARGE_LINES
    return label, *large, text


def _figure(number: Number) -> str:
    return number.text or format_number(number.value, number.unit)


def _card(number: Number) -> tuple[Line, Line]:
    """Label, and figure with what changed."""
    label = (Span(number.label, "muted"),)
    if number.value is None and number.status:
        return label, (Span(number.status, "warning"),)
    change = format_change(number.value, number.previous, number.unit)
    figure = Span(_figure(number), "title")
    status = Span(f"  {number.status}" if number.status else "", "warning")
    return label, (figure, Span(f"  {change}" if change else ""), status)
