"""`te-tui show`: print a snapshot and its widgets as text."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from datetime import UTC, datetime
from itertools import chain
from typing import NamedTuple

from te_tui.cli.accessible import is_accessible
from te_tui.cli.account.access import AccountOptions
from te_tui.cli.account.linked import linked_account
from te_tui.cli.account.opening import open_target
from te_tui.cli.choosing import find_panel
from te_tui.cli.output import Output, print_json, print_picture
from te_tui.cli.parser import TARGET_HELP, Parser, add_plain
from te_tui.cli.remarks import Remarks
from te_tui.models.content import Drawing, TimeChart
from te_tui.models.panels import Panel, PanelContent
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.charts.explore import first_view
from te_tui.render.charts.explored import draw_explored
from te_tui.render.charts.multiples import height_for
from te_tui.render.export import opened_json
from te_tui.render.headings import panel_heading
from te_tui.render.pictures import draw
from te_tui.render.sentences import sentences
from te_tui.render.snapshots import dashboard_facts, expiry_of, expiry_told
from te_tui.render.text.picture import Line, Picture, Span, fit_line
from te_tui.render.text.times import format_window
from te_tui.render.text.width import wrap
from te_tui.render.text.words import written_words
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import server_now
from te_tui.sources.errors import NoId, SourceError
from te_tui.sources.few_at_once import in_order
from te_tui.sources.finding import find_snapshot
from te_tui.sources.panel_loader import Outcome


class Options(NamedTuple):
    """The options of `te-tui show`, as typed."""

    account: AccountOptions
    output: Output
    quiet: bool
    target: str
    widgets: list[str]
    json: bool


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.add_argument("target", metavar="ID", help=TARGET_HELP)
    parser.add_argument(
        "widgets", metavar="WIDGET", nargs="*",
        help="only these widgets, by id, title, or a unique part of the title (default: all)",
    )  # fmt: skip
    parser.add_argument("--width", type=_width, metavar="N", help="columns (default: the terminal's, or 80)")
    add_plain(parser)
    parser.add_argument("--json", action="store_true", help="as one JSON object, with the exact data")


def run(arguments: argparse.Namespace) -> int:
    """Print a snapshot and each widget's content or error; return the exit code, 5 if a widget failed."""
    options = Options(
        linked_account(AccountOptions.of(arguments, everywhere=bool(arguments.target)), arguments.target),
        Output(arguments.no_color, arguments.plain, arguments.width),
        arguments.quiet,
        arguments.target,
        arguments.widgets,
        arguments.json,
    )
    return asyncio.run(_show(options))


def _width(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 20 <= int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 20 to 1000")
    return int(text)


async def _show(options: Options) -> int:
    remarks, output = Remarks(quiet=options.quiet), options.output
    source, snapshot_id = open_target(options.target, options.account, remarks)
    async with aclosing(source):
        aid, snapshot = await find_snapshot(source, options.account.aid, snapshot_id)
        snapshot_id = snapshot.row.snapshot_id or snapshot_id
        chosen = {find_panel(snapshot, widget).widget_id for widget in options.widgets}
        panels = tuple(p for p in snapshot.panels if p.widget_id in chosen or not options.widgets)
        remarks.damage(snapshot.damage)
        if not options.json:
            print_picture(_heading(snapshot, output, server_now(source)), output)
        widgets = []
        failed = 0
        async with aclosing(_outcomes(source, aid, snapshot_id, panels)) as outcomes:
            async for panel, outcome in outcomes:
                if isinstance(outcome, SourceError):
                    failed += 1
                else:
                    remarks.damage(outcome.damage)
                if options.json:
                    widgets.append(_panel_json(snapshot, panel, outcome))
                else:
                    print_picture(_panel_picture(panel, outcome, output), output)
    if options.json:
        print_json(opened_json(snapshot) | {"widgets": widgets})
    if failed:
        remarks.say(f"{failed} of {len(panels)} widgets could not be fetched")
    return 5 if failed or remarks.left_out else 0


def _outcomes(
    source: SnapshotSource, aid: str, snapshot_id: str, panels: tuple[Panel, ...]
) -> AsyncGenerator[tuple[Panel, Outcome], None]:
    """Fetch the widgets' data, a few at once; yield each widget in order, with its data or the error."""

    async def fetch(panel: Panel) -> tuple[Panel, Outcome]:
        if panel.widget_id is None:
            return panel, NoId.of_widget()
        try:
            return panel, await source.panel_content(aid, snapshot_id, panel)
        except SourceError as error:
            return panel, error

    return in_order(fetch, panels)


def _panel_json(snapshot: Snapshot, panel: Panel, outcome: Outcome) -> dict[str, object]:
    if not isinstance(outcome, SourceError):
        return outcome.json(snapshot.row.snapshot_id)
    failed = {"widgetId": panel.widget_id, "type": panel.type, "title": panel.title, "error": str(outcome)}
    return failed | panel.own_settings


def _heading(snapshot: Snapshot, output: Output, now: datetime) -> Picture:
    """The lines above the widgets: title, dates and other details, and the link, uncut on its own line."""
    row, width = snapshot.row, output.columns
    link: tuple[Line, ...] = ((Span(row.link, "muted"),),) if row.link else ()
    about = [_wrapped(fact, width, "muted") for fact in dashboard_facts(snapshot.dashboard, now)]
    title = row.name or row.dashboard_title or row.label
    return Picture(
        (*_wrapped(title, width, "title"), *_wrapped(_facts(row, output, now), width), *chain(*about), *link)
    )


def _facts(row: SnapshotRow, output: Output, now: datetime) -> str:
    expires, mark = expiry_told(row, now), expiry_of(row, now).mark(ascii_only=output.ascii_only)
    facts = (
        row.dashboard_title,
        format_window(row.start, row.end, zone=UTC, now=now) if row.start and row.end else None,
        f"{expires} {mark}".rstrip() if row.expires else "expiry unknown",
    )
    return " · ".join(filter(None, facts))


def _wrapped(text: str, width: int, role: str = "") -> Iterator[Line]:
    return ((Span(line, role),) for line in wrap(text, width))


def _panel_picture(panel: Panel, outcome: Outcome, output: Output) -> Picture:
    return Picture(tuple(_panel_lines(panel, outcome, output.columns, plain=output.ascii_only)))


def _panel_lines(panel: Panel, outcome: Outcome, width: int, *, plain: bool) -> Iterator[Line]:
    yield ()
    if isinstance(outcome, SourceError):
        yield fit_line((Span(panel.label, "title"),), width)
        yield from _wrapped(str(outcome), width, "bad")
        return
    if is_accessible():
        yield from _wrapped(": ".join(filter(None, (panel.label, _facts_words(outcome)))), width, "title")
        if outcome.scope:
            yield from _wrapped(outcome.scope, width)
        for sentence in sentences(outcome.drawing()):
            yield from _wrapped(sentence, width)
        return
    yield panel_heading(panel.label, outcome.facts, width)
    if outcome.scope:
        yield from _wrapped(outcome.scope, width, "muted")
    yield from _drawn(outcome.drawing(), width, plain=plain).lines


def _facts_words(content: PanelContent) -> str:
    return ", ".join(map(written_words, content.facts))


def _drawn(drawing: Drawing, width: int, *, plain: bool) -> Picture:
    """Draw a widget's content as text; a time chart is split by series if the dashboard splits it."""
    if not isinstance(drawing, TimeChart) or not drawing.one_each:
        return draw(drawing, width, ascii_only=plain)
    height = height_for(len(drawing.series), width)
    return draw_explored(drawing, first_view(drawing), width, height, zone=UTC, ascii_only=plain)
