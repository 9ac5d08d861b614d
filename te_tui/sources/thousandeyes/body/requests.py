"""The bodies of requests for a new snapshot (api.md, section 3)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from te_tui.models.request import SavedTestRequest, SnapshotRequest


def snapshot_body(request: SnapshotRequest) -> dict[str, Any]:
    """The body of POST /dashboard-snapshots."""
    body: dict[str, Any] = {
        "dashboardId": request.dashboard_id,
        "displayName": request.name,
        "startDate": iso_seconds(request.start),
        "endDate": iso_seconds(request.end),
        "anonymizeData": request.anonymize,
    }
    if request.expires is not None:
        body["expirationDate"] = iso_seconds(request.expires)
    if request.time_zone is not None:
        body["timezone"] = request.time_zone
    return body


def saved_test_body(request: SavedTestRequest) -> dict[str, Any]:
    """The body of POST /tests/{testId}/snapshot.

    `isPublic` is always sent: the API's documentation contradicts itself about leaving it out.
    """
    return {
        "displayName": request.name,
        "startDate": iso_seconds(request.start),
        "endDate": iso_seconds(request.end),
        "isPublic": request.public,
    }


def iso_seconds(instant: datetime) -> str:
    """An instant as the API reads it: UTC, whole seconds, `Z`."""
    return f"{instant.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"
