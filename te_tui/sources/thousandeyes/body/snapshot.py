"""Reading the answer that describes one snapshot and its panels (api.md, section 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from te_tui.models.limits import MORE
from te_tui.models.snapshot import DashboardFacts, Position, Snapshot
from te_tui.sources.reading.decode import OtherThing, Shape, decode
from te_tui.sources.reading.fields import Flag, Instant, Name, Raw, Text, Whole
from te_tui.sources.reading.reader import Field
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.snapshot_list import WireDashboard, WireRow, unreadable_fields


@dataclass(slots=True)
class _WirePosition:
    x: Whole = None
    y: Whole = None
    w: Whole = None
    h: Whole = None
    id: Text = None


@dataclass(slots=True)
class _LayoutDetails:
    positions: Annotated[list[_WirePosition] | None, Field(alias="widgetPositioning")] = None


@dataclass(slots=True)
class _Layout:
    details: _LayoutDetails | None = None


@dataclass(slots=True)
class _OpenedDashboard(WireDashboard):
    description: Name = None
    private: Annotated[Flag, Field(alias="isPrivate")] = None
    built_in: Annotated[Flag, Field(alias="isBuiltIn")] = None
    # Who and when has two spellings, and the first of them another one that is deprecated.
    created_by: Annotated[Text, Field(alias="dashboardCreatedBy")] = None
    created_by_other: Annotated[Text, Field(alias="createdBy")] = None
    modified_by: Annotated[Text, Field(alias="dashboardModifiedBy")] = None
    modified_by_other: Annotated[Text, Field(alias="modifiedBy")] = None
    modified: Annotated[Instant, Field(alias="dashboardModifiedDate")] = None
    modified_other: Annotated[Instant, Field(alias="modifiedDate")] = None
    refresh_rate: Annotated[Text, Field(alias="refreshRate")] = None
    filter_id: Annotated[Text, Field(alias="globalFilterId")] = None
    widgets: list[Panel] | None = None
    layout: _Layout | None = None

    def facts(self) -> DashboardFacts:
        """Take the dashboard's description, author and the like, each from either of its two spellings."""
        return DashboardFacts(
            description=self.description,
            private=self.private,
            built_in=self.built_in,
            created_by=self.created_by or self.created_by_other,
            modified_by=self.modified_by or self.modified_by_other,
            modified=self.modified or self.modified_other,
            refresh_rate=self.refresh_rate,
            filter_id=self.filter_id,
        )


@dataclass(slots=True)
class _OpenedSnapshot(WireRow):
    dashboard: _OpenedDashboard | None = None
    widgets: list[Panel] | None = None
    # They stand in other answers, and in none of these.
    data: Raw = None
    listed: Annotated[Raw, Field(alias="dashboardSnapshots")] = None


@dataclass(slots=True)
class _Created:
    snapshot_id: Annotated[Text, Field(alias="snapshotId")] = None


# What of an answer says which widgets there are: where that cannot be read, nobody knows what is missing.
# So it is where more is damaged than is named.
_NAMES_WIDGETS: Final = re.compile(rf"{MORE}|dashboard|(dashboard\.)?widgets(\[[0-9]+\](\.id)?)?")

_OPENED = Shape(_OpenedSnapshot)
_CREATED = Shape(_Created)


def read_snapshot(body: bytes) -> Snapshot:
    """Read one answer of GET /dashboard-snapshots/{snapshotId}.

    Panels may be listed in the snapshot, in its dashboard, or in both. The snapshot's list is used, unless it
    is empty; of panels with the same id, the first (api.md, section 3).

    Raises:
        OtherThing: the answer is the data of a widget, or a list of snapshots.
    """
    decoded = decode(_OPENED, body)
    wire = decoded.value
    if wire.snapshot_id is None and (wire.data is not None or wire.listed is not None):
        raise OtherThing("it is no snapshot")
    dashboard = wire.dashboard or _OpenedDashboard()
    panels = tuple(_once_each(wire.widgets or dashboard.widgets or []))
    layout = tuple(_positions(dashboard.layout))
    named = [*(dashboard.widgets or []), *(Panel(widget_id=place.widget_id) for place in layout)]
    known = {panel.widget_id for panel in panels} | {None}
    further = tuple(panel for panel in _once_each(named) if panel.widget_id not in known)
    has_list = wire.widgets is not None or dashboard.widgets is not None
    hides_panels = tuple(filter(_NAMES_WIDGETS.fullmatch, decoded.damage))
    facts = dashboard.facts()
    row = wire.row(unreadable_fields(decoded.damage))
    return Snapshot(row, panels, layout, decoded.damage, further, facts, has_list, hides_panels)


def read_created_id(body: bytes) -> str | None:
    """The new id from the answer of POST /dashboard-snapshots (api.md, section 3); None if it has no id."""
    return decode(_CREATED, body).value.snapshot_id


def _once_each(panels: list[Panel]) -> Iterator[Panel]:
    seen: set[str] = set()
    for panel in panels:
        if panel.widget_id is None or panel.widget_id not in seen:
            yield panel
        if panel.widget_id is not None:
            seen.add(panel.widget_id)


def _positions(layout: _Layout | None) -> Iterator[Position]:
    details = layout.details if layout else None
    for place in (details.positions if details else None) or []:
        # Layouts write `widgetId-71lbb` where widgets write `71lbb` (api.md, section 3).
        widget_id = place.id.removeprefix("widgetId-") if place.id else None
        yield Position(widget_id, place.x, place.y, place.w, place.h)
