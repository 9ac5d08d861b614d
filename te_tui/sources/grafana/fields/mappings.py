"""Value mappings, which show values as other texts or colours; the first one that fits a value counts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from te_tui.sources.grafana.values.json_values import dictionaries, dictionary
from te_tui.sources.grafana.values.numbers import leading_number, to_number, value_text
from te_tui.sources.grafana.values.patterns import Effort, pattern_of
from te_tui.sources.reading.fields import text

_OLD_KINDS: Final = {"1": "value", "2": "range"}


class Mapped(NamedTuple):
    """What a mapping shows in place of a value: a text and a colour, each None if the value keeps its own."""

    text: str | None
    color: str | None


def mapped(mappings: Sequence[Mapping[str, Any]], value: Any, effort: Effort) -> Mapped | None:
    """The result of the first mapping that fits a value; None if none fits."""
    for mapping in mappings:
        result = _result(mapping, dictionary(mapping.get("options")), value, effort)
        if result is not None:
            return Mapped(text(result.get("text")), text(result.get("color")))
    return None


def mappings_of(config: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The mappings of a field's configuration; mappings of Grafana 4 to 7 are converted to the newer form."""
    return tuple(_modern(mapping) for mapping in dictionaries(config.get("mappings")))


def old_mappings(panel: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The mappings in `valueMaps` or `rangeMaps` of a panel of Grafana 4 to 6, in the newer form."""
    ranges = [{**one, "type": 2} for one in dictionaries(panel.get("rangeMaps"))]
    values = [{**one, "type": 1} for one in dictionaries(panel.get("valueMaps"))]
    return [_modern(mapping) for mapping in (ranges if panel.get("mappingType") == 2 else values)]


def _modern(mapping: dict[str, Any]) -> dict[str, Any]:
    kind = _OLD_KINDS.get(value_text(mapping.get("type")))
    if kind is None:
        return mapping
    result = {"text": mapping.get("text")}
    keys = ("value",) if kind == "value" else ("from", "to")
    if "null" in (mapping.get(key) for key in keys):
        return {"type": "special", "options": {"match": "null", "result": result}}
    if kind == "value":
        return {"type": "value", "options": {value_text(mapping.get("value")): result}}
    low, high = (to_number(mapping.get(key)) for key in keys)
    return {"type": "range", "options": {"from": low, "to": high, "result": result}}


def _result(
    mapping: Mapping[str, Any], options: dict[str, Any], value: Any, effort: Effort
) -> dict[str, Any] | None:
    result = dictionary(options.get("result"))
    match mapping.get("type"):
        case "value" if value is not None:
            found = options.get(value_text(value))
            return found if isinstance(found, dict) else None
        case "range" if value is not None:
            return result if _is_within(leading_number(value), options) else None
        case "regex" if isinstance(value, str):
            pattern = pattern_of(text(options.get("pattern")) or "", effort)
            if pattern is None or not pattern.fits(value):
                return None
            replacement = text(result.get("text"))
            return result if replacement is None else {**result, "text": pattern.replaced(value, replacement)}
        case "special":
            return result if _is_special(value, options.get("match")) else None
    return None


def _is_within(number: float, options: dict[str, Any]) -> bool:
    if math.isnan(number):
        return False
    low, high = options.get("from"), options.get("to")
    # A bound that is no number bounds nothing.
    is_low = low is not None and number < to_number(low)
    return not is_low and not (high is not None and number > to_number(high))


def _is_special(value: Any, match: object) -> bool:
    is_nan = isinstance(value, float) and math.isnan(value)
    match match:
        case "null":
            return value is None
        case "nan":
            return is_nan
        case "null+nan":
            return value is None or is_nan
        case "true":
            return value is True or value == "true"
        case "false":
            return value is False or value == "false"
        case "empty":
            return isinstance(value, str) and not value
    return False
