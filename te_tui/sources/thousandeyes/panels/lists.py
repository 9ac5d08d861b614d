"""Lists of alerts, agents and tests: a headline with counts, and a table, urgent rows first.

See api.md, section 5.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from te_tui.figures.bounds import drawn_of
from te_tui.models.cells import Figure, Instant, Length, More, Spark, Words
from te_tui.models.clean import visible
from te_tui.models.content import Column, Drawing, Headline, Phrase, Stack, Table
from te_tui.models.forms import Mark, Pin, Symbol, WorldMap, on_earth
from te_tui.models.limits import LIMITS
from te_tui.sources.thousandeyes.body.panel_data import Agent, AgentSummary, Alert, PanelData, TestRow
from te_tui.sources.thousandeyes.panels.naming import humanise

_SPARKLINE_WIDTH = 12
_STATES: dict[str, Mark] = {
    "online": Mark("online", "good"),
    "offline": Mark("offline", "bad"),
    "disabled": Mark("disabled", "muted"),
}
_UNKNOWN_STATE = Mark("unknown", "warning")
_ORDER: tuple[Symbol, ...] = ("offline", "unknown", "disabled", "online")
"""Of agents in a list: what needs a look first."""


def alert_list(data: PanelData) -> Drawing | None:
    """A headline on how many alerts are active, and a table of alerts; None without alerts and counts."""
    alerts = data.alerts or ()
    if not alerts and data.total_alerts is None and data.active_alerts is None:
        return None
    active = data.active_alerts if data.active_alerts is not None else sum(bool(a.active) for a in alerts)
    total = data.total_alerts if data.total_alerts is not None else len(alerts)
    words = (Figure(active), "of", Figure(total), "active")
    phrases = [Phrase(words, "bad" if active > 0 else "good")]
    if alerts and len(alerts) != total:
        phrases.append(Phrase((Figure(len(alerts)), "listed"), "muted"))
    headline = Headline(tuple(phrases))
    return Stack((headline, alerts_table(alerts, data.end))) if alerts else headline


def alerts_table(alerts: tuple[Alert, ...], end: datetime | None) -> Table:
    """A table of alerts: active ones first, and the latest first among these and among the others.

    A start is shown with its year if that is not the year of `end`, when the widget's time span ends.
    """
    started = [alert.started for alert in alerts if alert.started]
    now = end or max(started, default=datetime.now(UTC))
    newest = sorted(alerts, key=lambda a: a.started.timestamp() if a.started else 0.0, reverse=True)
    ordered = sorted(newest, key=lambda a: not a.active)
    rows = tuple(
        (
            "active" if alert.active else "cleared" if alert.active is False else None,
            Instant(alert.started, now) if alert.started else None,
            alert.source,
            Length(alert.duration) if alert.duration is not None else None,
            visible(alert.rule) or alert.rule_id,
            alert.type,
        )
        for alert in ordered
    )
    columns = (
        Column("State", least=7),
        Column("Since", least=12),
        Column("Source", least=30),
        Column("For", "right", 7),
        Column("Rule", least=16),
        Column("Type", least=14),
    )
    return used_columns(Table(columns, rows, tuple("bad" if alert.active else "" for alert in ordered)))


def agent_status(data: PanelData) -> Drawing | None:
    """The number of agents in each state, a map of agents, and a table, offline first; None without any."""
    agents = data.agents or ()
    parts: list[Drawing] = []
    headline = _agent_counts(agents, data.summary)
    if headline.phrases:
        parts.append(headline)
    pins = tuple(_pins(agents))
    if pins:
        parts.append(WorldMap(pins))
    if agents:
        parts.append(agents_table(agents))
    return (parts[0] if len(parts) == 1 else Stack(tuple(parts))) if parts else None


def agents_table(agents: tuple[Agent, ...]) -> Table:
    """A table of agents: offline, unknown and disabled ones first; states as the API spells them."""
    ordered = sorted(agents, key=lambda a: (_ORDER.index(_mark(a).symbol), (a.name or "").casefold()))
    rows = tuple(
        (
            agent.status,
            visible(agent.name) or agent.agent_id,
            agent.location.name if agent.location else None,
            agent.addresses.public if agent.addresses else None,
            agent.addresses.private if agent.addresses else None,
        )
        for agent in ordered
    )
    columns = (
        Column("State", least=8),
        Column("Agent", least=16),
        Column("Location", least=12),
        Column("Public IP"),
        Column("Private IP"),
    )
    return used_columns(Table(columns, rows, tuple(_mark(agent).role for agent in ordered)))


def _agent_counts(agents: tuple[Agent, ...], summary: AgentSummary | None) -> Headline:
    """Agent counts by state, from the summary, else from the list of agents; a warning if the two differ."""
    states = Counter((agent.status or "").strip().casefold() for agent in agents)
    told = {state: count for state in _STATES if (count := getattr(summary, state, None)) is not None}
    listed = {state: states.get(state, 0) for state in _STATES} if agents else {}
    phrases = [
        Phrase((Figure(count), state), _STATES[state].role if count else "muted", _STATES[state])
        for state, count in (listed | told).items()
    ]
    spelled = Counter(agent.status for agent in agents if _mark(agent) is _UNKNOWN_STATE)
    phrases += [
        Phrase((Figure(count), state or "without a state"), "warning", _UNKNOWN_STATE)
        for state, count in islice(spelled.items(), LIMITS.columns)
    ]
    if len(spelled) > LIMITS.columns:
        phrases.append(Phrase(More(len(spelled) - LIMITS.columns, "state"), "muted"))
    differing = [
        f"{listed[state]} {state}" for state, count in told.items() if listed.get(state, count) != count
    ]
    if differing:
        phrases.append(Phrase(f"the list says {', '.join(differing)}", "warning"))
    return Headline(tuple(phrases))


def _pins(agents: tuple[Agent, ...]) -> list[Pin]:
    """The map pins of agents with coordinates; offline agents come last, so that they are drawn on top."""
    pins = [
        Pin(place.latitude, place.longitude, _mark(agent))
        for agent in agents
        if (place := agent.location) is not None
        and place.latitude is not None
        and place.longitude is not None
        and on_earth(place.latitude, place.longitude)
    ]
    return sorted(pins, key=lambda pin: -_ORDER.index(pin.mark.symbol))


def _mark(agent: Agent) -> Mark:
    """The symbol and colour for an agent's state, read in any case; an unknown state has its own symbol."""
    return _STATES.get((agent.status or "").strip().casefold(), _UNKNOWN_STATE)


def tests_table(tests: tuple[TestRow, ...]) -> Table:
    """A table of tests; each of a test's metrics is shown as a sparkline and its last value."""
    names = tuple(dict.fromkeys(g.metric or "" for test in tests for g in test.graphlets or []))
    part = drawn_of(tests, names, besides=4)
    metrics = part.columns
    rows = []
    for test in part.rows:
        drawn = {g.metric or "": _graphlet([v for _, v in g.series()]) for g in test.graphlets or []}
        alerts = None if test.alerts is None else Figure(test.alerts)
        rows.append(
            (visible(test.name) or test.test_id, alerts, *map(drawn.get, metrics), test.target, test.type)
        )
    columns = (
        Column("Test", least=14),
        Column("Alerts", "right", 6),
        *(Column(humanise(metric), least=_SPARKLINE_WIDTH + 6) for metric in metrics),
        Column("Target", least=12),
        Column("Type", least=8),
    )
    return used_columns(Table(columns, tuple(rows), (), part.more_rows, part.more_columns))


def _graphlet(values: list[int | float | None]) -> Words:
    """A sparkline of a graphlet's values, and the last known value."""
    last = next((value for value in reversed(values) if value is not None), None)
    return Spark(values, _SPARKLINE_WIDTH), Figure(last)


def used_columns(table: Table) -> Table:
    """The table without the columns that are empty in every row."""
    used = [i for i in range(len(table.columns)) if any(row[i] for row in table.rows)]
    rows = tuple(tuple(row[i] for i in used) for row in table.rows)
    return replace(table, columns=tuple(table.columns[i] for i in used), rows=rows)
