"""Finds the panels of a dashboard, in reading order, in each of the three ways in which Grafana writes them.

They are rows (Grafana 4), a flat list, and a dictionary `elements` with a separate layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from te_tui.models.limits import LIMITS, Damage
from te_tui.sources.grafana.body.panels import Box, Placed
from te_tui.sources.grafana.body.variables import Variables
from te_tui.sources.grafana.values.json_values import at, dictionary, items, text_at
from te_tui.sources.reading.fields import whole

_DEEPEST: Final = 20
"""Rows and tabs inside each other."""


def placed_panels(dashboard: dict[str, Any], variables: Variables, damage: Damage) -> list[Placed]:
    """All panels of a dashboard in reading order; list items that are no panels are added to `damage`."""
    found: list[Placed] = []
    if isinstance(dashboard.get("elements"), dict):
        found += _elements(dashboard, variables, damage)
    found += _rows(dashboard.get("rows"), variables, damage)
    found += _flat(dashboard.get("panels"), variables, damage)
    if len(found) > LIMITS.entries:
        damage.append(f"panels[{LIMITS.entries}]")
        damage.append("and more")
    return found[: LIMITS.entries]


def _rows(sent: object, variables: Variables, damage: Damage) -> Iterator[Placed]:
    """Yield the panels inside rows (Grafana 4), which state a width of up to 12 columns but no position."""
    for number, row in enumerate(items(sent)):
        if not isinstance(row, dict):
            damage.append(f"rows[{number}]")
            continue
        scope = variables.with_scope(row.get("scopedVars"))
        title = _title(row, scope)
        x = 0
        for index, panel in enumerate(items(row.get("panels"))):
            path = f"rows[{number}].panels[{index}]"
            if not isinstance(panel, dict):
                damage.append(path)
                continue
            width = min(max(whole(panel.get("span")) or 12, 1), 12) * 2
            x = 0 if x + width > 24 else x
            box = Box(x, number * 1000, width, 8)
            x += width
            own = scope.with_scope(panel.get("scopedVars"))
            yield Placed(panel, path, own, title, row.get("collapse") is True, box)


def _flat(sent: object, variables: Variables, damage: Damage) -> Iterator[Placed]:
    """Yield the panels of a flat list, where an item of type `row` is a heading for the panels below it."""
    title, scope = None, variables
    for index, panel in enumerate(items(sent)):
        path = f"panels[{index}]"
        if not isinstance(panel, dict):
            damage.append(path)
            continue
        own = scope.with_scope(panel.get("scopedVars"))
        if panel.get("type") != "row":
            yield Placed(panel, path, own, title, False, _box(panel.get("gridPos")))
            continue
        scope = variables.with_scope(panel.get("scopedVars"))
        title = _title(panel, scope)
        for inner, nested in enumerate(items(panel.get("panels"))):
            place = f"{path}.panels[{inner}]"
            if isinstance(nested, dict):
                inside = scope.with_scope(nested.get("scopedVars"))
                is_collapsed = panel.get("collapsed") is True
                yield Placed(nested, place, inside, title, is_collapsed, _box(nested.get("gridPos")))
            else:
                damage.append(place)


def _elements(dashboard: dict[str, Any], variables: Variables, damage: Damage) -> Iterator[Placed]:
    """Yield the panels in `elements`, in the order of the layout; elements outside the layout come last."""
    elements = dictionary(dashboard.get("elements"))
    named: set[str] = set()
    for name, title, is_collapsed, box in _named(dashboard.get("layout"), None, False, variables, 0):
        if name in elements and name not in named:
            named.add(name)
            yield from _element(elements[name], name, variables, damage, title, is_collapsed, box)
    for name, sent in elements.items():
        if name not in named:
            yield from _element(sent, name, variables, damage)


def _element(  # noqa: PLR0917 - an element and its place
    sent: object,
    name: str,
    variables: Variables,
    damage: Damage,
    title: str | None = None,
    is_collapsed: bool = False,
    box: Box | None = None,
) -> Iterator[Placed]:
    path = f"elements.{name}"
    if isinstance(sent, dict) and isinstance(sent.get("spec"), dict):
        yield Placed(sent, path, variables, title, is_collapsed, box, name)
    else:
        damage.append(path)


def _named(
    layout: object, title: str | None, is_collapsed: bool, variables: Variables, depth: int
) -> Iterator[tuple[str, str | None, bool, Box | None]]:
    """Yield the elements of a layout: name, title of the row or tab, whether this is closed, and position."""
    if depth > _DEEPEST:
        return
    for item in items(at(layout, "spec", "items")):
        spec = dictionary(at(item, "spec"))
        name = at(spec, "element", "name")
        if isinstance(name, str):
            yield name, title, is_collapsed, _box(spec, ("width", "height"))
    for kind in ("rows", "tabs"):
        for part in items(at(layout, "spec", kind)):
            spec = dictionary(at(part, "spec"))
            own = _title(spec, variables) or title
            closed = is_collapsed or spec.get("collapse") is True
            yield from _named(spec.get("layout"), own, closed, variables, depth + 1)


def _title(sent: dict[str, Any], variables: Variables) -> str | None:
    title = text_at(sent, "title")
    return None if title is None else variables.expand(title)


def _box(sent: object, size: tuple[str, str] = ("w", "h")) -> Box | None:
    x, y, width, height = (whole(at(sent, name)) for name in ("x", "y", *size))
    if x is None or y is None or width is None or height is None:
        return None
    return Box(max(x, 0), max(y, 0), max(width, 1), max(height, 1))
