"""Facts about a list of snapshots: how many have arrived, expire soon, are shown and are marked."""

from __future__ import annotations

from te_tui.models.snapshot_row import SnapshotRow
from te_tui.models.words import counted
from te_tui.render.text.times import LATER, SOON, expiry_marks
from te_tui.screens.snapshots.listing import Listing
from te_tui.widgets.cells import Cell
from te_tui.widgets.row_lines import ASCENDING_GLYPH, DESCENDING_GLYPH
from te_tui.widgets.row_list import RowList


def facts_of(listing: Listing, *, loading: bool, cut: bool, ascii_only: bool = False) -> tuple[Cell, ...]:
    """Facts for a screen's first line: how many snapshots have arrived, and how many expire in 7 days.

    `loading`: more snapshots may arrive. `cut`: an error ended the loading, so that some may be missing.
    """
    count = counted(listing.total, "snapshot")
    facts = [Cell(f"{count}, more coming…", "accent") if loading else Cell(count)]
    if cut:
        facts = [Cell(f"at least {count}", "warning")]
    if not listing.total:
        facts = [Cell("loading…", "accent")] if loading else []
    if listing.soon:
        mark, *_ = expiry_marks(ascii_only=ascii_only)
        facts.append(Cell(f"{mark} {listing.soon:,} expire in {SOON.days} d", "warning"))
    return tuple(facts)


def spare_facts_of(listing: Listing, *, ascii_only: bool = False) -> tuple[Cell, ...]:
    """A fact for the first line if there is room: how many snapshots expire within 30 days.

    Empty if they all expire within 7 days, a number that `facts_of` shows.
    """
    _, mark, _ = expiry_marks(ascii_only=ascii_only)
    later = Cell(f"{mark} {listing.later:,} in {LATER.days} d", "muted")
    return (later,) if listing.later > listing.soon else ()


def describe_shown(listing: Listing, rows: RowList[SnapshotRow]) -> str:
    """A line such as "3 of 40 · by expires ↑ · 2 marked" below a list; empty if nothing applies.

    The order is named only if the column by which the rows are sorted is hidden.
    """
    counts = [f"{len(rows.rows):,} of {listing.total:,}"] if listing.filtered else []
    if rows.sort is not None and rows.sort.title not in rows.titles:
        arrow = DESCENDING_GLYPH if rows.sort.descending else ASCENDING_GLYPH
        counts.append(f"by {listing.sort_key} {arrow}")
    if marked := len(rows.marked):
        all_hidden = listing.filtered and not rows.marked_rows
        counts.append(f"{marked:,} marked{', all hidden' if all_hidden else ''}")
    return " · ".join(counts)
