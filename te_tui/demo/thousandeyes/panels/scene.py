"""The scene of a panel: a story (the simulated incident), and the tests that measure it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from te_tui.demo.agents import AGENTS, CHARTED, CONTINENTS, COUNTRIES, Agent
from te_tui.demo.thousandeyes.metrics import METRICS
from te_tui.demo.wire import Json, encode, iso

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from te_tui.demo.story import Story
    from te_tui.demo.thousandeyes.organization import ConfiguredTest

Group = tuple[str, str]
"""A property and the id of one of its values, such as `("COUNTRY", "DE")`."""


@dataclass(frozen=True)
class Member:
    """One value of a grouping, such as one agent, country or test, and the agents that measure it."""

    identity: str
    label: str
    agents: Sequence[Agent]
    factor: float = 1.0


@dataclass(frozen=True)
class AnyPanel(ABC):
    """Abstract base class of dashboard widgets: a configuration, and data that are computed on request."""

    config: Json

    @property
    def panel_id(self) -> str:
        """The widget's id."""
        return str(self.config["id"])

    @abstractmethod
    def body(self, scene: Scene) -> bytes:
        """Return the widget's data in a scene, as encoded JSON."""


@dataclass(frozen=True)
class Panel(AnyPanel):
    """A dashboard widget whose data come from a function."""

    data: Callable[[Scene], Json]

    def body(self, scene: Scene) -> bytes:
        """Return the widget's data in a scene, as encoded JSON."""
        return encode(self.data(scene))


@dataclass(frozen=True)
class Scene:
    """A story (the simulated incident), and the tests of one account group that measure it."""

    story: Story
    tests: Sequence[ConfiguredTest]

    def members(self, dimension: str) -> list[Member]:
        """Return all values of a grouping, which is "AGENT", "COUNTRY", "CONTINENT" or "TEST"."""
        if dimension == "TEST":
            return [Member(test.test_id, test.name, CHARTED, test.factor) for test in self.tests[:4]]
        if dimension == "COUNTRY":
            return _by_place(COUNTRIES, lambda agent: agent.country)
        if dimension == "CONTINENT":
            return _by_place(CONTINENTS, lambda agent: agent.continent)
        return [Member(agent.agent_id, agent.name, (agent,)) for agent in CHARTED]

    def value(self, metric: str, member: Member, moment: int) -> float:
        """Return the mean of a metric over a member's agents at a moment (epoch seconds)."""
        known = METRICS[metric]
        total = sum(known.formula(self.story, agent, moment) for agent in member.agents)
        factor = member.factor if known.scales else 1.0
        return round(total / len(member.agents) * factor, 3)

    def overall(self, metric: str, member: Member) -> float:
        """Return a metric's value for the whole window: a sum if the metric is a count, else a mean."""
        values = [self.value(metric, member, moment) for moment in self.story.samples()]
        total = sum(values)
        return round(total if METRICS[metric].measure == "TOTAL" else total / len(values), 3)

    def envelope(
        self, data: Json, labels: Sequence[tuple[str, Sequence[Member]]] = (), bins: int = 0
    ) -> Json:
        """Return the body of a data response around `data`, with labels and times (api.md, section 5)."""
        return {
            "groupLabels": [
                {
                    "groupProperty": dimension,
                    "groupLabels": [
                        {"groupId": member.identity, "groupLabel": member.label} for member in members
                    ],
                }
                for dimension, members in labels
            ],
            "binSize": bins or self.story.end - self.story.start,
            "startDate": iso(self.story.start),
            "endDate": iso(self.story.end),
            "data": data,
        }


def point(timestamp: int, value: float | None, *groups: Group, count: int = 12) -> Json:
    """Return one point of a data response, with its (grouping, id) pairs."""
    return {
        "timestamp": timestamp,
        "numberOfDataPoints": count,
        "value": value,
        "groups": [{"groupProperty": dimension, "groupValue": identity} for dimension, identity in groups],
    }


def _by_place(names: dict[str, str], place: Callable[[Agent], str]) -> list[Member]:
    """Return the countries or continents that have agents, each with its agents."""
    found = [
        Member(code, name, [agent for agent in AGENTS if place(agent) == code])
        for code, name in names.items()
    ]
    return [member for member in found if member.agents]
