"""Tables of frames, of logs, of node graphs, and of states over time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.models.clean import clean
from te_tui.models.content import Column, Drawing, Grid, Headline, Phrase, Stack
from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.content.series import epoch_of
from te_tui.sources.grafana.values.dates import format_instant
from te_tui.sources.grafana.values.numbers import readable_text

if TYPE_CHECKING:
    from te_tui.sources.grafana.content.data import PanelData
    from te_tui.sources.grafana.frames import Field, Frame

_LINES: Final = ("body", "Line", "line", "message")
_SEVERITIES: Final = ("severity", "level", "detected_level")
_NODE_COLUMNS: Final = ("title", "mainstat", "id")
_EDGE_COLUMNS: Final = ("source", "target", "mainstat")
_SECONDS: Final = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))


def tables(data: PanelData) -> Drawing | None:
    """Draw every frame as a table, with a heading if there are several; None if there are no columns."""
    return _stacked([(frame.name or frame.ref_id or "", grid(data, frame)) for frame in data.frames])


def grid(data: PanelData, frame: Frame, fields: Sequence[Field] | None = None) -> Grid:
    """A frame, or the given fields of it, as a table of formatted texts; hidden fields are left out."""
    wanted = [one for one in (frame.fields if fields is None else fields) if not one.is_hidden]
    kept = wanted[: LIMITS.columns]
    most = LIMITS.cells // max(len(kept), 1)
    texts = [column_texts(data, field, most) for field in kept]
    columns = tuple(Column(field.label, "right" if field.type == "number" else "left") for field in kept)
    rows = tuple(zip(*texts, strict=True)) if texts else ()
    return Grid(columns, rows, (), max(frame.rows - most, 0), len(wanted) - len(kept))


def column_texts(data: PanelData, field: Field, most: int) -> list[str | None]:
    """The texts of a column's first `most` values: objects and lists as JSON, nested tables as "5 rows"."""
    display = data.display(field)
    found: list[str | None] = []
    for value in islice(field.values, most):
        if isinstance(value, dict | list):
            is_frame = field.type in ("frame", "nestedFrames") and isinstance(value, list)
            told = f"{len(value):,} rows" if is_frame else clean(readable_text(value))
        else:
            told = display(value).text
        found.append(told or None)
    return found


def logs(data: PanelData) -> Drawing | None:
    """A table of log lines: time and severity first, then the text, then labels."""
    parts = []
    for frame in data.frames:
        line = _named(frame, _LINES) or frame.first("string")
        if line is not None:
            chosen = [frame.first("time"), _named(frame, _SEVERITIES), line, _named(frame, ("labels",))]
            fields = list({id(one): one for one in chosen if one is not None}.values())
            parts.append((frame.name or frame.ref_id or "", grid(data, frame, fields)))
    return _stacked(parts)


def node_graph(data: PanelData) -> Drawing | None:
    """A table of the nodes and a table of the edges of a node graph."""
    parts = []
    for frame in data.frames:
        is_edges = _named(frame, ("source",)) is not None
        order = _EDGE_COLUMNS if is_edges else _NODE_COLUMNS
        first = [field for name in order if (field := _named(frame, (name,))) is not None]
        fields = [*first, *(field for field in frame.fields if field not in first)]
        parts.append(("Edges" if is_edges else "Nodes", grid(data, frame, fields)))
    return _stacked(parts, always=True)


class Run(NamedTuple):
    """A span in which a series keeps one state; `start` and `end` are epoch seconds."""

    series: str
    state: str
    start: float
    end: float


def states(data: PanelData) -> Drawing | None:
    """A table of the spans in which a series keeps one state: series, state, start, end and length."""
    most = LIMITS.cells // 5
    runs = list(islice(_runs(data), most + 1))
    if not runs:
        return None
    columns = (Column("Series"), Column("State"), Column("From"), Column("To"), Column("For", "right"))
    return Grid(
        columns,
        tuple(
            (
                run.series,
                run.state,
                _instant(data, run.start),
                _instant(data, run.end),
                _length(run.end - run.start),
            )
            for run in runs[:most]
        ),
        more_rows=max(len(runs) - most, 0),
    )


def _runs(data: PanelData) -> Iterator[Run]:
    for frame in data.frames:
        time = frame.first("time")
        if time is None:
            continue
        times = [epoch_of(value) for value in time.values]
        known = [one for one in times if one is not None]
        last = max(
            [*known, *([data.end] if data.end is not None and known and data.end >= min(known) else [])],
            default=0,
        )
        for field in frame.fields:
            if field is not time and not field.is_hidden and field.type != "other":
                yield from _runs_of(data, field, times, last)


def _runs_of(data: PanelData, field: Field, times: Sequence[float | None], last: float) -> Iterator[Run]:
    """Yield the spans in which a field keeps its state, the last of them up to the time `last`.

    A value without a text, such as null, ends a span and begins none.
    """
    display = data.display(field)
    state, since = "", 0.0
    points = [(when, value) for when, value in zip(times, field.values, strict=False) if when is not None]
    for when, value in sorted(points, key=lambda point: point[0]):
        told = display(value).text
        if told != state:
            if state:
                yield Run(field.label, state, since, when)
            state, since = told, when
    if state:
        yield Run(field.label, state, since, max(last, since))


def _instant(data: PanelData, epoch: float) -> str:
    return format_instant(epoch * 1000, "YYYY-MM-DD HH:mm:ss", data.zone)


def _length(seconds: float) -> str:
    """A length of time in its two largest units: `1 h 5 min`."""
    rest, parts = math.floor(seconds), list[str]()
    for size, word in _SECONDS:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count} {word}")
    return " ".join(parts[:2]) or "0 s"


def _named(frame: Frame, names: Sequence[str]) -> Field | None:
    return next((field for name in names for field in frame.fields if field.name == name), None)


def _stacked(parts: Sequence[tuple[str, Grid]], *, always: bool = False) -> Drawing | None:
    """Put tables below one another, each with a heading; None if no table has columns.

    A single table has a heading only if `always` is set.
    """
    shown = [(name, table) for name, table in parts if table.columns]
    if len(shown) < 2 and not (always and shown):
        return shown[0][1] if shown else None
    kept = shown[: LIMITS.columns]
    found: list[Drawing] = []
    for index, (name, table) in enumerate(kept):
        place = f"{index + 1} of {len(shown)}"
        found += (
            Headline((Phrase(name or place, "title"), *([Phrase(place, "muted")] if name else []))),
            table,
        )
    return Stack(tuple(found))
