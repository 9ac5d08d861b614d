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
    """The list of account groups; with `skip_single`, if there is only one group, it is opened at once."""

    skip_single: bool = False


class Everywhere(NamedTuple):
    """The snapshots of all account groups of all profiles, as one list."""


class SnapshotList(NamedTuple):
    """The snapshots of an account group; `has_parent` says whether escape leads to the account groups."""

    group: AccountGroup
    has_parent: bool = True


class OneSnapshot(NamedTuple):
    """One snapshot; if `group` is None, the snapshot is looked up in every account group.

    Attributes:
        group: The account group of the snapshot.
        snapshot_id: The id of the snapshot.
        row: What a list already shows about the snapshot, to display until the rest has arrived.
        remark: A sentence to show when the snapshot opens; empty for none.
    """

    group: AccountGroup | None
    snapshot_id: str
    row: SnapshotRow | None = None
    remark: str = ""


class NewSnapshot(NamedTuple):
    """The form for a new snapshot of a dashboard; the cursor starts on the dashboard with the id `near`."""

    group: AccountGroup
    near: str | None = None


class Copying(NamedTuple):
    """The form for a copy of a snapshot, for vendors that allow one, such as Grafana."""

    group: AccountGroup
    row: SnapshotRow


class Capturing(NamedTuple):
    """The form for a snapshot of a live dashboard, whose queries te-tui sends itself to capture the data."""

    group: AccountGroup


class NewTestSnapshot(NamedTuple):
    """The form for a snapshot of a monitoring test, such as ThousandEyes has."""

    group: AccountGroup


class OnlyMaking(NamedTuple):
    """The first screen for a source that cannot list snapshots, but can make test snapshots, in `group`."""

    group: AccountGroup


class Archives(NamedTuple):
    """The list of an account group's archives.

    Above the archives it has `live`: the snapshots of the service that were marked for comparison.
    """

    group: AccountGroup
    live: Sequence[SnapshotRow] = ()


class Archiving(NamedTuple):
    """Asks whether to archive snapshots; `parts` has them by source if there are several sources."""

    selection: Selection
    parts: tuple[Part, ...] = ()


class Extending(NamedTuple):
    """Asks for a later expiry of snapshots; `parts` has them by source if there are several sources."""

    selection: Selection
    parts: tuple[Part, ...] = ()


class Deleting(NamedTuple):
    """Asks whether to delete snapshots; `parts` has them by source if there are several sources."""

    selection: Selection
    parts: tuple[Part, ...] = ()


class ChangedFirst(NamedTuple):
    """The timeline of an opened snapshot, which tells what changed first."""

    group: AccountGroup
    snapshot: Snapshot


class BetterOrWorse(NamedTuple):
    """The comparison of two snapshots of an account group, in any order; the screen finds the earlier one."""

    group: AccountGroup
    first: AtHand
    second: AtHand


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
    """Asks the app to open a destination in a session, on top of the screen `origin`, or `instead` of it.

    The app ignores it if `origin` is no longer the active screen, so a key pressed twice opens one screen.
    """

    def __init__(
        self, origin: Screen[None], destination: Destination, session: Session, *, instead: bool = False
    ) -> None:
        super().__init__()
        self.origin = origin
        self.destination = destination
        self.session = session
        self.instead = instead
