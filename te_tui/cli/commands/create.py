"""`te-tui create`: make a snapshot of a dashboard, or a copy of a snapshot, an archive or a file."""

from __future__ import annotations

import argparse
import asyncio
import shlex
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from te_tui.actions.creation import describe_snapshot, differences, expected_row, snapshot_request
from te_tui.actions.settling import until_readable
from te_tui.actions.subjects import named, of_dashboards
from te_tui.actions.windows import NotAllowed, Window, checked, last, read_instant, read_length, read_zone
from te_tui.cli.account.access import AccountOptions, check_reads
from te_tui.cli.account.opening import open_source
from te_tui.cli.creating import (
    add_name,
    add_outcome,
    as_argument,
    as_wrong_usage,
    once,
    print_dry_run,
    read_end,
    read_expiry,
)
from te_tui.cli.exits import WrongUsage
from te_tui.cli.output import print_json
from te_tui.cli.parser import Parser
from te_tui.cli.remarks import Remarks
from te_tui.filters import naming
from te_tui.models.request import SnapshotRequest
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.export import snapshot_json
from te_tui.sources.abilities import Creation
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import SourceError
from te_tui.sources.finding import find_group

if TYPE_CHECKING:
    from te_tui.cli.copying import CopyOptions

_EPILOG = """\
lengths: 90min, 6h, 7d, 2w, 1y. dates: 2026-11-11T03:00Z; without an offset they are in --time-zone, or else
in UTC; a date alone is its midnight. An organization makes at most 100 snapshots an hour. The request is
never repeated by itself: if its answer is lost, te-tui says how to see whether the snapshot was made.

Grafana: --from names what to copy: an archive (FILE.tesnap), a file with a snapshot or a dashboard in JSON,
or a snapshot by its key or link. Name and expiry are those of the original, unless --name and --expires (also
"never") say otherwise. Where its dashboard is gone, --uid names another one. --dashboard and a window capture
a live dashboard: its queries are asked, and what cannot be asked is listed before anything is sent.
"""


class Options(NamedTuple):
    """The options of `te-tui create`, as typed; `start`, `end` and `expires` are not parsed yet."""

    account: AccountOptions
    quiet: bool
    dashboard: str | None
    name: str | None
    last: timedelta | None
    start: str | None
    end: str | None
    expires: str | None
    anonymize: bool
    time_zone: ZoneInfo | None
    uid: str | None
    wait: bool
    yes: bool
    dry_run: bool
    json: bool

    @property
    def zone(self) -> tzinfo:
        """The time zone of dates typed without an offset: that of --time-zone, else UTC."""
        return self.time_zone or UTC


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.explain(_EPILOG)
    parser.add_argument("--dashboard", metavar="ID_OR_TITLE", help="of which dashboard")
    add_name(parser, required=False)
    window = parser.add_mutually_exclusive_group()
    window.add_argument(
        "--last", type=as_argument(read_length), metavar="6h", help="the time that has just passed"
    )
    window.add_argument(
        "--from", dest="start", metavar="DATE|FILE", help="the beginning of the window; Grafana: what to copy"
    )
    parser.add_argument("--to", dest="end", metavar="DATE", help="its end (default: now)")
    parser.add_argument(
        "--expires",
        metavar="30d|DATE",
        help="when it expires (default: in a year)",
    )
    parser.add_argument(
        "--uid", metavar="ID_OR_TITLE", help="Grafana: the dashboard that a copy counts as made of"
    )
    parser.add_argument("--anonymize", action="store_true", help="ask the service to anonymise the data")
    parser.add_argument(
        "--time-zone", type=as_argument(read_zone), metavar="ZONE", help="such as Europe/Berlin"
    )
    parser.add_argument(
        "--wait", action=argparse.BooleanOptionalAction, default=True,
        help="wait until the snapshot can be opened (default: --wait)",
    )  # fmt: skip
    parser.add_argument(
        "--yes", action="store_true", help="Grafana: do not ask where a capture leaves something out"
    )
    add_outcome(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make a snapshot or a copy; print its id at once, and its link once it opens; return the exit code."""
    options = Options(
        AccountOptions.of(arguments),
        arguments.quiet,
        arguments.dashboard,
        arguments.name,
        arguments.last,
        arguments.start,
        arguments.end,
        arguments.expires,
        arguments.anonymize,
        arguments.time_zone,
        arguments.uid,
        arguments.wait,
        arguments.yes,
        arguments.dry_run,
        arguments.json,
    )
    access = options.account.access
    if access.vendor.abilities.may_create(Creation.DASHBOARD):
        return asyncio.run(_create(options, _named(options)))
    check_reads(access, options.account.settings)
    if access.vendor.abilities.may_create(Creation.COPY):
        from te_tui.cli.copying import copy

        return asyncio.run(copy(_copy_options(options, datetime.now(UTC))))
    raise WrongUsage(f"{access.vendor.label} cannot create snapshots.")


class _Named(NamedTuple):
    """The id or title of the dashboard, and the name of the new snapshot, both as typed."""

    dashboard: str
    name: str


def _named(options: Options) -> _Named:
    """Check the options for a snapshot of a dashboard; return the dashboard and the name.

    Raises:
        WrongUsage: a required option was not typed, or --uid was typed, which is for copies only.
    """
    given = {"--dashboard": options.dashboard, "--name": options.name}
    if missing := [name for name, value in given.items() if value is None]:
        raise WrongUsage(f"the following arguments are required: {', '.join(missing)}.")
    _check_window(options)
    if options.uid is not None:
        raise WrongUsage(f"{options.account.access.vendor.label} makes no copies: leave out --uid.")
    return _Named(str(options.dashboard), str(options.name))


def _copy_options(options: Options, now: datetime) -> CopyOptions:
    """The options to copy a snapshot, archive or file, or to make a snapshot of a live dashboard's data.

    Raises:
        WrongUsage: a required option was not typed, or an option was typed that does not apply.
    """
    from te_tui.cli.copying import CopyOptions

    is_copy = options.dashboard is None
    taken = {
        "--time-zone": options.time_zone is not None,
        "--anonymize": options.anonymize,
        "--last": options.last is not None and is_copy,
        "--to": options.end is not None and is_copy,
        "--uid": options.uid is not None and not is_copy,
    }
    if wrong := next((name for name, is_typed in taken.items() if is_typed), ""):
        raise WrongUsage(f"A {'copy' if is_copy else 'capture'} takes no {wrong}.")
    if is_copy and options.start is None:
        raise WrongUsage("Name what to copy with --from, or a dashboard to capture with --dashboard.")
    window = None
    if not is_copy:
        with as_wrong_usage():
            window = checked(_window(options, now), now)
    return CopyOptions(
        options.account,
        options.quiet,
        options.start if options.dashboard is None else None,
        options.dashboard,
        window,
        options.name,
        options.expires,
        options.uid,
        options.wait,
        options.yes,
        options.dry_run,
        options.json,
    )


async def _create(options: Options, typed: _Named) -> int:
    remarks = Remarks(quiet=options.quiet)
    now = datetime.now(UTC)
    with as_wrong_usage():
        request = _snapshot_request(options, typed, now)
    async with open_source(options.account, remarks) as source:
        aid = str((await find_group(source, options.account.aid)).aid)
        with as_wrong_usage():
            subject = named(of_dashboards(await source.dashboards(aid)), "dashboard", typed.dashboard)
        request = replace(request, dashboard_id=subject.subject_id)
        told = describe_snapshot(request, subject.title, zone=options.zone, now=now)
        if options.dry_run:
            print_dry_run(
                told, options.account.access.vendor.snapshot_body(request), aid, as_json=options.json
            )
            return 0
        remarks.say(f"creating {told}")
        look = f"te-tui ls --aid {shlex.quote(aid)} --filter {shlex.quote(naming(request.name))}"
        snapshot_id = await once(
            source.create_snapshot(aid, request),
            f"It may have been created all the same: check {look} before you repeat this.",
        )
        if not options.json:
            print(snapshot_id, flush=True)
        row = expected_row(request, snapshot_id, aid, subject.title)
        if options.wait:
            row = await _opened(source, aid, request, row, remarks)
    if options.json:
        print_json(snapshot_json(row))
    elif row.link:
        print(row.link, flush=True)
    return 5 if remarks.left_out else 0


def _check_window(options: Options) -> None:
    """Check that a time window was typed, with --last or --from.

    Raises:
        WrongUsage: no time window was typed.
    """
    if options.last is None and options.start is None:
        raise WrongUsage("one of the arguments --last --from is required.")


def _window(options: Options, now: datetime) -> Window:
    """The typed time window of the snapshot.

    Raises:
        NotAllowed: the typed options make no valid window.
        WrongUsage: no window was typed.
    """
    _check_window(options)
    if options.last and options.end:
        raise NotAllowed("--last ends now; take --from and --to for another end")
    if options.last:
        return last(options.last, now)
    zone = options.zone
    return Window(read_instant(options.start or "", zone), read_end(options.end or "now", zone, now))


def _snapshot_request(options: Options, typed: _Named, now: datetime) -> SnapshotRequest:
    zone = options.zone
    window = _window(options, now)
    return snapshot_request(
        typed.dashboard,
        typed.name,
        window,
        now,
        limits=options.account.access.vendor.limits,
        expires=read_expiry(options.expires, zone, now) if options.expires is not None else None,
        anonymize=options.anonymize,
        time_zone=options.time_zone.key if options.time_zone else None,
    )


async def _opened(
    source: SnapshotSource, aid: str, request: SnapshotRequest, row: SnapshotRow, remarks: Remarks
) -> SnapshotRow:
    """Wait until the new snapshot opens, and return its row; report how it differs from the request.

    If it does not open, report the error, and return `row`.
    """
    try:
        snapshot = await until_readable(source, aid, str(row.snapshot_id), waiting=remarks.waiting)
    except SourceError as error:
        remarks.insist(f"created, but could not be opened: {error}")
        return row
    for difference in differences(request, snapshot.row):
        remarks.insist(f"differs from your request: {difference}")
    return snapshot.row
