"""The monitoring agents that the embedded servers simulate, each in a named city."""

from __future__ import annotations

from dataclasses import dataclass

COUNTRIES = {
    "DE": "Germany",
    "NL": "Netherlands",
    "GB": "United Kingdom",
    "FR": "France",
    "US": "United States",
    "BR": "Brazil",
    "JP": "Japan",
    "SG": "Singapore",
    "AU": "Australia",
    "IN": "India",
    "ZA": "South Africa",
}
"""Country codes and what they are called."""

CONTINENTS = {
    "EU": "Europe",
    "NA": "North America",
    "SA": "South America",
    "AS": "Asia",
    "OC": "Oceania",
    "AF": "Africa",
}
"""Continent codes and what they are called."""


@dataclass(frozen=True)
class Agent:
    """A monitoring agent: its id, its location, and its usual latency to its targets in ms."""

    agent_id: str
    city: str
    country: str
    continent: str
    latitude: float
    longitude: float
    latency: float
    kind: str = "cloud"

    @property
    def name(self) -> str:
        """The agent's display name."""
        suffix = "" if self.kind == "cloud" else " (branch)"
        return f"{self.city}{suffix}"

    @property
    def place(self) -> str:
        """The agent's city and country as text."""
        return f"{self.city}, {COUNTRIES[self.country]}"

    @property
    def address(self) -> str:
        """The agent's IP address, from the documentation ranges of RFC 5737."""
        return f"203.0.113.{int(self.agent_id) % 250 + 1}"


AGENTS = (
    Agent("2565", "Frankfurt", "DE", "EU", 50.11, 8.68, 18),
    Agent("2571", "Amsterdam", "NL", "EU", 52.37, 4.90, 24),
    Agent("2579", "London", "GB", "EU", 51.51, -0.13, 31),
    Agent("2588", "Ashburn", "US", "NA", 39.04, -77.49, 92),
    Agent("2593", "Dallas", "US", "NA", 32.78, -96.80, 118),
    Agent("2601", "Tokyo", "JP", "AS", 35.68, 139.69, 231),
    Agent("2612", "Singapore", "SG", "AS", 1.35, 103.82, 166),
    Agent("2619", "São Paulo", "BR", "SA", -23.55, -46.63, 204),
    Agent("2624", "Paris", "FR", "EU", 48.86, 2.35, 27),
    Agent("2630", "San Jose", "US", "NA", 37.34, -121.89, 149),
    Agent("2637", "Sydney", "AU", "OC", -33.87, 151.21, 284),
    Agent("2644", "Mumbai", "IN", "AS", 19.08, 72.88, 128),
    Agent("2651", "Johannesburg", "ZA", "AF", -26.20, 28.05, 173, "enterprise"),
    Agent("2660", "München", "DE", "EU", 48.14, 11.58, 22, "enterprise"),
)
"""Every agent; the first eight are those that the dashboards draw one by one."""

CHARTED = AGENTS[:8]
"""The agents that dashboards compare: few enough to tell their lines apart."""
