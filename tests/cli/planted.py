"""Snapshots with planted values, for a server that says what a test wants it to say."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tests.cli.answers import Answer, answering

MIDNIGHT = 1_793_577_600
"""A Monday, 00:00 UTC."""
DAY = 86_400


class Panel(NamedTuple):
    """A widget with the values of each agent; a body in their place is sent as it is."""

    series: Mapping[str, Sequence[float | None]]
    widget_id: str = "w1"
    title: str = "Latency"
    metric: str = "NET_LATENCY"
    bin_size: int = 300
    measure: Mapping[str, Any] = {"type": "MEAN"}
    answer: Answer | None = None


class Snapshot(NamedTuple):
    """A snapshot whose window begins at an instant."""

    snapshot_id: str
    widgets: Sequence[Panel]
    start: int = MIDNIGHT
    duration: int = DAY
    dashboard: str = "d1"


def noisy(
    level: float, seed: int, count: int = 288, first: int = 0, behind: int = 0, size: float = 0
) -> list[float]:
    """Values around a level, with a change from one index up to another."""
    rng = random.Random(seed)
    return [
        round(level + rng.gauss(0, 1) + (size if first <= index < behind else 0), 3) for index in range(count)
    ]


def serving(*snapshots: Snapshot) -> AbstractContextManager[str]:
    """Serve the snapshots in one account group, without any other."""
    held = {one.snapshot_id: one for one in snapshots}

    def answer_to(path: str) -> Answer:
        if path.startswith("/v7/account-groups"):
            return _json(
                {"accountGroups": [{"aid": "7", "accountGroupName": "Mine", "isCurrentAccountGroup": True}]}
            )
        found = re.match(r"/v7/dashboard-snapshots(?:/([^/?]+)(?:/widgets/([^/?]+))?)?", path)
        if found is None or (found[1] and found[1] not in held):
            return Answer("{}", 404)
        if found[1] is None:
            return _json({"dashboardSnapshots": [_row(one) for one in snapshots], "_links": {}})
        snapshot = held[found[1]]
        if found[2] is None:
            return _json(_row(snapshot) | {"widgets": list(map(_config, snapshot.widgets))})
        widget = next(one for one in snapshot.widgets if one.widget_id == found[2])
        return widget.answer or _json(_data(widget, snapshot.start))

    return answering(answer_to)


def _json(body: object) -> Answer:
    return Answer(json.dumps(body))


def _row(snapshot: Snapshot) -> dict[str, Any]:
    start = datetime.fromtimestamp(snapshot.start, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "snapshotId": snapshot.snapshot_id,
        "snapshotName": f"Snapshot {snapshot.snapshot_id}",
        "aid": "7",
        "timeSpan": {"start": start, "duration": snapshot.duration},
        "dashboard": {"dashboardId": snapshot.dashboard, "title": "Checkout"},
    }


def _config(widget: Panel) -> dict[str, Any]:
    return {
        "id": widget.widget_id,
        "title": widget.title,
        "type": "Time Series: Line",
        "metric": widget.metric,
        "measure": dict(widget.measure),
        "groupBy": "AGENT",
    }


def _data(widget: Panel, start: int) -> dict[str, Any]:
    labels = [{"groupId": str(place), "groupLabel": label} for place, label in enumerate(widget.series)]
    points = [
        {
            "timestamp": start + index * widget.bin_size,
            "value": value,
            "groups": [{"groupProperty": "AGENT", "groupValue": str(place)}],
        }
        for place, values in enumerate(widget.series.values())
        for index, value in enumerate(values)
    ]
    return {
        "groupLabels": [{"groupProperty": "AGENT", "groupLabels": labels}],
        "binSize": widget.bin_size,
        "data": {"points": points},
    }
