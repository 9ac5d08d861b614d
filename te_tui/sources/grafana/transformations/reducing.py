"""The transformation "reduce", which calculates single values (min, mean, …) from each field."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import Any

from te_tui.sources.grafana.body.guessing import guessed_type
from te_tui.sources.grafana.fields.calculations import NAMES, Column, calculated, is_calculation, title_of
from te_tui.sources.grafana.fields.matchers import matcher_of
from te_tui.sources.grafana.fields.names import Names
from te_tui.sources.grafana.frames import Field, Frame
from te_tui.sources.grafana.values.json_values import dictionary, items
from te_tui.sources.grafana.values.patterns import Effort
from te_tui.sources.reading.fields import text

_KEEPS_TYPE = frozenset({"first", "firstNotNull", "last", "lastNotNull"})


def reduce(frames: tuple[Frame, ...], options: dict[str, Any], effort: Effort) -> tuple[Frame, ...] | None:
    """Reduce each field to single values, such as its mean; None if Grafana's result could differ."""
    calculations = [text(name) or "" for name in items(options.get("reducers"))]
    if not calculations:
        return frames
    if not all(map(is_calculation, calculations)) or {"allValues", "uniqueValues"} & set(calculations):
        return None
    chosen = _chosen(frames, options, effort)
    if chosen is None:
        return None
    if options.get("mode") == "reduceFields":
        return _one_row(frames, chosen, calculations)
    return _rows(frames, chosen, calculations, has_labels=bool(options.get("labelsToFields")))


def _chosen(
    frames: tuple[Frame, ...], options: dict[str, Any], effort: Effort
) -> list[list[tuple[Field, str]]] | None:
    """The fields of each frame that are to be reduced, with their names; None for an unknown matcher."""
    wanted = dictionary(options.get("fields"))
    matches = matcher_of(wanted.get("id"), wanted.get("options"), effort) if wanted else None
    if wanted and matches is None:
        return None
    has_times = options.get("includeTimeField") is True and options.get("mode") == "reduceFields"
    names = Names(frames)
    found = []
    for frame in frames:
        fields = []
        for index, field in enumerate(frame.fields):
            name = partial(names.name, field, frame, index, field.config)
            if matches(field, frame, name) if matches else has_times or field.type != "time":
                fields.append((field, name()))
        found.append(fields)
    return found


def _result(name: str, field: Field) -> Any:
    nulls = text(field.config.get("nullValueMode")) or "connected"
    return calculated(name, Column(field.values, field.type, nulls))


def _one_row(
    frames: tuple[Frame, ...], chosen: list[list[tuple[Field, str]]], calculations: list[str]
) -> tuple[Frame, ...]:
    done = []
    for frame, fields in zip(frames, chosen, strict=True):
        reduced = []
        for field, _name in fields:
            for name in calculations:
                labels = dict(field.labels or {})
                if len(calculations) > 1:
                    labels["reducer"] = title_of(name)
                kind = field.type if name in _KEEPS_TYPE else "number"
                reduced.append(
                    replace(field, type=kind, values=[_result(name, field)], labels=labels, nanos=None)
                )
        if reduced:
            done.append(replace(frame, fields=tuple(reduced), rows=1))
    return tuple(done)


def _rows(
    frames: tuple[Frame, ...],
    chosen: list[list[tuple[Field, str]]],
    calculations: list[str],
    *,
    has_labels: bool,
) -> tuple[Frame, ...] | None:
    """One frame with a row for each field: its name, its labels if `has_labels`, and the calculations.

    None if Grafana's result could differ.
    """
    if not frames:
        return ()
    fields = [field for one in chosen for field, _ in one]
    keys = (
        [key for frame in frames for field in frame.fields for key in field.labels or ()]
        if has_labels
        else []
    )
    names = [field.name for field in fields] if has_labels else [label for one in chosen for _, label in one]
    columns = [Field("Field", "string", names)]
    columns += [
        Field(key, "string", [(field.labels or {}).get(key) for field in fields])
        for key in dict.fromkeys(keys)
    ]
    for name in calculations:
        results = [[_reduced(name, field) for field, _ in one] for one in chosen]
        types = {guessed_type(title_of(name), values) for values in results}
        if len(types) > 1:
            return None  # Grafana joins columns of the same type only, and leaves the others out
        values = [value for part in results for value in part]
        columns.append(Field(title_of(name), types.pop() or "other", values))
    if len({column.name for column in columns}) < len(columns):
        return None
    ref_id = f"reduce-{'-'.join(frame.ref_id or 'undefined' for frame in frames)}"
    return (Frame(None, ref_id, tuple(columns), len(names), frames[0].meta),)


def _reduced(name: str, field: Field) -> Any:
    """The result of a calculation over a field's values.

    A result of None becomes NaN, as in Grafana, except for percentiles and for empty fields.
    """
    result = _result(name, field)
    return math.nan if result is None and field.values and name in NAMES else result
