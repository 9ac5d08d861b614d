"""Writing the answers to queries into the panels of a live dashboard, in the form of a snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from te_tui.sources.grafana.values.json_values import at, dictionaries, dictionary, items, text_at

_OF_ITSELF: Final = {"type": "grafana", "uid": "grafana"}
_FIRST_WITH_QUERIES: Final = 10
"""The version from which on all releases show data in queries to the snapshot itself."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Answered(NamedTuple):
    """The answer to a panel's queries: the frames as sent, by query (`refId`), and errors of the others."""

    frames: Mapping[str, list[Any]]
    errors: tuple[str, ...] = ()


def answered(sent: Any, hidden: frozenset[str]) -> Answered | None:
    """Read an answer of POST /api/ds/query, even one with an error status; None if it has no results.

    Results of the queries in `hidden`, given by their `refId`, are left out.
    """
    results = at(sent, "results")
    if not isinstance(results, dict) or not results:
        return None
    frames, errors = {}, []
    for ref_id, result in results.items():
        if ref_id in hidden:
            continue
        if "error" in dictionary(result):
            errors.append(text_at(result, "error") or f"query {ref_id} failed")
        else:
            frames[ref_id] = items(at(result, "frames"))
    return Answered(frames, tuple(errors))


def put_data(panel: dict[str, Any], frames: Mapping[str, list[Any]], version: int | None) -> None:
    """Write frames into a panel in the format that this version of Grafana reads (None: the newest)."""
    if version is not None and version < _FIRST_WITH_QUERIES:
        data = [_as_columns(frame, ref_id) for ref_id, sent in frames.items() for frame in dictionaries(sent)]
        panel |= {"datasource": None, "targets": [], "snapshotData": data}
        return
    panel["datasource"] = _OF_ITSELF
    panel["targets"] = [
        {"refId": ref_id, "datasource": _OF_ITSELF, "queryType": "snapshot", "snapshot": sent}
        for ref_id, sent in frames.items()
    ]


def put_nothing(panel: dict[str, Any]) -> None:
    """Take the queries out of a panel, so that the browser of a person who opens the snapshot sends none."""
    panel |= {"datasource": _OF_ITSELF, "targets": []}


def _as_columns(frame: Mapping[str, Any], ref_id: str) -> dict[str, Any]:
    """Convert a frame to the format that Grafana reads before version 10, with the values in each field."""
    schema, columns = dictionary(frame.get("schema")), items(at(frame, "data", "values"))
    fields = dictionaries(schema.get("fields"))
    written = {
        "refId": ref_id,
        "fields": [
            field | {"config": dictionary(field.get("config")), "values": items(values)}
            for field, values in zip(fields, columns, strict=False)
        ],
    }
    return written | {name: schema[name] for name in ("name", "meta") if name in schema}


def settle(dashboard: dict[str, Any], start: int, end: int, now: datetime) -> None:
    """Freeze a live dashboard: fix its time range and variables; remove refresh, links and annotations.

    `start` and `end` are milliseconds since 1970; `now` becomes the time of the snapshot.
    """
    dashboard["time"] = {"from": _iso(start), "to": _iso(end)}
    dashboard["snapshot"] = {"timestamp": now.astimezone(UTC).isoformat().replace("+00:00", "Z")}
    dashboard |= {"refresh": "", "links": [], "annotations": {"list": []}}
    variables = dictionaries(at(dashboard, "templating", "list"))
    dashboard["templating"] = {"list": [_settled(one) for one in variables]}


def _settled(variable: dict[str, Any]) -> dict[str, Any]:
    """The variable fixed at its present value, without its query."""
    current = [variable["current"]] if "current" in variable else []
    return variable | {"query": "", "options": current}


def _iso(milliseconds: int) -> str:
    instant = _EPOCH + timedelta(milliseconds=milliseconds)
    return f"{instant.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"
