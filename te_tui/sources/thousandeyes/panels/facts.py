"""What a widget measures, in a few words: metric and unit, and its own time span and filters."""

from __future__ import annotations

from te_tui.models.cells import Length, Words
from te_tui.models.clean import clean
from te_tui.sources.reading.fields import text
from te_tui.sources.thousandeyes.body.panel import Metric, Panel, PanelPart
from te_tui.sources.thousandeyes.body.panel_data import PanelData
from te_tui.sources.thousandeyes.panels.naming import humanise
from te_tui.sources.thousandeyes.panels.tables import metric_label


def panel_facts(panel: Panel, data: PanelData | None) -> tuple[Words, ...]:
    """What a widget measures, in a few words each: `Page load`, `mean`, `ms`, `bins of 5 min`.

    A time span or filters of its own stand before these. A type that te-tui cannot draw stands before all.
    """
    label = metric_label(panel)
    unknown = f"{panel.type}, shown as tables" if panel.type and panel.kind is None else None
    facts = (unknown, _narrowed(panel), label.name, label.measure, label.unit, _bins(data))
    return tuple(fact for fact in facts if fact)


def panel_scope(panel: Panel) -> str:
    """A widget's own time span and filters with their values: `own span: 10 days · only agent 3, 5`.

    Filters of a single column or card follow its name: `Loss: only test 7`.
    """
    parts = [
        f"{_name_of(part)}: {', '.join(filters)}"
        for part in panel.parts().values()
        if (filters := _in_full(part))
    ]
    facts = (_own_span(panel), "embedded" if panel.embedded else None, *_in_full(panel), *parts)
    return " · ".join(filter(None, facts))


def _in_full(metric: Metric) -> list[str]:
    return [
        f"only {humanise(str(name)).lower()} {', '.join(filter(None, map(text, values)))}"
        for name, values in _filters(metric).items()
    ]


def _name_of(part: PanelPart) -> str:
    return part.description or metric_label(part).name or part.part_id or "(unnamed)"


def _narrowed(panel: Panel) -> str | None:
    """A widget's own time span and filters without their values: `filtered by agent`; None without either."""
    filters = (_filters(metric) for metric in (panel, *panel.parts().values()))
    names = ", ".join(dict.fromkeys(humanise(str(name)).lower() for names in filters for name in names))
    return " · ".join(filter(None, (_own_span(panel), f"filtered by {names}" if names else None))) or None


def _own_span(panel: Panel) -> str | None:
    span = panel.fixed_span
    if span is None or span.value is None:
        return None
    return f"own span: {span.value:,} {(span.unit or '').lower()}".rstrip()


def _filters(metric: Metric) -> dict[str, list[object]]:
    """The filters of a widget, column or card by name, each as a list of values; empty if it has none."""
    if not isinstance(metric.filters, dict):
        return {}
    return {
        clean(str(name)): values if isinstance(values, list) else [values]
        for name, values in metric.filters.items()
        if values
    }


def _bins(data: PanelData | None) -> Words | None:
    """The length of a time bin in words; None if it is unknown, or if a single bin covers all of the data."""
    if data is None or not data.bin_size:
        return None
    whole = data.end - data.start if data.start and data.end else None
    if whole is not None and data.bin_size >= whole.total_seconds():
        return None
    return "bins of", Length(data.bin_size)
