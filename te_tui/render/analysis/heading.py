"""The heading of an analysis: the name and the window of its snapshot."""

from __future__ import annotations

from datetime import UTC, tzinfo

from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.text.picture import Line, Picture, Span
from te_tui.render.text.times import format_window
from te_tui.render.text.width import wrap


def heading(row: SnapshotRow, width: int, before: str = "", zone: tzinfo = UTC) -> Picture:
    """A heading with a snapshot's name and window, after a word `before` such as `after:`, if given.

    Dates always have the year, because findings are kept and sent on.
    """
    window = format_window(row.start, row.end, zone=zone, now=None) if row.start and row.end else ""
    text = " · ".join(filter(None, (f"{before}{row.label}", window)))
    lines: tuple[Line, ...] = tuple((Span(line, "title"),) for line in wrap(text, width))
    return Picture(lines)
