"""The lists of dashboards and of tests (api.md, section 2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from te_tui.models.dashboard import Dashboard, NetworkTest
from te_tui.sources.reading.decode import Decoded, Shape, decode, lacks
from te_tui.sources.reading.fields import Flag, Instant, Name, Text
from te_tui.sources.reading.reader import Field


@dataclass(slots=True)
class _Dashboard:
    dashboard_id: Annotated[Text, Field(alias="dashboardId")] = None
    title: Name = None
    description: Text = None


@dataclass(slots=True)
class _Test:
    test_id: Annotated[Text, Field(alias="testId")] = None
    name: Annotated[Name, Field(alias="testName")] = None
    type: Text = None
    enabled: Flag = None
    saved_event: Annotated[Flag, Field(alias="savedEvent")] = None
    created: Annotated[Instant, Field(alias="createdDate")] = None
    created_by: Annotated[Text, Field(alias="createdBy")] = None
    description: Text = None

    def test(self) -> NetworkTest:
        return NetworkTest(
            self.test_id,
            self.name,
            self.type,
            self.enabled,
            self.saved_event,
            self.created,
            self.created_by,
            self.description,
        )


@dataclass(slots=True)
class _Tests:
    tests: list[_Test] | None = None


_DASHBOARDS = Shape(list[_Dashboard])
_TESTS = Shape(_Tests)


def read_dashboards(body: bytes) -> Decoded[tuple[Dashboard, ...]]:
    """Read the answer of GET /dashboards: a plain JSON array, where other lists are wrapped in an object."""
    decoded = decode(_DASHBOARDS, body)
    found = (Dashboard(one.dashboard_id, one.title, one.description) for one in decoded.value)
    return Decoded(tuple(found), decoded.damage)


def read_tests(body: bytes) -> Decoded[tuple[NetworkTest, ...]]:
    """Read the answer of GET /tests."""
    decoded = decode(_TESTS, body)
    listed = decoded.value.tests
    damage = lacks("tests", listed, decoded.damage) + decoded.damage
    return Decoded(tuple(one.test() for one in listed or ()), damage)
