"""The first line of every screen: the breadcrumb on the left, facts on the right."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from te_tui.render.text.width import cell_width, fit, shortened
from te_tui.widgets.cells import Cell
from te_tui.widgets.kept_styles import KeptStyles

SEPARATOR = " · "
STEP = " › "
EDGE = "│ "
_LEAST_CRUMB: Final = 8
"""Cells from which on a part of an outer crumb says more than its absence."""


class TopLine(KeptStyles, Widget):
    """A line with the breadcrumb, such as `Snapshots › Web shop`, and facts, such as the number of rows.

    If space is short, the facts in `spare` are dropped first, then the breadcrumb's parts from the left, then
    the facts from the right, except the first. A last part wider than half the line is cut to make room for
    facts, and one wider than a quarter for the first two.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "top-line--breadcrumb",
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
        & > .top-line--breadcrumb { text-style: bold; }
        & > .top-line--muted { color: $text-muted; }
        & > .top-line--accent { color: $text-accent; }
        & > .top-line--success { color: $text-success; }
        & > .top-line--warning { color: $text-warning; text-style: bold; }
        & > .top-line--error { color: $error-lighten-1; text-style: bold; }
        &:light > .top-line--error { color: $error; }
    }
    """

    breadcrumb: reactive[tuple[str, ...]] = reactive(())
    """Where you are, outermost first."""

    facts: reactive[tuple[Cell, ...]] = reactive(())
    """How things stand, most important first."""

    spare: reactive[tuple[Cell, ...]] = reactive(())
    """Facts that are shown only where they hide no breadcrumb."""

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one
        """Draw the line."""
        width = self.size.width
        innermost = cell_width(self.breadcrumb[-1]) + 2 if self.breadcrumb else 0
        if innermost > width // 2:  # it is cut anyway, and facts are not worth a few more of its letters
            innermost = width // 5
        facts = self._fitting(width, innermost)
        left = max(width - _width_of(facts), min(innermost, 8))
        segments = [Segment(fit(f" {self._breadcrumb_within(left - 2)}", left), self._style("breadcrumb"))]
        for position, fact in enumerate(facts):
            segments.append(Segment(SEPARATOR if position else EDGE, self._style("muted")))
            segments.append(Segment(fact.text, self._style(fact.role)))
        return Strip(segments).adjust_cell_length(width, self._style("plain"))

    def _fitting(self, width: int, innermost: int) -> list[Cell]:
        """The facts that fit into `width` cells beside `innermost` cells for the breadcrumb's last part."""
        facts = list(self.facts)
        while len(facts) > 2 and _width_of(facts) > width - innermost:
            facts.pop()
        if len(facts) > 1 and _width_of(facts) > width - min(innermost, width // 4):
            facts.pop()
        whole = cell_width(STEP.join(self.breadcrumb)) + 2
        if len(facts) == len(self.facts):
            for fact in self.spare:
                if whole + _width_of([*facts, fact]) <= width:
                    facts.append(fact)
        return facts

    def _breadcrumb_within(self, width: int) -> str:
        """The breadcrumb in at most `width` cells; its parts are cut, then left out, from the left."""
        for outermost, crumb in enumerate(self.breadcrumb[:-1]):
            before, after = (
                f"…{STEP}" if outermost else "",
                STEP + STEP.join(self.breadcrumb[outermost + 1 :]),
            )
            room = width - cell_width(before + after)
            if room >= min(cell_width(crumb), _LEAST_CRUMB):
                return before + shortened(crumb, room) + after
        if len(self.breadcrumb) > 1 and cell_width(shown := f"…{STEP}{self.breadcrumb[-1]}") <= width:
            return shown
        return shortened(self.breadcrumb[-1], max(width, 0)) if self.breadcrumb else ""

    def _style(self, role: str) -> Style:
        return self.component_style(f"top-line--{role}")


def _width_of(facts: list[Cell]) -> int:
    """The cells that the facts take, including the edge before them, separators, and a space after them."""
    if not facts:
        return 0
    return len(EDGE) + sum(cell_width(fact.text) for fact in facts) + len(SEPARATOR) * (len(facts) - 1) + 1
