"""The heading of a comparison: both snapshots with their windows, and remarks on order and dashboards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, tzinfo

from te_tui.models.snapshot_pair import OrderedBy, is_same_dashboard
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.analysis.heading import heading
from te_tui.render.text.picture import Picture, Span, above
from te_tui.render.text.width import wrap


def pair_heading(
    before: SnapshotRow, after: SnapshotRow, by: OrderedBy, width: int, zone: tzinfo = UTC
) -> Picture:
    """The heading of two opened snapshots; `by` is what decided which of them is before."""
    notes = [line for sentence in pair_remarks(before, after, by) for line in wrap(sentence, width)]
    return above(
        heading(before, width, "before: ", zone),
        heading(after, width, "after:  ", zone),
        Picture(tuple((Span(line),) for line in notes)),
    )


def pair_remarks(before: SnapshotRow, after: SnapshotRow, by: OrderedBy) -> Iterator[str]:
    """Sentences on an order that is not by the windows, and on two different dashboards; usually none."""
    if by != "window":
        first = {"creation": "created first", "given": "named or listed first"}[by]
        yield f"{_windows(before, after)}: before is the snapshot {first}."
    if is_same_dashboard(before, after) is False:
        one, other = (row.dashboard_title or row.dashboard_id or row.label for row in (before, after))
        if one == other:
            one, other = (f"{one} ({row.dashboard_id})" for row in (before, after))
        yield f"Two dashboards: {one} and {other}. Nothing is called better or worse."


def _windows(before: SnapshotRow, after: SnapshotRow) -> str:
    known = [row.end is not None for row in (before, after)]
    if all(known):
        return "Both windows are equal"
    return "One window is unknown" if any(known) else "Both windows are unknown"
