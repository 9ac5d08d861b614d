"""Reads frames (tables of data) in the formats of all Grafana versions: generation 1 is the oldest of four.

The lists of the JSON parser become the columns, without copying. A frame that Grafana itself could not
decode raises `BadFrame`, and counts as damage of its panel.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from te_tui.models.clean import clean
from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.body.guessing import TYPES, guessed_type
from te_tui.sources.grafana.frames import TIME_NAME, VALUE_NAME, Field, Frame
from te_tui.sources.grafana.values.json_values import at, cleaned, dictionary, items, text_at
from te_tui.sources.grafana.values.numbers import to_number, value_text
from te_tui.sources.reading.fields import text

_ENTITIES: Final = {"NaN": math.nan, "Inf": math.inf, "NegInf": -math.inf, "Undef": None}


class BadFrame(ValueError):
    """A frame that cannot be read; the message says which part is wrong."""


class Filling:
    """Fills short columns with None, while the number of values added to all frames stays below a limit.

    Without the limit, a small body with one long column and many empty columns could use up the memory.
    """

    def __init__(self, most: int = LIMITS.elements) -> None:
        self._left = most

    def fill(self, columns: Sequence[list[Any]], rows: int) -> None:
        """Fill columns that are shorter than `rows` with None.

        Raises:
            BadFrame: The limit for values added is reached.
        """
        for column in columns:
            lacking = rows - len(column)
            if lacking > self._left:
                raise BadFrame("its columns would become too long")
            self._left -= lacking
            column.extend([None] * lacking)


def read_frame(item: object, filling: Filling) -> Frame:
    """Read one item of a panel's data as a frame, in any form that a Grafana version has written.

    Raises:
        BadFrame: The item has none of the known forms, or is damaged.
    """
    if not isinstance(item, dict):
        raise BadFrame("it is no object")
    if "fields" in item:
        return _read_fields(item, filling)
    if item.get("type") == "docs":
        return _read_documents(item)
    if "datapoints" in item or "points" in item:
        return _read_series(item)
    if "schema" in item:
        return _read_columns(item, filling)
    if "data" in item:
        return _read_flot(item)
    if "columns" in item:
        return _read_table(item, filling)
    raise BadFrame("it is no frame, table or series")


def _read_fields(item: dict[str, Any], filling: Filling) -> Frame:
    """Read a frame of generation 2, in which each field has its values: `{"fields": [{"values": […]}]}`."""
    sent = _list(item["fields"], "fields")
    columns = [_values(one, index) for index, one in enumerate(sent)]
    rows = max(map(len, columns), default=0)
    filling.fill(columns, rows)
    fields = tuple(
        _field(one, index, column) for index, (one, column) in enumerate(zip(sent, columns, strict=True))
    )
    return _frame(item, fields, rows)


def _values(sent: object, index: int) -> list[Any]:
    if not isinstance(sent, dict):
        raise BadFrame(f"fields[{index}] is no object")
    values = sent.get("values")
    return [] if values is None else _list(values, f"fields[{index}].values")


def _read_columns(item: dict[str, Any], filling: Filling) -> Frame:
    """Read a frame of generation 3 or 4, with fields and values apart: `{"schema": …, "data": …}`."""
    sent = _list(at(item, "schema", "fields"), "schema.fields")
    data = item.get("data")
    if data is None:
        columns: list[list[Any]] = [[] for _ in sent]
    else:
        columns = [
            _list(column, f"data.values[{index}]")
            for index, column in enumerate(_list(at(data, "values"), "data.values"))
        ]
        if len(columns) < len(sent):
            raise BadFrame(f"data.values[{len(columns)}] is missing")
    rows = max(map(len, columns), default=0)
    lengths = list(map(len, columns))
    filling.fill(columns[: len(sent)], rows)
    fields = []
    for index, (one, column) in enumerate(zip(sent, columns, strict=False)):
        if not isinstance(one, dict):
            raise BadFrame(f"schema.fields[{index}] is no object")
        _put_entities(dictionary(_item(at(data, "entities"), index)), column)
        enumerated = _item(at(data, "enums"), index)
        if isinstance(enumerated, list):
            sent_values = column[: lengths[index]]
            column[: lengths[index]] = [_looked_up(enumerated, value) for value in sent_values]
            one = {**one, "type": "string"}  # noqa: PLW2901 - its texts were looked up
        nanos = _item(at(data, "nanos"), index)
        fields.append(_field(one, index, column, nanos if isinstance(nanos, list) else None, named=False))
    return _frame(dictionary(item["schema"]), tuple(fields), rows)


def _put_entities(entities: dict[str, Any], column: list[Any]) -> None:
    """Put the values that JSON lacks into a column: `{"NaN": [3]}` means that row 3 is NaN.

    Rows beyond the end are ignored.
    """
    for name, value in _ENTITIES.items():
        for row in items(entities.get(name)):
            if type(row) is int and 0 <= row < len(column):
                column[row] = value


def _looked_up(texts: list[Any], value: Any) -> Any:
    number = to_number(0 if value is None else value)
    return texts[int(number)] if number.is_integer() and 0 <= number < len(texts) else None


def _read_series(item: dict[str, Any]) -> Frame:
    """Read a series of generation 1, with points (value, time): `{"datapoints": [[1.5, 1700000000000]]}`."""
    points = _list(item.get("points") if item.get("datapoints") is None else item["datapoints"], "datapoints")
    values, times = _pairs(points, "datapoints")
    config: dict[str, Any] = {"unit": text_at(item, "unit")}
    if title := text_at(item, "title"):
        config["displayNameFromDS"] = title
    fields = (
        Field(TIME_NAME, "time", times),
        Field(VALUE_NAME, "number", values, config, _labels(item.get("tags"))),
    )
    name = text_at(item, "target") or text_at(item, "name")
    return Frame(name, text_at(item, "refId"), fields, len(values), dictionary(item.get("meta")))


def _read_flot(item: dict[str, Any]) -> Frame:
    """Read a series in the form of the chart library Flot: `{"data": [[1700000000000, 1.5]]}`.

    Its points are pairs of time and value.
    """
    times, values = _pairs(_list(item["data"], "data"), "data")
    name = text_at(item, "label")
    fields = (
        Field(name or VALUE_NAME, "number", values),
        Field(TIME_NAME, "time", times, {"unit": "dateTimeAsIso"}),
    )
    return Frame(name, None, fields, len(values))


def _pairs(points: list[Any], place: str) -> tuple[list[Any], list[Any]]:
    try:
        return [point[0] if point else None for point in points], [
            point[1] if len(point) > 1 else None for point in points
        ]
    except (KeyError, TypeError):
        index = next(index for index, point in enumerate(points) if not isinstance(point, list))
        raise BadFrame(f"{place}[{index}] is no point") from None


def _read_documents(item: dict[str, Any]) -> Frame:
    """Read a list of JSON objects, such as log entries before Grafana 8, as a frame with one column."""
    documents = _list(item.get("datapoints"), "datapoints")
    name = text_at(item, "target")
    config = {"unit": text_at(item, "unit")}
    one = Field(name or "", "other", documents, config, _labels(item.get("tags")))
    return Frame(name, name, (one,), len(documents))


def _read_table(item: dict[str, Any], filling: Filling) -> Frame:
    """Read a table of generation 1, with column heads and rows: `{"columns": […], "rows": […]}`."""
    heads = _list(item["columns"], "columns")
    rows = _list(item.get("rows"), "rows")
    if any(not isinstance(row, list) for row in rows):
        raise BadFrame("one of its rows is no list")
    columns: list[list[Any]] = []
    for index, _head in enumerate(heads):
        column = [row[index] for row in rows if index < len(row)]
        if len(column) < len(rows):
            column = []
            filling.fill([column], len(rows))
            for place, row in enumerate(rows):
                column[place] = row[index] if index < len(row) else None
        columns.append(column)
    fields = tuple(
        _table_field(head, index, column)
        for index, (head, column) in enumerate(zip(heads, columns, strict=True))
    )
    return _frame(item, fields, len(rows))


def _table_field(head: Any, index: int, column: list[Any]) -> Field:
    if not isinstance(head, dict):
        if head is None:
            raise BadFrame(f"columns[{index}] is no object")
        head = {"text": head}
    name = text(head.get("text")) or ""
    kind = head.get("type")
    if kind not in TYPES or kind == "other":
        kind = guessed_type(name, column) or "other"
    config = cleaned({key: value for key, value in head.items() if key not in ("text", "type")})
    return Field(name, kind, column, config)


def _field(
    sent: dict[str, Any], index: int, column: list[Any], nanos: list[Any] | None = None, *, named: bool = True
) -> Field:
    name = text(sent.get("name")) or (f"Field {index + 1}" if named else "")
    kind = text(sent.get("type")) or guessed_type(name, column) or "other"
    config = dictionary(cleaned(sent.get("config")))
    return Field(name, kind, column, config, _labels(sent.get("labels")), nanos)


def _labels(sent: object) -> dict[str, str] | None:
    if not isinstance(sent, dict):
        return None
    return {clean(name): clean(value_text(value)) for name, value in sent.items()}


def _frame(sent: dict[str, Any], fields: tuple[Field, ...], rows: int) -> Frame:
    meta = dictionary(sent.get("meta"))
    return Frame(text_at(sent, "name"), text_at(sent, "refId"), fields, rows, meta)


def _list(value: object, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise BadFrame(f"{place} is no list")
    return value


def _item(values: object, index: int) -> Any:
    return values[index] if isinstance(values, list) and index < len(values) else None
