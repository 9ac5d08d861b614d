"""The line above a widget: its title, and facts about its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.render.text.picture import Line, Span, fit_line
from te_tui.render.text.width import cell_width
from te_tui.render.text.words import written_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from te_tui.models.cells import Words


def panel_heading(label: str, facts: Iterable[Words], width: int) -> Line:
    """Title on the left, facts on the right, exactly `width` cells; the last facts give way first."""
    told = whole_facts([written_words(fact) for fact in facts], width - cell_width(label) - 2)
    gap = " " * max(width - cell_width(label) - cell_width(told), 0)
    return fit_line((Span(label, "title"), Span(gap), Span(told, "muted")), width)


def whole_facts(facts: Sequence[str], room: int) -> str:
    """The first facts, as many as are whole in `room` cells: half a word tells nothing."""
    shown = " · ".join(facts)
    return shown if not facts or cell_width(shown) <= room else whole_facts(facts[:-1], room)
