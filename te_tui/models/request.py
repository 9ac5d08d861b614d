"""Requests for new snapshots; instants are aware."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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


@dataclass(frozen=True, slots=True)
class SavedTestRequest:
    """A test snapshot to be made; a `public` one can be opened with its link alone."""

    test_id: str
    name: str
    start: datetime
    end: datetime
    public: bool
