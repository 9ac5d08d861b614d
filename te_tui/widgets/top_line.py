"""The first line of every screen: where you are on the left, how things stand on the right."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from te_tui.widgets.cells import Cell, fit

SEPARATOR = " · "


class TopLine(Widget):
    """One line; the right side loses its last facts first, the left side is cut last."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "top-line--place",
        "top-line--plain",
        "top-line--muted",
        "top-line--accent",
        "top-line--success",
        "top-line--warning",
        "top-line--error",
    }

    DEFAULT_CSS = """
    TopLine {
        height: 1;
        background: $panel;
        & > .top-line--place { text-style: bold; }
        & > .top-line--muted { color: $text-muted; }
        & > .top-line--accent { color: $text-accent; }
        & > .top-line--success { color: $text-success; }
        & > .top-line--warning { color: $text-warning; text-style: bold; }
        & > .top-line--error { color: $text-error; text-style: bold; }
    }
    """

    place: reactive[tuple[str, ...]] = reactive(())
    """Where you are, outermost first."""

    facts: reactive[tuple[Cell, ...]] = reactive(())
    """How things stand, most important first."""

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one
        """Draw the line."""
        width = self.size.width
        facts = list(self.facts)
        while len(facts) > 1 and self._needed(facts) > width:
            facts.pop()
        right = max(0, min(self._needed_by(facts), width - 8))
        left = width - right
        segments = [Segment(fit(" " + " › ".join(self.place), left - 1) + " ", self._style("place"))]
        for position, fact in enumerate(facts):
            if position:
                segments.append(Segment(SEPARATOR, self._style("muted")))
            segments.append(Segment(fact.text, self._style(fact.role)))
        return Strip(segments).adjust_cell_length(width, self._style("plain"))

    def _needed(self, facts: list[Cell]) -> int:
        return cell_len(" › ".join(self.place)) + 3 + self._needed_by(facts)

    @staticmethod
    def _needed_by(facts: list[Cell]) -> int:
        return sum(cell_len(fact.text) for fact in facts) + len(SEPARATOR) * max(len(facts) - 1, 0) + 1

    def _style(self, role: str) -> Style:
        return self.get_component_rich_style(f"top-line--{role}")
