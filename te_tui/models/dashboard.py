"""Dashboards and tests: what a snapshot can be made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Dashboard:
    """One dashboard as a list gives it."""

    dashboard_id: str | None = None
    title: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class NetworkTest:
    """One test, `created` in UTC; `saved_event` marks an earlier private test snapshot of one."""

    test_id: str | None = None
    name: str | None = None
    type: str | None = None
    enabled: bool | None = None
    saved_event: bool | None = None
    created: datetime | None = None
    created_by: str | None = None
    description: str | None = None
