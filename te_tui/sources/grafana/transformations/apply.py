"""Applies all transformations of a panel, one after another, or none of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from te_tui.sources.grafana.frames import Frame
from te_tui.sources.grafana.transformations.columns import filter_by_name, organize, sort_by
from te_tui.sources.grafana.transformations.joining import join_by_field, merge
from te_tui.sources.grafana.transformations.reducing import reduce
from te_tui.sources.grafana.values.json_values import dictionary
from te_tui.sources.grafana.values.patterns import Effort

Frames: TypeAlias = tuple[Frame, ...]
Transformation: TypeAlias = Callable[[Frames, dict[str, Any], Effort], Frames | None]
"""New frames, or None where these options cannot be followed exactly."""


def transformed(frames: Frames, chain: Sequence[dict[str, Any]], effort: Effort) -> Frames | None:
    """Apply all transformations in `chain`; None if the result of one of them could differ from Grafana's."""
    for one in chain:
        apply = _TRANSFORMATIONS.get(one["id"])
        if apply is None or dictionary(one.get("filter")).get("options") or one.get("topic"):
            return None
        done = apply(frames, dictionary(one.get("options")), effort)
        if done is None:
            return None
        frames = done
    return frames


_TRANSFORMATIONS: Final[dict[str, Transformation]] = {
    "organize": organize,
    "filterFieldsByName": filter_by_name,
    "sortBy": sort_by,
    "reduce": reduce,
    "merge": merge,
    "joinByField": join_by_field,
    "seriesToColumns": join_by_field,
}
