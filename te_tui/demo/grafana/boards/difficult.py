"""Dashboards that are hard to display: one with malicious texts, one with two hundred panels."""

from __future__ import annotations

from te_tui.demo.grafana.boards.incident import BY_PLACE, row, service_variable
from te_tui.demo.grafana.frames import Field, Frame, texts, time_field
from te_tui.demo.grafana.panels import Board, Panel, Query, metric
from te_tui.demo.grafana.scene import Scene
from te_tui.demo.grafana.signals import PLACES, SIGNALS
from te_tui.demo.grafana.sources.catalogue import Source
from te_tui.demo.wire import Json

HOSTILE = (
    "[bold]Deploy[/bold] [/x] [@click=app.quit]rollback[/]",
    "\x1b[31mRED ALERT\x1b[0m \x1b]52;c;ZXZpbA==\x07",
    "Retail \u202egnp.exe\u202c חנות מקוונת",
    "東京リージョンの遅延調査（決済ゲートウェイ）",
    "🔥 👩‍🚒 é é 🇩🇪",
    "\u0301\u0301\u0301 begins with accents",
    '=HYPERLINK("http://example.com")',
    "$unknown ${service:regex} [[service]] ${__field.labels}",
    "a\nb\tc\x00d\u2028e",
    "long " * 200,
    "\u200b\ufeff",
)
"""Texts that hurt, each used as title, legend, label, unit and value."""


def _hostile_answer(query: Json, scene: Scene) -> list[Frame]:
    """Return a series and a table in which every name and label is the query's (malicious) text."""
    text = str(query["text"])
    moments = list(scene.moments)[:20]
    numbers = [round(scene.story.load(PLACES[0], moment), 3) for moment in moments]
    series = Field(text, "number", numbers, {"name": text}, {"unit": text, "displayName": text})
    rows = Frame(
        [texts(text, [text] * 3), Field("other", "other", [{text: [text]}, None, [text]])], name=text
    )
    return [Frame([time_field(moments), series], name=text), rows]


def _mapping(text: str) -> Json:
    """Return a Grafana value mapping from a text to the same text, so that mappings contain it, too."""
    return {"type": "value", "options": {text: {"text": text}}}


_HOSTILE_SOURCE = Source("hostile", "hostile", "Hostile", _hostile_answer)

HOSTILE_BOARD = Board(
    "hostile-texts",
    20,
    HOSTILE[0],
    (
        *(
            Panel(
                ("timeseries", "table", "stat", "logs")[number % 4],
                text,
                (Query(_HOSTILE_SOURCE, {"text": text}),),
                {"unit": text, "noValue": text, "mappings": [_mapping(text)]},
                description=text,
            )
            for number, text in enumerate(HOSTILE)
        ),
        Panel(
            "text", HOSTILE[1], options={"mode": "html", "content": f"<b>{HOSTILE[1]}</b><script>x</script>"}
        ),
    ),
    variables=(service_variable(),),
)

_METRICS = tuple(SIGNALS)


def _one_of_many(number: int) -> Panel:
    """Return panel `number` of the two hundred: a metric of one city, or, every twentieth time, a heading."""
    if number % 20 == 0:
        return row(f"Row {number // 20 + 1}")
    name, city = _METRICS[number % len(_METRICS)], PLACES[number % len(PLACES)].city
    kind = ("timeseries", "stat", "gauge", "table")[number % 4]
    query = metric(f'avg by (place) ({name}{{place="{city}"}})', BY_PLACE)
    return Panel(kind, f"{name}, {city} ({number})", (query,), size=(6, 6))


MANY_PANELS = Board(
    "two-hundred-panels", 21, "Two hundred panels", [_one_of_many(number) for number in range(210)]
)
