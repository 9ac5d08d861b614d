"""The destinations in the explorer, and the message `Go`, which asks the app to open one."""

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
    """The list of account groups; with `skip_single`, a single account group is opened at once."""

    skip_single: bool = False


class Everywhere(NamedTuple):
    """The snapshots of all account groups of all profiles, as one list."""


class SnapshotList(NamedTuple):
    """The snapshots of an account group; `has_parent` says whether escape leads on to the account groups."""

    group: AccountGroup
    has_parent: bool = True


class OneSnapshot(NamedTuple):
    """One snapshot; without `group`, it is searched in every account group.

    Attributes:
        row: Its row in a list, to show while the rest is loading.
        remark: A remark to show when the snapshot opens; empty for none.
    """

    group: AccountGroup | None
    snapshot_id: str
    row: SnapshotRow | None = None
    remark: str = ""


class NewSnapshot(NamedTuple):
    """The form for a snapshot of a dashboard; the cursor starts on the dashboard with the id `near`."""

    group: AccountGroup
    near: str | None = None


class Copying(NamedTuple):
    """The form for a copy of a snapshot, for vendors whose snapshots are made by copying, such as Grafana."""

    group: AccountGroup
    row: SnapshotRow


class Capturing(NamedTuple):
    """The form for a snapshot of a live dashboard, whose queries te-tui sends itself."""

    group: AccountGroup


class NewTestSnapshot(NamedTuple):
    """The form for a snapshot of a test."""

    group: AccountGroup


class OnlyMaking(NamedTuple):
    """The first screen of a source that cannot list snapshots; new test snapshots are made in `group`."""

    group: AccountGroup


class Archives(NamedTuple):
    """The list of an account group's archives, below the `live` snapshots marked in its snapshot list."""

    group: AccountGroup
    live: Sequence[SnapshotRow] = ()


class Archiving(NamedTuple):
    """The dialog that asks to archive snapshots; `parts` divides them by source if there are several."""

    selection: Selection
    parts: tuple[Part, ...] = ()


class Extending(NamedTuple):
    """The dialog that gives snapshots a later expiry; `parts` divides them by source if there are several."""

    selection: Selection
    parts: tuple[Part, ...] = ()


class Deleting(NamedTuple):
    """The dialog that asks to delete snapshots; `parts` divides them by source if there are several."""

    selection: Selection
    parts: tuple[Part, ...] = ()


class ChangedFirst(NamedTuple):
    """The timeline of an opened snapshot."""

    group: AccountGroup
    snapshot: Snapshot


class BetterOrWorse(NamedTuple):
    """The comparison of two snapshots of an account group; the window of `before` ends first."""

    group: AccountGroup
    before: AtHand
    after: AtHand


class OverTime(NamedTuple):
    """The trend of a widget of an opened snapshot over all live and archived snapshots of its dashboard."""

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
    | Archiving
    | Extending
    | Deleting
    | ChangedFirst
    | BetterOrWorse
    | OverTime
)


class Go(Message):
    """Asks the app to open a destination in a session, on top of the screen `origin` or `instead` of it.

    It is ignored if `origin` is no longer the active screen, so that a key typed twice opens one screen.
    """

    def __init__(
        self, origin: Screen[None], destination: Destination, session: Session, *, instead: bool = False
    ) -> None:
        super().__init__()
        self.origin = origin
        self.destination = destination
        self.session = session
        self.instead = instead
