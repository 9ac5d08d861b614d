"""The screens of all destinations; the only module that imports the screens of all packages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from te_tui.screens.destinations import (
    AccountGroups,
    Archives,
    BetterOrWorse,
    Capturing,
    ChangedFirst,
    Copying,
    Deleting,
    Destination,
    Everywhere,
    Extending,
    NewSnapshot,
    NewTestSnapshot,
    OneSnapshot,
    OnlyMaking,
    OverTime,
    SnapshotList,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from te_tui.screens.session import Session
    from te_tui.screens.sessions import Sessions


def builder_of(destination: Destination, session: Session, sessions: Sessions) -> Callable[[], Screen[None]]:
    """Import the screen of a destination, and return a function that builds it on the event loop.

    The first visit imports up to 60 ms long: in a thread, so that the event loop goes on meanwhile.
    """
    match destination:
        case Everywhere():
            from te_tui.screens.snapshots.everywhere import EverywhereScreen

            return partial(EverywhereScreen, session, sessions)
        case AccountGroups(skip_single):
            from te_tui.screens.groups.screen import AccountGroupsScreen

            return partial(AccountGroupsScreen, session, skip_single=skip_single)
        case SnapshotList(group, has_parent):
            from te_tui.screens.snapshots.screen import SnapshotListScreen

            return partial(SnapshotListScreen, session, group, has_parent=has_parent)
        case OneSnapshot(group, snapshot_id, row, remark):
            from te_tui.screens.snapshot.screen import SnapshotScreen

            return partial(SnapshotScreen, session, group, snapshot_id, row, remark=remark)
        case NewSnapshot() | Copying() | Capturing() | NewTestSnapshot() | OnlyMaking():
            return _form_at(destination, session)
        case Archives(group, live):
            from te_tui.screens.snapshots.archived import ArchivesScreen

            return partial(ArchivesScreen, session, group, live)
        case Extending() | Deleting():
            return _change_at(destination, session)
        case ChangedFirst() | BetterOrWorse() | OverTime():
            return _answer_at(destination, session)


def _change_at(destination: Extending | Deleting, session: Session) -> Callable[[], Screen[None]]:
    """Import a dialog that changes snapshots."""
    match destination:
        case Extending(selection, parts):
            from te_tui.screens.changes.extending import ExtendScreen

            return partial(ExtendScreen, session, selection, parts)
        case Deleting(selection, parts):
            from te_tui.screens.changes.deleting import DeleteScreen

            return partial(DeleteScreen, session, selection, parts)


def _form_at(
    destination: NewSnapshot | Copying | Capturing | NewTestSnapshot | OnlyMaking, session: Session
) -> Callable[[], Screen[None]]:
    """Import a form for new snapshots, or the first screen of a source without a list."""
    match destination:
        case NewSnapshot(group, near):
            from te_tui.screens.making.new_snapshot import NewSnapshotScreen

            return partial(NewSnapshotScreen, session, group, near)
        case Copying(group, row):
            from te_tui.screens.making.copying import CopyScreen

            return partial(CopyScreen, session, group, row)
        case Capturing(group):
            from te_tui.screens.making.capturing import CaptureScreen

            return partial(CaptureScreen, session, group)
        case OnlyMaking(group):
            from te_tui.screens.making.only_making import OnlyMakingScreen

            return partial(OnlyMakingScreen, session, group)
        case NewTestSnapshot(group):
            from te_tui.screens.making.new_test_snapshot import NewTestSnapshotScreen

            return partial(NewTestSnapshotScreen, session, group)


def _answer_at(
    destination: ChangedFirst | BetterOrWorse | OverTime, session: Session
) -> Callable[[], Screen[None]]:
    """Import a screen of an analysis."""
    match destination:
        case ChangedFirst(group, snapshot):
            from te_tui.screens.analysis.timeline import TimelineScreen

            return partial(TimelineScreen, session, group, snapshot)
        case BetterOrWorse(group, before, after):
            from te_tui.screens.analysis.comparison import ComparisonScreen

            return partial(ComparisonScreen, session, group, before, after)
        case OverTime(group, snapshot, panel):
            from te_tui.screens.analysis.trend import TrendScreen

            return partial(TrendScreen, session, group, snapshot, panel)
