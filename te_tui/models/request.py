"""Requests for new snapshots; instants are aware."""

from __future__ import annotations

from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class CopyRequest:
    """A snapshot to be made of the content of another one.

    Attributes:
        evidence: the answer that describes the other one, as archives keep it.
        name: what it is to be called; None leaves that to the service.
        expires: when it is to expire; None is never.
        snapshot_id: the id that it is to have, which has to be free; None leaves that to the service.
        dashboard_id: the dashboard that it is to count as made of, where its own is gone; None: its own.
    """

    evidence: bytes = field(repr=False)
    name: str | None
    expires: datetime | None
    snapshot_id: str | None = None
    dashboard_id: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOutPanel:
    """A gap of a capture: a panel by its title, or another part of the dashboard, with the reason."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Captured:
    """A live dashboard with what its panels show now.

    Attributes:
        evidence: a snapshot can be made of it, as of the evidence of another one.
        title: the dashboard's.
        panels: how many panels have data.
        left_out: what it lacks.
    """

    evidence: bytes = field(repr=False)
    title: str | None
    panels: int
    left_out: tuple[LeftOutPanel, ...]
