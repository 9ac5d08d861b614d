"""A Loki with the logs of the shop's services: few lines on a calm day, timeouts during the incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.demo.chance import choose, draw, unit
from te_tui.demo.grafana.frames import Field, Frame, texts
from te_tui.demo.grafana.signals import PLACES
from te_tui.demo.services import CHECKOUT, PAYMENTS

if TYPE_CHECKING:
    from te_tui.demo.grafana.scene import Scene
    from te_tui.demo.wire import Json

_CALM = (
    ("info", "GET /checkout 200 in {fast} ms trace={trace}"),
    ("info", "order {order} accepted, paid with card"),
    ("info", "session cache: {fast} keys expired"),
    ("warn", "slow query ({slow} ms): SELECT * FROM orders WHERE customer_id = $1"),
)
_STORM = (
    ("error", "upstream timed out (110: Connection timed out) while connecting to {pay}"),
    ("error", 'level=error msg="no free connection in pool" pool=orders size=200 waiting={order}'),
    ("error", "POST /checkout 504 in 30000 ms trace={trace}"),
    ("warn", "retry {try}/3 of order {order}: payment not confirmed"),
    ("crit", "circuit breaker to Payments API opened after 50 failures"),
)
_LINES = 120


def answer(query: Json, scene: Scene) -> list[Frame]:
    """Return up to 120 log lines; if the query contains the filter `|=`, only those that are errors."""
    only_bad = "|=" in str(query.get("expr", ""))
    lines = [_line(scene, number) for number in range(_LINES)]
    kept = [line for line in lines if not only_bad or line[1] in {"error", "crit"}]
    fields = [
        Field("timestamp", "time", [line[0] for line in kept]),
        texts("body", [line[2] for line in kept]),
        texts("severity", [line[1] for line in kept]),
        texts("id", [f"{line[0]}_{number}" for number, line in enumerate(kept)]),
        Field("labels", "other", [{"app": "checkout", "place": line[3]} for line in kept]),
    ]
    return [Frame(fields, meta={"type": "log-lines", "preferredVisualisationType": "logs"})]


def _line(scene: Scene, number: int) -> tuple[int, str, str, str]:
    """Return the moment (epoch milliseconds), severity, text and city of the log line with this number.

    Half of the lines are from the time of the incident, because services then write more.
    """
    story = scene.story
    keys = (story.key, "log", number)
    spread = (number + unit("jitter", *keys)) / _LINES
    if 0.2 < spread < 0.7 and scene.start <= story.onset < scene.end:
        part = (spread - 0.2) / 0.5
        moment = story.relief - part * (story.relief - story.onset)
    else:
        moment = scene.end - spread * (scene.end - scene.start)
    place = choose(PLACES, "place", *keys)
    bad = unit("bad", *keys) < story.severity(place, int(moment))
    severity, pattern = choose(_STORM if bad else _CALM, "text", *keys)
    text = pattern.format_map(
        {
            "fast": 20 + draw("fast", *keys) % 180,
            "slow": 900 + draw("slow", *keys) % 4000,
            "order": 810_000 + draw("order", *keys) % 90_000,
            "trace": f"{draw('trace', *keys):016x}",
            "try": 1 + draw("try", *keys) % 3,
            "pay": PAYMENTS.address,
        }
    )
    return int(moment * 1000), severity, f"[{CHECKOUT.name.lower()}] {text}", place.city
