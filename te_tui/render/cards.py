"""The figures of a number widget, as cards side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.render.numbers import format_change, format_number
from te_tui.render.picture import Line, Picture, Span, fit_line
from te_tui.render.width import cell_width

if TYPE_CHECKING:
    from te_tui.render.values import Number, Numbers

_BETWEEN: Final = 4
_LEAST_CARD: Final = 16


def draw_numbers(numbers: Numbers, width: int) -> Picture:
    """Cards in as many columns as fit: label above figure and change, or above the reason why there is none.

    Figures stay plain text of one line, so that they can be searched for, copied and read aloud.
    """
    cards = [_card(number) for number in numbers.numbers]
    size = max(
        (_LEAST_CARD, *(sum(cell_width(span.text) for span in line) for card in cards for line in card))
    )
    size = min(size, width)
    beside = max((width + _BETWEEN) // (size + _BETWEEN), 1)
    lines: list[Line] = []
    for first in range(0, len(cards), beside):
        row = cards[first : first + beside]
        if lines:
            lines.append(fit_line((), width))
        for level in range(2):
            spans = [span for card in row for span in (*fit_line(card[level], size), Span(" " * _BETWEEN))]
            lines.append(fit_line(spans[:-1], width))
    return Picture(tuple(lines))


def _card(number: Number) -> tuple[Line, Line]:
    """Label, and figure with what changed."""
    label = (Span(number.label, "muted"),)
    if number.value is None and number.status:
        return label, (Span(number.status, "warning"),)
    change = format_change(number.value, number.previous)
    figure = Span(format_number(number.value, number.unit), "title")
    status = Span(f"  {number.status}" if number.status else "", "warning")
    return label, (figure, Span(f"  {change}" if change else ""), status)
