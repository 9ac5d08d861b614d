"""The shop's simulated PostgreSQL: tables of deploys, orders, places, and calls between services."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from te_tui.demo.chance import choose, draw, hex_id
from te_tui.demo.grafana.frames import Field, Frame, numbers, texts, time_field
from te_tui.demo.grafana.signals import PLACES, SIGNALS, value
from te_tui.demo.grafana.sources.refused import QueryRefused
from te_tui.demo.services import CHECKOUT, HOME, PAYMENTS, SEARCH

if TYPE_CHECKING:
    from te_tui.demo.grafana.scene import Scene
    from te_tui.demo.wire import Json

_FROM = re.compile(r"\bFROM\s+(\w+)", re.IGNORECASE)
_SERVICES = (CHECKOUT, SEARCH, PAYMENTS, HOME)
_PEOPLE = ("amira", "jonas", "chen", "lucía", "tomasz")


def answer(query: Json, scene: Scene) -> list[Frame]:
    """Return the table that the query's SQL statement reads.

    Raises:
        QueryRefused: the table does not exist.
    """
    named = _FROM.search(str(query.get("rawSql", "")))
    table = _TABLES.get(named[1].lower()) if named else None
    if table is None:
        raise QueryRefused(400, f'db query error: relation "{named[1] if named else ""}" does not exist')
    return table(scene)


def deploy_moments(scene: Scene) -> list[int]:
    """Return the moments (epoch seconds) of the shop's six deploys, one of them during the incident."""
    span = scene.end - scene.start
    usual = [scene.start + span * part // 100 for part in (8, 23, 41, 52, 83)]
    return sorted([*usual, (scene.story.onset + scene.story.relief) // 2])


def _deploys(scene: Scene) -> list[Frame]:
    moments = deploy_moments(scene)
    in_incident = [scene.story.onset <= moment < scene.story.relief for moment in moments]
    services = [choose(_SERVICES, scene.story.key, "deploy", moment) for moment in moments]
    fields = [
        time_field(moments, "time"),
        texts("service", [service.name for service in services]),
        texts("version", [f"26.11.{number + 3}" for number in range(len(moments))]),
        texts("commit", [hex_id(7, "commit", moment) for moment in moments]),
        texts("by", [choose(_PEOPLE, "by", moment) for moment in moments]),
        texts("result", ["rolled back" if bad else "done" for bad in in_incident]),
        numbers("duration", [95 + draw("took", moment) % 240 for moment in moments]),
    ]
    return [Frame(fields)]


def _orders(scene: Scene) -> list[Frame]:
    signal = SIGNALS["orders_per_minute"]
    minutes = scene.step / 60
    totals = [
        round(sum(value(signal, scene.story, (place,), moment) for moment in scene.moments) * minutes)
        for place in PLACES
    ]
    return [Frame([texts("place", [place.city for place in PLACES]), numbers("orders", totals)])]


def _payments(_: Scene) -> list[Frame]:
    names = ("card", "PayPal", "invoice", "gift card")
    return [Frame([texts("method", names), numbers("share", [0.58, 0.27, 0.11, 0.04])])]


def _places(scene: Scene) -> list[Frame]:
    errors = [value(SIGNALS["http_errors_ratio"], scene.story, (place,), scene.worst) for place in PLACES]
    fields = [
        texts("place", [place.city for place in PLACES]),
        numbers("latitude", [place.latitude for place in PLACES]),
        numbers("longitude", [place.longitude for place in PLACES]),
        numbers("errors", errors),
    ]
    return [Frame(fields)]


def _durations(scene: Scene) -> list[Frame]:
    median = value(SIGNALS["http_latency_p50_seconds"], scene.story, PLACES, scene.worst)
    lows = [0.05 * step for step in range(20)]
    counts = [round(9000 * (low + 0.02) / median * 2.2 ** -(low / median * 2)) for low in lows]
    highs = [round(low + 0.05, 2) for low in lows]
    return [
        Frame(
            [
                numbers("xMin", [round(low, 2) for low in lows]),
                numbers("xMax", highs),
                numbers("count", counts),
            ]
        )
    ]


def _baskets(scene: Scene) -> list[Frame]:
    moments = list(scene.moments)[:: max(1, len(scene.moments) // 24)]
    opened = [round(48 + 9 * scene.story.wobble(PLACES[0], moment, 31), 2) for moment in moments]
    closed = [*opened[1:], opened[-1]]
    highest = [round(max(pair) + 2.5, 2) for pair in zip(opened, closed, strict=True)]
    lowest = [round(min(pair) - 3.1, 2) for pair in zip(opened, closed, strict=True)]
    times = time_field(moments, "time")
    return [
        Frame(
            [
                times,
                numbers("open", opened),
                numbers("high", highest),
                numbers("low", lowest),
                numbers("close", closed),
            ]
        )
    ]


def _load(scene: Scene) -> list[Frame]:
    moments = list(scene.moments)[:: max(1, len(scene.moments) // 60)]
    story = scene.story
    rates = [value(SIGNALS["http_requests_rate"], story, PLACES, moment) for moment in moments]
    cpus = [value(SIGNALS["cpu_utilisation"], story, PLACES, moment) for moment in moments]
    return [Frame([numbers("requests", rates), numbers("cpu", cpus)])]


def _services(scene: Scene) -> list[Frame]:
    errors = value(SIGNALS["http_errors_ratio"], scene.story, PLACES, scene.worst)
    ids = ("web", "checkout", "search", "payments", "orders-db")
    titles = ("Web front", CHECKOUT.name, SEARCH.name, PAYMENTS.name, "Orders database")
    rates = [
        value(SIGNALS["http_requests_rate"], scene.story, PLACES, scene.worst) * part
        for part in (2, 1, 0.8, 0.6, 1.4)
    ]
    shares = (round(errors, 4), round(errors, 4), 0.002, round(errors * 1.4, 4), 0.0)
    nodes = Frame(
        [
            texts("id", ids),
            texts("title", titles),
            Field("mainstat", "number", [round(rate, 1) for rate in rates], config={"unit": "reqps"}),
            Field("secondarystat", "number", shares, config={"unit": "percentunit"}),
        ],
        name="nodes",
        meta={"preferredVisualisationType": "nodeGraph"},
    )
    edges = Frame(
        [
            texts("id", ("1", "2", "3", "4")),
            texts("source", ("web", "web", "checkout", "checkout")),
            texts("target", ("checkout", "search", "payments", "orders-db")),
            Field("mainstat", "number", [round(rate, 1) for rate in rates[1:]], config={"unit": "reqps"}),
        ],
        name="edges",
        meta={"preferredVisualisationType": "nodeGraph"},
    )
    return [nodes, edges]


_TABLES = {
    "deploys": _deploys,
    "orders": _orders,
    "payments": _payments,
    "places": _places,
    "durations": _durations,
    "baskets": _baskets,
    "load": _load,
    "services": _services,
}
