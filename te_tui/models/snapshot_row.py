"""The list of dashboard snapshots: small rows, page by page."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from te_tui.models.clean import visible

if TYPE_CHECKING:
    from te_tui.models.profile_group import ProfileGroup

ID: Final = "\0"
"""Stands for the snapshot's id; no text that was cleaned holds it."""

_FOR_EVER: Final = timedelta(days=40 * 365)


class Publication(NamedTuple):
    """Which vendor lists a snapshot, and who made it; equal values share one object, to save memory.

    Attributes:
        vendor: the name of the vendor whose service lists the snapshot.
        external: whether the content is stored on another server; None if that is unknown.
        creator: the vendor's id of the person who made the snapshot; None if that is unknown.
    """

    vendor: str
    external: bool | None = None
    creator: str | None = None


class SnapshotRow(NamedTuple):
    """One snapshot of the list; takes only about 500 bytes of memory, because there may be 100,000.

    Instants are in UTC, `duration` is in seconds. A field that is missing in the answer is None, never a
    default. `link_form` is the snapshot's link with the placeholder `ID`, so that all rows share one text.
    `unreadable` names the fields that are None because their value could not be read. `publication` is None
    for ThousandEyes. `where` is the row's account group, set only in a list over several account groups.
    `panels` is the number of panels, known only after the snapshot was opened.
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
    publication: Publication | None = None
    where: ProfileGroup | None = None
    panels: int | None = None

    @property
    def vendor(self) -> str | None:
        """The vendor's name; None for ThousandEyes."""
        return self.publication.vendor if self.publication else None

    @property
    def external(self) -> bool | None:
        """Whether the content is stored on another server; None if that is unknown."""
        return self.publication.external if self.publication else None

    @property
    def creator(self) -> str | None:
        """The vendor's id of the person who made the snapshot; None if it is unknown."""
        return self.publication.creator if self.publication else None

    @property
    def never_expires(self) -> bool:
        """Whether the snapshot expires over 40 years after it was made, which is how vendors say "never"."""
        return lasts_for_ever(self.created, self.expires)

    @property
    def link(self) -> str | None:
        """The link at which the service shows the snapshot; None if there is none."""
        return None if self.link_form is None else self.link_form.replace(ID, self.snapshot_id or "")

    @property
    def label(self) -> str:
        """The snapshot's name, or else its dashboard's title (not for ThousandEyes), or else its id."""
        title = self.dashboard_title if self.vendor else None
        return visible(self.name) or visible(title) or self.snapshot_id or "(unnamed)"

    @property
    def end(self) -> datetime | None:
        """The end of the snapshot's time span; None if its start or its length is unknown."""
        if self.start is None or self.duration is None:
            return None
        try:
            return self.start + timedelta(seconds=self.duration)
        except OverflowError:
            return None


def lasts_for_ever(begins: datetime | None, expires: datetime | None) -> bool:
    """Whether the expiry is over 40 years after the start, which is how vendors say "never"."""
    return begins is not None and expires is not None and expires - begins > _FOR_EVER


class SnapshotPage(NamedTuple):
    """One page of the list.

    Attributes:
        rows: the snapshots on the page.
        cursor: the cursor to request the next page with; None on the last page.
        damage: the places in the answer that could not be read.
        hides_rows: whether a row, or the id of a row, may have been lost in such a place.
        hides_next: whether the cursor may have been lost in such a place, so that there may be a next page.
    """

    rows: tuple[SnapshotRow, ...]
    cursor: str | None
    damage: tuple[str, ...] = ()
    hides_rows: bool = False
    hides_next: bool = False


SnapshotPages: TypeAlias = AsyncGenerator[SnapshotPage, None]
"""The pages of a list as they arrive; it has to be closed where it is not read to its end."""
