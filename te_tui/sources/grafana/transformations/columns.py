"""Transformations that select, order and rename columns, and that sort rows."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from te_tui.sources.grafana.fields.matchers import Matcher, matcher_of, never
from te_tui.sources.grafana.fields.names import Names
from te_tui.sources.grafana.frames import Field, Frame
from te_tui.sources.grafana.values.json_values import dictionaries, dictionary, items
from te_tui.sources.grafana.values.numbers import is_number, to_number
from te_tui.sources.grafana.values.patterns import Effort


def organize(frames: tuple[Frame, ...], options: dict[str, Any], effort: Effort) -> tuple[Frame, ...] | None:
    """Leave out, order and rename columns ("organize fields"); None for options that are not supported."""
    if options.get("orderByMode") not in (None, "manual"):
        return None
    excluded = [name for name, is_out in dictionary(options.get("excludeByName")).items() if is_out]
    included = [name for name, is_in in dictionary(options.get("includeByName")).items() if is_in]
    chosen: dict[str, Any] = {"exclude": {"names": excluded}}
    if included:
        chosen["include"] = {"names": included}
    kept = filter_by_name(frames, chosen, effort)
    if kept is None:
        return None
    positions, names = dictionary(options.get("indexByName")), Names(kept)
    renamed = dictionary(options.get("renameByName"))
    return tuple(_renamed(_ordered(frame, names, positions), renamed) for frame in kept)


def filter_by_name(
    frames: tuple[Frame, ...], options: dict[str, Any], effort: Effort
) -> tuple[Frame, ...] | None:
    """Keep the columns that `options` include, without those that they exclude; drop frames left empty.

    None for options that te-tui does not support.
    """
    if options.get("byVariable"):
        return None
    include, exclude = (_named(dictionary(options.get(side)), effort) for side in ("include", "exclude"))
    if include is None and exclude is None:
        return frames
    names = Names(frames)
    kept = [
        replace(
            frame,
            fields=tuple(
                field
                for index, field in enumerate(frame.fields)
                if not (exclude and exclude(field, frame, _name(names, field, frame, index)))
                and (include is None or include(field, frame, _name(names, field, frame, index)))
            ),
        )
        for frame in frames
    ]
    return tuple(frame for frame in kept if frame.fields)


def sort_by(frames: tuple[Frame, ...], options: dict[str, Any], _effort: Effort) -> tuple[Frame, ...] | None:
    """Sort rows by one column; None if Grafana's order may differ, such as that of texts with umlauts."""
    sorts = dictionaries(options.get("sort"))
    if not sorts:
        return frames
    done = []
    for frame in frames:
        names = Names((frame,))
        labels = [names.name(field, frame, index, field.config) for index, field in enumerate(frame.fields)]
        if sorts[0].get("field") not in labels:
            done.append(frame)
            continue
        index = labels.index(sorts[0]["field"])
        order = _order(frame.fields[index], sorts[0].get("desc") is True)
        if order is None:
            return None
        done.append(with_rows(frame, order))
    return tuple(done)


def with_rows(frame: Frame, rows: Sequence[int]) -> Frame:
    """A frame with only the given rows, by their indexes, in this order."""
    fields = tuple(
        replace(field, values=[field.values[row] if row < len(field.values) else None for row in rows])
        for field in frame.fields
    )
    return replace(frame, fields=fields, rows=len(rows))


def _order(field: Field, is_descending: bool) -> list[int] | None:
    """The indexes of a column's values in sorted order; None if Grafana's order may be a different one."""
    values = field.values
    if field.type in ("number", "time") and all(value is None or is_number(value) for value in values):
        keys: list[Any] = [0.0 if value is None else to_number(value) for value in values]
    elif field.type == "boolean" and all(value is None or isinstance(value, bool) for value in values):
        keys = [not value for value in values]
    elif field.type == "string" and all(
        isinstance(one, str) and one.isascii() and one.isalpha() for one in values
    ):
        keys = [value.lower() for value in values]
    else:
        return None
    if any(key != key for key in keys):  # noqa: PLR0124 - NaN has no place in an order
        return None
    rows = range(len(keys))
    return sorted(rows, key=lambda row: keys[row], reverse=is_descending)


def _named(options: dict[str, Any], effort: Effort) -> Matcher | None:
    names, pattern = items(options.get("names")), options.get("pattern")
    if not names and not pattern:
        return None
    if not pattern:
        return matcher_of("byNames", {"names": names}, effort)
    if not names:
        return matcher_of("byRegexp", pattern, effort) or never
    return matcher_of("byRegexpOrNames", options, effort)


def _name(names: Names, field: Field, frame: Frame, index: int) -> Any:
    return lambda: names.name(field, frame, index, field.config)


def _ordered(frame: Frame, names: Names, positions: dict[str, Any]) -> Frame:
    def position(index: int) -> int:
        found = positions.get(names.name(frame.fields[index], frame, index, frame.fields[index].config))
        return found if type(found) is int else sys.maxsize

    order = sorted(range(len(frame.fields)), key=position)
    return replace(frame, fields=tuple(frame.fields[index] for index in order))


def _renamed(frame: Frame, renamed: dict[str, Any]) -> Frame:
    names = Names((frame,))
    fields = []
    for index, field in enumerate(frame.fields):
        wanted = renamed.get(names.name(field, frame, index, field.config))
        is_new = isinstance(wanted, str) and wanted
        fields.append(replace(field, config={**field.config, "displayName": wanted}) if is_new else field)
    return replace(frame, fields=tuple(fields))
