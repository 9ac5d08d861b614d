"""Metrics of the shop's servers, each computed by a formula from the story, the simulated incident."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from te_tui.demo.agents import CHARTED, Agent

if TYPE_CHECKING:
    from collections.abc import Callable

    from te_tui.demo.story import Story

PLACES = CHARTED[:6]
"""Where the shop has servers."""

POOL = 200
"""How many connections a database accepts."""


@dataclass(frozen=True)
class Signal:
    """A Prometheus metric and its formula; `adds_up`: values of several cities are summed, not averaged."""

    metric: str
    formula: Callable[[Story, Agent, int], float]
    adds_up: bool = False
    digits: int = 3


def _requests(story: Story, place: Agent, moment: int) -> float:
    busy = 60 + 340 * story.load(place, moment) + 12 * story.wobble(place, moment, 21)
    return max(0.0, busy * (1 - 0.72 * story.severity(place, moment)))


def _errors(story: Story, place: Agent, moment: int) -> float:
    background = 0.002 + 0.0015 * max(0.0, story.wobble(place, moment, 22))
    return min(1.0, background + 0.38 * math.pow(story.severity(place, moment), 1.2))


def _median(story: Story, place: Agent, moment: int) -> float:
    calm = 0.085 + 0.04 * story.load(place, moment) + 0.006 * story.wobble(place, moment, 23)
    return calm + 0.5 * story.severity(place, moment)


def _p95(story: Story, place: Agent, moment: int) -> float:
    return 2.4 * _median(story, place, moment) + 1.6 * story.severity(place, moment)


def _p99(story: Story, place: Agent, moment: int) -> float:
    return 4.1 * _median(story, place, moment) + 4.2 * story.severity(place, moment)


def _cpu(story: Story, place: Agent, moment: int) -> float:
    retries = 0.31 * story.severity(place, moment)
    calm = 0.18 + 0.34 * story.load(place, moment) + 0.03 * story.wobble(place, moment, 24)
    return min(0.99, max(0.02, calm + retries))


def _memory(story: Story, place: Agent, moment: int) -> float:
    waiting = 3.1 * story.severity(place, moment)
    return round(
        (5.2 + 0.9 * story.load(place, moment) + 0.15 * story.wobble(place, moment, 25) + waiting) * 2**30
    )


def _connections(story: Story, place: Agent, moment: int) -> float:
    calm = 38 + 46 * story.load(place, moment) + 4 * story.wobble(place, moment, 26)
    return float(min(POOL, round(calm + 170 * story.severity(place, moment))))


def _queue(story: Story, place: Agent, moment: int) -> float:
    return float(
        round(max(0.0, 3 + 2 * story.wobble(place, moment, 27)) + 5200 * story.severity(place, moment))
    )


def _lag(story: Story, place: Agent, moment: int) -> float:
    return 0.2 + 0.1 * abs(story.wobble(place, moment, 28)) + 64 * story.severity(place, moment)


def _received(story: Story, place: Agent, moment: int) -> float:
    return round(_requests(story, place, moment) * 41_000)


def _up(story: Story, place: Agent, moment: int) -> float:
    """Return the state of the service in a city: 2 is up, 1 degraded, 0 down."""
    severity = story.severity(place, moment)
    return 0.0 if severity > 0.8 else 1.0 if severity > 0.15 else 2.0


def _orders(story: Story, place: Agent, moment: int) -> float:
    return round(_requests(story, place, moment) * 0.9 * (1 - _errors(story, place, moment)))


SIGNALS = {
    signal.metric: signal
    for signal in (
        Signal("http_requests_rate", _requests, adds_up=True),
        Signal("http_errors_ratio", _errors, digits=5),
        Signal("http_latency_p50_seconds", _median, digits=4),
        Signal("http_latency_p95_seconds", _p95, digits=4),
        Signal("http_latency_p99_seconds", _p99, digits=4),
        Signal("cpu_utilisation", _cpu, digits=4),
        Signal("memory_used_bytes", _memory, adds_up=True, digits=0),
        Signal("db_connections", _connections, adds_up=True),
        Signal("db_replication_lag_seconds", _lag),
        Signal("payment_queue_depth", _queue, adds_up=True),
        Signal("network_receive_bytes_rate", _received, adds_up=True, digits=0),
        Signal("service_state", _up),
        Signal("orders_per_minute", _orders, adds_up=True),
    )
}
"""Every metric that the servers' Prometheus has."""


def value(signal: Signal, story: Story, places: tuple[Agent, ...], moment: int) -> float:
    """Return a metric's value in some cities together, summed or averaged, at a moment (epoch seconds)."""
    total = sum(signal.formula(story, place, moment) for place in places)
    return round(total if signal.adds_up else total / len(places), signal.digits)
