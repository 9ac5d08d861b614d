"""The rules of making snapshots, checked before anything is sent, and what came of it (contract 3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final, Literal, TypeAlias
from urllib.parse import urlsplit

from te_tui.actions.windows import NotAllowed, Window, checked
from te_tui.models.clean import clean
from te_tui.models.request import SavedTestRequest, SnapshotRequest
from te_tui.models.saved_test import SavedTest
from te_tui.models.snapshot import SnapshotRow
from te_tui.render.times import format_duration, format_time, format_window

Privacy: TypeAlias = Literal["private", "public"]

LONGEST_NAME: Final = 255
"""Characters; the contract names no limit, and a name that is cut at the other end helps nobody."""

LONGEST_YEARS: Final = 5
"""How far ahead a snapshot may expire."""

_SECOND: Final = timedelta(seconds=1)

CONTRADICTION: Final = (
    "The API contradicts itself about isPublic: by its name, false is private; by its description, "
    "false is a share link that anyone can open"
)
"""What has to be known before a private test snapshot is asked for (contract section 3)."""


def read_name(text: str) -> str:
    """A snapshot's name, without spaces around it.

    Raises:
        NotAllowed: it is empty, too long, or holds what cannot be printed.
    """
    name = text.strip()
    if not name:
        raise NotAllowed("The snapshot needs a name")
    if len(name) > LONGEST_NAME:
        raise NotAllowed(f"The name has {len(name):,} characters; {LONGEST_NAME} are allowed")
    if clean(name) != name:
        raise NotAllowed("The name holds characters that cannot be printed")
    return name


def proposed_name(title: str, window: Window, *, zone: tzinfo, now: datetime) -> str:
    """A name that says what was frozen and when; a title that is too long is cut."""
    when = format_window(window.start, window.end, zone=zone, now=now)
    return f"{title[: LONGEST_NAME - len(when) - 2]}, {when}"


def latest_expiry(now: datetime) -> datetime:
    """Five years ahead; 28 February where that day has no 29th."""
    try:
        return now.replace(year=now.year + LONGEST_YEARS)
    except ValueError:
        return now.replace(year=now.year + LONGEST_YEARS, day=28)


def checked_expiry(expires: datetime, now: datetime) -> datetime:
    """The expiry, if a snapshot may have it.

    Raises:
        NotAllowed: it has passed, or is more than five years ahead.
    """
    if expires <= now:
        raise NotAllowed("The snapshot would have expired already; the expiry has to be ahead")
    if expires > latest_expiry(now):
        raise NotAllowed(
            f"A snapshot lives {LONGEST_YEARS} years at most, until {latest_expiry(now):%Y-%m-%d}"
        )
    return expires


def snapshot_request(
    dashboard_id: str,
    name: str,
    window: Window,
    now: datetime,
    *,
    expires: datetime | None = None,
    anonymize: bool = False,
    time_zone: str | None = None,
) -> SnapshotRequest:
    """Ask for a dashboard snapshot.

    Raises:
        NotAllowed: name, window or expiry are not allowed.
    """
    window = checked(window, now)
    if expires is not None:
        checked_expiry(expires, now)
    return SnapshotRequest(
        dashboard_id, read_name(name), window.start, window.end, expires, anonymize, time_zone
    )


def saved_test_request(
    test_id: str, name: str, window: Window, now: datetime, privacy: Privacy
) -> SavedTestRequest:
    """Ask for a test snapshot of a window that `hours_until` made.

    Raises:
        NotAllowed: name or window are not allowed.
    """
    window = checked(window, now)
    return SavedTestRequest(test_id, read_name(name), window.start, window.end, privacy == "public")


def told_snapshot(request: SnapshotRequest, title: str, *, zone: tzinfo, now: datetime) -> str:
    """Say exactly what will be asked for."""
    expires = request.expires and f"expires {format_time(request.expires, zone=zone, now=now)}"
    parts = (
        f'"{request.name}" of dashboard {title}',
        format_window(request.start, request.end, zone=zone, now=now),
        expires or "expires in a year, the API's default",
        "anonymised" if request.anonymize else "not anonymised",
        f"time zone {request.time_zone}" if request.time_zone else "",
    )
    return ", ".join(filter(None, parts))


def told_saved_test(request: SavedTestRequest, title: str, *, zone: tzinfo, now: datetime) -> str:
    """Say exactly what will be asked for."""
    window = format_window(request.start, request.end, zone=zone, now=now)
    privacy = "public: anyone with the link" if request.public else "private: the account group only"
    return f'"{request.name}" of test {title}, {window}, {privacy}'


def expected_row(request: SnapshotRequest, snapshot_id: str, aid: str, title: str) -> SnapshotRow:
    """What the list will say of a snapshot that has just been made, as long as it cannot be asked."""
    return SnapshotRow(
        snapshot_id=snapshot_id,
        name=request.name,
        aid=aid,
        shared=None,
        scheduled=False,
        created=None,
        expires=request.expires,
        start=request.start,
        duration=int((request.end - request.start).total_seconds()),
        dashboard_id=request.dashboard_id,
        dashboard_title=title,
        link=None,
    )


def differences(request: SnapshotRequest, row: SnapshotRow) -> Iterator[str]:
    """In what the snapshot that came is another one than was asked for; what is unknown is none."""
    if row.name is not None and row.name != request.name:
        yield f'it is called "{row.name}"'
    if row.dashboard_id is not None and row.dashboard_id != request.dashboard_id:
        yield f"it is of dashboard {row.dashboard_title or row.dashboard_id}"
    if row.start is not None and _apart(row.start, request.start):
        yield f"it begins at {format_time(row.start, zone=UTC, now=request.start)}"
    if row.duration is not None and row.duration != (request.end - request.start).total_seconds():
        yield f"it covers {format_duration(row.duration)}"
    if request.expires and row.expires and _apart(row.expires, request.expires):
        yield f"it expires {format_time(row.expires, zone=UTC, now=request.expires)}"


def _apart(one: datetime, other: datetime) -> bool:
    """Whether two instants differ in more than what the wire rounds away."""
    return abs(one - other) >= _SECOND


def privacy_of(saved: SavedTest) -> Privacy | None:
    """Who can see a test snapshot, as the answer says it; None where it says nothing, or both.

    A saved event is private; an address on a `share` host is public (contract section 3).
    """
    host = (urlsplit(saved.link).hostname or "") if saved.link else ""
    says_private = saved.saved_event is True
    says_public = saved.saved_event is False or "share" in host.split(".")
    if says_private == says_public:
        return None
    return "private" if says_private else "public"


def privacy_trouble(asked: SavedTestRequest, saved: SavedTest) -> str | None:
    """What is wrong with who can see a new test snapshot, as a sentence; None if it is as asked."""
    wanted: Privacy = "public" if asked.public else "private"
    came = privacy_of(saved)
    if came == wanted:
        return None
    if came is None:
        return f"{wanted} was asked for, but the answer does not say who can see it"
    who = "anyone with the link can see it" if came == "public" else "only the account group can see it"
    return f"{wanted} was asked for, but the answer says {came}: {who}"
