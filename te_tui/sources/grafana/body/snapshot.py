"""Reading of a snapshot: the whole answer of GET /api/snapshots/{key}, decoded once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from te_tui.models.clean import clean
from te_tui.models.limits import Damage
from te_tui.sources.grafana.body.annotations import Annotation, dashboard_annotations
from te_tui.sources.grafana.body.frame_reader import Filling
from te_tui.sources.grafana.body.layout import placed_panels
from te_tui.sources.grafana.body.panels import Panel, Placed, panel_id, read_panel
from te_tui.sources.grafana.body.times import TimeRange, time_range
from te_tui.sources.grafana.body.variables import read_variables
from te_tui.sources.grafana.values.json_values import at, dictionary, text_at
from te_tui.sources.reading.decode import NotReadable, parse
from te_tui.sources.reading.fields import instant


@dataclass(frozen=True, slots=True, eq=False)
class GrafanaSnapshot:
    """The content of a Grafana snapshot.

    Attributes:
        title: The dashboard's title; None if it is missing.
        uid: The dashboard's id; None if it is missing, as in Grafana before version 5.
        panels: The panels in reading order.
        time: The time range that the dashboard showed.
        now: When the snapshot was made, in milliseconds since 1970; it is "now" in times such as `now-6h`.
        created: When the server stored the snapshot, in UTC.
        expires: When the server deletes the snapshot, in UTC.
        has_dashboard: Whether the content is in the answer; for an external snapshot, another server has it.
        damage: The places that could not be read.
    """

    title: str | None
    panels: tuple[Panel, ...]
    annotations: tuple[Annotation, ...]
    time: TimeRange
    now: int | None
    created: datetime | None
    expires: datetime | None
    has_dashboard: bool
    uid: str | None = None
    damage: tuple[str, ...] = ()

    def panel(self, widget_id: str) -> Panel | None:
        """The panel with this id; None if there is none."""
        return next((panel for panel in self.panels if panel.widget_id == widget_id), None)

    def source_of(self, panel: Panel) -> Panel | None:
        """The panel whose data `panel` shows instead of data of its own; None if there is no such panel."""
        if panel.source is None:
            return None
        return next((one for one in self.panels if one.panel_id == panel.source and one is not panel), None)


def read_snapshot(body: bytes) -> GrafanaSnapshot:
    """Decode the answer of GET /api/snapshots/{key}; it can be called in a thread.

    Raises:
        NotReadable: The body is no JSON, or no snapshot.
    """
    return snapshot_of(parse(body))


def snapshot_of(value: Any) -> GrafanaSnapshot:
    """Read a snapshot from parsed JSON; the snapshot takes over the JSON's lists, and may change them.

    Raises:
        NotReadable: The value is no snapshot.
    """
    if not isinstance(value, dict) or not isinstance(value.get("dashboard"), dict | None):
        message = "the body is no snapshot of a dashboard"
        raise NotReadable(message)
    dashboard, meta = dictionary(value.get("dashboard")), dictionary(value.get("meta"))
    damage = Damage()
    variables = read_variables(dashboard)
    placed = placed_panels(dashboard, variables, damage)
    filling = Filling()
    panels = tuple(
        read_panel(one, widget_id, filling)
        for one, widget_id in zip(placed, _widget_ids(placed), strict=True)
    )
    for panel in panels:
        for place in panel.damage:
            damage.append(place)
    created = instant(meta.get("created"))
    made = instant(at(dashboard, "snapshot", "timestamp")) or created
    now = None if made is None else int(made.timestamp() * 1000)
    settings = dictionary(dashboard.get("timeSettings"))
    zone = text_at(settings, "timezone") or text_at(dashboard, "timezone") or ""
    times = settings if "from" in settings else dictionary(dashboard.get("time"))
    return GrafanaSnapshot(
        title=text_at(dashboard, "title"),
        panels=panels,
        annotations=dashboard_annotations(dashboard),
        time=time_range(times.get("from"), times.get("to"), now, zone_of(zone) or UTC),
        now=now,
        created=created,
        expires=instant(meta.get("expires")),
        has_dashboard=bool(dashboard),
        uid=text_at(dashboard, "uid"),
        damage=tuple(damage),
    )


def zone_of(name: str) -> tzinfo | None:
    """The time zone of this name; None for an unknown name, and for `browser`, the viewer's own zone."""
    if name.lower() == "utc":
        return UTC
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return None


def _widget_ids(placed: list[Placed]) -> list[str]:
    """An id for each panel: the name of its element, else its number if no other panel has it, else `p3`.

    `p3` is the third panel of the dashboard.
    """
    own = [None if one.element is not None else panel_id(one.sent) for one in placed]
    counts = Counter(number for number in own if number is not None)
    found = []
    for index, (one, number) in enumerate(zip(placed, own, strict=True)):
        if one.element:
            found.append(clean(one.element))
        elif number is not None and counts[number] == 1:
            found.append(str(number))
        else:
            found.append(f"p{index + 1}")
    return found
