"""What a new snapshot is asked to be (api.md, section 3); instants are aware."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class SnapshotRequest:
    """A dashboard snapshot to be made; without `expires` the server's year applies."""

    dashboard_id: str
    name: str
    start: datetime
    end: datetime
    expires: datetime | None = None
    anonymize: bool = False
    time_zone: str | None = None

    def body(self) -> dict[str, Any]:
        """The body of POST /dashboard-snapshots."""
        body: dict[str, Any] = {
            "dashboardId": self.dashboard_id,
            "displayName": self.name,
            "startDate": iso_seconds(self.start),
            "endDate": iso_seconds(self.end),
            "anonymizeData": self.anonymize,
        }
        if self.expires is not None:
            body["expirationDate"] = iso_seconds(self.expires)
        if self.time_zone is not None:
            body["timezone"] = self.time_zone
        return body


@dataclass(frozen=True, slots=True)
class SavedTestRequest:
    """A test snapshot to be made.

    `public` is sent as `isPublic`, always: the contract contradicts itself about what leaving it out means.
    """

    test_id: str
    name: str
    start: datetime
    end: datetime
    public: bool

    def body(self) -> dict[str, Any]:
        """The body of POST /tests/{testId}/snapshot."""
        return {
            "displayName": self.name,
            "startDate": iso_seconds(self.start),
            "endDate": iso_seconds(self.end),
            "isPublic": self.public,
        }


def iso_seconds(instant: datetime) -> str:
    """An instant as the API reads it: UTC, whole seconds, `Z`."""
    return f"{instant.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"
