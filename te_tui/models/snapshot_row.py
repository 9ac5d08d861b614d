"""The list of dashboard snapshots: lean rows, page by page."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from te_tui.models.profile_group import ProfileGroup

ID: Final = "\0"
"""Stands for the snapshot's id; no text that was cleaned holds it."""

_FOR_EVER: Final = timedelta(days=40 * 365)


class SnapshotRow(NamedTuple):
    """One line of the list: about 500 bytes, because there may be 100,000.

    Instants are in UTC, `duration` is in seconds. Absent means None, never a default. Links differ in nothing
    but the snapshot's id, so `link_form` has `ID` in its place, and all rows share one.
    `unreadable` names those fields that are None because what was sent for them could not be read.
    `external` says that its content is on another server, `creator` who made it, by the vendor's id;
    `vendor` whose it is, where that is not ThousandEyes; `where` in whose list it is, where several are shown
    as one.
    """

    snapshot_id: str | None
    name: str | None = None
    aid: str | None = None
    shared: bool | None = None
    scheduled: bool | None = None
    created: datetime | None = None
    expires: datetime | None = None
    start: datetime | None = None
    duration: int | None = None
    dashboard_id: str | None = None
    dashboard_title: str | None = None
    link_form: str | None = None
    unreadable: frozenset[str] = frozenset()
    external: bool | None = None
    creator: str | None = None
    vendor: str | None = None
    where: ProfileGroup | None = None

    @property
    def never_expires(self) -> bool:
        """Whether it was made to live for ever, which a vendor writes as a life of half a century."""
        return lasts_for_ever(self.created, self.expires)

    @property
    def link(self) -> str | None:
        """Its address in the service's words."""
        return None if self.link_form is None else self.link_form.replace(ID, self.snapshot_id or "")

    @property
    def label(self) -> str:
        """Its name for people; else its dashboard's title, where an opened one tells no name; else its id."""
        title = self.dashboard_title if self.vendor else None
        return self.name or title or self.snapshot_id or "(unnamed)"

    @property
    def end(self) -> datetime | None:
        """Where the time span ends, if both its start and its length are known."""
        if self.start is None or self.duration is None:
            return None
        try:
            return self.start + timedelta(seconds=self.duration)
        except OverflowError:
            return None


def lasts_for_ever(begins: datetime | None, expires: datetime | None) -> bool:
    """Whether a life from then until then is one that a vendor writes in the place of no end."""
    return begins is not None and expires is not None and expires - begins > _FOR_EVER


class SnapshotPage(NamedTuple):
    """One page of the list.

    Attributes:
        rows: the snapshots on it.
        cursor: asks for the next page; None at the end.
        damage: places in the answer that could not be read.
        hides_rows: whether one of them may have been a row, or the id of one.
        hides_next: whether one of them may have led to the next page.
    """

    rows: tuple[SnapshotRow, ...]
    cursor: str | None
    damage: tuple[str, ...] = ()
    hides_rows: bool = False
    hides_next: bool = False


SnapshotPages: TypeAlias = AsyncGenerator[SnapshotPage, None]
"""The pages of a list as they arrive; it has to be closed where it is not read to its end."""
