"""Copying the content of a screen as text, or writing it as text and SVG into files."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Final, TypeVar

from textual.screen import Screen

from te_tui.files.new_files import write_new
from te_tui.files.places import file_stem
from te_tui.files.private import FileTrouble
from te_tui.render.evidence import Evidence, evidence_svg, evidence_text
from te_tui.render.text.picture import Picture, Span
from te_tui.render.text.times import format_window
from te_tui.screens.copying import copy_text
from te_tui.sources.vendors import vendor_named
from te_tui.terminal.clipboard import condition
from te_tui.widgets.themes import palette_of

if TYPE_CHECKING:
    from pathlib import Path

    from te_tui.models.snapshot_row import SnapshotRow
    from te_tui.screens.session import Session
    from te_tui.widgets.row_list import RowList

T = TypeVar("T")

_LEAST_WIDTH: Final = 100
"""Cells of a line of a list: names that 80 columns cut are whole there."""

_SECONDS: Final = 20  # long enough to select a path by hand
_ROLES: Final = {"accent": "title", "success": "good", "warning": "warning", "error": "bad", "muted": "muted"}


async def copy_evidence(screen: Screen[None], evidence: Evidence, session: Session) -> None:
    """Copy the content of a screen to the clipboard as text; if it is too long, say so."""
    text = await asyncio.to_thread(evidence_text, evidence, ascii_only=session.display.ascii_only)
    done = f"Copied as text: {evidence.contents}, {condition(os.environ)}."
    copy_text(screen, text, done, otherwise="E writes it to a file.")


async def export_evidence(screen: Screen[None], evidence: Evidence, session: Session) -> None:
    """Write the content of a screen into two new files, as text and as SVG, and show their names."""
    folder = session.places.evidence
    if folder is None:
        screen.notify("There is no folder to write to.", severity="warning")
        return
    palette, ascii_only = palette_of(screen.app.current_theme), session.display.ascii_only

    def write() -> tuple[Path, ...]:
        text = evidence_text(evidence, ascii_only=ascii_only)
        contents = {".txt": text.encode(), ".svg": evidence_svg(evidence, palette).encode()}
        return write_new(folder, stem, contents)

    stem = f"{file_stem(evidence.place[-1], '/'.join(evidence.place))}-{session.now():%Y%m%dT%H%M%SZ}"
    try:
        paths = await asyncio.to_thread(write)
    except FileTrouble as error:
        screen.notify(str(error), severity="error", markup=False)
        return
    screen.app.clear_notifications()
    names = "\n".join(path.name for path in paths)
    screen.notify(f"Written to {folder}:\n{names}", timeout=_SECONDS, markup=False)


def link_of(row: SnapshotRow | None, session: Session) -> str | None:
    """The link of a snapshot; None if the link leads to a foreign host, and so is not passed on."""
    source = session.source
    return vendor_named(source.vendor).may_hand_on(row.link, source.host) if row is not None else None


def window_of(row: SnapshotRow | None, session: Session) -> str:
    """The time span of a snapshot's data, as a text in the displayed time zone; empty if unknown."""
    if row is None or row.start is None or row.end is None:
        return ""
    return format_window(row.start, row.end, zone=session.display.zone, now=session.now())


def picture_of(rows: RowList[T]) -> Picture:
    """The visible rows of a list as lines of text, with column titles, cursor, and signs of marked rows."""
    head, lines = rows.in_view(max(rows.line_width, _LEAST_WIDTH))
    written = (tuple(Span(text, _ROLES.get(role, "")) for text, role in line) for line in lines)
    top = rows.scroll_offset.y
    words = f"rows {top + 1:,}–{top + len(lines):,} of {len(rows.rows):,}" if lines else "no rows"
    return Picture(((Span(head, "muted"),), *written, (Span(words, "muted"),)))
