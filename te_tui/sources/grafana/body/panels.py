"""Panels: their configuration, position and data, read from Grafana's old or new dashboard schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any, Final

from te_tui.models.clean import visible
from te_tui.models.limits import Damage
from te_tui.sources.grafana.body.frame_reader import BadFrame, Filling, read_frame
from te_tui.sources.grafana.body.variables import Variables
from te_tui.sources.grafana.frames import Frame
from te_tui.sources.grafana.values.json_values import at, cleaned, dictionaries, dictionary, items, text_at
from te_tui.sources.reading.fields import text, whole

SHARED: Final = "-- Dashboard --"
"""The data source of a panel that shows the data of another one."""


@dataclass(frozen=True, slots=True)
class Box:
    """A panel's position and size in the dashboard's grid of 24 columns; one unit of height is 30 pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A panel's JSON as it was sent, its `path` in the body, and its place in the dashboard."""

    sent: dict[str, Any]
    path: str
    variables: Variables
    row: str | None = None
    is_collapsed: bool = False
    box: Box | None = None
    element: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """One panel of a snapshot.

    Attributes:
        widget_id: The panel's id in te-tui: its element's name, its number if unique, or its position.
        panel_id: The panel's number in its dashboard.
        type: The panel's type, such as `timeseries`; plugins define more types. None if it is missing.
        row: The title of the row that the panel is in.
        is_collapsed: Whether this row was closed when the snapshot was made, so that it has hardly any data.
        options: The settings for drawing the panel.
        sent: Further settings, which Grafana 4 to 6 do not put into the options.
        content: The text of a text panel as sent, with line breaks and perhaps control characters.
        field_config: The panel's settings for its fields: units, colours and the like.
        transformations: The enabled transformations.
        frames: The panel's data; None if no data was captured.
        is_transformed: Whether the frames are the results of the transformations already.
        annotations: Frames that hold annotations instead of data.
        source: The id of another panel whose data this panel shows; None if it has its own data.
        library: The name of the library panel that this panel refers to; None if it refers to none.
        damage: The places in the panel that could not be read.
    """

    widget_id: str
    panel_id: int | None
    title: str | None
    type: str | None
    row: str | None = None
    is_collapsed: bool = False
    box: Box | None = None
    description: str | None = None
    time_words: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    sent: dict[str, Any] = field(default_factory=dict)
    content: str | None = None
    field_config: dict[str, Any] = field(default_factory=dict)
    transformations: tuple[dict[str, Any], ...] = ()
    frames: tuple[Frame, ...] | None = None
    is_transformed: bool = False
    annotations: tuple[Frame, ...] = ()
    source: int | None = None
    library: str | None = None
    variables: Variables = field(default_factory=lambda: Variables({}))
    damage: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The panel's name for people: its title, its type, or its id."""
        return visible(self.title) or self.type or self.widget_id

    @property
    def reduce_options(self) -> dict[str, Any]:
        """How a panel such as a single stat calculates the few numbers that it shows.

        Grafana 6 has another name for these settings.
        """
        for name in ("reduceOptions", "fieldOptions"):
            if isinstance(self.options.get(name), dict):
                return dictionary(self.options[name])
        return {"calcs": ["lastNotNull"]}


@dataclass(slots=True)
class _Data:
    """What is read of a panel's data: frames, annotations, and the places that could not be read."""

    frames: list[Frame] = field(default_factory=list)
    annotations: list[Frame] = field(default_factory=list)
    damage: Damage = field(default_factory=Damage)


def read_panel(placed: Placed, widget_id: str, filling: Filling) -> Panel:
    """Read a panel of the old or new schema; frames that cannot be read are only listed in `damage`."""
    is_new = placed.element is not None
    sent = dictionary(placed.sent.get("spec")) if is_new else placed.sent
    drawing = dictionary(sent.get("vizConfig")) if is_new else sent
    spec = dictionary(drawing.get("spec")) if is_new else sent
    found = _read_data(sent, placed.path, is_new, filling)
    has_panel_type = isinstance(drawing.get("kind"), str) and drawing["kind"] != "VizConfig"
    kind = text(drawing.get("kind") if has_panel_type else drawing.get("group"))
    data = dictionary(at(sent, "data", "spec")) if is_new else sent
    title = text_at(sent, "title")
    return Panel(
        widget_id=widget_id,
        panel_id=panel_id(sent),
        title=None if title is None else placed.variables.expand(title),
        type=kind if is_new else text_at(sent, "type"),
        row=placed.row,
        is_collapsed=placed.is_collapsed,
        box=placed.box,
        description=text_at(sent, "description"),
        time_words=_time_words(sent if not is_new else dictionary(data.get("queryOptions"))),
        options=dictionary(cleaned(spec.get("options"))),
        sent=_without_data(sent) if not is_new else {},
        content=_content(spec),
        field_config=dictionary(cleaned(spec.get("fieldConfig"))),
        transformations=tuple(_transformations(data)),
        frames=None if found is None else tuple(found.frames),
        is_transformed=not is_new and isinstance(_captured(sent), list),
        annotations=() if found is None else tuple(found.annotations),
        source=_source(sent),
        library=_library(sent),
        variables=placed.variables,
        damage=() if found is None else tuple(found.damage),
    )


def panel_id(sent: dict[str, Any]) -> int | None:
    """The number that a dashboard gives a panel; None if it is not a number."""
    return whole(sent.get("id"))


def _without_data(sent: dict[str, Any]) -> dict[str, Any]:
    """The settings of a panel that Grafana 4 to 6 do not put into `options`, without the panel's data."""
    big = ("snapshotData", "targets", "panels", "options", "fieldConfig", "transformations")
    return dictionary(cleaned({name: value for name, value in sent.items() if name not in big}))


def _content(spec: dict[str, Any]) -> str | None:
    written = at(spec, "options", "content")
    written = spec.get("content") if written is None else written
    return written if isinstance(written, str) else None


def _captured(sent: dict[str, Any]) -> Any:
    """The data that older versions of Grafana write into a panel's member `snapshotData`."""
    captured = sent.get("snapshotData")
    return captured.get("data") if isinstance(captured, dict) else captured


def _read_data(sent: dict[str, Any], path: str, is_new: bool, filling: Filling) -> _Data | None:
    """Read all frames of a panel; None if no data was captured. `is_new`: the panel has the new schema."""
    captured = None if is_new else _captured(sent)
    if isinstance(captured, list):
        found = [(f"{path}.snapshotData[{index}]", item) for index, item in enumerate(captured)]
    else:
        queries = list(_new_queries(sent, path) if is_new else _old_queries(sent, path))
        if not queries:
            return None
        found = [item for query in queries for item in query]
    data = _Data()
    for place, item in found:
        try:
            frame = read_frame(item, filling)
        except BadFrame as error:
            data.damage.append(f"{place} ({error})")
            continue
        kept = data.annotations if frame.is_annotation else data.frames
        kept.append(_sharing_times(frame, kept[-1]) if kept else frame)
    return data


def _sharing_times(frame: Frame, before: Frame) -> Frame:
    """Return the frame; if its times equal those of the frame `before`, both share one list, to save memory.

    All series of a query usually have the same times.
    """
    fields = tuple(
        replace(one, values=other.values)
        if other is not None and one.type == other.type == "time" and one.values == other.values
        else one
        for one, other in zip_longest(frame.fields, before.fields[: len(frame.fields)])
    )
    return replace(frame, fields=fields)


def _old_queries(sent: dict[str, Any], path: str) -> Iterator[list[tuple[str, Any]]]:
    for index, target in enumerate(items(sent.get("targets"))):
        if isinstance(target, dict) and target.get("queryType") == "snapshot" and not target.get("hide"):
            yield _items(target, f"{path}.targets[{index}]")


def _new_queries(sent: dict[str, Any], path: str) -> Iterator[list[tuple[str, Any]]]:
    for index, query in enumerate(items(at(sent, "data", "spec", "queries"))):
        spec = dictionary(at(query, "spec", "query", "spec"))
        if spec.get("queryType") == "snapshot" and not at(query, "spec", "hidden"):
            yield _items(spec, f"{path}.queries[{index}]")


def _items(query: dict[str, Any], path: str) -> list[tuple[str, Any]]:
    place = f"{path}.snapshot"
    snapshot = query.get("snapshot")
    if snapshot is None or isinstance(snapshot, list):
        return [(f"{place}[{index}]", item) for index, item in enumerate(items(snapshot))]
    return [(place, snapshot)]


def _transformations(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the enabled transformations, each with `id`, `options`, `filter` and `topic`."""
    for sent in dictionaries(data.get("transformations")):
        spec = sent.get("spec")
        settings = spec if isinstance(spec, dict) else sent
        kind = text_at(sent, "group") or text_at(settings, "id") or text_at(sent, "kind")
        if not settings.get("disabled"):
            chosen = {name: settings.get(name) for name in ("options", "filter", "topic")}
            yield {"id": kind or "", **dictionary(cleaned(chosen))}


def _time_words(sent: dict[str, Any]) -> str | None:
    """The panel's own time range and shift, in words; None without either."""
    start, shift = text_at(sent, "timeFrom"), text_at(sent, "timeShift")
    words = [f"last {start}" if start else None, f"shifted by {shift}" if shift else None]
    return ", ".join(filter(None, words)) or None


def _source(sent: dict[str, Any]) -> int | None:
    source = sent.get("datasource")
    if (text_at(source, "uid") or text(source)) != SHARED:
        return None
    return next((whole(target.get("panelId")) for target in dictionaries(sent.get("targets"))), None)


def _library(sent: dict[str, Any]) -> str | None:
    library = sent.get("libraryPanel")
    return text_at(library, "name") or text_at(library, "uid") or "" if isinstance(library, dict) else None
