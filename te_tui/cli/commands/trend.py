"""`te-tui trend`: find slow drifts and sudden steps in a widget's values over many snapshots."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from functools import partial
from typing import NamedTuple, TypeVar

from te_tui.actions.outcome import Progress
from te_tui.analysis.background import in_background
from te_tui.analysis.gathering import Showing, gather
from te_tui.analysis.trend import trends
from te_tui.cli.accessible import is_accessible
from te_tui.cli.account.access import AccountOptions
from te_tui.cli.changing.progress import ChangeRemarks
from te_tui.cli.choosing import find_panel, rows_by_group
from te_tui.cli.exits import WrongUsage
from te_tui.cli.output import Output, print_json, print_picture, print_sentences
from te_tui.cli.parser import TARGET_HELP, Parser, add_plain
from te_tui.cli.snapshot_reading import Opened, SnapshotReading, panel_content
from te_tui.files.private import FileTrouble
from te_tui.models.panel_series import same_panel
from te_tui.models.panels import Panel, PanelContent
from te_tui.models.snapshot_pair import is_same_dashboard, may_be_of
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.models.words import counted
from te_tui.render.analysis.export import trend_json
from te_tui.render.analysis.figures import place_of
from te_tui.render.analysis.spoken import spoken_trends
from te_tui.render.analysis.trend import draw_trends, others_words, title
from te_tui.render.text.picture import Picture, Span
from te_tui.render.text.width import wrap
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import NotFound, NotLoggedIn, SourceError
from te_tui.sources.few_at_once import in_order
from te_tui.sources.finding import group_with_id, groups_by_nearness
from te_tui.sources.http.pace import sparing

T = TypeVar("T")
R = TypeVar("R")


class Named(NamedTuple):
    """A snapshot to open: its id, address or archive, and its account group where it is known.

    `dashboard` is a row with the id and title of the dashboard that the snapshot must be of, if the list does
    not tell whether it is; None accepts any snapshot.
    """

    target: str
    aid: str | None
    dashboard: SnapshotRow | None = None


class Fetched(NamedTuple):
    """A widget of one opened snapshot, with its data."""

    opened: Opened
    panel: Panel
    content: PanelContent


_EPILOG = """\
Weeks begin on Monday 00:00 UTC. Where snapshots overlap, the one that ends later counts. A week of which
less than half is known is drawn hollow and not used; eight others are needed. What repeats itself each year
needs two years to be seen. Smaller bins are made those of most of the time where the measure allows it;
snapshots with larger bins, another metric or another unit are left out. Where the list does not tell
dashboards, as on Grafana, --dashboard opens the snapshots with the dashboard's title in their names.
"""


class Options(NamedTuple):
    """The options of `te-tui trend`, as typed."""

    account: AccountOptions
    output: Output
    quiet: bool
    targets: list[str]
    dashboard: str | None
    widget: str
    json: bool


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.explain(_EPILOG)
    add_plain(parser)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=TARGET_HELP)
    parser.add_argument("--dashboard", metavar="ID", help="all snapshots of this dashboard")
    parser.add_argument(
        "--widget", required=True, metavar="W", help="a widget's id, title, or a part of its title"
    )
    parser.add_argument("--json", action="store_true", help="as one JSON object, with all weeks")


def run(arguments: argparse.Namespace) -> int:
    """Print the slow drifts and sudden steps in a widget's values, and report snapshots that cannot be read.

    Return the exit code.
    """
    options = Options(
        AccountOptions.of(arguments, everywhere=bool(arguments.targets)),
        Output(arguments.no_color, arguments.plain),
        arguments.quiet,
        arguments.targets,
        arguments.dashboard,
        arguments.widget,
        arguments.json,
    )
    if not options.targets and options.dashboard is None:
        raise WrongUsage("Name snapshots or archives, or a dashboard with --dashboard.")
    return asyncio.run(_print(options))


async def _print(options: Options) -> int:
    remarks = ChangeRemarks(quiet=options.quiet)
    with sparing():
        async with SnapshotReading(options.account, remarks) as reading:
            names = await _named(reading, options, remarks)
            opened = await _open(reading, names, remarks)
            newest = max(opened, key=_end)
            wanted = find_panel(newest.snapshot, options.widget)
            fetched = await _fetch(opened, newest, wanted, remarks)
    gathered = gather([_showing(one) for one in fetched], place_of)
    if gathered.left_out:
        remarks.insist(
            f"{gathered.left_out:,} of {len(fetched):,} snapshots are left out: "
            "the widget has other bins, another metric or another unit there"
        )
    found = await in_background(partial(trends, gathered.parts, gathered.bin_size))
    if options.json:
        print_json(trend_json(wanted.widget_id, wanted.title, gathered.quantity, gathered.bin_size, found))
    else:
        output = options.output
        width = output.columns
        head = wrap(title(wanted.label, len(fetched), found), width)
        print_picture(Picture(tuple((Span(line, "title"),) for line in head)), output)
        if is_accessible():
            print_sentences(spoken_trends(found), output)
        else:
            print_picture(draw_trends(found, width), output)
    return 5 if remarks.left_out else 0


def _end(opened: Opened) -> float:
    """The time at which a snapshot's data end, in epoch seconds, for sorting; 0 if it is unknown."""
    return opened.row.end.timestamp() if opened.row.end else 0.0


async def _named(reading: SnapshotReading, options: Options, remarks: ChangeRemarks) -> list[Named]:
    """The snapshots to read: those that were typed, and those of the dashboard that --dashboard names.

    Without --aid, the dashboard's snapshots are from the first account group that has any.

    Raises:
        NotFound: the dashboard has no snapshot.
    """
    names = [Named(target, options.account.aid) for target in options.targets]
    if options.dashboard is None:
        return names
    of_dashboard = await _of_dashboard(reading, options.dashboard, options.account.aid, remarks)
    if not of_dashboard:
        sentence = f"There is no snapshot of dashboard {options.dashboard}"
        raise NotFound(sentence, "te-tui ls --all-groups --json lists the dashboards.")
    return names + of_dashboard


async def _of_dashboard(
    reading: SnapshotReading, dashboard_id: str, aid: str | None, remarks: ChangeRemarks
) -> list[Named]:
    """The snapshots of a dashboard in the first account group that has any.

    Where a list does not tell dashboards, as Grafana's does not, they are those that have the dashboard's
    title in their names; opening them tells whether they are of it.
    """
    if aid is not None:
        groups = [group_with_id(reading.live, aid)]
    else:
        groups = groups_by_nearness(await reading.live.account_groups())
    for group in groups:
        async with aclosing(rows_by_group(reading.live, [group], remarks, dashboard_id)) as rows:
            listed = [row async for _, row in rows if row.snapshot_id is not None]
        found = [row for row in listed if row.dashboard_id == dashboard_id]
        if found:
            return [Named(str(row.snapshot_id), group.aid) for row in found]
        untold = [row for row in listed if row.dashboard_id is None]
        title = await _title_of(reading.live, str(group.aid), dashboard_id) if untold else None
        if title is not None:
            dashboard = SnapshotRow(None, dashboard_id=dashboard_id, dashboard_title=title)
            named = [row for row in untold if may_be_of(row, dashboard)]
            for sentence in others_words(0, len(untold) - len(named), title):
                remarks.say(sentence.removesuffix("."))
            return [Named(str(row.snapshot_id), group.aid, dashboard) for row in named]
    return []


async def _title_of(source: SnapshotSource, aid: str, dashboard_id: str) -> str | None:
    """The title of a live dashboard; None if the account group has no dashboard with this id."""
    dashboards = await source.dashboards(aid)
    return next((one.title for one in dashboards if one.dashboard_id == dashboard_id), None)


async def _open(reading: SnapshotReading, names: Sequence[Named], remarks: ChangeRemarks) -> list[Opened]:
    """Open each of the named snapshots once; report those that fail, and return the others.

    Raises:
        SourceError, FileTrouble: no snapshot could be opened.
        NotFound: no opened snapshot is of the dashboard that was asked for.
    """

    async def open_one(name: Named) -> Opened | None:
        opened = await reading.open(name.target, name.aid)
        if name.dashboard is not None and is_same_dashboard(opened.row, name.dashboard) is False:
            return None
        return opened

    remarks.say(f"reading {counted(len(names), 'snapshot')}")
    answers, failures = await _tried(open_one, names, remarks, "snapshots")
    opened = [one for one in answers if one is not None]
    for sentence in others_words(len(answers) - len(opened), 0, ""):
        remarks.say(sentence.removesuffix("."))
    if failures and not opened:
        raise failures[0]
    if not opened:
        raise NotFound("None of the snapshots is of this dashboard", "Name its snapshots instead.")
    _say_failures(failures, len(names), "snapshots could not be opened", remarks)
    found = list({one.row.snapshot_id: one for one in opened}.values())
    for one in found:
        remarks.damage(one.snapshot.damage)
    return found


async def _fetch(
    opened: Sequence[Opened], newest: Opened, wanted: Panel, remarks: ChangeRemarks
) -> list[Fetched]:
    """Fetch a widget's data from each snapshot that has the widget; return them, oldest data first.

    `wanted` is the widget in the newest snapshot; the same widget is looked for in the other snapshots.

    Raises:
        SourceError: the data could be fetched from no snapshot.
    """

    async def fetch_one(found: tuple[Opened, Panel]) -> Fetched:
        return Fetched(*found, await panel_content(*found))

    def same(one: Opened) -> Panel | None:
        same_ids = is_same_dashboard(one.row, newest.row) is not False
        return same_panel(one.snapshot.panels, newest.snapshot.panels, wanted, by_id=same_ids)

    others = sum(is_same_dashboard(one.row, newest.row) is False for one in opened)
    if others:
        remarks.say(
            f"{others:,} of {len(opened):,} snapshots are of another dashboard than the newest: there a "
            "widget counts as the same by its title, type and metric"
        )
    pairs = [(one, same(one)) for one in opened]
    having = [(one, panel) for one, panel in pairs if panel is not None]
    if len(having) < len(opened):
        without = len(opened) - len(having)
        remarks.insist(f"{without:,} of {len(opened):,} snapshots have no widget {wanted.label}")
    fetched, failures = await _tried(fetch_one, having, remarks, "widgets")
    if failures and not fetched:
        raise failures[0]
    _say_failures(failures, len(having), "widgets could not be fetched", remarks)
    for one in fetched:
        remarks.damage(one.content.damage)
    return sorted(fetched, key=lambda one: _end(one.opened))


async def _tried(
    ask: Callable[[T], Awaitable[R]], many: Sequence[T], remarks: ChangeRemarks, noun: str
) -> tuple[list[R], list[SourceError | FileTrouble]]:
    """Call `ask` for each of `many`, a few at once, with a progress line; return the results and the errors.

    `noun` names the items in the progress line.

    Raises:
        NotLoggedIn: the token is not accepted, so that all others would fail as well.
    """

    async def tried(one: T) -> R | SourceError | FileTrouble:
        try:
            return await ask(one)
        except NotLoggedIn:
            raise
        except (SourceError, FileTrouble) as error:
            return error

    answers: list[R] = []
    failures: list[SourceError | FileTrouble] = []
    try:
        async with aclosing(in_order(tried, many)) as asked:
            async for answer in asked:
                if isinstance(answer, SourceError | FileTrouble):
                    failures.append(answer)
                else:
                    answers.append(answer)
                remarks.show(Progress(len(many), len(answers), len(failures), budget=remarks.budget), noun)
    finally:
        remarks.clear()
    return answers, failures


def _say_failures(
    failures: Sequence[SourceError | FileTrouble], of: int, words: str, remarks: ChangeRemarks
) -> None:
    if failures:
        remarks.insist(f"{len(failures):,} of {of:,} {words}: {failures[0]}")


def _showing(fetched: Fetched) -> Showing:
    opened, content = fetched.opened, fetched.content
    return Showing(str(opened.row.snapshot_id), int(_end(opened)), content.series(), content.quantity())
