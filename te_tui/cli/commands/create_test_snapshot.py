"""`te-tui create-test-snapshot`: make a snapshot of a test."""

from __future__ import annotations

import argparse
import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from te_tui.actions.creation import about_expiry, describe_saved_test, saved_test_request
from te_tui.actions.privacy import CONTRADICTION, Privacy, privacy_of, privacy_trouble
from te_tui.actions.subjects import Subject, named, of_tests
from te_tui.actions.windows import NotAllowed, length_until, read_instant, read_length
from te_tui.cli.account.access import AccountOptions
from te_tui.cli.account.opening import open_source
from te_tui.cli.creating import (
    add_name,
    add_outcome,
    as_argument,
    as_wrong_usage,
    once,
    print_dry_run,
    read_end,
)
from te_tui.cli.output import print_json
from te_tui.cli.parser import Parser
from te_tui.cli.remarks import Remarks
from te_tui.models.instants import iso
from te_tui.models.request import SavedTestRequest
from te_tui.models.saved_test import SavedTest
from te_tui.render.text.times import format_time
from te_tui.sources.abilities import Creation
from te_tui.sources.base import SnapshotSource
from te_tui.sources.finding import find_group

_LOOK_IN_THE_WEB = (
    "It may have been created all the same, and the API cannot list test snapshots: "
    "look for it in the web application before you repeat this."
)

_EPILOG = f"""\
dates: 2026-11-11T03:00Z; without an offset they are in UTC. An organization makes at most 5 test snapshots
in 5 minutes, and they expire after 30 days. There is no list of them: keep the link.

{CONTRADICTION}.
te-tui goes by the name, always sends the field, says which of the two came back, and ends with
exit code 5 when that is not what was asked for.
"""


class Options(NamedTuple):
    """The options of `te-tui create-test-snapshot`, as typed."""

    account: AccountOptions
    quiet: bool
    test: str
    name: str
    window: timedelta | None
    start: str | None
    end: str
    privacy: Privacy | None
    dry_run: bool
    json: bool


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.explain(_EPILOG)
    parser.add_argument("--test", required=True, metavar="ID_OR_NAME", help="of which test")
    add_name(parser)
    window = parser.add_mutually_exclusive_group(required=True)
    window.add_argument(
        "--window", type=as_argument(read_length), metavar="6h",
        help="how long; whole hours, of which the vendor takes a few",
    )  # fmt: skip
    window.add_argument(
        "--from", dest="start", metavar="DATE", help="when it begins, in the place of how long"
    )
    parser.add_argument(
        "--end", "--to", dest="end", default="now", metavar="DATE", help="when it ends (default: now)"
    )
    privacy = parser.add_mutually_exclusive_group()
    privacy.add_argument(
        "--private", dest="privacy", action="store_const", const="private", help="for the account group only"
    )
    privacy.add_argument(
        "--public", dest="privacy", action="store_const", const="public", help="for anyone with the link"
    )
    add_outcome(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make a test snapshot; print its link, and who can see it by the API's answer; return the exit code."""
    options = Options(
        AccountOptions.of(arguments),
        arguments.quiet,
        arguments.test,
        arguments.name,
        arguments.window,
        arguments.start,
        arguments.end,
        arguments.privacy,
        arguments.dry_run,
        arguments.json,
    )
    return asyncio.run(_create(options))


async def _create(options: Options) -> int:
    remarks = Remarks(quiet=options.quiet)
    vendor = options.account.access.vendor
    now = datetime.now(UTC)
    with as_wrong_usage():
        request = _request(options, now)
    async with open_source(options.account, remarks, only_creates=True) as source:
        aid, subject = await _named(source, options)
        request = replace(request, test_id=subject.subject_id)
        told = describe_saved_test(request, subject.title, zone=UTC, now=now)
        body = {"testId": request.test_id} | vendor.saved_test_body(request)
        if vendor.words.notice:
            remarks.say(vendor.words.notice)
        if options.dry_run:
            print_dry_run(told, body, aid, as_json=options.json)
            return 0
        if vendor.abilities.doubts_privacy and not request.public:
            remarks.say(f"{CONTRADICTION}. It is sent as false; what came back is said below")
        remarks.say(f"creating {told}")
        saved = await once(source.create_test_snapshot(aid, request), _LOOK_IN_THE_WEB)
    _print(saved, as_json=options.json)
    if expires := about_expiry(saved, vendor.limits):
        remarks.say(f"it expires about {format_time(expires, zone=UTC, now=now)}")
    if trouble := privacy_trouble(request, saved):
        remarks.insist(trouble)
    else:
        remarks.say(f"it is {privacy_of(saved)}, as the answer says")
    return 5 if remarks.left_out else 0


async def _named(source: SnapshotSource, options: Options) -> tuple[str, Subject]:
    """The account group's id and the test, each looked up in a list.

    They are taken as typed if the vendor's API lists nothing.
    """
    if not source.abilities.reads:
        return options.account.aid or "", Subject("test", options.test, options.test)
    aid = str((await find_group(source, options.account.aid)).aid)
    with as_wrong_usage():
        return aid, named(of_tests(await source.tests(aid)), "test", options.test)


def _request(options: Options, now: datetime) -> SavedTestRequest:
    vendor = options.account.access.vendor
    if not vendor.abilities.may_create(Creation.TEST):
        raise NotAllowed(f"{vendor.label} cannot create snapshots of tests")
    if options.privacy is None and vendor.abilities.doubts_privacy:
        raise NotAllowed("One of --private --public is required")
    end = read_end(options.end, UTC, now)
    length = options.window or end - read_instant(options.start or "", UTC)
    window = length_until(length, end, now, vendor.limits)
    return saved_test_request(options.test, options.name, window, now, options.privacy or "private")


def _print(saved: SavedTest, *, as_json: bool) -> None:
    if as_json:
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
