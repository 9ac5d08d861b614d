"""The JSON bodies of snapshots and dashboards (api.md, section 3)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from te_tui.demo.chance import draw
from te_tui.demo.thousandeyes.hal import legacy, link, self_link
from te_tui.demo.thousandeyes.schedules import schedule_of
from te_tui.demo.wire import Json, iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.demo.thousandeyes.organization import Dashboard
    from te_tui.demo.thousandeyes.panels.scene import AnyPanel
    from te_tui.demo.thousandeyes.snapshots import Snapshot

_USER = "281474976810911"
_COLUMNS = 2
_SHAPES = ("both", "inside", "grid", "visual")
"""Where a snapshot keeps its widgets, and whether it has a layout: the API allows all of these."""


def snapshot_row(snapshot: Snapshot, base: str) -> Json:
    """Return a snapshot as an entry of the list, without its widgets."""
    if snapshot.kind == "legacy":
        return _legacy_row(snapshot)
    href = f"{base}/dashboard-snapshots/{snapshot.snapshot_id}"
    row = {
        "snapshotId": snapshot.snapshot_id,
        "snapshotName": snapshot.name,
        "aid": snapshot.aid,
        "isShared": snapshot.is_shared,
        "isScheduled": snapshot.is_scheduled,
        "snapshotCreatedDate": iso(snapshot.created),
        "createdDate": legacy(snapshot.created),
        "timeSpan": {"start": iso(snapshot.start), "duration": snapshot.seconds},
        "dashboard": {
            "dashboardId": snapshot.dashboard.dashboard_id,
            "title": snapshot.dashboard.title,
            "aid": snapshot.aid,
        },
        "_links": {"self": link(href), "appLink": link(_app_link(snapshot))},
    }
    if snapshot.expires is not None:
        row["snapshotExpirationDate"] = iso(snapshot.expires)
        row["expirationDate"] = legacy(snapshot.expires)
    return row


def snapshot_detail(snapshot: Snapshot, panels: Sequence[AnyPanel], base: str) -> Json:
    """Return an opened snapshot.

    Its widgets are under `widgets`, under `dashboard.widgets`, or under both, as the API allows.
    """
    body = snapshot_row(snapshot, base)
    widgets = _widgets(panels, f"{base}/dashboard-snapshots/{snapshot.snapshot_id}")
    shape = "grid" if snapshot.kind != "usual" else _SHAPES[draw("shape", snapshot.snapshot_id) % 4]
    if snapshot.kind == "legacy":
        shape = "visual"
    if snapshot.kind == "every-type":
        body["dashboard"] |= _described(snapshot)
    if shape != "inside":
        body["widgets"] = widgets
    if shape in {"inside", "both"}:
        body["dashboard"]["widgets"] = widgets
    if shape in {"grid", "both"}:
        body["dashboard"]["layout"] = _layout(panels)
    return body


def _described(snapshot: Snapshot) -> Json:
    """Return the fields of a snapshot's dashboard other than its id and title."""
    return {
        "description": f"{snapshot.dashboard.title}, kept by the team on call",
        "isPrivate": True,
        "isBuiltIn": False,
        "dashboardCreatedBy": _USER,
        "dashboardModifiedBy": _USER,
        "dashboardModifiedDate": iso(snapshot.created - timedelta(days=20)),
        "refreshRate": "5m",
    }


def dashboard_row(dashboard: Dashboard, base: str) -> Json:
    """Return a dashboard as an entry of the list."""
    href = f"{base}/dashboards/{dashboard.dashboard_id}"
    snapshots = f"{base}/dashboard-snapshots?aid={dashboard.aid}&dashboardId={dashboard.dashboard_id}"
    schedule = schedule_of(dashboard)
    return {
        "dashboardId": dashboard.dashboard_id,
        "title": dashboard.title,
        "aid": dashboard.aid,
        **({"schedule": schedule} if schedule else {}),
        "isBuiltIn": False,
        "isPrivate": False,
        "isDefaultForUser": False,
        "isDefaultForAccount": dashboard.topic == "summary",
        "isGlobalOverride": False,
        "isMigratedReport": False,
        "dashboardCreatedBy": _USER,
        "dashboardModifiedBy": _USER,
        "description": f"{dashboard.title}, kept by the team on call",
        "_links": {"self": link(href), "snapshots": link(snapshots)},
    }


def dashboard_detail(dashboard: Dashboard, panels: Sequence[AnyPanel], base: str) -> Json:
    """Return a dashboard with its widgets."""
    body = dashboard_row(dashboard, base)
    body["widgets"] = _widgets(panels, body["_links"]["self"]["href"])
    body["layout"] = _layout(panels)
    return body


def _legacy_row(snapshot: Snapshot) -> Json:
    """Return a snapshot as an entry of the list with deprecated field names (api.md, section 12.4)."""
    row = {
        "snapshotId": snapshot.snapshot_id,
        "snapshotName": snapshot.name,
        "accountId": int(snapshot.aid),
        "createdDate": legacy(snapshot.created),
        "permalink": _app_link(snapshot),
        "timeSpan": {"startDate": legacy(snapshot.start), "duration": snapshot.seconds},
        "dashboard": {
            "dashboardId": snapshot.dashboard.dashboard_id,
            "title": snapshot.dashboard.title,
            "accountId": int(snapshot.aid),
            "createdBy": int(_USER),
            "modifiedBy": int(_USER),
            "modifiedDate": legacy(snapshot.created - timedelta(days=20)),
            "globalOverride": False,
            "migratedReport": False,
        },
    }
    if snapshot.expires is not None:
        row["expirationDate"] = legacy(snapshot.expires)
    return row


def _widgets(panels: Sequence[AnyPanel], base: str) -> list[Json]:
    """Return the configurations of widgets, each with a link to its data."""
    return [panel.config | {"_links": self_link(f"{base}/widgets/{panel.panel_id}")} for panel in panels]


def _layout(panels: Sequence[AnyPanel]) -> Json:
    """Return a dashboard layout of two columns, in which the first widget spans both (api.md, section 3)."""
    positions: list[Json] = []
    for place, panel in enumerate(panels):
        column, row = (place - 1) % _COLUMNS, (place + 1) // _COLUMNS
        x, width = (0, 12) if place == 0 else (6 * column, 6)
        positions.append({"x": x, "y": 5 * row, "w": width, "h": 5, "id": f"widgetId-{panel.panel_id}"})
    return {"layoutId": "grid-layout-1", "type": "grid", "details": {"widgetPositioning": positions}}


def _app_link(snapshot: Snapshot) -> str:
    """Return the address at which the web application would show the snapshot."""
    return f"https://app.thousandeyes.com/dashboard/?reportSnapshotId={snapshot.snapshot_id}"
