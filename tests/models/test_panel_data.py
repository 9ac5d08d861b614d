from datetime import UTC, datetime
from typing import Any

import pytest

from te_tui.models.panel_data import (
    Agent,
    AgentSummary,
    Alert,
    Card,
    Column,
    Group,
    Location,
    PanelData,
    Point,
    Suppression,
    read_panel_data,
)
from tests.models.wire import encode, labels, panel_data, point


def groups_of(*said: tuple[Any, Any], names: tuple[dict[str, Any], ...] = ()) -> tuple[Group, ...]:
    points = read_panel_data(panel_data(*names, points=[point(0, 1, *said)])).points
    assert points is not None
    return points[0].groups


AGENTS = labels("AGENT", _7="Lisbon", _8="Lisbon")
COUNTRIES = labels("COUNTRY", PT="Portugal", _7="Seventh")


@pytest.mark.parametrize(
    ("said", "names", "label"),
    [
        (("AGENT", "7"), (AGENTS,), "Lisbon"),
        (("AGENT", 7), (AGENTS,), "Lisbon"),
        (("agent", "7"), (AGENTS,), "Lisbon"),
        (("AGENT", "7"), (COUNTRIES, AGENTS), "Lisbon"),
        (("Agents", "7"), (AGENTS,), "Lisbon"),
        ((None, "7"), (AGENTS,), "Lisbon"),
        (("Agents", "7"), (labels("NOT AGENT", x="y"), AGENTS), "7"),
        (("AGENT", "9"), (AGENTS,), "9"),
        (("AGENT", "PT"), (COUNTRIES, AGENTS), "PT"),
        (("AGENT", "7"), (), "7"),
        (("AGENT", "7"), (labels("AGENT", _7=""),), "7"),
        (("AGENT", None), (AGENTS,), ""),
        (("AGENT", "7"), (labels("AGENT", _7="\x1b[2JLisbon"),), "[2JLisbon"),
    ],
)
def test_a_group_is_named_by_its_property_or_else_by_its_position_or_else_by_its_value(
    said: tuple[Any, Any], names: tuple[dict[str, Any], ...], label: str
) -> None:
    assert groups_of(said, names=names)[0].label == label


def test_two_ids_with_one_label_stay_two_groups() -> None:
    first, second = groups_of(("AGENT", "7"), ("AGENT", "8"), names=(AGENTS,))
    assert first.label == second.label
    assert first != second


def test_labels_of_one_property_may_come_in_parts() -> None:
    names = (labels("AGENT", _7="Lisbon"), labels("agent", _8="Porto"))
    assert [group.label for group in groups_of(("AGENT", "7"), ("AGENT", "8"), names=names)] == [
        "Lisbon",
        "Porto",
    ]


def test_points_of_one_group_share_it() -> None:
    points = read_panel_data(
        panel_data(AGENTS, points=[point(t, t, ("AGENT", "7")) for t in range(3)])
    ).points
    assert points is not None
    assert len({id(found.groups) for found in points}) == 1


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        (None, ()),
        ([], ()),
        ("AGENT", ()),
        ([5], ()),
        ([None, {"groupProperty": "AGENT", "groupValue": "7"}], (Group("AGENT", "7", "7"),)),
        ([{"groupProperty": [], "groupValue": {}}], (Group("", "", ""),)),
        ([{}], (Group("", "", ""),)),
    ],
)
def test_damaged_groups_do_not_cost_the_point(groups: object, expected: tuple[Group, ...]) -> None:
    body = panel_data(points=[{"timestamp": 60, "value": 1, "groups": groups}])
    assert read_panel_data(body).points == (Point(60, 1, expected),)


def test_a_damaged_point_leaves_the_others_and_is_named() -> None:
    said = [
        point(60, 1.5),
        None,
        "x",
        point(120, "many"),
        point(180, None),
        {},
        point("2026-11-10T12:00:00Z", "2.5"),
        point(1_794_312_000_000, 3),
        point(None, True),
    ]
    found = read_panel_data(panel_data(points=said))
    assert found.points == (
        Point(60, 1.5, ()),
        Point(120, None, ()),
        Point(180, None, ()),
        Point(None, None, ()),
        Point(1_794_312_000, 2.5, ()),
        Point(1_794_312_000, 3, ()),
        Point(None, None, ()),
    )
    assert found.damage == (
        "data.points[1]",
        "data.points[2]",
        "data.points[3].value",
        "data.points[8].value",
    )


@pytest.mark.parametrize(
    "value",
    ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400, "9" * 5_000, '"nan"', "[]"],
    ids=lambda value: value[:12],
)
def test_a_value_that_cannot_be_drawn_is_a_damaged_gap(value: str) -> None:
    found = read_panel_data(b'{"data": {"points": [{"timestamp": 5, "value": %s}]}}' % value.encode())
    assert found.points == (Point(5, None, ()),)
    assert found.damage == ("data.points[0].value",)


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
    tests, rest = found.tests, {name: getattr(found, name) for name in PanelData.__slots__ if name != "tests"}
    assert rest == {
        "bin_size": 300,
        "start": datetime(2026, 11, 10, tzinfo=UTC),
        "end": datetime(2026, 11, 10, 12, tzinfo=UTC),
        "status": None,
        "points": None,
        "columns": (Column("c1", 60, "No data", ()), Column(None, None, None, (Point(1, 2, ()),))),
        "cards": (Card("k", "Loss", 1, 2, 60),),
        "alerts": (
            Alert("9", rule="Slow", started=datetime(1970, 1, 1, tzinfo=UTC), duration=5, active=True),
        ),
        "total_alerts": 2,
        "active_alerts": 1,
        "agents": (Agent("4", status="OFFLINE", location=Location(None, 38.7, -9)),),
        "summary": AgentSummary(1, 2, None),
        "rows": ({"Host": "a", "Ok": "true", "Hops": "4"}, {}),
        "legend": (("Good", "3"),),
        "suppressions": (
            Suppression(
                "Night",
                [datetime(2026, 11, 10, tzinfo=UTC), datetime(1970, 1, 1, 0, 0, 5, tzinfo=UTC)],
                600,
            ),
        ),
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
