"""The story behind a snapshot's data: a simulated incident (where, from when to when) and a daily rhythm.

All widgets of a snapshot compute their values from one story, so that page load, loss, errors and alerts
agree on when and where the incident was. The embedded Grafana uses the same stories: its servers suffer
from the outage that the agents of the embedded ThousandEyes measure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from te_tui.demo.agents import AGENTS, Agent
from te_tui.demo.chance import choose, draw, unit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

DAY = 86_400
OUTAGE_SECONDS = DAY
"""How long the window around the outage is."""

_OUTAGE_KEYS = ("1234", 0)
_REACH = {"city": 1.0, "country": 0.8, "continent": 0.55, "world": 0.04, "spreading": 0.4}
_PACE = 1200
_LASTS = 4 * 3600
_MIX = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35)


@dataclass(frozen=True)
class Course:
    """Lasting changes in response times, which differ from continent to continent.

    Usual times are multiplied by the continent's level, 1 if it has none. `step` is added to Europe's level
    from `step_at` on, and `drift` to Asia's for each second after `since`; both times are epoch seconds.
    """

    levels: Mapping[str, float] = field(default_factory=dict)
    step_at: int = 0
    step: float = 0.0
    since: int = 0
    drift: float = 0.0

    def level(self, agent: Agent, moment: int) -> float:
        """Return the factor by which an agent's usual times are multiplied at a moment."""
        level = self.levels.get(agent.continent, 1.0)
        if agent.continent == "EU" and moment >= self.step_at:
            level += self.step
        if agent.continent == "AS":
            level += self.drift * (moment - self.since)
        return level


@dataclass(frozen=True)
class Story:
    """A snapshot's time window and the simulated incident in it; all times are epoch seconds.

    Attributes:
        start: the start of the window.
        end: the end of the window.
        key: varies the random fluctuations from story to story.
        centre: an agent in the city where the incident is worst; cities near it suffer, too.
        onset: when the incident begins.
        relief: when recovery from the incident begins.
        force: how strong the incident is: 1 for an outage, 0 for no incident.
        pace: the seconds until the incident reaches the rest of the continent, and as many again until it
            reaches the rest of the world; 0 if it does not spread.
        course: lasting changes besides the incident.
    """

    start: int
    end: int
    key: int
    centre: Agent
    onset: int
    relief: int
    force: float
    pace: int = 0
    course: Course = Course()

    @property
    def bin_size(self) -> int:
        """The width of a bin in seconds, which grows with the window (api.md, section 5)."""
        days = (self.end - self.start) / DAY
        for limit, hours in ((14, 1), (30, 2), (50, 4), (93, 6)):
            if days <= 1:
                return 300
            if days <= limit:
                return hours * 3600
        return DAY * math.ceil(days / 1000)

    def bins(self) -> range:
        """Return the starts of all bins, in epoch seconds."""
        return range(self.start, self.end, self.bin_size)

    def samples(self, count: int = 24) -> list[int]:
        """Return `count` moments (epoch seconds), spread evenly over the window, to compute means from."""
        return [self.start + (self.end - self.start) * (2 * step + 1) // (2 * count) for step in range(count)]

    def severity(self, agent: Agent, moment: int) -> float:
        """Return how severe the incident is for an agent at a moment, from 0 to 1."""
        onset = self.onset + self._delay(agent)
        if self.force == 0.0 or not onset <= moment < self.relief + self._tail:
            return 0.0
        rise = _smooth((moment - onset) / self._ramp)
        fall = 1.0 - _smooth((moment - self.relief) / self._tail)
        half_way = (moment - self.onset) / (self.relief - self.onset) - 0.55
        rerouted = 1.0 - 0.35 * math.exp(-((half_way / 0.1) ** 2))  # traffic is rerouted, and comes back
        return self.force * self.reach(agent) * rise * fall * rerouted

    def reach(self, agent: Agent) -> float:
        """Return the share of the incident's force that reaches an agent: 1 in the centre's city."""
        if agent.city == self.centre.city:
            return _REACH["city"]
        if agent.country == self.centre.country:
            return _REACH["country"]
        if agent.continent == self.centre.continent:
            return _REACH["continent"]
        return _REACH["spreading"] if self.pace else _REACH["world"]

    def from_singapore(self, onset: int) -> Story:
        """Return a copy of the story whose incident begins in Singapore at `onset` and spreads from there."""
        centre = next(agent for agent in AGENTS if agent.city == "Singapore")
        return replace(self, centre=centre, onset=onset, relief=onset + _LASTS, pace=_PACE)

    def _delay(self, agent: Agent) -> int:
        """Return the seconds from the incident's onset until it reaches an agent's city."""
        if agent.city == self.centre.city:
            return 0
        return self.pace if agent.continent == self.centre.continent else 2 * self.pace

    def load(self, agent: Agent, moment: int) -> float:
        """Return how busy an agent's region is, 0 to 1: quiet at night, busy after noon, less on weekends."""
        local = moment / 3600 + agent.longitude / 15
        hour = (local - 14.5 + 12) % 24 - 12
        weekday = (int(local // 24) + 3) % 7  # the epoch began on a Thursday
        return math.exp(-((hour / 4.6) ** 2)) * (1.0 if weekday < 5 else 0.55)

    def wobble(self, agent: Agent, moment: int, salt: int = 0) -> float:
        """Return a mostly smooth, pseudo-random variation from about -1 to 1, different for each `salt`."""
        phase = (self.key + salt * 977 + int(agent.latency) * 131) % 6283 / 1000
        slow = math.sin(moment / 5400 + phase) + 0.6 * math.sin(moment / 1700 + 2.3 * phase)
        mixed = (moment * _MIX[0] ^ (self.key + salt) * _MIX[1] ^ int(agent.latency) * _MIX[2]) & 0xFFFFFFFF
        mixed = (mixed ^ mixed >> 15) * _MIX[1] & 0xFFFFFFFF
        return 0.4 * slow + 0.36 * ((mixed ^ mixed >> 13) % 2001 / 1000 - 1)

    @property
    def _ramp(self) -> float:
        """The seconds that the incident takes to become fully severe."""
        return max(600.0, 0.05 * (self.relief - self.onset))

    @property
    def _tail(self) -> float:
        """The seconds that recovery from the incident takes."""
        return max(1500.0, 0.15 * (self.relief - self.onset))


def tell(start: datetime, seconds: int, *keys: object, outage: bool = False) -> Story:
    """Return the story of a window that begins at `start` and lasts `seconds`.

    With `outage`, its incident is the outage around Frankfurt; else the keys decide on a smaller incident or
    none.
    """
    first = int(start.timestamp())
    key = int(unit("story", *keys) * 1_000_000)
    if outage:
        centre, force, begin, length = AGENTS[0], 1.0, 0.55, 0.17
    else:
        centre = choose(AGENTS, "centre", *keys)
        force = 0.0 if key % 4 == 0 else 0.15 + 0.5 * unit("force", *keys)
        begin = 0.2 + 0.5 * unit("onset", *keys)
        length = 0.08 + 0.15 * unit("length", *keys)
    onset = first + int(seconds * begin)
    return Story(first, first + seconds, key, centre, onset, onset + max(1, int(seconds * length)), force)


def outage_end(now: datetime, seed: int) -> datetime:
    """Return the end of the outage's window: two to three hours before `now`, rounded to five minutes."""
    pause = timedelta(hours=2, minutes=5 + draw("pause", seed, *_OUTAGE_KEYS) % 55)
    return on_five_minutes(now.replace(microsecond=0) - pause)


def on_five_minutes(moment: datetime) -> datetime:
    """Round a moment down to five minutes, because windows begin and end at such moments."""
    return moment.replace(minute=moment.minute - moment.minute % 5, second=0)


def _smooth(ratio: float) -> float:
    """Return 0 for ratios below 0, 1 for ratios above 1, and a smooth transition between them."""
    clamped = min(1.0, max(0.0, ratio))
    return clamped * clamped * (3 - 2 * clamped)
