"""Requests for new snapshots; all times have a time zone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SnapshotRequest:
    """A request for a new dashboard snapshot; if `expires` is None, the server keeps it for a year."""

    dashboard_id: str
    name: str
    start: datetime
    end: datetime
    expires: datetime | None = None
    anonymize: bool = False
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class SavedTestRequest:
    """A request for a new test snapshot; if it is `public`, anyone who has its link can open it."""

    test_id: str
    name: str
    start: datetime
    end: datetime
    public: bool


@dataclass(frozen=True, slots=True)
class CopyRequest:
    """A request for a new snapshot with the content of an existing one.

    Attributes:
        evidence: the existing snapshot, as the bytes of the API's answer that archives keep.
        name: the name of the new snapshot; None: the service chooses one.
        expires: when the new snapshot expires; None: never.
        snapshot_id: the id of the new snapshot, which must be unused; None: the service chooses one.
        dashboard_id: the dashboard to give as the snapshot's origin, if the original dashboard no longer
            exists; None: the original.
    """

    evidence: bytes = field(repr=False)
    name: str | None
    expires: datetime | None
    snapshot_id: str | None = None
    dashboard_id: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOutPanel:
    """A panel, or another part of a dashboard, that is missing from a capture: its title, and the reason."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Captured:
    """A capture: a live dashboard with the data that its panels show now.

    Attributes:
        evidence: the dashboard with its data as bytes, of which a `CopyRequest` makes a snapshot.
        title: the dashboard's title.
        panels: how many panels have data.
        left_out: the panels and other parts that could not be captured.
    """

    evidence: bytes = field(repr=False)
    title: str | None
    panels: int
    left_out: tuple[LeftOutPanel, ...]
