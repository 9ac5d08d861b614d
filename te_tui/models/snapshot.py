"""Dashboard snapshots: lean rows for the list, and one snapshot with its panels (contract section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from sys import intern
from typing import Annotated

from te_tui.models.decode import Shape, decode
from te_tui.models.fields import Flag, Instant, Text, Whole
from te_tui.models.links import Links, cursor_of
from te_tui.models.panel import Panel
from te_tui.models.reader import Field


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """One line of the list: about 600 bytes, because there may be 100,000.

    Instants are in UTC, `duration` is in seconds. Absent means None, never a default.
    """

    snapshot_id: str | None
    name: str | None
    aid: str | None
    shared: bool | None
    scheduled: bool | None
    created: datetime | None
    expires: datetime | None
    start: datetime | None
    duration: int | None
    dashboard_id: str | None
    dashboard_title: str | None
    link: str | None

    @property
    def label(self) -> str:
        """What people call it: its name, or its id where it has none."""
        return self.name or self.snapshot_id or "(unnamed)"

    @property
    def end(self) -> datetime | None:
        """Where the time span ends, if both its start and its length are known."""
        if self.start is None or self.duration is None:
            return None
        try:
            return self.start + timedelta(seconds=self.duration)
        except OverflowError:
            return None


@dataclass(frozen=True, slots=True)
class SnapshotPage:
    """One page of the list; `cursor` asks for the next one and is None at the end (contract section 8)."""

    rows: tuple[SnapshotRow, ...]
    cursor: str | None
    damage: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where a panel stands in the dashboard's grid, in grid cells."""

    widget_id: str | None
    x: int | None
    y: int | None
    w: int | None
    h: int | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One opened snapshot: its row, its panels in order, and where they stand."""

    row: SnapshotRow
    panels: tuple[Panel, ...]
    layout: tuple[Position, ...] = ()
    damage: tuple[str, ...] = ()

    def panel(self, widget_id: str) -> Panel | None:
        """Find a panel by its id."""
        return next((panel for panel in self.panels if panel.widget_id == widget_id), None)


# The wire shapes: modern names beside their deprecated twins. The modern one is read first.


@dataclass(slots=True)
class _TimeSpan:
    start: Instant = None
    start_legacy: Annotated[Instant, Field(alias="startDate")] = None
    duration: Whole = None


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
class _Dashboard:
    dashboard_id: Annotated[Text, Field(alias="dashboardId")] = None
    title: Text = None


@dataclass(slots=True)
class _OpenedDashboard(_Dashboard):
    widgets: list[Panel] | None = None
    layout: _Layout | None = None


@dataclass(slots=True)
class _WireRow:
    snapshot_id: Annotated[Text, Field(alias="snapshotId")] = None
    name: Annotated[Text, Field(alias="snapshotName")] = None
    aid: Text = None
    account_id: Annotated[Text, Field(alias="accountId")] = None
    shared: Annotated[Flag, Field(alias="isShared")] = None
    scheduled: Annotated[Flag, Field(alias="isScheduled")] = None
    created: Annotated[Instant, Field(alias="snapshotCreatedDate")] = None
    created_legacy: Annotated[Instant, Field(alias="createdDate")] = None
    expires: Annotated[Instant, Field(alias="snapshotExpirationDate")] = None
    expires_legacy: Annotated[Instant, Field(alias="expirationDate")] = None
    time_span: Annotated[_TimeSpan | None, Field(alias="timeSpan")] = None
    dashboard: _Dashboard | None = None
    permalink: Text = None
    links: Annotated[Links | None, Field(alias="_links")] = None

    def row(self) -> SnapshotRow:
        span, dashboard = self.time_span or _TimeSpan(), self.dashboard or _Dashboard()
        app_link = self.links.app_link if self.links else None
        return SnapshotRow(
            snapshot_id=self.snapshot_id,
            name=self.name,
            aid=_shared(self.aid or self.account_id),
            shared=self.shared,
            scheduled=self.scheduled,
            created=self.created or self.created_legacy,
            expires=self.expires or self.expires_legacy,
            start=span.start or span.start_legacy,
            duration=span.duration,
            dashboard_id=_shared(dashboard.dashboard_id),
            dashboard_title=_shared(dashboard.title),
            link=(app_link.href if app_link else None) or self.permalink,
        )


@dataclass(slots=True)
class _OpenedSnapshot(_WireRow):
    dashboard: _OpenedDashboard | None = None
    widgets: list[Panel] | None = None


@dataclass(slots=True)
class _Page:
    snapshots: Annotated[list[_WireRow] | None, Field(alias="dashboardSnapshots")] = None
    links: Annotated[Links | None, Field(alias="_links")] = None


@dataclass(slots=True)
class _Created:
    snapshot_id: Annotated[Text, Field(alias="snapshotId")] = None


_PAGE = Shape(_Page)
_OPENED = Shape(_OpenedSnapshot)
_CREATED = Shape(_Created)


def _shared(text: str | None) -> str | None:
    """Keep one copy of what thousands of rows repeat."""
    return None if text is None else intern(text)


def read_snapshot_page(body: bytes) -> SnapshotPage:
    """Read one answer of GET /dashboard-snapshots."""
    decoded = decode(_PAGE, body)
    page, damage = decoded.value, decoded.damage
    if page.snapshots is None and "dashboardSnapshots" not in damage:
        damage = ("dashboardSnapshots", *damage)
    rows = tuple(wire.row() for wire in page.snapshots or [])
    return SnapshotPage(rows, cursor_of(page.links), damage)


def read_snapshot(body: bytes) -> Snapshot:
    """Read one answer of GET /dashboard-snapshots/{snapshotId}.

    Panels may stand in the snapshot, in its dashboard, or in both: the first list that has any is
    taken, and each id once (contract section 3).
    """
    decoded = decode(_OPENED, body)
    wire = decoded.value
    dashboard = wire.dashboard or _OpenedDashboard()
    panels = tuple(_once_each(wire.widgets or dashboard.widgets or []))
    return Snapshot(wire.row(), panels, tuple(_positions(dashboard.layout)), decoded.damage)


def read_created_id(body: bytes) -> str | None:
    """Read the id from the answer of POST /dashboard-snapshots (contract section 3)."""
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
        # Layouts write `widgetId-71lbb` where widgets write `71lbb` (contract section 3).
        widget_id = place.id.removeprefix("widgetId-") if place.id else None
        yield Position(widget_id, place.x, place.y, place.w, place.h)
