"""Building the screen for a destination; the only module that imports the screens of all packages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from te_tui.screens import destinations

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from te_tui.screens.destinations import Destination
    from te_tui.screens.session import Session
    from te_tui.screens.sessions import Sessions


def builder_of(  # noqa: C901, PLR0911, PLR0912 - one case for each screen
    destination: Destination, session: Session, sessions: Sessions
) -> Callable[[], Screen[None]]:
    """Import the screen class for a destination, and return a function that builds the screen.

    The first import takes up to 60 ms, so it runs in a thread; the returned function runs on the event loop.
    """
    match destination:
        case destinations.AccountGroups(skip_single):
            from te_tui.screens.groups.screen import AccountGroupsScreen

            return partial(AccountGroupsScreen, session, skip_single=skip_single)
        case destinations.Everywhere():
            from te_tui.screens.snapshots.everywhere import EverywhereScreen

            return partial(EverywhereScreen, session, sessions)
        case destinations.SnapshotList(group, has_parent):
            from te_tui.screens.snapshots.screen import SnapshotListScreen

            return partial(SnapshotListScreen, session, group, has_parent=has_parent)
        case destinations.OneSnapshot(group, snapshot_id, row, remark):
            from te_tui.screens.snapshot.screen import SnapshotScreen

            return partial(SnapshotScreen, session, group, snapshot_id, row, remark=remark)
        case destinations.NewSnapshot(group, near):
            from te_tui.screens.making.new_snapshot import NewSnapshotScreen

            return partial(NewSnapshotScreen, session, group, near)
        case destinations.Copying(group, row):
            from te_tui.screens.making.copying import CopyScreen

            return partial(CopyScreen, session, group, row)
        case destinations.Capturing(group):
            from te_tui.screens.making.capturing import CaptureScreen

            return partial(CaptureScreen, session, group)
        case destinations.NewTestSnapshot(group):
            from te_tui.screens.making.new_test_snapshot import NewTestSnapshotScreen

            return partial(NewTestSnapshotScreen, session, group)
        case destinations.OnlyMaking(group):
            from te_tui.screens.making.only_making import OnlyMakingScreen

            return partial(OnlyMakingScreen, session, group)
        case destinations.Archives(group, live):
            from te_tui.screens.snapshots.archived import ArchivesScreen

            return partial(ArchivesScreen, session, group, live)
        case destinations.Archiving(selection, parts):
            from te_tui.screens.changes.archiving import ArchiveDialog

            return partial(ArchiveDialog, session, selection, parts)
        case destinations.Extending(selection, parts):
            from te_tui.screens.changes.extending import ExtendScreen

            return partial(ExtendScreen, session, selection, parts)
        case destinations.Deleting(selection, parts):
            from te_tui.screens.changes.deleting import DeleteScreen

            return partial(DeleteScreen, session, selection, parts)
        case destinations.ChangedFirst(group, snapshot):
            from te_tui.screens.analysis.timeline import TimelineScreen

            return partial(TimelineScreen, session, group, snapshot)
        case destinations.BetterOrWorse(group, first, second):
            from te_tui.screens.analysis.comparison import ComparisonScreen

            return partial(ComparisonScreen, session, group, first, second)
        case destinations.OverTime(group, snapshot, panel):
            from te_tui.screens.analysis.trend import TrendScreen

            return partial(TrendScreen, session, group, snapshot, panel)
