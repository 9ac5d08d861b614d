"""One opened dashboard snapshot with its panels; lists contain `SnapshotRow` instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from te_tui.models.panels import Panel
    from te_tui.models.snapshot_row import SnapshotRow


@dataclass(frozen=True, slots=True)
class Position:
    """A panel's position (x, y) and size (w, h) in the dashboard's layout, in units of its grid."""

    widget_id: str | None
    x: int | None
    y: int | None
    w: int | None
    h: int | None


@dataclass(frozen=True, slots=True)
class DashboardFacts:
    """Facts about an opened snapshot's dashboard other than its id and title; `modified` is in UTC.

    `created_by` and `modified_by` are ids of users.
    """

    description: str | None = None
    private: bool | None = None
    built_in: bool | None = None
    created_by: str | None = None
    modified_by: str | None = None
    modified: datetime | None = None
    refresh_rate: str | None = None
    filter_id: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One opened snapshot: its row, its panels in order, and their positions.

    Attributes:
        further: panels that the answer does not have in its main list, but in a second list, or only in its
            layout; of the latter, only the id is known.
        has_list: whether the answer has a list of panels, even an empty one.
        hides_panels: those unreadable places of the answer (`damage`) where a panel may be missing.
    """

    row: SnapshotRow
    panels: tuple[Panel, ...]
    layout: tuple[Position, ...] = ()
    damage: tuple[str, ...] = ()
    further: tuple[Panel, ...] = ()
    dashboard: DashboardFacts = DashboardFacts()
    has_list: bool = True
    hides_panels: tuple[str, ...] = ()

    @property
    def counted_row(self) -> SnapshotRow:
        """The snapshot's row, with its number of panels filled in.

        The number is None if the answer has neither panels nor a list of panels.
        """
        named = len(self.panels) + len(self.further)
        return self.row._replace(panels=named if named or self.has_list else None)

    def panel(self, widget_id: str) -> Panel | None:
        """The panel with this id; None if there is none."""
        return next((panel for panel in self.panels if panel.widget_id == widget_id), None)
