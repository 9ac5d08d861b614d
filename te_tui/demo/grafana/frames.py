"""Data frames, the tables that a query returns, and the two JSON forms in which Grafana writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from te_tui.demo.wire import Json


@dataclass(frozen=True)
class Field:
    """A column of a data frame; the values of a column of times are in epoch milliseconds."""

    name: str
    kind: str
    values: Sequence[Any]
    labels: Mapping[str, str] = field(default_factory=dict)
    config: Mapping[str, Any] = field(default_factory=dict)

    @property
    def legend(self) -> str:
        """The name of the series that this column holds, as the legend shows it."""
        given = self.config.get("displayNameFromDS")
        return str(given) if given else " ".join(self.labels.values()) or self.name


@dataclass(frozen=True)
class Frame:
    """A data frame: one table or series of a query's answer."""

    fields: Sequence[Field]
    name: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_series(self) -> bool:
        """Whether the frame has a column of times, then columns of numbers, and nothing else."""
        first, *rest = (column.kind for column in self.fields)
        return first == "time" and bool(rest) and set(rest) == {"number"}


def time_field(moments: Sequence[int], name: str = "Time") -> Field:
    """Return a column of times; `moments` are in epoch seconds."""
    return Field(name, "time", [moment * 1000 for moment in moments])


def texts(name: str, values: Sequence[str]) -> Field:
    """Return a column of texts."""
    return Field(name, "string", values)


def numbers(name: str, values: Sequence[float | None]) -> Field:
    """Return a column of numbers."""
    return Field(name, "number", values)


def answered(frame: Frame, ref_id: str) -> Json:
    """Return a frame in the JSON of a data source's response, which snapshots contain from version 11 on."""
    columns = [
        {"name": column.name, "type": column.kind, "config": dict(column.config)}
        | ({"labels": dict(column.labels)} if column.labels else {})
        for column in frame.fields
    ]
    schema: Json = {"refId": ref_id, "fields": columns}
    if frame.name:
        schema["name"] = frame.name
    if frame.meta:
        schema["meta"] = dict(frame.meta)
    return {"schema": schema, "data": {"values": [list(column.values) for column in frame.fields]}}


def applied(frame: Frame, ref_id: str, defaults: Json, overrides: Sequence[Json]) -> Json:
    """Return a frame in the JSON of snapshots of versions 7 to 10: its columns hold the panel's settings."""
    columns = []
    for column in frame.fields:
        config = {} if column.kind == "time" else defaults | dict(column.config)
        for override in overrides:
            if override["matcher"] == {"id": "byName", "options": column.legend}:
                config |= {change["id"]: change["value"] for change in override["properties"]}
        written: Json = {
            "name": column.name,
            "type": column.kind,
            "config": config,
            "values": list(column.values),
        }
        columns.append(written | ({"labels": dict(column.labels)} if column.labels else {}))
    body: Json = {"refId": ref_id, "fields": columns, "meta": dict(frame.meta)}
    return body | ({"name": frame.name} if frame.name else {})
