"""Building valid requests for new snapshots, and checking the snapshots made by them (api.md, section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from te_tui.actions.expiry import check_expiry
from te_tui.actions.names import describe_name, read_name
from te_tui.actions.privacy import Privacy
from te_tui.actions.windows import Window, checked
from te_tui.models.request import SavedTestRequest, SnapshotRequest
from te_tui.models.saved_test import SavedTest
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.text.times import format_duration, format_time, format_window
from te_tui.sources.abilities import Limits

_SECOND: Final = timedelta(seconds=1)


def snapshot_request(
    dashboard_id: str,
    name: str,
    window: Window,
    now: datetime,
    *,
    limits: Limits,
    expires: datetime | None = None,
    anonymize: bool = False,
    time_zone: str | None = None,
) -> SnapshotRequest:
    """Build the request for a dashboard snapshot.

    Raises:
        NotAllowed: the name, window or expiry is not allowed.
    """
    window = checked(window, now)
    if expires is not None:
        check_expiry(expires, now, limits)
    return SnapshotRequest(
        dashboard_id, read_name(name), window.start, window.end, expires, anonymize, time_zone
    )


def saved_test_request(
    test_id: str, name: str, window: Window, now: datetime, privacy: Privacy
) -> SavedTestRequest:
    """Build the request for a test snapshot.

    `window` must have one of the lengths that the source allows; `windows.length_until` makes such a window.

    Raises:
        NotAllowed: the name or window is not allowed.
    """
    window = checked(window, now)
    return SavedTestRequest(test_id, read_name(name), window.start, window.end, privacy == "public")


def describe_snapshot(request: SnapshotRequest, title: str, *, zone: tzinfo, now: datetime) -> str:
    """Describe the request for a dashboard snapshot in a phrase, for the person to check before sending."""
    window = format_window(request.start, request.end, zone=zone, now=now)
    expires = request.expires and f"expires {format_time(request.expires, zone=zone, now=now)}"
    parts = (
        describe_name(request.name, "dashboard", title, window),
        expires or "expires in a year, the API's default",
        "anonymised" if request.anonymize else "not anonymised",
        f"time zone {request.time_zone}" if request.time_zone else "",
    )
    return ", ".join(filter(None, parts))


def describe_saved_test(request: SavedTestRequest, title: str, *, zone: tzinfo, now: datetime) -> str:
    """Describe the request for a test snapshot in a phrase, for the person to check before sending."""
    window = format_window(request.start, request.end, zone=zone, now=now)
    privacy = "public: anyone with the link" if request.public else "private: the account group only"
    return f"{describe_name(request.name, 'test', title, window)}, {privacy}"


def about_expiry(saved: SavedTest, limits: Limits) -> datetime | None:
    """The expiry of a test snapshot, estimated because the API does not return it; None if unknown."""
    if saved.shared is None or limits.test_life is None:
        return None
    return saved.shared + limits.test_life


def expected_row(request: SnapshotRequest, snapshot_id: str, aid: str, title: str) -> SnapshotRow:
    """The row to show for a dashboard snapshot that was just made, until the service's list includes it."""
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
        link_form=None,
    )


def differences(request: SnapshotRequest, row: SnapshotRow) -> Iterator[str]:
    """The differences between a new snapshot and its request, as clauses; unknown fields are skipped."""
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
    """Whether two times differ by a second or more; the API's rounding causes smaller differences."""
    return abs(one - other) >= _SECOND
