"""Converts an opened snapshot to te-tui's own classes: its row of the list, its panels and their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from te_tui.models.clean import visible
from te_tui.models.snapshot import DashboardFacts, Position, Snapshot
from te_tui.models.snapshot_row import Publication, SnapshotRow
from te_tui.sources.grafana.body.snapshot import GrafanaSnapshot
from te_tui.sources.grafana.body.snapshot import read_snapshot as read_body
from te_tui.sources.grafana.shown import SnapshotPanel

if TYPE_CHECKING:
    from te_tui.sources.grafana.body.panels import Panel

_ELSEWHERE = "Its content is outside this Grafana, where te-tui does not fetch it."
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read_snapshot(body: bytes, key: str) -> Snapshot:
    """Read the answer of GET /api/snapshots/{key}, which does not name the key; it can be called in a thread.

    Raises:
        NotReadable: the answer is no snapshot.
    """
    read = read_body(body)
    start, length = _span(read)
    row = SnapshotRow(
        snapshot_id=key,
        created=read.created,
        expires=read.expires,
        start=start,
        duration=length,
        dashboard_id=visible(read.uid),
        dashboard_title=visible(read.title),
        publication=Publication("grafana", None if read.has_dashboard else True),
    )
    return Snapshot(
        row=row,
        panels=tuple(SnapshotPanel(panel, read) for panel in read.panels),
        layout=tuple(_positions(read.panels)),
        damage=read.damage,
        dashboard=DashboardFacts(description=None if read.has_dashboard else _ELSEWHERE),
        has_list=read.has_dashboard,
    )


def _span(read: GrafanaSnapshot) -> tuple[datetime | None, int | None]:
    """The start of the dashboard's time range, and its length in seconds; each None if unknown."""
    start, end = read.time.start, read.time.end
    if start is None:
        return None, None
    try:
        begins = _EPOCH + timedelta(milliseconds=start)
    except OverflowError:
        return None, None
    return begins, None if end is None or end < start else (end - start) // 1000


def _positions(panels: Sequence[Panel]) -> Iterator[Position]:
    """Yield the position of each panel; rows are moved down if they would overlap the rows above them."""
    floor = 0
    for _, row in groupby(panels, key=lambda panel: panel.row):
        placed = list(row)
        tops = [panel.box.y for panel in placed if panel.box]
        shift = max(floor - min(tops), 0) if tops else 0
        for panel in placed:
            box = panel.box
            if box is None:
                yield Position(panel.widget_id, None, None, None, None)
            else:
                floor = max(floor, box.y + shift + box.height)
                yield Position(panel.widget_id, box.x, box.y + shift, box.width, box.height)
