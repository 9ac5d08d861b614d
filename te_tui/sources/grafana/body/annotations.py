"""Annotations: marked instants and time spans that dashboards show on top of data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from te_tui.models.clean import clean
from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.values.dates import read_instant
from te_tui.sources.grafana.values.json_values import at, dictionaries, items, text_at
from te_tui.sources.grafana.values.numbers import is_number, value_text
from te_tui.sources.reading.fields import text

if TYPE_CHECKING:
    from te_tui.sources.grafana.frames import Frame

_COLUMNS: Final = ("time", "timeEnd", "title", "text", "tags")


@dataclass(frozen=True, slots=True)
class Annotation:
    """A marked instant, or a time span if it has an end; in milliseconds since 1970 UTC."""

    start: int
    end: int | None = None
    title: str | None = None
    text: str | None = None
    tags: tuple[str, ...] = ()
    source: str | None = None


def dashboard_annotations(dashboard: dict[str, Any]) -> tuple[Annotation, ...]:
    """The annotations of the whole dashboard, from all its enabled annotation lists."""
    found = (
        annotation
        for listed in dictionaries(at(dashboard, "annotations", "list"))
        if listed.get("enable") is not False
        for sent in dictionaries(listed.get("snapshotData"))
        if (annotation := _annotation(sent, text_at(listed, "name"))) is not None
    )
    return tuple(islice(found, LIMITS.marks))


def frame_annotations(frames: tuple[Frame, ...]) -> tuple[Annotation, ...]:
    """The annotations of a panel: one for each row of the frames that were sent for them."""
    return tuple(islice((one for frame in frames for one in _rows(frame)), LIMITS.marks))


def _rows(frame: Frame) -> Iterator[Annotation]:
    columns = {field.name: field.values for field in frame.fields if field.name in _COLUMNS}
    for row in range(frame.rows):
        sent = {name: values[row] for name, values in columns.items() if row < len(values)}
        annotation = _annotation(sent, frame.name)
        if annotation is not None:
            yield annotation


def _annotation(sent: dict[str, Any], source: str | None) -> Annotation | None:
    start, end = _milliseconds(sent.get("time")), _milliseconds(sent.get("timeEnd"))
    if start is None:
        return None
    return Annotation(
        start,
        end if end is not None and end > start else None,
        text(sent.get("title")) or None,
        text(sent.get("text")) or None,
        tuple(clean(value_text(tag)) for tag in items(sent.get("tags"))[: LIMITS.columns]),
        source,
    )


def _milliseconds(value: object) -> int | None:
    number = read_instant(value) if isinstance(value, str) else value if is_number(value) else None
    return int(number) if isinstance(number, int | float) and abs(number) < 1e15 else None
