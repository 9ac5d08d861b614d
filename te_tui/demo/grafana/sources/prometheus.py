"""The shop's simulated Prometheus, which understands only the PromQL that the dashboards use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from te_tui.demo.chance import unit
from te_tui.demo.grafana.frames import Field, Frame, time_field
from te_tui.demo.grafana.signals import PLACES, SIGNALS, Signal, value
from te_tui.demo.grafana.sources.refused import QueryRefused

if TYPE_CHECKING:
    from te_tui.demo.agents import Agent
    from te_tui.demo.grafana.scene import Scene
    from te_tui.demo.wire import Json

HOSTS_A_PLACE = 16
"""How many servers stand in each place."""

_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_WORD = re.compile(r"[a-z_][a-z0-9_]*")
_BY = re.compile(r"\bby\s*\(\s*(\w+)\s*\)")
_IN = re.compile(r'\bplace\s*=~?\s*"([^"]*)"')


def answer(query: Json, scene: Scene) -> list[Frame]:
    """Return the answer to a PromQL query, one frame for each series.

    Raises:
        QueryRefused: the expression names an unknown metric or selects no city.
    """
    expression = str(query.get("expr", ""))
    by = _BY.search(expression)
    places = _places(expression)
    if "http_latency_bucket" in expression:
        return [_buckets(scene, places)]
    signal = next((SIGNALS[word] for word in _WORD.findall(expression) if word in SIGNALS), None)
    if signal is None:
        raise QueryRefused(400, f"bad_data: no series match {expression!r}")
    legend = str(query.get("legendFormat", ""))
    if by is None:
        return [_series(scene, signal, places, {}, legend or expression)]
    if by[1] == "instance":
        return [frame for place in places for frame in _instances(scene, signal, place)]
    return [_series(scene, signal, (place,), {"place": place.city}, legend) for place in places]


def _places(expression: str) -> tuple[Agent, ...]:
    """Return the cities that the expression selects with the label `place`; all if it has no such matcher."""
    wanted = _IN.search(expression)
    if wanted is None:
        return PLACES
    try:
        found = tuple(place for place in PLACES if re.fullmatch(wanted[1], place.city))
    except re.error:
        found = ()
    if not found:
        raise QueryRefused(400, f"bad_data: no place matches {wanted[1]!r}")
    return found


def _series(
    scene: Scene, signal: Signal, places: tuple[Agent, ...], labels: dict[str, str], legend: str
) -> Frame:
    """Return one series of a metric for several cities together; `legend` may contain `{{label}}`."""
    values = [value(signal, scene.story, places, moment) for moment in scene.moments]
    named = re.sub(r"\{\{\s*(\w+)\s*\}\}", lambda match: labels.get(match[1], ""), legend)
    config = {"displayNameFromDS": named} if named else {}
    return Frame([time_field(scene.moments), Field("Value", "number", values, labels, config)])


def _instances(scene: Scene, signal: Signal, place: Agent) -> list[Frame]:
    """Return a series for each server in a city, each a little above or below the city's mean."""
    shared = [value(signal, scene.story, (place,), moment) for moment in scene.moments]
    times = time_field(scene.moments)
    frames = []
    for number in range(1, HOSTS_A_PLACE + 1):
        factor = 0.85 + 0.3 * unit("host", place.agent_id, number)
        labels = {"instance": f"shop-{place.country.lower()}-{number:02}", "place": place.city}
        values = [round(each * factor, signal.digits) for each in shared]
        frames.append(Frame([times, Field("Value", "number", values, labels)]))
    return frames


def _buckets(scene: Scene, places: tuple[Agent, ...]) -> Frame:
    """Return a heat map's frame: the requests over time, counted in a column for each range of durations."""
    rate, median = SIGNALS["http_requests_rate"], SIGNALS["http_latency_p50_seconds"]
    columns: list[list[float]] = [[] for _ in range(len(_BUCKETS) + 1)]
    for moment in scene.moments:
        total = value(rate, scene.story, places, moment) * 60
        middle = value(median, scene.story, places, moment)
        shares = [bound**2 / (bound**2 + middle**2) for bound in _BUCKETS] + [1.0]
        for column, share, before in zip(columns, shares, [0.0, *shares], strict=False):
            column.append(round(total * (share - before)))
    names = [*(f"{bound:g}" for bound in _BUCKETS), "+Inf"]
    fields = [
        Field(name, "number", column, {"le": name}) for name, column in zip(names, columns, strict=True)
    ]
    return Frame([time_field(scene.moments), *fields], meta={"type": "heatmap-rows"})
