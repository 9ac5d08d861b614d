"""A line about an opened snapshot's dashboard: its description, its editor, and the time of the change."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static


class DashboardLine(Static):
    """One muted line of facts, hidden if there are none; `te-tui show` has a long description in full."""

    DEFAULT_CSS = """
    DashboardLine {
        height: 1; padding: 0 1; display: none; color: $text-muted;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def tell(self, facts: Iterable[str]) -> None:
        """Show these facts beside each other."""
        line = " · ".join(facts)
        self.display = bool(line)
        self.update(Content(line))
