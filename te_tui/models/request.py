"""Requests for new snapshots; instants are aware."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SnapshotRequest:
    """A dashboard snapshot to be made; without `expires`, the server keeps it for a year."""

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


@dataclass(frozen=True, slots=True)
class CopyRequest:
    """A snapshot to be made from the content of another snapshot.

    Attributes:
        evidence: the API's answer that describes the other snapshot, as archives keep it.
        name: the name of the new snapshot; None leaves it to the service.
        expires: when the new snapshot is to expire; None is never.
        snapshot_id: the id of the new snapshot, which has to be free; None leaves it to the service.
        dashboard_id: the dashboard to name as its origin, where the original one is gone; None: the original.
    """

    evidence: bytes = field(repr=False)
    name: str | None
    expires: datetime | None
    snapshot_id: str | None = None
    dashboard_id: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOutPanel:
    """A panel, or another part of a dashboard, that a capture lacks: its title, and the reason."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Captured:
    """A live dashboard with the data that its panels show now.

    Attributes:
        evidence: the dashboard with its data as bytes, from which a snapshot can be made (`CopyRequest`).
        title: the dashboard's title.
        panels: how many panels have data.
        left_out: the panels and other parts that are not captured.
    """

    evidence: bytes = field(repr=False)
    title: str | None
    panels: int
    left_out: tuple[LeftOutPanel, ...]
