"""The metrics that agents measure, each computed by a formula from the story (the simulated incident)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from te_tui.demo.agents import Agent
    from te_tui.demo.story import Story


@dataclass(frozen=True)
class Metric:
    """A metric that agents measure.

    Attributes:
        name: the API's name for the metric.
        group: the API's name for the metric's group.
        formula: computes a value from the story, for an agent and a moment (epoch seconds).
        measure: how values are aggregated, such as MEAN.
        scales: whether a value is multiplied by the test's `factor`, as times are and percentages are not.
    """

    name: str
    group: str
    formula: Callable[[Story, Agent, int], float]
    measure: str = "MEAN"
    scales: bool = False


def _latency(story: Story, agent: Agent, moment: int) -> float:
    calm = agent.latency * (1 + 0.10 * story.load(agent, moment) + 0.03 * story.wobble(agent, moment, 1))
    return calm * story.course.level(agent, moment) + 140 * story.severity(agent, moment)


def _loss(story: Story, agent: Agent, moment: int) -> float:
    background = 0.25 * max(0.0, story.wobble(agent, moment, 2) - 0.55)
    return background + 41 * math.pow(story.severity(agent, moment), 1.3)


def _jitter(story: Story, agent: Agent, moment: int) -> float:
    return (
        0.6 + agent.latency / 90 + 0.3 * story.wobble(agent, moment, 3) + 26 * story.severity(agent, moment)
    )


def _availability(story: Story, agent: Agent, moment: int) -> float:
    wobble = story.wobble(agent, moment, 4)
    failed = 84 * math.pow(story.severity(agent, moment), 1.4) * (1 + 0.15 * wobble)
    return max(0.0, 100.0 - failed - (0.8 if wobble > 0.9 else 0.0))


def _dns(story: Story, agent: Agent, moment: int) -> float:
    calm = 9 + agent.latency / 12 + 1.5 * story.wobble(agent, moment, 5)
    return calm + 35 * story.severity(agent, moment)


def _connect(story: Story, agent: Agent, moment: int) -> float:
    return _latency(story, agent, moment) * 1.02


def _ssl(story: Story, agent: Agent, moment: int) -> float:
    return _latency(story, agent, moment) * 1.9 + 4


def _wait(story: Story, agent: Agent, moment: int) -> float:
    busy = 60 * story.load(agent, moment) + 8 * story.wobble(agent, moment, 6)
    return 95 + busy + 900 * story.severity(agent, moment)


def _ttfb(story: Story, agent: Agent, moment: int) -> float:
    return _dns(story, agent, moment) + _ssl(story, agent, moment) + _wait(story, agent, moment)


def _page_load(story: Story, agent: Agent, moment: int) -> float:
    calm = 640 + 4.2 * agent.latency + 260 * story.load(agent, moment) + 45 * story.wobble(agent, moment, 7)
    return calm * story.course.level(agent, moment) + 3300 * story.severity(agent, moment)


def _errors(story: Story, agent: Agent, moment: int) -> float:
    sporadic = 1.0 if story.wobble(agent, moment, 8) > 0.85 else 0.0
    return float(round(sporadic + 46 * math.pow(story.severity(agent, moment), 1.2)))


def _reachability(story: Story, agent: Agent, moment: int) -> float:
    return 100.0 - 45 * math.pow(story.severity(agent, moment), 1.5)


def _path_changes(story: Story, agent: Agent, moment: int) -> float:
    edge = max(0.0, 1 - abs(moment - story.onset) / 1800) + max(0.0, 1 - abs(moment - story.relief) / 1800)
    background = 1.0 if story.wobble(agent, moment, 9) > 0.8 else 0.0
    return float(round(background + 9 * edge * story.force * story.reach(agent)))


def _mos(story: Story, agent: Agent, moment: int) -> float:
    return max(
        1.0,
        4.38
        - agent.latency / 900
        + 0.03 * story.wobble(agent, moment, 10)
        - 2.6 * story.severity(agent, moment),
    )


def _throughput(story: Story, agent: Agent, moment: int) -> float:
    quiet = 1 - 0.25 * story.load(agent, moment) - 0.75 * story.severity(agent, moment)
    return 9_000_000 / (1 + agent.latency / 60) * max(0.02, quiet + 0.05 * story.wobble(agent, moment, 11))


def _alerts(story: Story, agent: Agent, moment: int) -> float:
    return float(round(4 * story.severity(agent, moment)))


METRICS = {
    metric.name: metric
    for metric in (
        Metric("NET_LATENCY", "AGENT_TO_SERVER", _latency, scales=True),
        Metric("NET_LOSS", "AGENT_TO_SERVER", _loss),
        Metric("NET_JITTER", "AGENT_TO_SERVER", _jitter, scales=True),
        Metric("WEB_AVAILABILITY", "HTTP_SERVER", _availability),
        Metric("WEB_DNS", "HTTP_SERVER", _dns),
        Metric("WEB_CONNECT", "HTTP_SERVER", _connect, scales=True),
        Metric("WEB_SSL", "HTTP_SERVER", _ssl, scales=True),
        Metric("WEB_WAIT", "HTTP_SERVER", _wait, scales=True),
        Metric("WEB_TTFB", "HTTP_SERVER", _ttfb, scales=True),
        Metric("WEB_THROUGHPUT", "HTTP_SERVER", _throughput),
        Metric("WEB_TOTAL_ERROR_COUNT", "HTTP_SERVER", _errors, "TOTAL"),
        Metric("WEB_PAGE_LOAD", "PAGE_LOAD", _page_load, scales=True),
        Metric("DNS_SERVER_TIME", "DNS", _dns),
        Metric("DNS_SERVER_AVAILABILITY", "DNS", _availability),
        Metric("BGP_REACHABILITY", "BGP", _reachability),
        Metric("BGP_PATH_CHANGES", "BGP", _path_changes, "TOTAL"),
        Metric("VOIP_MOS", "VOIP", _mos),
        Metric("VOIP_LOSS", "VOIP", _loss),
        Metric("VOIP_LATENCY", "VOIP", _latency, scales=True),
        Metric("ALERT_COUNT", "ALERTS", _alerts, "TOTAL"),
    )
}
"""Every metric that the demo's widgets show, by the API's name."""
