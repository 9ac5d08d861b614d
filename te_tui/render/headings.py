"""The line above a widget: its title, and facts about its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.render.text.picture import Line, Span, fit_line
from te_tui.render.text.width import cell_width, fit
from te_tui.render.text.words import written_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from te_tui.models.cells import Words


def panel_heading(label: str, facts: Iterable[Words], width: int) -> Line:
    """Title on the left, facts on the right, exactly `width` cells; the facts give way first."""
    told = " · ".join(map(written_words, facts))
    room = width - cell_width(label) - 2
    if room < cell_width(told):
        told = fit(told, room).rstrip() if room >= 16 else ""
    gap = " " * max(width - cell_width(label) - cell_width(told), 0)
    return fit_line((Span(label, "title"), Span(gap), Span(told, "muted")), width)
