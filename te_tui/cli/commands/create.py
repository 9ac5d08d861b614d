"""`te-tui create` and `te-tui create-test-snapshot`: nothing is sent before all rules are kept."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from te_tui.actions.choosing import named, of_dashboards, of_tests
from te_tui.actions.creation import (
    differences,
    expected_row,
    saved_test_request,
    snapshot_request,
    told_saved_test,
    told_snapshot,
)
from te_tui.actions.privacy import CONTRADICTION, privacy_of, privacy_trouble
from te_tui.actions.settling import until_readable
from te_tui.actions.windows import (
    NotAllowed,
    Window,
    hours_until,
    last,
    last_minute,
    read_instant,
    read_length,
)
from te_tui.cli.account.opening import open_source
from te_tui.cli.output import print_json
from te_tui.cli.remarks import Remarks
from te_tui.cli.usage import WrongUsage
from te_tui.filters import naming
from te_tui.models.instants import iso
from te_tui.models.request import SavedTestRequest, SnapshotRequest
from te_tui.models.saved_test import SavedTest
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.export import snapshot_json
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import SourceError
from te_tui.sources.finding import find_group
from te_tui.sources.http.problems import perhaps_done
from te_tui.sources.thousandeyes.body.requests import saved_test_body, snapshot_body

T = TypeVar("T")

_LOOK_IN_THE_WEB = (
    "It may have been made all the same, and the API cannot list test snapshots: "
    "look for it in the web application before you repeat this."
)


async def create(arguments: argparse.Namespace) -> int:
    """Make a dashboard snapshot; its id comes out at once, its link when it can be opened."""
    remarks = Remarks(quiet=arguments.quiet)
    now = datetime.now(UTC)
    zone = arguments.time_zone or UTC
    with _as_wrong_usage():
        request = _snapshot_request(arguments, now)
    async with open_source(arguments, remarks) as source:
        aid = str((await find_group(source, arguments.aid)).aid)
        with _as_wrong_usage():
            choice = named(of_dashboards(await source.dashboards(aid)), "dashboard", arguments.dashboard)
        request = replace(request, dashboard_id=choice.choice_id)
        told = told_snapshot(request, choice.title, zone=zone, now=now)
        if arguments.dry_run:
            return _dry_run(told, snapshot_body(request), aid, arguments)
        remarks.say(f"making {told}")
        look = f"te-tui ls --aid {shlex.quote(aid)} --filter {shlex.quote(naming(request.name))}"
        snapshot_id = await _once(
            source.create_snapshot(aid, request),
            f"It may have been made all the same: see {look} before you repeat this.",
        )
        if not arguments.json:
            print(snapshot_id, flush=True)
        row = expected_row(request, snapshot_id, aid, choice.title)
        if arguments.wait:
            row = await _opened(source, aid, request, row, remarks)
    if arguments.json:
        print_json(snapshot_json(row))
    elif row.link:
        print(row.link, flush=True)
    return 5 if remarks.left_out else 0


async def create_test_snapshot(arguments: argparse.Namespace) -> int:
    """Make a test snapshot, and say who can see it as the answer has it."""
    remarks = Remarks(quiet=arguments.quiet)
    now = datetime.now(UTC)
    with _as_wrong_usage():
        request = _saved_test_request(arguments, now)
    async with open_source(arguments, remarks) as source:
        aid = str((await find_group(source, arguments.aid)).aid)
        with _as_wrong_usage():
            choice = named(of_tests(await source.tests(aid)), "test", arguments.test)
        request = replace(request, test_id=choice.choice_id)
        told = told_saved_test(request, choice.title, zone=UTC, now=now)
        if arguments.dry_run:
            return _dry_run(told, saved_test_body(request) | {"testId": request.test_id}, aid, arguments)
        if not request.public:
            remarks.say(f"{CONTRADICTION}. It is sent as false; what came back is said below")
        remarks.say(f"making {told}")
        saved = await _once(source.create_test_snapshot(aid, request), _LOOK_IN_THE_WEB)
    _print_saved(saved, arguments)
    if trouble := privacy_trouble(request, saved):
        remarks.insist(trouble)
    else:
        remarks.say(f"it is {privacy_of(saved)}, as the answer says")
    return 5 if remarks.left_out else 0


def _snapshot_request(arguments: argparse.Namespace, now: datetime) -> SnapshotRequest:
    zone = arguments.time_zone or UTC
    if arguments.last and arguments.end:
        raise NotAllowed("--last ends now; take --from and --to for another end")
    window = (
        last(arguments.last, now)
        if arguments.last
        else Window(read_instant(arguments.start, zone), _end(arguments.end or "now", zone, now))
    )
    return snapshot_request(
        arguments.dashboard,
        arguments.name,
        window,
        now,
        expires=_expiry(arguments, now) if arguments.expires is not None else None,
        anonymize=arguments.anonymize,
        time_zone=arguments.time_zone.key if arguments.time_zone else None,
    )


def _saved_test_request(arguments: argparse.Namespace, now: datetime) -> SavedTestRequest:
    window = hours_until(int(arguments.window.removesuffix("h")), _end(arguments.end, UTC, now), now)
    return saved_test_request(arguments.test, arguments.name, window, now, arguments.privacy)


def _end(text: str, zone: Any, now: datetime) -> datetime:
    return last_minute(now) if text.strip().lower() == "now" else read_instant(text, zone)


def _expiry(arguments: argparse.Namespace, now: datetime) -> datetime:
    """A length from now, or a date."""
    try:
        return last_minute(now) + read_length(arguments.expires)
    except NotAllowed:
        return read_instant(arguments.expires, arguments.time_zone or UTC)


async def _once(making: Awaitable[T], look: str) -> T:
    """Make something, or say how to find out whether it was made."""
    try:
        return await making
    except SourceError as error:
        if perhaps_done(error):
            error.next_step = look
        raise


async def _opened(
    source: SnapshotSource, aid: str, request: SnapshotRequest, row: SnapshotRow, remarks: Remarks
) -> SnapshotRow:
    """The row of the new snapshot as it came; what is not as asked for is said."""
    try:
        snapshot = await until_readable(source, aid, str(row.snapshot_id), waiting=remarks.waiting)
    except SourceError as error:
        remarks.insist(f"it is made, but could not be opened: {error}")
        return row
    for difference in differences(request, snapshot.row):
        remarks.insist(f"not as asked for: {difference}")
    return snapshot.row


def _print_saved(saved: SavedTest, arguments: argparse.Namespace) -> None:
    if arguments.json:
        print_json(
            {
                "id": saved.snapshot_id,
                "displayName": saved.name,
                "startRoundId": saved.start,
                "endRoundId": saved.end,
                "roundId": saved.round,
                "shareDate": iso(saved.shared),
                "sourceTestId": saved.source_test_id,
                "testId": saved.test_id,
                "uid": saved.uid,
                "savedEvent": saved.saved_event,
                "privacy": privacy_of(saved),
                "link": saved.link,
            }
        )
        return
    for line in filter(None, (saved.snapshot_id, saved.link)):
        print(line, flush=True)


def _dry_run(told: str, body: dict[str, Any], aid: str, arguments: argparse.Namespace) -> int:
    if arguments.json:
        print_json({"dryRun": True, "aid": aid} | body)
    else:
        print(f"would make {told}")
    return 0


@contextmanager
def _as_wrong_usage() -> Iterator[None]:
    """What the rules do not allow was typed wrongly."""
    try:
        yield
    except NotAllowed as error:
        raise WrongUsage(f"{error}.") from None
