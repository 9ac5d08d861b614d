"""Dashboards and tests: what a snapshot can be made of (api.md, section 2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from te_tui.models.decode import Decoded, Shape, decode, lacks
from te_tui.models.fields import Flag, Instant, Name, Text
from te_tui.models.reader import Field


@dataclass(frozen=True, slots=True)
class Dashboard:
    """One dashboard as the list gives it."""

    dashboard_id: Annotated[Text, Field(alias="dashboardId")] = None
    title: Name = None
    description: Text = None


@dataclass(frozen=True, slots=True)
class NetworkTest:
    """One test; `saved_event` marks an earlier private test snapshot of one."""

    test_id: Annotated[Text, Field(alias="testId")] = None
    name: Annotated[Name, Field(alias="testName")] = None
    type: Text = None
    enabled: Flag = None
    saved_event: Annotated[Flag, Field(alias="savedEvent")] = None
    created: Annotated[Instant, Field(alias="createdDate")] = None
    created_by: Annotated[Text, Field(alias="createdBy")] = None
    description: Text = None


@dataclass(slots=True)
class _Tests:
    tests: list[NetworkTest] | None = None


_DASHBOARDS = Shape(list[Dashboard])
_TESTS = Shape(_Tests)


def read_dashboards(body: bytes) -> Decoded[tuple[Dashboard, ...]]:
    """Read the answer of GET /dashboards, the only list without an envelope."""
    decoded = decode(_DASHBOARDS, body)
    return Decoded(tuple(decoded.value), decoded.damage)


def read_tests(body: bytes) -> Decoded[tuple[NetworkTest, ...]]:
    """Read the answer of GET /tests."""
    decoded = decode(_TESTS, body)
    listed = decoded.value.tests
    return Decoded(tuple(listed or ()), lacks("tests", listed, decoded.damage) + decoded.damage)
