"""Settings that panels of Grafana 4 to 6 keep outside of their field configuration."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from te_tui.sources.grafana.fields.calculations import OLD_NAMES
from te_tui.sources.grafana.fields.mappings import old_mappings
from te_tui.sources.grafana.values.json_values import at, dictionaries, dictionary, items
from te_tui.sources.grafana.values.numbers import to_number
from te_tui.sources.reading.fields import text, whole

if TYPE_CHECKING:
    from te_tui.sources.grafana.body.panels import Panel


_SINGLE: Final = frozenset({"singlestat", "gauge-old", "grafana-piechart-panel"})
"""Types whose unit and calculation stand in the panel itself."""


def with_old_settings(panel: Panel) -> dict[str, Any]:
    """The field configuration of a panel, with the settings that older panels keep elsewhere added to it."""
    sent = panel.sent
    older = dictionary(at(panel.options, "fieldOptions", "defaults"))
    if panel.type == "graph":
        older = {"unit": _axis_unit(sent, 0), **older}
    elif panel.type in _SINGLE:
        older = {
            "unit": sent.get("format"),
            "decimals": sent.get("decimals"),
            "noValue": sent.get("nullText"),
            "mappings": old_mappings(sent),
            "thresholds": _old_thresholds(sent),
            **older,
        }
    newer = {key: value for key, value in dictionary(panel.field_config.get("defaults")).items() if value}
    overrides = [*_second_axis(sent), *_styles(sent), *dictionaries(panel.field_config.get("overrides"))]
    defaults = {key: value for key, value in older.items() if value not in (None, "", [])} | newer
    decimals = at(panel.field_config, "defaults", "decimals")
    return {
        "defaults": defaults | ({} if decimals is None else {"decimals": decimals}),
        "overrides": overrides,
    }


def reduce_options(panel: Panel) -> dict[str, Any]:
    """How a panel calculates its figures: its `reduceOptions`, for older panels made from `valueName`."""
    name = text(panel.sent.get("valueName"))
    if panel.type not in _SINGLE or not name:
        return panel.reduce_options
    return {"calcs": [OLD_NAMES.get(name, name)]}


def affixes(panel: Panel) -> tuple[str, str]:
    """The prefix and postfix of a single stat's figure; empty for other panels."""
    if panel.type != "singlestat":
        return "", ""
    return text(panel.sent.get("prefix")) or "", text(panel.sent.get("postfix")) or ""


def _old_thresholds(sent: dict[str, Any]) -> dict[str, Any] | None:
    """An older single stat's thresholds (`80,90` with three colours) in the newer form; None without any."""
    told = sent.get("thresholds")
    colors = [text(color) or "" for color in items(sent.get("colors"))]
    values = [to_number(part) for part in told.split(",")] if isinstance(told, str) and told else []
    if not values or not colors or any(map(math.isnan, values)):
        return None
    return {
        "steps": [{"value": low, "color": color} for low, color in zip([None, *values], colors, strict=False)]
    }


def _axis_unit(sent: dict[str, Any], index: int) -> str | None:
    axes = items(sent.get("yaxes"))
    if index < len(axes):
        return text(at(axes[index], "format"))
    formats = items(sent.get("y_formats"))
    return text(formats[index]) if index < len(formats) else None


def _second_axis(sent: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield overrides that give the series on the right axis the unit of that axis."""
    unit = _axis_unit(sent, 1)
    for one in dictionaries(sent.get("seriesOverrides")):
        alias = text(one.get("alias"))
        if alias and unit and whole(one.get("yaxis")) == 2:
            yield {"matcher": _named(alias), "properties": [{"id": "unit", "value": unit}]}


def _styles(sent: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield an older table's column styles as overrides, in reverse order.

    If several fit a column, the first style counts, but the last override.
    """
    for style in reversed(dictionaries(sent.get("styles"))):
        pattern = text(style.get("pattern"))
        if not pattern:
            continue
        properties = [{"id": "displayName", "value": style["alias"]}] if style.get("alias") else []
        if style.get("type") == "number":
            properties += [
                {"id": name, "value": style[name]} for name in ("unit", "decimals") if style.get(name)
            ]
        elif style.get("type") == "date":
            properties.append({"id": "unit", "value": "dateTimeAsIso"})
        elif style.get("type") == "hidden":
            properties.append({"id": "custom.hidden", "value": True})
        yield {"matcher": _named(pattern), "properties": properties}


def _named(pattern: str) -> dict[str, Any]:
    return {"id": "byRegexp" if pattern.startswith("/") else "byName", "options": pattern}
