"""The snapshot "Handover from the old collector", whose JSON breaks the API's rules (api.md, section 11).

It is there to try whether a client copes with wrong types and missing fields.
"""

from __future__ import annotations

from te_tui.demo.thousandeyes.panels.boards import of_topic
from te_tui.demo.thousandeyes.panels.scene import Panel
from te_tui.demo.wire import Json

_NUMERIC_ID = 71305


def distorted_panels() -> list[Panel]:
    """Return panels whose data have wrong types; the first panel has a number as its id, and no title."""
    first, *rest = [_distorted(panel) for panel in of_topic("network", "distorted")]
    return [Panel(first.config | {"id": _NUMERIC_ID, "title": None}, first.data), *rest]


def distort_detail(body: Json) -> Json:
    """Return a snapshot's JSON with wrong types, such as a number as the account group's id.

    Its list of widgets also contains null, a text, and a widget without id or type.
    """
    widgets = [None, *body["widgets"], "not a widget", {"title": "No type, no id"}]
    span = body["timeSpan"] | {"duration": str(body["timeSpan"]["duration"]), "start": body["createdDate"]}
    return body | {
        "aid": int(body["aid"]),
        "isShared": "yes",
        "isScheduled": None,
        "timeSpan": span,
        "widgets": widgets,
        "_links": None,
    }


def _distort_data(body: Json) -> Json:
    """Return a widget's data with some decimal timestamps, values as text, and null among the points."""
    points = body["data"].get("points", [])
    for each in points[::5]:
        each["timestamp"] = float(each["timestamp"])
        each["value"] = str(each["value"])
    points.insert(0, None)
    return body | {"binSize": str(body["binSize"])}


def _distorted(panel: Panel) -> Panel:
    """Return a copy of a panel whose data are distorted."""
    return Panel(panel.config, lambda scene: _distort_data(panel.data(scene)))
