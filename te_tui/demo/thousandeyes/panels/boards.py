"""The panels of each dashboard: one list for each topic, and one for the dashboard of the incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.demo.chance import short_id
from te_tui.demo.thousandeyes.panels import lists, plots

if TYPE_CHECKING:
    from collections.abc import Callable

    from te_tui.demo.thousandeyes.panels.scene import Panel

CONTRACT_PANEL = "unpmg"
_WEB_CARDS = (("Availability", "WEB_AVAILABILITY"), ("Page load", "WEB_PAGE_LOAD"), ("Loss", "NET_LOSS"))
_HEALTH = ("WEB_AVAILABILITY", "WEB_TTFB", "NET_LOSS", "NET_LATENCY")

_INCIDENT: tuple[Callable[[str], Panel], ...] = (
    lambda i: plots.line(i, "Page load time, by agent", "WEB_PAGE_LOAD", showTimeseriesOverallBaseline=True),
    lambda i: lists.numbers(i, "Checkout at a glance", _WEB_CARDS),
    lambda i: plots.stacked_area(i, "HTTP errors, by country", "WEB_TOTAL_ERROR_COUNT"),
    lambda i: lists.alert_list(i, "Alerts"),
    lambda i: plots.color_grid(i, "Loss by region", "NET_LOSS", "AGENT", "CONTINENT"),
    lambda i: plots.grouped_bars(
        i, "Availability, by region and test", "WEB_AVAILABILITY", "CONTINENT", "TEST"
    ),
    lambda i: plots.stacked_bars(i, "Where the response time goes"),
    lambda i: plots.pie(i, "Errors by continent", "WEB_TOTAL_ERROR_COUNT", "CONTINENT"),
    lambda i: plots.table(i, "Time to first byte, agent × test", "WEB_TTFB", "AGENT", "TEST"),
    lambda i: lists.multi_metric(i, "Health, by agent", _HEALTH),
    lambda i: plots.world_map(i, "Latency, by country", "NET_LATENCY"),
    lambda i: plots.boxes(i, "Spread of latency, by agent", "NET_LATENCY"),
    lambda i: lists.agent_status(i, "Agents"),
    lambda i: lists.event_list(i, "Detected events"),
    lambda i: lists.test_table(i, "Tests"),
)
"""All fifteen types of the API's documentation, telling one incident."""

_RECIPES: dict[str, tuple[Callable[[str], Panel], ...]] = {
    "web": (
        lambda i: plots.line(i, "Page load time, by agent", "WEB_PAGE_LOAD"),
        lambda i: lists.numbers(i, "At a glance", _WEB_CARDS),
        lambda i: plots.line(i, "Availability, by country", "WEB_AVAILABILITY", "COUNTRY"),
        lambda i: plots.stacked_area(i, "HTTP errors, by country", "WEB_TOTAL_ERROR_COUNT"),
        lambda i: plots.stacked_bars(i, "Where the response time goes"),
        lambda i: plots.table(i, "Time to first byte, agent × test", "WEB_TTFB", "AGENT", "TEST"),
        lambda i: lists.alert_list(i, "Alerts"),
        lambda i: lists.test_table(i, "Tests"),
    ),
    "network": (
        lambda i: plots.line(i, "Latency, by agent", "NET_LATENCY"),
        lambda i: plots.line(i, "Loss, by agent", "NET_LOSS"),
        lambda i: plots.color_grid(i, "Loss by region", "NET_LOSS", "AGENT", "CONTINENT"),
        lambda i: plots.boxes(i, "Spread of jitter, by agent", "NET_JITTER"),
        lambda i: plots.world_map(i, "Latency, by country", "NET_LATENCY"),
        lambda i: lists.agent_status(i, "Agents"),
    ),
    "routing": (
        lambda i: plots.line(i, "Reachability of our prefixes", "BGP_REACHABILITY", "CONTINENT"),
        lambda i: plots.grouped_bars(i, "Path changes", "BGP_PATH_CHANGES", "CONTINENT", "TEST"),
        lambda i: lists.event_list(i, "Detected events"),
        lambda i: lists.alert_list(i, "Alerts"),
    ),
    "dns": (
        lambda i: plots.line(i, "Resolution time, by agent", "DNS_SERVER_TIME"),
        lambda i: plots.line(i, "Resolver availability", "DNS_SERVER_AVAILABILITY", "COUNTRY"),
        lambda i: lists.numbers(
            i, "At a glance", (("Resolution", "DNS_SERVER_TIME"), ("Alerts", "ALERT_COUNT"))
        ),
        lambda i: plots.boxes(i, "Spread of resolution time", "DNS_SERVER_TIME"),
        lambda i: plots.world_map(i, "Resolution time, by country", "DNS_SERVER_TIME"),
    ),
    "voice": (
        lambda i: plots.line(i, "MOS, by agent", "VOIP_MOS"),
        lambda i: lists.multi_metric(i, "Call quality", ("VOIP_MOS", "VOIP_LOSS", "VOIP_LATENCY")),
        lambda i: plots.grouped_bars(i, "Alerts", "ALERT_COUNT", "CONTINENT", "TEST"),
        lambda i: plots.world_map(i, "MOS, by country", "VOIP_MOS"),
    ),
    "summary": (
        lambda i: lists.numbers(i, "The month in numbers", (*_WEB_CARDS, ("Alerts", "ALERT_COUNT"))),
        lambda i: plots.line(i, "Availability, by continent", "WEB_AVAILABILITY", "CONTINENT"),
        lambda i: plots.pie(i, "Errors by continent", "WEB_TOTAL_ERROR_COUNT", "CONTINENT"),
        lambda i: lists.multi_metric(i, "Health, by agent", _HEALTH),
        lambda i: plots.world_map(i, "Availability, by country", "WEB_AVAILABILITY"),
        lambda i: lists.alert_list(i, "Alerts"),
        lambda i: lists.test_table(i, "Tests"),
    ),
}


def incident() -> list[Panel]:
    """Return the panels of the API documentation's example snapshot; the first has the id given there."""
    rest = [short_id("incident", place) for place in range(1, len(_INCIDENT))]
    return [make(panel_id) for make, panel_id in zip(_INCIDENT, [CONTRACT_PANEL, *rest], strict=True)]


def of_topic(topic: str, dashboard_id: str) -> list[Panel]:
    """Return the panels of a dashboard with the given topic."""
    recipe = _RECIPES["web" if topic == "saas" else topic]
    return [make(short_id("panel", dashboard_id, place)) for place, make in enumerate(recipe)]
