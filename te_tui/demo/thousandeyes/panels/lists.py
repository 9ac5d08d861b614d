"""Panels whose data are not points but cards, columns, agents, alerts, events, tests (api.md, section 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from te_tui.demo.agents import AGENTS, CHARTED, Agent
from te_tui.demo.chance import draw, short_id
from te_tui.demo.thousandeyes.panels.configs import configure, metric_fields
from te_tui.demo.thousandeyes.panels.scene import Panel, Scene, point
from te_tui.demo.wire import Json, iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.demo.thousandeyes.organization import ConfiguredTest

_GRAPHLETS = (("Availability", "WEB_AVAILABILITY"), ("Response Time", "WEB_TTFB"))
_TWELVE_HOURS = 12 * 3600
_ALERT_TYPES = {
    "http-server": "web-http-server",
    "page-load": "web-page-load",
    "agent-to-server": "network-end-to-end-server",
    "bgp": "routing-bgp",
}


def numbers(panel_id: str, title: str, cards: Sequence[tuple[str, str]]) -> Panel:
    """Return a panel of number cards; `cards` are pairs of a description and a metric."""
    configs = [
        {"id": short_id(panel_id, metric), "description": text, "compareToPreviousValue": True}
        | metric_fields(metric)
        for text, metric in cards
    ]
    return Panel(
        configure(panel_id, title, "Number", numberCards=configs), lambda scene: _cards(scene, configs)
    )


def multi_metric(panel_id: str, title: str, metrics: Sequence[str], rows: str = "AGENT") -> Panel:
    """Return a Multi Metric Table: one column per metric, one row per agent, test or whatever `rows` is."""
    columns = [{"id": short_id(panel_id, metric)} | metric_fields(metric) for metric in metrics]
    config = configure(
        panel_id,
        title,
        "Multi Metric Table",
        rowGroupBy=rows,
        multiMetricColumns=columns,
        sortBy="Alphabetical",
        sortDirection="Ascending",
        limit=20,
        compareToPreviousValue=False,
    )
    return Panel(config, lambda scene: _columns(scene, columns, rows))


def agent_status(panel_id: str, title: str) -> Panel:
    """Return a panel with the state of every agent; enterprise agents in an outage's country are offline."""
    config = configure(
        panel_id, title, "Agent Status", agents="Enterprise Agents", show="All Assigned Agents"
    )
    return Panel(config | {"dataSource": "CLOUD_AND_ENTERPRISE_AGENTS"}, _agents)


def alert_list(panel_id: str, title: str) -> Panel:
    """Return a panel of the alerts that the incident raised."""
    within = {"value": 1, "unit": "Days"}
    kinds = ["Web - HTTP Server", "Web - Page Load", "Network - End-to-End (Server)", "Routing - BGP"]
    config = configure(panel_id, title, "Alert List", alertTypes=kinds, limitTo=15, activeWithin=within)
    return Panel(config | {"dataSource": "ALERTS"}, _alerts)


def event_list(panel_id: str, title: str) -> Panel:
    """Return a panel of detected events: a row for each, and a legend (API 7.0.110, api.md, section 5)."""
    config = configure(panel_id, title, "List", sortDirection="Descending", dataSource="EVENT_DETECTION")
    return Panel(config | {"activeWithin": {"value": 24, "unit": "Hours"}}, _events)


def test_table(panel_id: str, title: str) -> Panel:
    """Return a panel of tests, with their alerts and small graphs."""
    chosen = {"type": "any", "filters": [{"key": "Test type", "value": "Web"}]}
    config = configure(panel_id, title, "Test Table", filter=chosen, dataSource="CLOUD_AND_ENTERPRISE_AGENTS")
    return Panel(config, _tests)


def _cards(scene: Scene, configs: Sequence[Json]) -> Json:
    """Return the data of number cards: each card's value now, and in the equally long time before."""
    story = scene.story
    seconds = story.end - story.start
    before = replace(scene, story=replace(story, start=story.start - seconds, end=story.start))
    everyone = scene.members("CONTINENT")[0]
    everyone = replace(everyone, agents=CHARTED)
    cards = [
        {
            "cardId": card["id"],
            "cardName": card["description"],
            "startDate": iso(story.start),
            "endDate": iso(story.end),
            "previousValue": before.overall(card["metric"], everyone),
            "binSize": seconds,
            "timestamp": story.start,
            "numberOfDataPoints": seconds // 300 * len(CHARTED),
            "value": scene.overall(card["metric"], everyone),
        }
        for card in configs
    ]
    return scene.envelope({"cards": cards})


def _columns(scene: Scene, columns: Sequence[Json], rows: str) -> Json:
    """Return the data of a Multi Metric Table: the values of each column, one for each row."""
    members = scene.members(rows)
    bins = scene.story.end - scene.story.start
    data = [
        {
            "columnId": column["id"],
            "binSize": bins,
            "points": [
                point(scene.story.start, scene.overall(column["metric"], member), (rows, member.identity))
                for member in members
            ],
        }
        for column in columns
    ]
    return scene.envelope({"columns": data}, [(rows, members)])


def _agents(scene: Scene) -> Json:
    """Return the data of an agent list: every agent with its state, and the number of agents by state."""
    agents = [_agent(scene, agent) for agent in AGENTS]
    states = [agent["status"] for agent in agents]
    summary = {state: states.count(state) for state in ("online", "offline", "disabled")}
    return scene.envelope({"summary": summary, "agents": agents})


def _agent(scene: Scene, agent: Agent) -> Json:
    """Return one agent with its state, as an entry of the agent list."""
    story = scene.story
    struck = story.force >= 1.0 and agent.kind == "enterprise" and agent.country == story.centre.country
    asleep = draw(story.key, agent.agent_id, "disabled") % 11 == 0
    return {
        "agentId": agent.agent_id,
        "agentName": agent.name,
        "status": "offline" if struck else "disabled" if asleep else "online",
        "ipInfo": {"publicIp": agent.address, "privateIp": f"10.{int(agent.agent_id) % 200}.0.12"},
        "location": {
            "latitude": agent.latitude,
            "longitude": agent.longitude,
            "locationName": agent.place,
        },
    }


def _alerts(scene: Scene) -> Json:
    """Return an alert for each test and agent that the incident reached; alerts of BGP tests stay active."""
    alerts = [
        _alert(scene, test, agent)
        for test in scene.tests
        if test.kind in _ALERT_TYPES
        for agent in CHARTED
        if scene.story.force * scene.story.reach(agent) > 0.4
    ]
    active = sum(alert["active"] for alert in alerts)
    return scene.envelope({"totalAlerts": len(alerts), "activeAlerts": active, "alerts": alerts})


def _alert(scene: Scene, test: ConfiguredTest, agent: Agent) -> Json:
    story = scene.story
    key = draw("alert", story.key, test.test_id, agent.agent_id)
    begin = story.onset + 120 + key % 600
    active = test.kind == "bgp"
    return {
        "alertId": str(2_000_000 + key % 900_000),
        "testId": test.test_id,
        "ruleId": str(281_000 + int(test.test_id) % 1000),
        "alertSource": f"{test.name} from {agent.city}",
        "alertRule": f"Default {test.label} alert",
        "alertType": _ALERT_TYPES[test.kind],
        "startTime": iso(begin),
        "durationInSeconds": (story.end if active else story.relief + key % 900) - begin,
        "active": active,
    }


_EVENTS = "https://api.thousandeyes.com/v7/event-detection/events"
"""Where the rows' own objects are, by their links; which ones the API means is unspecified."""


def _events(scene: Scene) -> Json:
    """Return the data of a panel of events: those of the incident, and how many of each kind there are."""
    story = scene.story
    if story.force == 0.0:
        return scene.envelope({"rows": [], "legend": {}, "status": "No data"})
    city = story.centre.city
    half = (story.onset + story.relief) // 2
    told = (
        ("Network outage", f"Packet loss near {city}", story.onset, story.relief, 6, True),
        (
            "Routing",
            "Path of 198.51.100.0/24 changed: AS 64500 to AS 64511",
            story.onset + 240,
            half,
            1,
            False,
        ),
        ("Target", "shop.example.com slow from Europe", story.onset + 420, story.relief + 900, 4, True),
        ("Routing", "Path of 198.51.100.0/24 restored", story.relief, story.relief + 300, 1, False),
        ("Proxy", f"Proxy timeouts in {city}", half, story.relief, 2, False),
    )
    rows = [
        {
            "Type": kind,
            "Event": text,
            "Start": iso(start),
            "Duration (min)": round((end - start) / 60, 1),
            "Affected tests": tests,
            "Severe": severe,
            "_links": {"data": {"href": f"{_EVENTS}/{start:x}-{number}"}},
        }
        for number, (kind, text, start, end, tests, severe) in enumerate(told)
    ]
    kinds = [str(row["Type"]) for row in rows]
    return scene.envelope(
        {"rows": rows, "legend": {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}}
    )


def _tests(scene: Scene) -> Json:
    """Return the data of a test table: the tests, with graphs of the last twelve hours of the window."""
    first = max(scene.story.start, scene.story.end - _TWELVE_HOURS)
    members = scene.members("TEST")
    tests = [
        {
            "testId": test.test_id,
            "testName": test.name,
            "target": test.target,
            "testType": test.label,
            "alertCount": int(scene.overall("ALERT_COUNT", member)),
            "isShared": False,
            "graphlets": [
                {
                    "metric": name,
                    "testId": test.test_id,
                    "points": [
                        {"x": moment, "y": scene.value(metric, member, moment)}
                        for moment in range(first, scene.story.end, 900)
                    ],
                }
                for name, metric in _GRAPHLETS
            ],
        }
        for test, member in zip(scene.tests, members, strict=False)
    ]
    return scene.envelope({"tests": tests, "startRound": first})
