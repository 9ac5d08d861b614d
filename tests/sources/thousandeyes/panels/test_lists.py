"""Alerts, agents and tests: counted in a headline, listed with what matters first."""

from __future__ import annotations

from typing import Any

import pytest

from te_tui.models.content import Drawing, Grid, Headline, Stack
from te_tui.render.pictures import draw, to_plain
from tests.render.bodies import data, panel
from tests.render.reading import drawing_of

ALERTS = [
    {"alertRule": "old", "active": False, "startTime": "2026-11-01T00:00:00Z"},
    {"alertRule": "new", "active": False, "startTime": "2026-11-03T00:00:00Z", "durationInSeconds": 3600},
    {"alertRule": "now", "active": True, "startTime": "2026-11-02T00:00:00Z"},
    {"alertRule": "?"},
]


def grid_of(drawing: Drawing) -> Grid:
    """The table of a drawing."""
    parts = drawing.parts if isinstance(drawing, Stack) else (drawing,)
    return next(part for part in parts if isinstance(part, Grid))


def plain(type_: str, width: int = 80, **parts: Any) -> list[str]:
    """A widget as lines of text."""
    return to_plain(draw(drawing_of(panel(type_), data(**parts)), width)).splitlines()


def test_active_alerts_come_first_then_the_latest() -> None:
    grid = grid_of(drawing_of(panel("Alert List"), data(alerts=ALERTS)))

    rules = [row[[c.title for c in grid.columns].index("Rule")] for row in grid.rows]
    assert rules == ["now", "new", "old", "?"]
    assert [column.title for column in grid.columns][:3] == ["State", "Since (UTC)", "For"]
    assert grid.rows[1][:3] == ("cleared", "3 Nov 00:00", "1 h")
    assert grid.roles == ("bad", "", "", "")


@pytest.mark.parametrize(
    ("parts", "headline"),
    [
        ({"totalAlerts": 14, "activeAlerts": 3, "alerts": ALERTS}, "3 of 14 active  4 listed"),
        ({"totalAlerts": 4, "activeAlerts": 1, "alerts": ALERTS}, "1 of 4 active"),
        ({"alerts": ALERTS}, "1 of 4 active"),
        ({"totalAlerts": 0, "activeAlerts": 0, "alerts": []}, "0 of 0 active"),
    ],
)
def test_alerts_are_counted_in_the_words_of_the_api_if_it_has_any(
    parts: dict[str, Any], headline: str
) -> None:
    assert plain("Alert List", **parts)[0] == headline


@pytest.mark.parametrize(
    ("parts", "role"),
    [
        ({"alerts": ALERTS[:2]}, "good"),
        ({"alerts": ALERTS}, "bad"),
        ({"activeAlerts": 0, "alerts": ALERTS}, "good"),
        ({"activeAlerts": 1}, "bad"),
    ],
)
def test_only_active_alerts_are_painted_as_bad(parts: dict[str, Any], role: str) -> None:
    drawing = drawing_of(panel("Alert List"), data(**parts))
    headline = drawing.parts[0] if isinstance(drawing, Stack) else drawing
    assert isinstance(headline, Headline)
    assert headline.phrases[0].role == role


def test_in_80_columns_state_time_and_source_of_an_alert_are_whole() -> None:
    alert = {
        "alertRule": "Default Web - HTTP Server alert",
        "alertSource": "Checkout from Frankfurt, DE",
        "alertType": "web-http-server",
        "active": True,
        "startTime": "2026-11-02T00:00:00Z",
        "durationInSeconds": 14_580,
    }
    lines = plain("Alert List", alerts=[alert])

    assert lines[2].startswith("active  2 Nov 00:00  Checkout from Frankfurt, DE  4 h 3 min  Default Web")
    assert lines[-1] == "… 1 more column: Type"


def test_agents_that_are_not_online_come_first_and_keep_the_spelling_of_their_state() -> None:
    agents = [
        {"agentName": "b", "status": "online"},
        {"agentName": "d", "status": "Disabled"},
        {"agentName": "a", "status": "OFFLINE", "location": {"locationName": "Oslo"}},
        {"agentId": "7", "status": "hibernating"},
    ]
    grid = grid_of(drawing_of(panel("Agent Status"), data(agents=agents)))

    assert grid.rows == (
        ("OFFLINE", "a", "Oslo"),
        ("hibernating", "7", None),
        ("Disabled", "d", None),
        ("online", "b", None),
    )
    assert grid.roles == ("bad", "warning", "muted", "good")


@pytest.mark.parametrize(
    ("parts", "headline"),
    [
        (
            {"summary": {"online": 3, "offline": 0, "disabled": 1}},
            "● 3 online  × 0 offline  ○ 1 disabled",
        ),
        (
            {"agents": [{"status": "ONLINE"}, {"status": "offline"}, {"status": "Rebooting"}, {}]},
            "● 1 online  × 1 offline  ○ 0 disabled  ? 1 Rebooting  ? 1 without a state",
        ),
        (
            {"summary": {"online": 5, "offline": 0}, "agents": [{"status": "online"}]},
            "● 5 online  × 0 offline  ○ 0 disabled  the list says 1 online",
        ),
        ({"summary": {}, "agents": []}, "ThousandEyes sent no data for this widget."),
    ],
    ids=["summary alone", "agents alone", "both, differing", "neither"],
)
def test_agents_are_counted_by_state(parts: dict[str, Any], headline: str) -> None:
    assert plain("Agent Status", **parts)[0] == headline


def test_agents_with_coordinates_are_on_a_map_and_the_others_are_not_at_zero() -> None:
    at_sea = {"latitude": 0, "longitude": -150}
    with_one = plain("Agent Status", agents=[{"status": "online", "location": at_sea}])
    without = plain("Agent Status", agents=[{"status": "online", "location": {"latitude": 5}}])
    nowhere = plain(
        "Agent Status", agents=[{"status": "online", "location": {"latitude": 95, "longitude": 1}}]
    )

    assert sum("●" in line for line in with_one) == 2
    assert without == nowhere == ["● 1 online  × 0 offline  ○ 0 disabled", "State", "online"]


def test_a_headline_alone_is_enough_where_agents_are_not_listed() -> None:
    assert isinstance(drawing_of(panel("Agent Status"), data(summary={"online": 1})), Headline)


def test_a_test_table_draws_each_graphlet_as_a_sparkline_with_its_last_value() -> None:
    tests = [
        {
            "testName": "Home",
            "alertCount": 0,
            "graphlets": [{"metric": "Availability", "points": [{"x": 0, "y": 1}, {"x": 1, "y": None}]}],
        },
        {"testId": "9", "graphlets": None},
    ]
    drawing = drawing_of(panel("Test Table"), data(tests=tests))

    assert isinstance(drawing, Grid)
    assert [column.title for column in drawing.columns] == ["Test", "Alerts", "Availability"]
    assert drawing.rows[0][:2] == ("Home", "0")
    assert drawing.rows[0][2] == "▃▃▃▃▃▃       1"
    assert drawing.rows[1] == ("9", None, None)
