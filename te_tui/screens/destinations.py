"""Where one can go in the explorer, as values, and the message that asks to be taken there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen

    from te_tui.models.account_group import AccountGroup
    from te_tui.models.panels import Panel
    from te_tui.models.snapshot import Snapshot
    from te_tui.models.snapshot_row import SnapshotRow
    from te_tui.screens.at_hand import AtHand
    from te_tui.screens.selection import Selection
    from te_tui.screens.session import Session
    from te_tui.screens.sessions import Part


class AccountGroups(NamedTuple):
    """All account groups; `skip_single` goes straight into the only one."""

    skip_single: bool = False


class Everywhere(NamedTuple):
    """The snapshots of all account groups of all profiles, as one list."""


class SnapshotList(NamedTuple):
    """The snapshots of an account group; `has_parent` says whether the account groups lie above it."""

    group: AccountGroup
    has_parent: bool = True


class OneSnapshot(NamedTuple):
    """A snapshot; without `group` it is looked for in every account group.

    Attributes:
        row: What a list knows of it, to show while the rest is loading.
        remark: What there is to say about it when it opens.
    """

    group: AccountGroup | None
    snapshot_id: str
    row: SnapshotRow | None = None
    remark: str = ""


class NewSnapshot(NamedTuple):
    """The form for a snapshot of a dashboard; the cursor begins at the dashboard with the id `near`."""

    group: AccountGroup
    near: str | None = None


class Copying(NamedTuple):
    """The form for a copy of a snapshot, where snapshots are made of others."""

    group: AccountGroup
    row: SnapshotRow


class Capturing(NamedTuple):
    """The form for a snapshot of a live dashboard, where its queries are asked from here."""

    group: AccountGroup


class NewTestSnapshot(NamedTuple):
    """The form for a snapshot of a test."""

    group: AccountGroup


class OnlyMaking(NamedTuple):
    """The first screen of a source that lists nothing; `group` is where it makes snapshots of tests."""

    group: AccountGroup


class Archives(NamedTuple):
    """The archives at hand of an account group, below `live` snapshots that stay marked."""

    group: AccountGroup
    live: Sequence[SnapshotRow] = ()


class Extending(NamedTuple):
    """The dialog that gives snapshots a later expiry; without `parts` all are of the session's source."""

    selection: Selection
    parts: tuple[Part, ...] = ()


class Deleting(NamedTuple):
    """The dialog that deletes snapshots; without `parts` all are of the session's source."""

    selection: Selection
    parts: tuple[Part, ...] = ()


class ChangedFirst(NamedTuple):
    """The timeline of an opened snapshot."""

    group: AccountGroup
    snapshot: Snapshot


class BetterOrWorse(NamedTuple):
    """Two snapshots of an account group, compared; `before` is the one whose window ends first."""

    group: AccountGroup
    before: AtHand
    after: AtHand


class OverTime(NamedTuple):
    """A widget of an opened snapshot over all snapshots of its dashboard, and the archives at hand."""

    group: AccountGroup
    snapshot: Snapshot
    panel: Panel


Destination: TypeAlias = (
    AccountGroups
    | Everywhere
    | SnapshotList
    | OneSnapshot
    | NewSnapshot
    | Copying
    | Capturing
    | NewTestSnapshot
    | OnlyMaking
    | Archives
    | Extending
    | Deleting
    | ChangedFirst
    | BetterOrWorse
    | OverTime
)


class Go(Message):
    """Take the person from a screen to a destination of a session, on top of that screen or instead of it.

    It is done only while that screen is still the one in use: keys may have been typed ahead.
    """

    def __init__(
        self, origin: Screen[None], destination: Destination, session: Session, *, instead: bool = False
    ) -> None:
        super().__init__()
        self.origin = origin
        self.destination = destination
        self.session = session
        self.instead = instead
