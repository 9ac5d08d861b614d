"""Panels of 20,000 points and more, written as JSON text at once, because encoding objects takes seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from te_tui.demo.agents import AGENTS, CHARTED, Agent
from te_tui.demo.thousandeyes.metrics import METRICS
from te_tui.demo.thousandeyes.panels.configs import configure
from te_tui.demo.thousandeyes.panels.scene import AnyPanel, Member, Scene
from te_tui.demo.wire import encode

if TYPE_CHECKING:
    from collections.abc import Iterator

_KNOT = 15
"""The metric is computed for every fifteenth bin; between them a straight line with some grain will do."""


@dataclass(frozen=True)
class _DensePanel(AnyPanel):
    """A line chart of `points` points in total: one line per agent, with `bins` points each.

    The last agent's line gets the points that remain.
    """

    metric: str
    agents: tuple[Agent, ...]
    points: int
    bins: int

    def body(self, scene: Scene) -> bytes:
        """Return the panel's data as encoded JSON; `scene` is the story to compute the points from."""
        story = scene.story
        step = (story.end - story.start) // self.bins
        texts: list[str] = []
        for agent in self.agents:
            # An agent that was installed late has the last bins only.
            count = min(self.bins, self.points - len(texts))
            first = story.start + (self.bins - count) * step
            texts += self._texts(scene, agent, range(first, first + count * step, step))
        members = [Member(agent.agent_id, agent.name, (agent,)) for agent in self.agents]
        empty = encode(scene.envelope({"points": []}, [("AGENT", members)], step))
        return empty.replace(b'"points":[]', b'"points":[' + ",".join(texts).encode() + b"]")

    def _texts(self, scene: Scene, agent: Agent, moments: range) -> Iterator[str]:
        """Yield the points of one agent as JSON texts."""
        formula = METRICS[self.metric].formula
        start, step = moments.start, moments.step
        knots = [
            formula(scene.story, agent, start + place * _KNOT * step)
            for place in range(len(moments) // _KNOT + 2)
        ]
        tail = f'"groups":[{{"groupProperty":"AGENT","groupValue":"{agent.agent_id}"}}]}}'
        for place, moment in enumerate(moments):
            knot, part = divmod(place, _KNOT)
            before, after = knots[knot], knots[knot + 1]
            grain = 1 + (place * 7919 % 101 - 50) / 2500
            value = (before + (after - before) * part / _KNOT) * grain
            yield f'{{"timestamp":{moment},"numberOfDataPoints":1,"value":{value:.3f},{tail}'


def month() -> list[AnyPanel]:
    """Return the panel of the snapshot "A month of one-minute bins": 100,000 points of three agents."""
    return [_dense("month", "Latency, minute by minute", "NET_LATENCY", AGENTS[:3], 100_000, 31 * 24 * 60)]


def twenty_thousand() -> AnyPanel:
    """Return a panel of 20,000 points in eight lines."""
    return _dense("big20", "20,000 points", "NET_JITTER", CHARTED, 20_000, 2_500)


def _dense(
    panel_id: str, title: str, metric: str, agents: tuple[Agent, ...], points: int, bins: int
) -> AnyPanel:
    config = configure(panel_id, title, "Time Series: Line", metric, groupBy="AGENT")
    return _DensePanel(config, metric, agents, points, bins)
