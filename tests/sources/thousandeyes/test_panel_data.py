from datetime import UTC, datetime
from typing import Any

import pytest

from te_tui.sources.thousandeyes.body.panel_data import (
    Agent,
    AgentSummary,
    Alert,
    Card,
    Column,
    Location,
    PanelData,
    Suppression,
    read_panel_data,
)
from te_tui.sources.thousandeyes.body.points import Points
from tests.models.wire import encode, panel_data, point


@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": {}}, {"data": 5}, {"data": {"points": None}}])
def test_a_part_that_is_not_there_is_none(body: object) -> None:
    found = read_panel_data(encode(body))
    assert (found.points, found.columns, found.cards, found.alerts, found.agents) == (None,) * 5
    assert (found.tests, found.rows, found.legend, found.summary, found.status) == (None,) * 5
    assert found.suppressions == ()


def test_an_empty_part_is_empty_and_the_status_says_why() -> None:
    found = read_panel_data(panel_data(points=[], cards=[], rows=[], legend={}, status="No data"))
    assert (found.points, found.cards, found.rows, found.legend, found.status) == ((), (), (), (), "No data")


def test_every_part_is_read() -> None:
    window = {"name": "Night", "startTimes": ["2026-11-10T00:00:00Z", 5, "x"], "durationInSeconds": 600}
    body = {
        "binSize": "300",
        "startDate": "2026-11-10T00:00:00Z",
        "endDate": "2026-11-10 12:00:00",
        "data": {
            "columns": [{"columnId": "c1", "binSize": 60, "status": "No data"}, {"points": [point(1, 2), 3]}],
            "cards": [{"cardId": "k", "cardName": "Loss", "value": 1, "previousValue": "2", "timestamp": 60}],
            "totalAlerts": 2,
            "activeAlerts": "1",
            "alerts": [
                {"alertId": 9, "alertRule": "Slow", "startTime": 0, "durationInSeconds": 5, "active": True}
            ],
            "summary": {"online": 1, "offline": 2, "disabled": None},
            "agents": [
                {"agentId": 4, "status": "OFFLINE", "location": {"latitude": "38.7", "longitude": -9}}
            ],
            "tests": [
                {"testId": 5, "graphlets": [{"metric": "LOSS", "points": [{"x": 60, "y": 1}, 4, {}]}, {}]}
            ],
            "rows": [{"Host": "a\x1b", "Ok": True, "Hops": 4}, {}],
            "legend": {"Good": 3},
            "alertSuppressionWindows": [window],
        },
    }
    found = read_panel_data(encode(body))
    tests, rest = (
        found.tests,
        {name: getattr(found, name) for name in PanelData.__slots__ if name not in {"tests", "address"}},
    )
    assert rest == {
        "bin_size": 300,
        "start": datetime(2026, 11, 10, tzinfo=UTC),
        "end": datetime(2026, 11, 10, 12, tzinfo=UTC),
        "status": None,
        "points": None,
        "columns": (Column("c1", 60, "No data", ()), Column(None, None, None, (Points((), (1,), (2,)),))),
        "cards": (Card("k", "Loss", 1, 2, 60),),
        "alerts": (
            Alert("9", rule="Slow", started=datetime(1970, 1, 1, tzinfo=UTC), duration=5, active=True),
        ),
        "total_alerts": 2,
        "active_alerts": 1,
        "agents": (Agent("4", status="OFFLINE", location=Location(None, 38.7, -9)),),
        "summary": AgentSummary(1, 2, None),
        "rows": ({"Host": "a", "Ok": True, "Hops": 4}, {}),
        "legend": (("Good", 3),),
        "suppressions": (
            Suppression(
                "Night",
                [datetime(2026, 11, 10, tzinfo=UTC), datetime(1970, 1, 1, 0, 0, 5, tzinfo=UTC)],
                600,
            ),
        ),
        "has_data": True,
        "damage": (
            "data.alertSuppressionWindows[0].startTimes[2]",
            "data.tests[0].graphlets[0].points[1]",
            "data.columns[1].points[1]",
        ),
    }
    assert tests is not None
    assert [graphlet.series() for graphlet in tests[0].graphlets or ()] == [((60, 1), (None, None)), ()]


@pytest.mark.parametrize("part", ["points", "columns", "cards", "alerts", "agents", "tests", "rows"])
def test_damage_in_one_part_leaves_the_others(part: str) -> None:
    whole: dict[str, Any] = {
        name: [{}] for name in ("points", "columns", "cards", "alerts", "agents", "tests", "rows")
    }
    sound = read_panel_data(panel_data(**whole))
    for damaged, place in ((5, f"data.{part}"), ([{}, "x"], f"data.{part}[1]")):
        found = read_panel_data(panel_data(**{**whole, part: damaged}))
        assert found.damage == (place,)
        for other in whole.keys() - {part}:
            assert getattr(found, other) == getattr(sound, other)


def test_values_of_a_row_keep_their_type_and_its_link_is_no_value() -> None:
    row = {
        "Type": "DNS",
        "Impact": 3,
        "Share": 0.25,
        "Ongoing": True,
        "Closed": None,
        "_links": {"data": {"href": "https://api.thousandeyes.com/v7/events/1"}},
    }
    found = read_panel_data(panel_data(rows=[row, {"_links": {}}], legend={"DNS": 1, "_links": {}}))
    assert found.rows == ({"Type": "DNS", "Impact": 3, "Share": 0.25, "Ongoing": True, "Closed": None}, {})
    assert found.rows is not None
    assert [*map(type, found.rows[0].values())] == [str, int, float, bool, type(None)]
    assert (found.damage, found.legend) == ((), (("DNS", 1),))


@pytest.mark.parametrize("links", [None, [], [{"href": "https://h/"}], "https://h/", {"data": 5}])
def test_the_link_of_a_row_is_no_value_whatever_its_form(links: object) -> None:
    found = read_panel_data(panel_data(rows=[{"n": 1, "_links": links}]))
    assert (found.rows, found.damage) == (({"n": 1},), ())


def test_a_number_beyond_a_double_is_written_out_and_an_object_is_damage() -> None:
    found = read_panel_data(panel_data(rows=[{"n": 10**400, "o": {"a": 1}, "l": [1]}]))
    assert found.rows == ({"n": str(10**400), "o": None, "l": None},)
    assert found.damage == ("data.rows[0].o", "data.rows[0].l")
