"""Dashboards and network tests: a snapshot is made of one or the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Dashboard:
    """One dashboard, as an entry of the vendor's list."""

    dashboard_id: str | None = None
    title: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class NetworkTest:
    """One network test; `created` is in UTC.

    If `saved_event` is true, it is a private test snapshot, which the API lists among the tests.
    """

    test_id: str | None = None
    name: str | None = None
    type: str | None = None
    enabled: bool | None = None
    saved_event: bool | None = None
    created: datetime | None = None
    created_by: str | None = None
    description: str | None = None
