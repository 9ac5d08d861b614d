"""The numbers of a number widget, as cards side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.render.text.numbers import format_change, format_number
from te_tui.render.text.picture import Line, Picture, Span, fit_line, line_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.models.content import Number, Numbers

_BETWEEN: Final = 4
_LEAST_CARD: Final = 16


def draw_numbers(numbers: Numbers, width: int) -> Picture:
    """Cards side by side: a label, and below it the number with its change, or why the number is missing."""
    cards = [_card(number) for number in numbers.numbers]
    widest = max((_LEAST_CARD, *(line_width(line) for card in cards for line in card)))
    return _laid_out(cards, min(widest, width), width)


def _across(size: int, width: int) -> int:
    """How many cards of `size` cells fit beside each other in `width` cells; at least one."""
    return max((width + _BETWEEN) // (size + _BETWEEN), 1)


def _laid_out(cards: Sequence[Sequence[Line]], size: int, width: int) -> Picture:
    """The cards, each `size` cells wide, in rows with an empty line between rows."""
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


def _figure(number: Number) -> str:
    return number.text or format_number(number.value, number.unit)


def _card(number: Number) -> tuple[Line, Line]:
    label = (Span(number.label, "muted"),)
    if number.value is None and number.status:
        return label, (Span(number.status, "warning"),)
    change = format_change(number.value, number.previous, number.unit)
    figure = Span(_figure(number), number.paint or "title")
    alarm = Span(" !" if number.paint == "bad" else "", "bad")  # a colour never speaks alone
    status = Span(f"  {number.status}" if number.status else "", "warning")
    return label, (figure, alarm, Span(f"  {change}" if change else ""), status)
