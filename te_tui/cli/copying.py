"""Making a snapshot from another snapshot, an archive, a file or a live dashboard, for `te-tui create`."""

from __future__ import annotations

import asyncio
import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.actions.copying import (
    WHAT_CHANGES,
    Original,
    copy_request,
    describe_copy,
    expected_copy,
    is_listed,
    listed_row,
    original_of,
)
from te_tui.actions.settling import until_readable
from te_tui.actions.subjects import named, of_dashboards
from te_tui.actions.windows import NotAllowed, Window
from te_tui.cli.account.access import AccountOptions
from te_tui.cli.account.opening import open_source
from te_tui.cli.account.target import archive_of, snapshot_id_of
from te_tui.cli.capturing import captured, may_go_on, say_left_out
from te_tui.cli.creating import as_wrong_usage, once, print_dry_run, read_expiry
from te_tui.cli.exits import WrongUsage
from te_tui.cli.output import print_json
from te_tui.cli.remarks import Remarks
from te_tui.filters import naming
from te_tui.models.limits import LIMITS
from te_tui.models.request import CopyRequest
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.export import snapshot_json
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import Refused, Rejected, SourceError
from te_tui.sources.finding import find_group, find_snapshot
from te_tui.sources.reading.decode import NotReadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.models.request import LeftOutPanel
    from te_tui.models.snapshot import Snapshot
    from te_tui.sources.vendor import Vendor

_NEVER: Final = "never"
_DECLINED: Final = 1


class CopyOptions(NamedTuple):
    """The options of `te-tui create` for a copy, as typed.

    `expires` is a length of time, a date, `never`, or None for the original's expiry.

    Attributes:
        original: the snapshot, archive or file to copy; None to capture a dashboard.
        dashboard: the id or title of the dashboard to capture.
        window: the time window of the captured data.
    """

    account: AccountOptions
    quiet: bool
    original: str | None
    dashboard: str | None
    window: Window | None
    name: str | None
    expires: str | None
    uid: str | None
    wait: bool
    yes: bool
    dry_run: bool
    json: bool


async def copy(options: CopyOptions) -> int:
    """Make a copy, or a snapshot of a live dashboard; print its id and link; return the exit code.

    Raises:
        WrongUsage: the original has nothing to copy, or the name or expiry is not allowed.
    """
    remarks = Remarks(quiet=options.quiet)
    now = datetime.now(UTC)
    vendor = options.account.access.vendor
    held = None if options.original is None else await asyncio.to_thread(_in_file, options.original, vendor)
    left_out: Sequence[LeftOutPanel] = ()
    async with open_source(options.account, remarks) as source:
        if held is None and options.original is not None:
            aid, original = await _original(source, options, options.original)
        else:
            aid = str((await find_group(source, options.account.aid)).aid)
        if held is not None:
            original = held
        elif options.dashboard is not None and options.window is not None:
            original, left_out = await captured(source, aid, options.dashboard, options.window)
        dashboard_id = await _dashboard_id(source, aid, options.uid)
        with as_wrong_usage():
            expires = _expiry(options, original, now)
            name = options.name or original.proposed_name
            request = copy_request(
                original, name, expires, now, limits=vendor.limits, dashboard_id=dashboard_id
            )
        told = describe_copy(request, original, zone=UTC, now=now)
        say_left_out(left_out, remarks)
        if options.dry_run:
            print_dry_run(f"{told}. {WHAT_CHANGES}", _described(request, original), aid, as_json=options.json)
            return 0
        remarks.say(f"creating {told}. {WHAT_CHANGES}")
        if not await may_go_on(left_out, yes=options.yes):
            remarks.warn("Nothing was created.")
            return _DECLINED
        remarks.left_out = bool(left_out)
        return await send(source, aid, request, remarks, options)


async def send(
    source: SnapshotSource, aid: str, request: CopyRequest, remarks: Remarks, options: CopyOptions
) -> int:
    """Send the request for a copy, and print its id and link; return the exit code.

    Raises:
        SourceError: the copy was not made, or it is unknown whether it was; the message says how to check.
    """
    account = options.account
    profile = f" --profile {shlex.quote(account.access.profile.name)}"
    look = f"te-tui ls{profile} --filter {shlex.quote(naming(request.name or ''))}"
    snapshot_id = await once(
        source.copy_snapshot(aid, request),
        f"It may have been created all the same: check {look} before you repeat this.",
    )
    if not options.json:
        print(snapshot_id, flush=True)
    row = expected_copy(request, snapshot_id, aid, source.vendor)
    if options.wait:
        row = await _checked(source, aid, request, row, remarks)
    if options.json:
        print_json(snapshot_json(row))
    elif row.link:
        print(row.link, flush=True)
    return 5 if remarks.left_out else 0


async def _checked(
    source: SnapshotSource, aid: str, request: CopyRequest, row: SnapshotRow, remarks: Remarks
) -> SnapshotRow:
    """Open the copy and return its row; report on stderr how it differs from the request."""
    snapshot_id = str(row.snapshot_id)
    try:
        await until_readable(source, aid, snapshot_id, waiting=remarks.waiting)
        compared = await source.compared(aid, snapshot_id, request.evidence)
        row = compared.row._replace(name=request.name)
        if not compared.is_same and request.dashboard_id is None:
            remarks.insist("created, but its content differs from what was sent")
        if not await is_listed(source, aid, snapshot_id):
            remarks.insist("created, but this server does not list it: keep its link")
    except SourceError as error:
        remarks.insist(f"created, but could not be looked at: {error}")
    return row


def _in_file(typed: str, vendor: Vendor) -> Original | None:
    """The original, read from the file or archive that `typed` names; None if it names a snapshot."""
    path = archive_of(typed)
    if path is not None:
        return _archived(path, vendor)
    path = Path(typed)
    if "://" in typed or not (path.suffix or path.exists()):
        return None
    return _written(path, vendor)


def _archived(path: Path, vendor: Vendor) -> Original:
    from te_tui.archive.reader import open_archive

    archive = open_archive(path)
    manifest = archive.manifest
    if manifest.vendor != vendor.name:
        raise WrongUsage(f"{path.name} is an archive of another vendor's snapshot, not of {vendor.label}.")
    return Original(
        f"archive {path.name}",
        archive.body(manifest.snapshot),
        manifest.snapshot_name or archive.snapshot.row.label,
        None if archive.snapshot.row.never_expires else manifest.expires,
        len(archive.snapshot.panels),
    )


def _written(path: Path, vendor: Vendor) -> Original:
    from te_tui.files.private import read_private

    content = read_private(path, at_most=LIMITS.body)
    if content is None:
        raise WrongUsage(f"There is no file {path}.")
    try:
        evidence = vendor.evidence_in(content)
        snapshot = vendor.read_snapshot(evidence, "")
    except NotReadable as error:
        raise WrongUsage(f"{path} holds no snapshot of {vendor.label}: {error}.") from None
    return Original(f"file {path.name}", evidence, _title(snapshot), None, len(snapshot.panels))


async def _original(source: SnapshotSource, options: CopyOptions, typed: str) -> tuple[str, Original]:
    """The account group's id and the content of the snapshot to copy; `typed` is its id or address."""
    access = options.account.access
    snapshot_id = snapshot_id_of(typed, access.vendor, access.origin.url)
    aid, snapshot = await find_snapshot(source, options.account.aid, snapshot_id)
    row = snapshot.row
    name = options.name or await _listed_name(source, aid, str(row.snapshot_id))
    return aid, await original_of(source, aid, row._replace(name=name))


async def _listed_name(source: SnapshotSource, aid: str, snapshot_id: str) -> str | None:
    """The snapshot's name in the list; None if it is not listed, or the token may not list snapshots."""
    try:
        row = await listed_row(source, aid, snapshot_id)
    except (Refused, Rejected):
        return None  # a token may open what it may not list
    return None if row is None else row.name


def _title(snapshot: Snapshot) -> str | None:
    return snapshot.row.name or snapshot.row.dashboard_title


async def _dashboard_id(source: SnapshotSource, aid: str, typed: str | None) -> str | None:
    if typed is None:
        return None
    with as_wrong_usage():
        return named(of_dashboards(await source.dashboards(aid)), "dashboard", typed).subject_id


def _expiry(options: CopyOptions, original: Original, now: datetime) -> datetime | None:
    """The expiry of the copy, as typed or else the original's; None means never."""
    match options.expires:
        case None:
            return original.proposed_expiry(now)
        case text if text.strip().lower() == _NEVER:
            if not options.account.access.vendor.abilities.never_expires:
                raise NotAllowed("Every snapshot expires here; name a length or a date")
            return None
        case text:
            return read_expiry(text, UTC, now)


def _described(request: CopyRequest, original: Original) -> dict[str, object]:
    """The request for a copy as a JSON object for --dry-run, without the copied content."""
    return {
        "name": request.name,
        "expires": None if request.expires is None else request.expires.isoformat(),
        "from": original.words,
        "panels": original.panels,
        "uid": request.dashboard_id,
    }
