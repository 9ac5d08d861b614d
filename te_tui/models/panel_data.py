"""Panel data: what a widget showed (contract section 5).

The body does not say the widget's type, metric or unit, so every part that any type may fill is
read, and the panel's configuration is kept beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, NamedTuple, TypeVar

from te_tui.models.clean import clean
from te_tui.models.decode import Decoded, Shape, fit, parse
from te_tui.models.fields import (
    LARGEST,
    MILLISECONDS_FROM,
    Epoch,
    Flag,
    Instant,
    Number,
    Text,
    Whole,
    epoch,
    lost,
    number,
    text,
)
from te_tui.models.reader import Field

T = TypeVar("T")


class Group(NamedTuple):
    """One dimension of a point, such as AGENT 2565; `label` is its name, or the raw value without one."""

    property: str
    value: str
    label: str


class Point(NamedTuple):
    """One value: epoch seconds UTC, the value or None where the API said null, and its groups."""

    time: int | None
    value: int | float | None
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Suppression:
    """A window in which alerts were suppressed; `starts` in UTC, `duration` in seconds."""

    name: Text = None
    starts: Annotated[list[Instant] | None, Field(alias="startTimes")] = None
    duration: Annotated[Whole, Field(alias="durationInSeconds")] = None


@dataclass(frozen=True, slots=True)
class Card:
    """One number of a Number panel."""

    card_id: Annotated[Text, Field(alias="cardId")] = None
    name: Annotated[Text, Field(alias="cardName")] = None
    value: Number = None
    previous: Annotated[Number, Field(alias="previousValue")] = None
    time: Annotated[Epoch, Field(alias="timestamp")] = None
    bin_size: Annotated[Whole, Field(alias="binSize")] = None
    status: Text = None
    suppressions: Annotated[list[Suppression] | None, Field(alias="alertSuppressionWindows")] = None


@dataclass(frozen=True, slots=True)
class Column:
    """One metric of a Multi Metric Table, with the points of its rows."""

    column_id: str | None
    bin_size: int | None
    status: str | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert; `duration` in seconds."""

    alert_id: Annotated[Text, Field(alias="alertId")] = None
    test_id: Annotated[Text, Field(alias="testId")] = None
    source: Annotated[Text, Field(alias="alertSource")] = None
    rule: Annotated[Text, Field(alias="alertRule")] = None
    type: Annotated[Text, Field(alias="alertType")] = None
    started: Annotated[Instant, Field(alias="startTime")] = None
    duration: Annotated[Whole, Field(alias="durationInSeconds")] = None
    active: Flag = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where an agent is; degrees."""

    name: Annotated[Text, Field(alias="locationName")] = None
    latitude: Number = None
    longitude: Number = None


@dataclass(frozen=True, slots=True)
class Agent:
    """One agent and its state, as spelled by the API."""

    agent_id: Annotated[Text, Field(alias="agentId")] = None
    name: Annotated[Text, Field(alias="agentName")] = None
    status: Text = None
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class AgentSummary:
    """How many agents are in each state."""

    online: Whole = None
    offline: Whole = None
    disabled: Whole = None


@dataclass(frozen=True, slots=True)
class GraphletPoint:
    """One value of a graphlet."""

    time: Annotated[Epoch, Field(alias="x")] = None
    value: Annotated[Number, Field(alias="y")] = None


@dataclass(frozen=True, slots=True)
class Graphlet:
    """A small series of a Test Table row."""

    metric: Text = None
    points: list[GraphletPoint] | None = None

    def series(self) -> tuple[tuple[int | None, int | float | None], ...]:
        """The points as (epoch seconds, value)."""
        return tuple((point.time, point.value) for point in self.points or ())


@dataclass(frozen=True, slots=True)
class TestRow:
    """One test of a Test Table."""

    __test__ = False

    test_id: Annotated[Text, Field(alias="testId")] = None
    name: Annotated[Text, Field(alias="testName")] = None
    target: Text = None
    type: Annotated[Text, Field(alias="testType")] = None
    alerts: Annotated[Whole, Field(alias="alertCount")] = None
    graphlets: list[Graphlet] | None = None


@dataclass(frozen=True, slots=True)
class PanelData:
    """Everything that a widget's data may hold; a part that is None was not in the body.

    `bin_size` in seconds, `start` and `end` in UTC. `status` explains emptiness in the API's words.
    """

    bin_size: int | None = None
    start: datetime | None = None
    end: datetime | None = None
    status: str | None = None
    points: tuple[Point, ...] | None = None
    columns: tuple[Column, ...] | None = None
    cards: tuple[Card, ...] | None = None
    alerts: tuple[Alert, ...] | None = None
    total_alerts: int | None = None
    active_alerts: int | None = None
    agents: tuple[Agent, ...] | None = None
    summary: AgentSummary | None = None
    tests: tuple[TestRow, ...] | None = None
    rows: tuple[dict[str, str | None], ...] | None = None
    legend: tuple[tuple[str, str | None], ...] | None = None
    suppressions: tuple[Suppression, ...] = ()
    damage: tuple[str, ...] = field(default=())


@dataclass(slots=True)
class _GroupLabel:
    group_id: Annotated[Text, Field(alias="groupId")] = None
    label: Annotated[Text, Field(alias="groupLabel")] = None


@dataclass(slots=True)
class _GroupLabels:
    group_property: Annotated[Text, Field(alias="groupProperty")] = None
    labels: Annotated[list[_GroupLabel] | None, Field(alias="groupLabels")] = None


@dataclass(slots=True)
class _Column:
    column_id: Annotated[Text, Field(alias="columnId")] = None
    bin_size: Annotated[Whole, Field(alias="binSize")] = None
    status: Text = None
    points: list[Any] | None = None


@dataclass(slots=True)
class _Data:
    status: Text = None
    points: list[Any] | None = None
    columns: list[_Column] | None = None
    cards: list[Card] | None = None
    alerts: list[Alert] | None = None
    total_alerts: Annotated[Whole, Field(alias="totalAlerts")] = None
    active_alerts: Annotated[Whole, Field(alias="activeAlerts")] = None
    agents: list[Agent] | None = None
    summary: AgentSummary | None = None
    tests: list[TestRow] | None = None
    rows: list[dict[str, Any]] | None = None
    legend: dict[str, Any] | None = None
    suppressions: Annotated[list[Suppression] | None, Field(alias="alertSuppressionWindows")] = None


@dataclass(slots=True)
class _Envelope:
    group_labels: Annotated[list[_GroupLabels] | None, Field(alias="groupLabels")] = None
    bin_size: Annotated[Whole, Field(alias="binSize")] = None
    start: Annotated[Instant, Field(alias="startDate")] = None
    end: Annotated[Instant, Field(alias="endDate")] = None
    data: _Data | None = None


_ENVELOPE = Shape(_Envelope)


def read_panel_data(body: bytes) -> PanelData:
    """Read one answer of GET /dashboard-snapshots/{snapshotId}/widgets/{widgetId}."""
    # Parsed to dictionaries first: most of a body is points, which are read here and not by pydantic.
    decoded: Decoded[_Envelope] = fit(_ENVELOPE, parse(body))
    wire = decoded.value
    data = wire.data or _Data()
    reader = _PointReader(wire.group_labels or [])
    points = reader.read(data.points, "data.points")
    return PanelData(
        bin_size=wire.bin_size,
        start=wire.start,
        end=wire.end,
        status=data.status,
        points=points,
        columns=reader.columns(data.columns),
        cards=_tuple(data.cards),
        alerts=_tuple(data.alerts),
        total_alerts=data.total_alerts,
        active_alerts=data.active_alerts,
        agents=_tuple(data.agents),
        summary=data.summary,
        tests=_tuple(data.tests),
        rows=reader.rows(data.rows),
        legend=reader.legend(data.legend),
        suppressions=tuple(data.suppressions or ()),
        damage=decoded.damage + tuple(reader.damage),
    )


class _PointReader:
    """Reads points and looks their groups up; a group is named by the property and id it came with.

    Published bodies spell properties in two ways (`AGENT`, `Agents`) and leave labels out, so a label
    is looked up by property, and by position where nothing has that property; without one the raw
    value stands.
    """

    def __init__(self, group_labels: list[_GroupLabels]) -> None:
        self.damage: list[str] = []
        self._by_position = [self._labels(one) for one in group_labels]
        self._by_property: dict[str, dict[str, str]] = {}
        for one, labels in zip(group_labels, self._by_position, strict=True):
            self._by_property.setdefault((one.group_property or "").casefold(), {}).update(labels)
        self._known: dict[tuple[tuple[object, object], ...], tuple[Group, ...]] = {}

    @staticmethod
    def _labels(one: _GroupLabels) -> dict[str, str]:
        return {
            g.group_id: g.label for g in one.labels or [] if g.group_id is not None and g.label is not None
        }

    def read(self, raw: list[Any] | None, place: str) -> tuple[Point, ...] | None:
        """Read and empty a list of points; what is no point is left out and noted as damage under `place`."""
        if raw is None:
            return None
        points = []
        for index, item in enumerate(raw):
            raw[index] = None  # freed one by one: 100,000 at once would hold up every thread
            if not isinstance(item, dict):
                self.damage.append(f"{place}[{index}]")
                continue
            value, time = item.get("value"), item.get("timestamp")
            # There may be 100,000: what is already a sound number is not read once more.
            if type(value) is not float or not -LARGEST < value < LARGEST:
                value = self._read(number, value, f"{place}[{index}].value")
            if type(time) is not int or not 0 <= time < MILLISECONDS_FROM:
                time = self._read(epoch, time, f"{place}[{index}].timestamp")
            points.append(Point(time, value, self._groups(item.get("groups"), place, index)))
        return tuple(points)

    def rows(self, raw: list[dict[str, Any]] | None) -> tuple[dict[str, str | None], ...] | None:
        """Read the rows of a List."""
        return _tuple(None if raw is None else [self._cells(r, f"data.rows[{i}]") for i, r in enumerate(raw)])

    def legend(self, raw: dict[str, Any] | None) -> tuple[tuple[str, str | None], ...] | None:
        """Read how many rows of each kind there are."""
        return _tuple(None if raw is None else list(self._cells(raw, "data.legend").items()))

    def _cells(self, row: dict[str, Any], place: str) -> dict[str, str | None]:
        """Read names and texts; of two names that are the same once they are cleaned, the first is kept."""
        found: dict[str, str | None] = {}
        for key, value in row.items():
            name = clean(key)
            if name in found:
                self.damage.append(f"{place}.{name}")
            else:
                found[name] = self._read(text, value, f"{place}.{name}")
        return found

    def _read(self, read: Callable[[object], T | None], value: object, place: str) -> T | None:
        found = read(value)
        if lost(value, found):
            self.damage.append(place)
        return found

    def columns(self, raw: list[_Column] | None) -> tuple[Column, ...] | None:
        """Read the columns of a Multi Metric Table with their points."""
        if raw is None:
            return None
        return tuple(
            Column(c.column_id, c.bin_size, c.status, self.read(c.points, f"data.columns[{i}].points") or ())
            for i, c in enumerate(raw)
        )

    def _groups(self, raw: object, place: str, index: int) -> tuple[Group, ...]:
        if not isinstance(raw, list):
            if lost(raw, None):
                self.damage.append(f"{place}[{index}].groups")
            return ()
        try:
            key = tuple([(group.get("groupProperty"), group.get("groupValue")) for group in raw])
            return self._known[key]
        except KeyError:
            found = self._read_groups(raw, f"{place}[{index}].groups")
            # Only by texts: 1, 1.0 and true are equal to Python, and still three names.
            if all(type(part) is str for pair in key for part in pair):
                self._known[key] = found
            return found
        except (AttributeError, TypeError):  # a group that is no object, or holds one
            return self._read_groups(raw, f"{place}[{index}].groups")

    def _read_groups(self, raw: list[Any], place: str) -> tuple[Group, ...]:
        found = []
        for position, group in enumerate(raw):
            if isinstance(group, dict):
                found.append(self._label(position, group, f"{place}[{position}]"))
            else:
                self.damage.append(f"{place}[{position}]")
        return tuple(found)

    def _label(self, position: int, group: dict[str, Any], place: str) -> Group:
        name = self._read(text, group.get("groupProperty"), f"{place}.groupProperty") or ""
        value = self._read(text, group.get("groupValue"), f"{place}.groupValue") or ""
        labels = self._by_property.get(name.casefold())
        if labels is None:
            labels = self._by_position[position] if position < len(self._by_position) else {}
        return Group(name, value, labels.get(value) or value)


def _tuple(items: list[Any] | None) -> tuple[Any, ...] | None:
    return None if items is None else tuple(items)
