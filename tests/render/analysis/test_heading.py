"""The head of an answer names the years of its windows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.analysis.heading import heading
from te_tui.render.pictures import to_plain


def ending(when: datetime) -> SnapshotRow:
    week = timedelta(days=7)
    start, length = when - week, int(week.total_seconds())
    return SnapshotRow("a", "Weekly", "1", None, None, None, None, start, length, None, None, None)


def test_a_window_tells_its_year() -> None:
    told = to_plain(heading(ending(datetime(2025, 10, 20, tzinfo=UTC)), 90))
    assert "13 Oct 2025 00:00 – 20 Oct 2025 00:00 UTC (7 d)" in told
