"""Values that a body may hold and no calendar or machine knows."""

from __future__ import annotations

from typing import Any

import pytest

from te_tui.render.data_table import data_table
from te_tui.sources.grafana.opened import read_snapshot
from tests.sources.grafana.bodies import T0, body, field, frame, panel


def table_of(*times: Any, name: str = "time") -> list[tuple[str | None, ...]]:
    """The exact values of a table as people see them."""
    sent = panel(
        frame([field(name, "time"), field("n", "number")], [list(times), [1] * len(times)]), kind="table"
    )
    (found,) = read_snapshot(body(sent), "k").panels
    assert found.content is not None
    return list(data_table(found.content).rows)


@pytest.mark.parametrize("name", ["time", "Time", "timestamp"])
def test_times_of_a_table_are_dates_to_the_millisecond(name: str) -> None:
    assert [row[0] for row in table_of(T0, T0 + 5, name=name)] == [
        "2023-11-14T22:13:20Z",
        "2023-11-14T22:13:20.005000Z",
    ]


@pytest.mark.parametrize("time", [1e30, -1e30, 253_402_300_800_000, "x", True, {}, [1], None])
def test_a_time_that_no_calendar_knows_is_shown_as_it_is(time: Any) -> None:
    first, second = table_of(time, T0)
    assert second[0] == "2023-11-14T22:13:20Z"
    assert first[1] == "1"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "9" * 400, "../etc/passwd", "\0", "Europe", "x" * 300])
def test_a_time_zone_that_no_machine_knows_is_utc(zone: str) -> None:
    sent = {"timezone": zone, "time": {"from": "2026-11-11 00:00:00", "to": "2026-11-11 06:00:00"}}
    opened = read_snapshot(body(panel(frame([field("n", "number")], [[1]])), **sent), "k")
    assert opened.row.start is not None
    assert opened.row.start.isoformat() == "2026-11-11T00:00:00+00:00"
    assert len(opened.panels) == 1
