"""`te-tui show` and `te-tui data`."""

from __future__ import annotations

import argparse
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from datetime import UTC, datetime
from itertools import chain

from te_tui.cli.account.opening import open_target
from te_tui.cli.output import (
    ascii_only,
    print_csv,
    print_json,
    print_picture,
    print_table,
    width_of,
)
from te_tui.cli.remarks import Remarks
from te_tui.cli.usage import WrongUsage
from te_tui.models.content import Drawing, TimeChart
from te_tui.models.limits import LIMITS
from te_tui.models.panels import Panel
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.charts.explore import first_view
from te_tui.render.charts.explored import draw_explored
from te_tui.render.charts.multiples import height_for
from te_tui.render.data_table import data_table
from te_tui.render.export import opened_json
from te_tui.render.headings import panel_heading
from te_tui.render.pictures import draw
from te_tui.render.snapshots import dashboard_facts
from te_tui.render.text.picture import Line, Picture, Span, fit_line
from te_tui.render.text.times import expiry, format_window
from te_tui.render.text.width import wrap
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import server_now
from te_tui.sources.errors import NotFound, SourceError
from te_tui.sources.few_at_once import in_order
from te_tui.sources.finding import find_snapshot
from te_tui.sources.panel_loader import Outcome


async def show_snapshot(arguments: argparse.Namespace) -> int:
    """Show a snapshot and every widget; one that fails is shown as failed, and the exit code says so."""
    remarks = Remarks(quiet=arguments.quiet)
    source, snapshot_id = open_target(arguments, remarks)
    async with aclosing(source):
        aid, snapshot = await find_snapshot(source, arguments.aid, snapshot_id)
        remarks.damage(snapshot.damage)
        if not arguments.json:
            print_picture(_heading(snapshot, width_of(arguments), server_now(source)), arguments)
        widgets = []
        failed = 0
        async with aclosing(_outcomes(source, aid, snapshot_id, snapshot.panels)) as outcomes:
            async for panel, outcome in outcomes:
                if isinstance(outcome, SourceError):
                    failed += 1
                else:
                    remarks.damage(outcome.damage)
                if arguments.json:
                    widgets.append(_panel_json(snapshot, panel, outcome))
                else:
                    print_picture(_panel_picture(panel, outcome, arguments), arguments)
    if arguments.json:
        print_json(opened_json(snapshot) | {"widgets": widgets})
    if failed:
        remarks.say(f"{failed} of {len(snapshot.panels)} widgets could not be fetched")
    return 5 if failed or remarks.left_out else 0


async def show_data(arguments: argparse.Namespace) -> int:
    """Print the exact values of one widget."""
    remarks = Remarks(quiet=arguments.quiet)
    source, snapshot_id = open_target(arguments, remarks)
    async with aclosing(source):
        aid, snapshot = await find_snapshot(source, arguments.aid, snapshot_id)
        panel = find_panel(snapshot, arguments.widget)
        content = await source.panel_content(aid, snapshot_id, panel)
    remarks.damage(content.damage)
    if arguments.json:
        print_json(content.json(snapshot.row.snapshot_id))
    elif arguments.csv:
        if content.columns * content.rows > LIMITS.elements:
            words = f"The rows of {panel.label} have {content.columns:,} columns together: too many for CSV"
            raise WrongUsage(f"{words}. Use --json, where each row has its own.")
        print_csv(content.cells())
    else:
        print_table(data_table(content), arguments)
    return 5 if remarks.left_out else 0


def _outcomes(
    source: SnapshotSource, aid: str, snapshot_id: str, panels: tuple[Panel, ...]
) -> AsyncGenerator[tuple[Panel, Outcome], None]:
    """Each widget in order with its data or with why there is none; a few are fetched at once."""

    async def fetch(panel: Panel) -> tuple[Panel, Outcome]:
        if panel.widget_id is None:
            return panel, NotFound("The widget has no id", "Its data cannot be asked for.")
        try:
            return panel, await source.panel_content(aid, snapshot_id, panel)
        except SourceError as error:
            return panel, error

    return in_order(fetch, panels)


def find_panel(snapshot: Snapshot, widget: str) -> Panel:
    """The widget with this id, or the only one with this title, or with this in its title."""
    panel = snapshot.panel(widget)
    wanted = widget.casefold()
    named = [(p, (p.title or "").casefold()) for p in snapshot.panels if p.widget_id]
    titled = [p for p, title in named if title == wanted] or [p for p, title in named if wanted in title]
    if panel is None and len(titled) == 1:
        panel = titled[0]
    if panel is None and titled:
        ids = ", ".join(str(p.widget_id) for p in titled)
        raise WrongUsage(f"{len(titled)} widgets have {widget} in their title; name one by its id: {ids}.")
    if panel is None:
        known = ", ".join(f"{p.widget_id} ({p.label})" for p in snapshot.panels if p.widget_id) or "none"
        raise NotFound(f"There is no widget {widget} in {snapshot.row.label}", f"It has: {known}.")
    return panel


def _panel_json(snapshot: Snapshot, panel: Panel, outcome: Outcome) -> dict[str, object]:
    if not isinstance(outcome, SourceError):
        return outcome.json(snapshot.row.snapshot_id)
    failed = {"widgetId": panel.widget_id, "type": panel.type, "title": panel.title, "error": str(outcome)}
    return failed | panel.scope


def _heading(snapshot: Snapshot, width: int, now: datetime) -> Picture:
    """What the snapshot is; its link stands whole on a line of its own, because a cut one leads nowhere."""
    row = snapshot.row
    link: tuple[Line, ...] = ((Span(row.link, "muted"),),) if row.link else ()
    about = [_wrapped(fact, width, "muted") for fact in dashboard_facts(snapshot.dashboard, now)]
    return Picture(
        (*_wrapped(row.label, width, "title"), *_wrapped(_facts(row, now), width), *chain(*about), *link)
    )


def _facts(row: SnapshotRow, now: datetime) -> str:
    shown = expiry(row.expires, now)
    expires = shown.text if shown.text.startswith("expired") else f"expires {shown.text}"
    facts = (
        row.dashboard_title,
        format_window(row.start, row.end, zone=UTC, now=now) if row.start and row.end else None,
        f"{expires} {shown.glyph}".rstrip() if row.expires else "expiry unknown",
    )
    return " · ".join(filter(None, facts))


def _wrapped(text: str, width: int, role: str = "") -> Iterator[Line]:
    return ((Span(line, role),) for line in wrap(text, width))


def _panel_picture(panel: Panel, outcome: Outcome, arguments: argparse.Namespace) -> Picture:
    width = width_of(arguments)
    return Picture(tuple(_panel_lines(panel, outcome, width, plain=ascii_only(arguments))))


def _panel_lines(panel: Panel, outcome: Outcome, width: int, *, plain: bool) -> Iterator[Line]:
    yield ()
    if isinstance(outcome, SourceError):
        yield fit_line((Span(panel.label, "title"),), width)
        yield from _wrapped(str(outcome), width, "bad")
        return
    yield panel_heading(panel.label, outcome.facts, width)
    if outcome.scope:
        yield from _wrapped(outcome.scope, width, "muted")
    yield from _drawn(outcome.drawing(), width, plain=plain).lines


def _drawn(drawing: Drawing, width: int, *, plain: bool) -> Picture:
    """Any drawing; where a dashboard gives every series a chart of its own, all of these."""
    if not isinstance(drawing, TimeChart) or not drawing.one_each:
        return draw(drawing, width, ascii_only=plain)
    height = height_for(len(drawing.series), width)
    return draw_explored(drawing, first_view(drawing), width, height, zone=UTC, ascii_only=plain)
