"""A line about an opened snapshot's dashboard: its description, who last changed it, and when."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static


class DashboardLine(Static):
    """One muted line of facts; it is cut if it is too long, and hidden if there are no facts."""

    DEFAULT_CSS = """
    DashboardLine {
        height: 1; padding: 0 1; display: none; color: $text-muted;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def tell(self, facts: Iterable[str]) -> None:
        """Show these facts side by side."""
        line = " · ".join(facts)
        self.display = bool(line)
        self.update(Content(line))
