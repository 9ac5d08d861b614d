"""Transformations that make one frame of several: joined by one field, or merged by all shared fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.fields.matchers import matcher_of
from te_tui.sources.grafana.fields.names import Names
from te_tui.sources.grafana.frames import VALUE_NAME, Field, Frame
from te_tui.sources.grafana.values.json_values import at
from te_tui.sources.grafana.values.numbers import is_number, value_text
from te_tui.sources.grafana.values.patterns import Effort

_MOST_COMPARED: Final = 200_000
"""Rows that are compared with one another when frames are merged."""


def join_by_field(
    frames: tuple[Frame, ...], options: dict[str, Any], effort: Effort
) -> tuple[Frame, ...] | None:
    """Join frames side by side: rows with the same value in the key field, such as the time, become one row.

    None if Grafana's result could differ.
    """
    if len(frames) < 2:
        return frames
    if (
        options.get("mode") not in (None, "outer")
        or sum(len(one.fields) * one.rows for one in frames) > LIMITS.elements
    ):
        return None
    by_field = options.get("byField")
    if not by_field and frames[0].first("time") is None:
        return None
    matches = (
        matcher_of("byName", by_field, effort) if by_field else matcher_of("firstTimeField", None, effort)
    )
    names = Names(frames)
    joined: list[tuple[Field, list[Field]]] = []
    for frame in frames:
        key = next(
            (
                index
                for index, field in enumerate(frame.fields)
                if matches and matches(field, frame, partial(names.name, field, frame, index, field.config))
            ),
            None,
        )
        if key is not None:
            others = [_side(one, frame) for index, one in enumerate(frame.fields) if index != key]
            joined.append((frame.fields[key], others))
    if not joined:
        return None
    keys = _keys([field.values for field, _ in joined])
    count = sum(len(others) for _, others in joined)
    if keys is None or len(keys) * (count + 1) > LIMITS.elements:
        return None
    places = {key: place for place, key in enumerate(keys)}
    fields = [replace(joined[0][0], values=keys, nanos=None)]
    for key_field, others in joined:
        rows = [places[key] for key in key_field.values]
        fields += [replace(one, values=_spread(one, rows, len(keys)), nanos=None) for one in others]
    ref_id = f"joinByField-{'-'.join(frame.ref_id or 'undefined' for frame in frames)}"
    return (Frame(None, ref_id, tuple(fields), len(keys)),)


def _side(field: Field, frame: Frame) -> Field:
    """Name a field after its frame, to tell it from the other frames' fields once they are joined."""
    if not frame.name:
        return field
    if field.name == VALUE_NAME:
        return replace(field, name=frame.name)
    return (
        field
        if "name" in (field.labels or {})
        else replace(field, labels={**(field.labels or {}), "name": frame.name})
    )


def _keys(columns: Sequence[Sequence[Any]]) -> list[Any] | None:
    """The different values of all key columns, ascending.

    None if a value is no number, or occurs twice in a column.
    """
    everything = [value for column in columns for value in column]
    if not all(is_number(value) and value == value for value in everything):  # noqa: PLR0124 - NaN is not itself
        return None
    if any(len(set(column)) < len(column) for column in columns):
        return None
    return sorted(set(everything))


def _spread(field: Field, rows: Sequence[int], length: int) -> list[Any]:
    skips_null = at(field.config, "custom", "spanNulls") is True
    values: list[Any] = [None] * length
    for row, value in zip(rows, field.values, strict=False):
        if value is not None or not skips_null:
            values[row] = value
    return values


def merge(frames: tuple[Frame, ...], _options: dict[str, Any], _effort: Effort) -> tuple[Frame, ...] | None:
    """Make one table of all frames, where rows with equal values in all shared columns become one row.

    None if Grafana's result could differ.
    """
    data = [frame for frame in frames if frame.fields]
    if len(frames) < 2:
        return frames
    if not data:
        return frames[:1]
    if any(len({field.name for field in frame.fields}) < len(frame.fields) for frame in data):
        return None
    if not _have_types(data):
        return None
    heads = {field.name: field for frame in reversed(data) for field in reversed(frame.fields)}
    order = list(dict.fromkeys(field.name for frame in data for field in frame.fields))
    shared = [field.name for field in data[-1].fields if all(_has(frame, field.name) for frame in data)]
    if not shared:
        return frames
    if sum(frame.rows for frame in data) * len(order) > LIMITS.elements:
        return None
    rows = _merged(data, shared)
    if rows is None:
        return None
    fields = tuple(
        Field(
            name,
            heads[name].type,
            [row.get(name) for row in rows],
            {key: value for key, value in heads[name].config.items() if key != "displayName"},
        )
        for name in order
    )
    ref_id = f"merge-{'-'.join(frame.ref_id or 'undefined' for frame in data)}"
    return (Frame(None, ref_id, fields, len(rows)),)


def _merged(data: Sequence[Frame], shared: Sequence[str]) -> list[dict[str, Any]] | None:
    by_key: dict[str, list[dict[str, Any]]] = {}
    order: list[tuple[str, int]] = []
    compared = 0
    for frame in data:
        columns = {field.name: field for field in frame.fields}
        for row in range(frame.rows):
            value = {name: field.values[row] for name, field in columns.items()}
            key = "".join("null" if value[name] is None else value_text(value[name]) for name in shared)
            found = by_key.setdefault(key, [])
            compared += len(found)
            if compared > _MOST_COMPARED:
                return None
            fitting = [place for place, one in enumerate(found) if _fits(one, value)]
            for place in fitting:
                found[place] = {**found[place], **value}
            if not fitting:
                order.append((key, len(found)))
                found.append(value)
    return [by_key[key][place] for key, place in order]


def _have_types(data: Sequence[Frame]) -> bool:
    """Whether columns with the same name have the same type, and texts are in columns of texts only."""
    types: dict[str, str] = {}
    fields = [field for frame in data for field in frame.fields]
    return all(types.setdefault(field.name, field.type) == field.type for field in fields) and not any(
        isinstance(value, str) for field in fields if field.type != "string" for value in field.values
    )


def _has(frame: Frame, name: str) -> bool:
    return any(field.name == name for field in frame.fields)


def _fits(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(
        name not in one
        or one[name] is None
        or (one[name] == value and isinstance(one[name], bool) == isinstance(value, bool))
        for name, value in other.items()
    )
