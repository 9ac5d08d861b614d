"""The panels of the snapshot "Every widget type": every type, and everything unusual in the API's data.

Those peculiarities are listed in api.md, sections 5 and 12.5. The official SDK raises errors for some of
them, so other snapshots do not have them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.demo.agents import AGENTS
from te_tui.demo.thousandeyes.panels import lists, plots
from te_tui.demo.thousandeyes.panels.boards import incident
from te_tui.demo.thousandeyes.panels.configs import EMBED_CANARY, configure
from te_tui.demo.thousandeyes.panels.dense import twenty_thousand
from te_tui.demo.thousandeyes.panels.scene import AnyPanel, Panel, Scene
from te_tui.demo.wire import Json, iso

if TYPE_CHECKING:
    from collections.abc import Callable

MISSING_PANEL = "gone4"
"""The widget whose data answer 404."""

BROKEN_PANEL = "err50"
"""The widget whose data answer 500."""

_LABELS = {"AGENT": "Agents", "COUNTRY": "Countries"}
_WIDE = {
    "2565": "フランクフルト",
    "2571": "أمستردام",
    "2579": "London 🇬🇧",
    "2588": "Ash\x1b[7mburn",
    "2593": "[red]Dallas[/]",
}


def every_type() -> list[AnyPanel]:
    """Return the panels of "Every widget type": all documented types, two other types, and peculiar data."""
    submetrics = {
        "Pie Chart": plots.timing_pie("", "Response time by part", "CONTINENT", showSubmetrics=True),
        "Time Series: Stacked Area": plots.timing_area(
            "", "Response time by part, over time", "CONTINENT", showSubmetrics=False
        ),
    }
    made = [submetrics.get(panel.config["type"], panel) for panel in incident()]
    plain = [Panel(panel.config | {"id": f"all{place:02}"}, panel.data) for place, panel in enumerate(made)]
    return [*plain, *_unknown_types(), *_quirky_points(), *_quirky_lists(), *_failing()]


def _unknown_types() -> list[Panel]:
    """Return three panels: with a type of a newer API, with an invented type, and with an invented metric."""
    heat = configure(
        "heat1", "Loss, agent × test", "Heatmap", "NET_LOSS", rowGroupBy="AGENT", columnGroupBy="TEST"
    )
    invented = configure(
        "sank1", "Traffic between regions", "Sankey Diagram", "NET_LATENCY", flowGroupBy="REGION"
    )
    unheard = plots.line("newm1", "A metric from tomorrow", "NET_LATENCY")
    return [
        Panel(heat, lambda scene: plots.crossed(scene, "NET_LOSS", "AGENT", "TEST")),
        Panel(invented, lambda scene: plots.summed_up(scene, "NET_LATENCY", "CONTINENT")),
        Panel(unheard.config | {"metric": "QUANTUM_FLUX_RATE"}, unheard.data),
    ]


def _quirky_points() -> list[AnyPanel]:
    """Return panels with peculiar points or settings, such as nulls, control characters or no labels."""

    def quirk(
        panel_id: str,
        title: str,
        change: Callable[[Scene, Json], None],
        metric: str = "NET_LATENCY",
        by: str = "AGENT",
    ) -> Panel:
        panel = plots.line(panel_id, title, metric, by)
        return Panel(panel.config, lambda scene: _changed(panel, scene, change))

    return [
        quirk("gaps1", "Gaps and nulls", _with_gaps),
        quirk("beyon", "Below 0 and above 100 %", _out_of_range, "WEB_AVAILABILITY"),
        quirk("label", "Property written as a label", _label_style),
        quirk("labe2", "Property and points as labels", _label_style_throughout, by="COUNTRY"),
        quirk("nolab", "Groups without labels", _without_labels),
        quirk("wide1", "\x1b[31mErrors\x1b[0m in [bold]東京[/bold] و دبي [/x]", _wide_labels),
        quirk("shade", "Alert suppression windows", _suppressed),
        quirk("milli", "Timestamps in milliseconds", _milliseconds),
        quirk("nodat", "Nothing was measured", _no_data),
        twenty_thousand(),
        plots.stacked_area(
            "embed",
            "Embedded elsewhere",
            "NET_LOSS",
            isEmbedded=True,
            embedUrl=EMBED_CANARY,
            showSubmetrics=None,
            filters={"TEST": ["202701"]},
            fixedTimespan={"value": 24, "unit": "Hours"},
        ),
        Panel(
            {"id": "bare1", "type": "Time Series: Line"},
            lambda scene: plots.over_time(scene, "NET_LOSS", "COUNTRY"),
        ),
    ]


def _quirky_lists() -> list[Panel]:
    """Return three panels: with an empty card, with an empty column, and with agent states in upper case."""
    cards = lists.numbers("card0", "One card is empty", (("Loss", "NET_LOSS"), ("Jitter", "NET_JITTER")))
    columns = lists.multi_metric("colu0", "One column is empty", ("NET_LOSS", "NET_LATENCY"))
    agents = lists.agent_status("upper", "States in upper case")
    return [
        Panel(cards.config, lambda scene: _changed(cards, scene, _empty_card)),
        Panel(columns.config, lambda scene: _changed(columns, scene, _empty_column)),
        Panel(agents.config, lambda scene: _changed(agents, scene, _upper_case)),
    ]


def _failing() -> list[Panel]:
    """Return two panels whose data cannot be fetched: the server answers with 404 and with 500."""
    return [
        plots.line(MISSING_PANEL, "Data answer 404", "NET_LOSS"),
        plots.line(BROKEN_PANEL, "Data answer 500", "NET_LOSS"),
    ]


def _changed(panel: Panel, scene: Scene, change: Callable[[Scene, Json], None]) -> Json:
    """Return a panel's data with the peculiarity that `change` makes in them."""
    body = panel.data(scene)
    change(scene, body)
    return body


def _with_gaps(scene: Scene, body: Json) -> None:
    third = (scene.story.end - scene.story.start) // 3
    gap = range(scene.story.start + third, scene.story.start + third + 5400)
    points = [each for each in body["data"]["points"] if each["timestamp"] not in gap]
    for each in points[::17]:
        each["value"] = None
    body["data"]["points"] = points


def _out_of_range(_: Scene, body: Json) -> None:
    for each in body["data"]["points"][::9]:
        each["value"] = 100.00000833
    for each in body["data"]["points"][4::61]:
        each["value"] = -3.25


def _label_style(_: Scene, body: Json) -> None:
    for labels in body["groupLabels"]:
        labels["groupProperty"] = _LABELS[labels["groupProperty"]]


def _label_style_throughout(scene: Scene, body: Json) -> None:
    _label_style(scene, body)
    for each in body["data"]["points"]:
        for group in each["groups"]:
            group["groupProperty"] = _LABELS[group["groupProperty"]]


def _without_labels(_: Scene, body: Json) -> None:
    body["groupLabels"] = []


def _wide_labels(_: Scene, body: Json) -> None:
    for label in body["groupLabels"][0]["groupLabels"]:
        label["groupLabel"] = _WIDE.get(label["groupId"], label["groupLabel"])


def _suppressed(scene: Scene, body: Json) -> None:
    body["data"]["alertSuppressionWindows"] = [
        {
            "id": "281474976710662",
            "name": "Firewall upgrade",
            "testIds": [scene.tests[0].test_id],
            "startTimes": [iso(scene.story.start + 7200)],
            "durationInSeconds": 5400,
            "repeat": "none",
        }
    ]


def _milliseconds(_: Scene, body: Json) -> None:
    for each in body["data"]["points"]:
        each["timestamp"] *= 1000


def _no_data(_: Scene, body: Json) -> None:
    body["data"] = {"points": [], "status": "No data"}


def _empty_card(_: Scene, body: Json) -> None:
    card = body["data"]["cards"][1]
    card.update(value=None, previousValue=None, status="No data")


def _empty_column(_: Scene, body: Json) -> None:
    body["data"]["columns"][1].update(points=[], status="No data")


def _upper_case(_: Scene, body: Json) -> None:
    for agent, known in zip(body["data"]["agents"], AGENTS, strict=True):
        agent["status"] = agent["status"].upper()
        agent["agentName"] = _WIDE.get(known.agent_id, known.name)
