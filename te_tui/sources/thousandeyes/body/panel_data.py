"""Panel data: the values that a widget showed (api.md, section 5).

An answer does not say the widget's type, metric or unit. So the fields of all types are read, and what they
mean is found in the panel's configuration.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, TypeAlias, TypeVar

from te_tui.models.clean import clean
from te_tui.models.limits import Damage
from te_tui.sources.reading.decode import Decoded, OtherThing, Shape, fit, parse
from te_tui.sources.reading.fields import Epoch, Flag, Instant, Number, Text, Whole, lost, scalar
from te_tui.sources.reading.reader import Field
from te_tui.sources.thousandeyes.body.points import GroupLabels, PointReader, Points
from te_tui.sources.thousandeyes.links import own_address

T = TypeVar("T")

Cell: TypeAlias = str | int | float | bool | None
"""One value of a row of a List, or a count of its legend, with the type that it came with."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """Times when alerts were suppressed: from each of `starts` (UTC), for `duration` seconds."""

    name: Text = None
    starts: Annotated[list[Instant] | None, Field(alias="startTimes")] = None
    duration: Annotated[Whole, Field(alias="durationInSeconds")] = None


@dataclass(frozen=True, slots=True)
class Card:
    """One number of a Number panel; `time` is in epoch seconds, `bin_size` in seconds."""

    card_id: Annotated[Text, Field(alias="cardId")] = None
    name: Annotated[Text, Field(alias="cardName")] = None
    value: Number = None
    previous: Annotated[Number, Field(alias="previousValue")] = None
    time: Annotated[Epoch, Field(alias="timestamp")] = None
    bin_size: Annotated[Whole, Field(alias="binSize")] = None
    status: Text = None
    start: Annotated[Instant, Field(alias="startDate")] = None
    end: Annotated[Instant, Field(alias="endDate")] = None
    suppressions: Annotated[list[Suppression] | None, Field(alias="alertSuppressionWindows")] = None


@dataclass(frozen=True, slots=True)
class Column:
    """One metric of a Multi Metric Table, with the points of its rows."""

    column_id: str | None
    bin_size: int | None
    status: str | None
    points: tuple[Points, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert; `duration` in seconds."""

    alert_id: Annotated[Text, Field(alias="alertId")] = None
    test_id: Annotated[Text, Field(alias="testId")] = None
    source: Annotated[Text, Field(alias="alertSource")] = None
    rule: Annotated[Text, Field(alias="alertRule")] = None
    rule_id: Annotated[Text, Field(alias="ruleId")] = None
    type: Annotated[Text, Field(alias="alertType")] = None
    started: Annotated[Instant, Field(alias="startTime")] = None
    duration: Annotated[Whole, Field(alias="durationInSeconds")] = None
    active: Flag = None


@dataclass(frozen=True, slots=True)
class Location:
    """The name, latitude and longitude (degrees) of an agent's location."""

    name: Annotated[Text, Field(alias="locationName")] = None
    latitude: Number = None
    longitude: Number = None


@dataclass(frozen=True, slots=True)
class Addresses:
    """The IP addresses of an agent, and its operating system."""

    public: Annotated[Text, Field(alias="publicIp")] = None
    private: Annotated[Text, Field(alias="privateIp")] = None
    ipv6: Text = None
    system: Annotated[Text, Field(alias="operativeSystemVersion")] = None


@dataclass(frozen=True, slots=True)
class Agent:
    """One agent and its state, as spelled by the API."""

    agent_id: Annotated[Text, Field(alias="agentId")] = None
    name: Annotated[Text, Field(alias="agentName")] = None
    status: Text = None
    addresses: Annotated[Addresses | None, Field(alias="ipInfo")] = None
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class AgentSummary:
    """How many agents are in each state, as counted by the API."""

    online: Whole = None
    offline: Whole = None
    disabled: Whole = None


@dataclass(frozen=True, slots=True)
class GraphletPoint:
    """One point of a graphlet: epoch seconds and value."""

    time: Annotated[Epoch, Field(alias="x")] = None
    value: Annotated[Number, Field(alias="y")] = None


@dataclass(frozen=True, slots=True)
class Graphlet:
    """A graphlet: the small time series of one metric in a row of a Test Table."""

    metric: Text = None
    points: list[GraphletPoint] | None = None
    test_id: Annotated[Text, Field(alias="testId")] = None

    def series(self) -> tuple[tuple[int | None, int | float | None], ...]:
        """The graphlet's points as pairs of epoch seconds and value."""
        return tuple((point.time, point.value) for point in self.points or ())


@dataclass(frozen=True, slots=True)
class TestRow:
    """A row of a Test Table: one test."""

    __test__ = False

    test_id: Annotated[Text, Field(alias="testId")] = None
    name: Annotated[Text, Field(alias="testName")] = None
    target: Text = None
    type: Annotated[Text, Field(alias="testType")] = None
    alerts: Annotated[Whole, Field(alias="alertCount")] = None
    shared: Annotated[Flag, Field(alias="isShared")] = None
    graphlets: list[Graphlet] | None = None


@dataclass(frozen=True, slots=True)
class PanelData:
    """The data of a widget of any type; a field is None if the answer does not have it.

    `bin_size` is in seconds, `start` and `end` are in UTC. `status` is the API's explanation why there is no
    data. `address` is the URL that the answer gives for itself. `has_data` is False if the answer has no
    field `data` at all; an empty `data` is True.
    """

    bin_size: int | None = None
    start: datetime | None = None
    end: datetime | None = None
    status: str | None = None
    points: tuple[Points, ...] | None = None
    columns: tuple[Column, ...] | None = None
    cards: tuple[Card, ...] | None = None
    alerts: tuple[Alert, ...] | None = None
    total_alerts: int | None = None
    active_alerts: int | None = None
    agents: tuple[Agent, ...] | None = None
    summary: AgentSummary | None = None
    tests: tuple[TestRow, ...] | None = None
    rows: tuple[Mapping[str, Cell], ...] | None = None
    legend: tuple[tuple[str, Cell], ...] | None = None
    suppressions: tuple[Suppression, ...] = ()
    damage: tuple[str, ...] = field(default=())
    address: str | None = field(default=None, compare=False)
    has_data: bool = field(default=True, compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether the widget has no values at all; a count of 0 alerts is a value."""
        lists = (self.points, self.cards, self.alerts, self.agents, self.tests, self.rows, self.legend)
        has_values = any(lists) or any(one.points for one in self.columns or ())
        return not has_values and self.summary is None and self.total_alerts is None


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
    group_labels: Annotated[list[GroupLabels] | None, Field(alias="groupLabels")] = None
    bin_size: Annotated[Whole, Field(alias="binSize")] = None
    start: Annotated[Instant, Field(alias="startDate")] = None
    end: Annotated[Instant, Field(alias="endDate")] = None
    data: _Data | None = None


_ENVELOPE = Shape(_Envelope)
_OTHERS = frozenset({"snapshotName", "timeSpan", "widgets", "dashboardSnapshots", "accountGroups"})
"""Names that stand in other answers, and in none of these."""


def read_panel_data(body: bytes) -> PanelData:
    """Read one answer of GET /dashboard-snapshots/{snapshotId}/widgets/{widgetId}.

    Raises:
        OtherThing: the answer is a snapshot or a list.
    """
    # Parsed to dictionaries first: most of a body is points, which are read here and not by pydantic.
    value = parse(body)
    if isinstance(value, dict) and not _OTHERS.isdisjoint(value):
        raise OtherThing("it is no widget's data")
    address = own_address(value.get("_links")) if isinstance(value, dict) else None
    decoded: Decoded[_Envelope] = fit(_ENVELOPE, value)
    wire = decoded.value
    data = wire.data or _Data()
    damage = Damage(decoded.damage)
    reader = PointReader(wire.group_labels or [], damage)
    points = reader.read(data.points, "data.points")
    columns = [
        _column(column, reader, f"data.columns[{index}]") for index, column in enumerate(data.columns or ())
    ]
    rows: list[Mapping[str, Cell]] = [
        _cells(row, f"data.rows[{index}]", damage) for index, row in enumerate(data.rows or ())
    ]
    legend = _cells(data.legend or {}, "data.legend", damage)
    return PanelData(
        bin_size=wire.bin_size,
        start=wire.start,
        end=wire.end,
        status=data.status,
        points=points,
        columns=None if data.columns is None else tuple(columns),
        cards=_tuple(data.cards),
        alerts=_tuple(data.alerts),
        total_alerts=data.total_alerts,
        active_alerts=data.active_alerts,
        agents=_tuple(data.agents),
        summary=data.summary,
        tests=_tuple(data.tests),
        rows=None if data.rows is None else tuple(rows),
        legend=None if data.legend is None else tuple(legend.items()),
        suppressions=tuple(data.suppressions or ()),
        damage=tuple(damage),
        address=address,
        has_data=wire.data is not None,
    )


def _column(column: _Column, reader: PointReader, place: str) -> Column:
    points = reader.read(column.points, f"{place}.points")
    return Column(column.column_id, column.bin_size, column.status, points or ())


def _cells(row: dict[str, Any], place: str, damage: list[str]) -> dict[str, Cell]:
    """Read a row as values by column name; `_links` is no column, and skipped.

    Of two names that differ only in control characters, the first is kept, and the other listed as damage.
    """
    found: dict[str, Cell] = {}
    for key, value in row.items():
        name = clean(key)
        if name == "_links":
            continue
        known = name in found
        if known or lost(value, scalar(value)):
            damage.append(f"{place}.{name}")
        if not known:
            found[name] = scalar(value)
    return found


def _tuple(items: Iterable[T] | None) -> tuple[T, ...] | None:
    return None if items is None else tuple(items)
