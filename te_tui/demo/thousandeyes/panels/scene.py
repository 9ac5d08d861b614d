"""What the data of demo panels are computed from: a story (the simulated incident), and network tests."""

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
    """A group in the data, such as a country or a test; its values are means over its agents."""

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
        """Return the widget's data as encoded JSON, computed from a scene (the incident and the tests)."""


@dataclass(frozen=True)
class Panel(AnyPanel):
    """A dashboard widget whose data come from a function."""

    data: Callable[[Scene], Json]

    def body(self, scene: Scene) -> bytes:
        """Return the widget's data as encoded JSON, computed from a scene (the incident and the tests)."""
        return encode(self.data(scene))


@dataclass(frozen=True)
class Scene:
    """What panel data are computed from: a story (the simulated incident), and an account group's tests."""

    story: Story
    tests: Sequence[ConfiguredTest]

    def members(self, dimension: str) -> list[Member]:
        """Return the groups of a dimension, which is "AGENT", "COUNTRY", "CONTINENT" or "TEST"."""
        if dimension == "TEST":
            return [Member(test.test_id, test.name, CHARTED, test.factor) for test in self.tests[:4]]
        if dimension == "COUNTRY":
            return _by_place(COUNTRIES, lambda agent: agent.country)
        if dimension == "CONTINENT":
            return _by_place(CONTINENTS, lambda agent: agent.continent)
        return [Member(agent.agent_id, agent.name, (agent,)) for agent in CHARTED]

    def value(self, metric: str, member: Member, moment: int) -> float:
        """Return a metric's value at a moment (epoch seconds): its mean over the agents of a member."""
        known = METRICS[metric]
        total = sum(known.formula(self.story, agent, moment) for agent in member.agents)
        factor = member.factor if known.scales else 1.0
        return round(total / len(member.agents) * factor, 3)

    def overall(self, metric: str, member: Member) -> float:
        """Return a metric's value for the whole story: the sum if it is a count, else the mean."""
        values = [self.value(metric, member, moment) for moment in self.story.samples()]
        total = sum(values)
        return round(total if METRICS[metric].measure == "TOTAL" else total / len(values), 3)

    def envelope(
        self, data: Json, labels: Sequence[tuple[str, Sequence[Member]]] = (), bins: int = 0
    ) -> Json:
        """Return the body of a data response: `data`, names of groups, and times (api.md, section 5).

        `labels` are pairs of a dimension and its members; `bins` is the bin size in seconds, 0 for a single
        bin.
        """
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
    """Return one point of a data response; `groups` are pairs such as `("COUNTRY", "DE")`.

    `count` is the number of measurements in the point, which the API reports with it.
    """
    return {
        "timestamp": timestamp,
        "numberOfDataPoints": count,
        "value": value,
        "groups": [{"groupProperty": dimension, "groupValue": identity} for dimension, identity in groups],
    }


def _by_place(names: dict[str, str], place: Callable[[Agent], str]) -> list[Member]:
    """Return the countries or continents that have agents; `place` gives an agent's country or continent."""
    found = [
        Member(code, name, [agent for agent in AGENTS if place(agent) == code])
        for code, name in names.items()
    ]
    return [member for member in found if member.agents]
