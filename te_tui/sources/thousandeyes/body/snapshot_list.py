"""The list of dashboard snapshots, page by page (api.md, section 3)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, repeat
from sys import intern
from typing import Annotated, Final

from te_tui.models.limits import MORE
from te_tui.models.snapshot_row import ID, SnapshotPage, SnapshotRow
from te_tui.sources.reading.decode import Shape, decode, lacks
from te_tui.sources.reading.fields import Flag, Instant, Name, Raw, Text, Whole
from te_tui.sources.reading.reader import Field
from te_tui.sources.thousandeyes.links import Links, find_next

LIST: Final = "dashboardSnapshots"
"""The member of an answer that is the list; where it is missing, that is damage."""

_HIDES_ROWS: Final = re.compile(rf"{MORE}|{LIST}(\[\d+\](\.snapshotId)?)?")
"""The damaged parts of a page that may have been a row, or its id."""

_HIDES_NEXT: Final = re.compile(r"(_links|pages)(\.next\b.*)?", re.DOTALL)
"""The damaged parts of a page that may have named the next one."""

# The wire shapes: modern names beside their deprecated twins. The modern one is read first.


@dataclass(slots=True)
class _TimeSpan:
    start: Instant = None
    start_legacy: Annotated[Instant, Field(alias="startDate")] = None
    duration: Whole = None


@dataclass(slots=True)
class WireDashboard:
    """The dashboard of a listed snapshot, with the API's field names."""

    dashboard_id: Annotated[Text, Field(alias="dashboardId")] = None
    title: Name = None


@dataclass(slots=True)
class WireRow:
    """A listed snapshot, with the API's field names, both modern and deprecated."""

    snapshot_id: Annotated[Text, Field(alias="snapshotId")] = None
    name: Annotated[Name, Field(alias="snapshotName")] = None
    aid: Text = None
    account_id: Annotated[Text, Field(alias="accountId")] = None
    shared: Annotated[Flag, Field(alias="isShared")] = None
    scheduled: Annotated[Flag, Field(alias="isScheduled")] = None
    created: Annotated[Instant, Field(alias="snapshotCreatedDate")] = None
    created_legacy: Annotated[Instant, Field(alias="createdDate")] = None
    expires: Annotated[Instant, Field(alias="snapshotExpirationDate")] = None
    expires_legacy: Annotated[Instant, Field(alias="expirationDate")] = None
    time_span: Annotated[_TimeSpan | None, Field(alias="timeSpan")] = None
    dashboard: WireDashboard | None = None
    permalink: Text = None
    links: Annotated[Links | None, Field(alias="_links")] = None

    def row(self, unreadable: frozenset[str] = frozenset()) -> SnapshotRow:
        """Convert to te-tui's `SnapshotRow`; where a modern field has no value, its deprecated twin is used.

        `unreadable` names the fields whose values in the answer are damaged. Those that have no value in the
        end are listed in the row's own `unreadable`.
        """
        span, dashboard = self.time_span or _TimeSpan(), self.dashboard or WireDashboard()
        app_link = self.links.app_link if self.links else None
        row = SnapshotRow(
            snapshot_id=self.snapshot_id,
            name=self.name,
            aid=_shared(self.aid or self.account_id),
            shared=self.shared,
            scheduled=self.scheduled,
            created=self.created or self.created_legacy,
            expires=self.expires or self.expires_legacy,
            start=span.start or span.start_legacy,
            duration=_shared_number(span.duration),
            dashboard_id=_shared(dashboard.dashboard_id),
            dashboard_title=_shared(dashboard.title),
            link_form=self._link_form((app_link.href if app_link else None) or self.permalink),
        )
        unknown = frozenset(name for name in unreadable if getattr(row, name) is None)
        return row._replace(unreadable=unknown) if unknown else row

    def _link_form(self, link: str | None) -> str | None:
        if link is None or not self.snapshot_id or self.snapshot_id not in link:
            return link
        return _shared(link.replace(self.snapshot_id, ID))


@dataclass(slots=True)
class _Page:
    snapshots: Annotated[list[WireRow] | None, Field(alias="dashboardSnapshots")] = None
    links: Annotated[Links | None, Field(alias="_links")] = None
    pages: Raw = None


_PAGE = Shape(_Page)

_PLACE_IN_LIST = re.compile(rf"{LIST}\[(\d+)\](?:\.(.*))?", re.DOTALL)

_FIELDS_AT: Final = {
    "snapshotName": ("name",),
    "isShared": ("shared",),
    "isScheduled": ("scheduled",),
    "snapshotCreatedDate": ("created",),
    "createdDate": ("created",),
    "snapshotExpirationDate": ("expires",),
    "expirationDate": ("expires",),
    "dashboard": ("dashboard_id", "dashboard_title"),
    "dashboard.dashboardId": ("dashboard_id",),
    "dashboard.title": ("dashboard_title",),
}
"""Which fields of a row are read from a place within it: those that a filter asks for."""

_DAMAGEABLE: Final = frozenset(name for names in _FIELDS_AT.values() for name in names)
_NONE: Final = frozenset[str]()


def _shared(text: str | None) -> str | None:
    """The same text, interned to save memory: thousands of rows repeat it."""
    return None if text is None else intern(text)


@lru_cache(maxsize=1_024)
def _shared_number(number: int | None) -> int | None:
    """The same number as a cached object, to save memory: thousands of rows repeat it."""
    return number


def read_snapshot_page(body: bytes) -> SnapshotPage:
    """Read one answer of GET /dashboard-snapshots."""
    decoded = decode(_PAGE, body)
    page = decoded.value
    cursor, lost = find_next(page.links, page.pages)
    damage = lacks(LIST, page.snapshots, decoded.damage) + decoded.damage + lost
    unreadable = _unreadable_by_row(decoded.damage) if decoded.damage else repeat(_NONE)
    rows = tuple(map(WireRow.row, page.snapshots or [], unreadable))
    return SnapshotPage(
        rows,
        cursor,
        damage,
        hides_rows=any(map(_HIDES_ROWS.fullmatch, damage)),
        hides_next=any(map(_HIDES_NEXT.fullmatch, damage)),
    )


def _unreadable_by_row(damage: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """Yield the names of the damaged fields of the first row, then of the second, and so on without end.

    Rows that could not be read at all are not in the list, and are skipped here, too.
    """
    places: defaultdict[int, list[str]] = defaultdict(list)
    lost: set[int] = set()
    last = 0
    for named in filter(None, map(_PLACE_IN_LIST.fullmatch, damage)):
        last = int(named[1])
        if named[2] is None:
            lost.add(last)
        else:
            places[last].append(named[2])
    for index in count():
        if MORE in damage and index >= last:
            yield _DAMAGEABLE
        elif index not in lost:
            yield unreadable_fields(places[index])


def unreadable_fields(places: Collection[str]) -> frozenset[str]:
    """The fields of a `SnapshotRow` that cannot be read, by the damaged JSON paths, such as `isShared`."""
    if MORE in places:
        return _DAMAGEABLE
    return frozenset(name for place in places for name in _FIELDS_AT.get(place, ()))
