"""The head of an answer names the years of windows where they differ."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.analysis.heading import heading
from te_tui.render.pictures import to_plain


def ending(when: datetime) -> SnapshotRow:
    week = timedelta(days=7)
    start, length = when - week, int(week.total_seconds())
    return SnapshotRow("a", "Weekly", "1", None, None, None, None, start, length, None, None, None)


def test_two_windows_a_year_apart_tell_their_years() -> None:
    last_year, this_year = (ending(datetime(year, 10, 20, tzinfo=UTC)) for year in (2025, 2026))
    assert "13 Oct 2025 00:00 – 20 Oct 2025" in to_plain(heading(last_year, 90, beside=this_year))
    assert "13 Oct 2026 00:00 – 20 Oct 2026" in to_plain(heading(this_year, 90, beside=last_year))
    assert "13 Oct 00:00 – 20 Oct 00:00 UTC (7 d)" in to_plain(heading(last_year, 90, beside=last_year))
