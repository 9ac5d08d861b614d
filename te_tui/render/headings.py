"""The line above a widget: its title, and facts about its values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.render.text.picture import Line, Span, fit_line
from te_tui.render.text.width import cell_width
from te_tui.render.text.words import written_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from te_tui.models.cells import Words


def panel_heading(label: str, facts: Iterable[Words], width: int) -> Line:
    """A widget's title left, facts right, in exactly `width` cells; facts without room are left out."""
    told = whole_facts([written_words(fact) for fact in facts], width - cell_width(label) - 2)
    gap = " " * max(width - cell_width(label) - cell_width(told), 0)
    return fit_line((Span(label, "title"), Span(gap), Span(told, "muted")), width)


def whole_facts(facts: Sequence[str], room: int) -> str:
    """The first facts joined by ` · `, as many as fit into `room` cells uncut; empty if none fits."""
    shown = " · ".join(facts)
    return shown if not facts or cell_width(shown) <= room else whole_facts(facts[:-1], room)
