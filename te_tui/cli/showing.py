"""`te-tui show` and `te-tui data`."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

from te_tui.cli.opening import open_source
from te_tui.cli.output import Remarks, ascii_only, print_csv, print_json, print_picture, width_of
from te_tui.cli.target import snapshot_id_of
from te_tui.cli.usage import WrongUsage
from te_tui.models.panel import Panel
from te_tui.models.panel_data import PanelData
from te_tui.models.snapshot import Snapshot, SnapshotRow
from te_tui.render.export import csv_cell, panel_cells, panel_json, snapshot_json
from te_tui.render.headings import panel_heading
from te_tui.render.panels import drawing_of
from te_tui.render.picture import Picture, Span, fit_line
from te_tui.render.text import draw
from te_tui.render.times import expiry, format_window
from te_tui.render.values import Column, Grid
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import NotFound, SourceError
from te_tui.sources.finding import find_snapshot

_AT_ONCE = 4  # requests: a snapshot of many widgets should not use the whole rate budget in a moment
_UNCUT = 10_000


async def show_snapshot(arguments: argparse.Namespace) -> int:
    """Show a snapshot and every widget; one that fails is shown as failed, and the exit code says so."""
    remarks = Remarks(quiet=arguments.quiet)
    async with open_source(arguments, remarks) as source:
        aid, snapshot = await find_snapshot(source, arguments.aid, snapshot_id_of(arguments.target))
        remarks.damage(snapshot.damage)
        fetching = _fetch_all(source, aid, snapshot)
        if arguments.json:
            outcomes = [await one for one in fetching]
            widgets = [
                _failed_json(panel, outcome)
                if isinstance(outcome, SourceError)
                else panel_json(snapshot.row.snapshot_id, panel, outcome)
                for panel, outcome in zip(snapshot.panels, outcomes, strict=True)
            ]
            print_json(snapshot_json(snapshot.row) | {"widgets": widgets})
        else:
            print_picture(_heading(snapshot.row, width_of(arguments)), arguments)
            outcomes = []
            for panel, one in zip(snapshot.panels, fetching, strict=True):
                outcomes.append(await one)
                print_picture(_panel_picture(panel, outcomes[-1], arguments), arguments)
    for outcome in outcomes:
        if isinstance(outcome, PanelData):
            remarks.damage(outcome.damage)
    failed = sum(isinstance(outcome, SourceError) for outcome in outcomes)
    if failed:
        remarks.say(f"{failed} of {len(outcomes)} widgets could not be fetched")
    return 5 if failed else 0


async def show_data(arguments: argparse.Namespace) -> int:
    """Print the exact values of one widget."""
    remarks = Remarks(quiet=arguments.quiet)
    async with open_source(arguments, remarks) as source:
        aid, snapshot = await find_snapshot(source, arguments.aid, snapshot_id_of(arguments.target))
        panel = _find_panel(snapshot, arguments.widget)
        data = await source.panel_data(aid, _id_of(snapshot), str(panel.widget_id))
    remarks.damage(data.damage)
    if arguments.json:
        print_json(panel_json(snapshot.row.snapshot_id, panel, data))
    elif arguments.csv:
        print_csv(panel_cells(panel, data))
    else:
        heading, *rows = panel_cells(panel, data)
        cells = tuple(tuple(csv_cell(value) for value in row) for row in rows)
        print_picture(draw(Grid(tuple(Column(str(title)) for title in heading), cells), _UNCUT), arguments)
    return 0


def _fetch_all(
    source: SnapshotSource, aid: str, snapshot: Snapshot
) -> list[asyncio.Task[PanelData | SourceError]]:
    """Fetch every widget, a few at once; each task ends with the data or with why there is none."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def fetch(panel: Panel) -> PanelData | SourceError:
        if panel.widget_id is None:
            return NotFound("The widget has no id", "Its data cannot be asked for.")
        async with gate:
            try:
                return await source.panel_data(aid, _id_of(snapshot), panel.widget_id)
            except SourceError as error:
                return error

    return [asyncio.create_task(fetch(panel)) for panel in snapshot.panels]


def _id_of(snapshot: Snapshot) -> str:
    if snapshot.row.snapshot_id is None:
        raise NotFound("The snapshot has no id", "Its widgets cannot be asked for.")
    return snapshot.row.snapshot_id


def _find_panel(snapshot: Snapshot, widget: str) -> Panel:
    """The widget with this id, or the only one with this title."""
    panel = snapshot.panel(widget)
    titled = [p for p in snapshot.panels if (p.title or "").casefold() == widget.casefold() and p.widget_id]
    if panel is None and len(titled) == 1:
        panel = titled[0]
    if panel is None and titled:
        ids = ", ".join(str(p.widget_id) for p in titled)
        raise WrongUsage(f"{len(titled)} widgets are called {widget}; name one by its id: {ids}.")
    if panel is None:
        known = ", ".join(str(p.widget_id) for p in snapshot.panels if p.widget_id) or "none"
        raise NotFound(f"There is no widget {widget} in {snapshot.row.label}", f"It has: {known}.")
    return panel


def _failed_json(panel: Panel, error: SourceError) -> dict[str, object]:
    return {"widgetId": panel.widget_id, "type": panel.type, "title": panel.title, "error": str(error)}


def _heading(row: SnapshotRow, width: int) -> Picture:
    now = datetime.now(UTC)
    facts: list[str] = [row.dashboard_title or ""]
    if row.start and row.end:
        facts.append(format_window(row.start, row.end, zone=UTC, now=now))
    shown = expiry(row.expires, now)
    facts.append(f"expires {shown.text} {shown.glyph}".rstrip() if row.expires else "expiry unknown")
    lines = [Span(row.label, "title"), Span(" · ".join(filter(None, facts))), Span(row.link or "", "muted")]
    return Picture(tuple(fit_line((line,), width) for line in lines if line.text))


def _panel_picture(panel: Panel, outcome: PanelData | SourceError, arguments: argparse.Namespace) -> Picture:
    width = width_of(arguments)
    return Picture(tuple(_panel_lines(panel, outcome, width, plain=ascii_only(arguments))))


def _panel_lines(
    panel: Panel, outcome: PanelData | SourceError, width: int, *, plain: bool
) -> Iterator[tuple[Span, ...]]:
    yield ()
    if isinstance(outcome, SourceError):
        yield fit_line((Span(panel.label, "title"),), width)
        yield (Span(str(outcome), "bad"),)
        return
    yield panel_heading(panel, outcome, width)
    yield from draw(drawing_of(panel, outcome), width, ascii_only=plain).lines
