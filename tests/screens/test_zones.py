"""Local time is that of the machine, also where the clocks change, and never fails."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from te_tui.render.text.zones import LocalZone


@pytest.fixture
def _berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine in Berlin, told so without a database of zones."""
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_berlin")
@pytest.mark.parametrize(
    ("utc", "local"),
    [
        (datetime(2026, 7, 1, 12, tzinfo=UTC), "14:00 CEST"),
        (datetime(2026, 11, 11, 3, 12, tzinfo=UTC), "04:12 CET"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "02:30 CEST"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "02:30 CET"),
    ],
)
def test_the_hour_is_that_of_the_season(utc: datetime, local: str) -> None:
    shown = utc.astimezone(LocalZone())
    assert f"{shown:%H:%M} {shown.tzname()}" == local
    assert shown.astimezone(UTC) == utc


@pytest.mark.usefixtures("_berlin")
@pytest.mark.parametrize("edge", [datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)])
def test_the_edges_of_the_calendar_can_be_told(edge: datetime) -> None:
    assert edge.astimezone(LocalZone()).tzname()
