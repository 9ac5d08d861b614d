"""Reading live or archived snapshots with all their data, for commands that look at several at once."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from types import TracebackType
from typing import NamedTuple, Self

from te_tui.cli.account.access import AccountOptions
from te_tui.cli.account.opening import archive_at, open_source
from te_tui.cli.account.target import archive_of, snapshot_id_of
from te_tui.cli.remarks import Remarks
from te_tui.models.panels import Panel, PanelContent
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import NoId, SourceError
from te_tui.sources.few_at_once import in_order
from te_tui.sources.finding import find_snapshot


class Opened(NamedTuple):
    """An opened snapshot, with its source and account group."""

    source: SnapshotSource
    aid: str
    snapshot: Snapshot

    @property
    def row(self) -> SnapshotRow:
        """The snapshot as the list shows it: name, dates and the like, without its widgets."""
        return self.snapshot.row


async def panel_content(opened: Opened, panel: Panel) -> PanelContent:
    """Fetch the data of a widget.

    Raises:
        SourceError: the widget has no data, or the data cannot be fetched.
    """
    snapshot_id = opened.row.snapshot_id
    if panel.widget_id is None or snapshot_id is None:
        raise NoId.of_widget()
    return await opened.source.panel_content(opened.aid, snapshot_id, panel)


class SnapshotReading:
    """Opens the snapshots that a command names; all live ones share one source, and so one token search.

    Args:
        account: the account of the live snapshots.
        remarks: reports on stderr what is damaged or could not be fetched.
    """

    def __init__(self, account: AccountOptions, remarks: Remarks) -> None:
        self._account = account
        self._remarks = remarks
        self._live: SnapshotSource | None = None

    async def __aenter__(self) -> Self:
        """Return this reader, for an `async with` block at whose end the live source is closed."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the sources that were opened."""
        if self._live is not None:
            await self._live.aclose()

    @property
    def live(self) -> SnapshotSource:
        """The live source, opened at first use."""
        if self._live is None:
            self._live = open_source(self._account, self._remarks)
        return self._live

    async def open(self, target: str, aid: str | None) -> Opened:
        """Open an archive file, or a live snapshot in account group `aid`, or in any group if `aid` is None.

        Raises:
            WrongUsage: the target is neither an id nor an address of a snapshot.
            SourceError, FileTrouble: the target cannot be opened.
        """
        path = archive_of(target)
        if path is None:
            snapshot_id = snapshot_id_of(target, self._account.access.vendor, self._account.access.origin.url)
            return Opened(self.live, *await find_snapshot(self.live, aid, snapshot_id))
        archive = archive_at(path, self._remarks)
        return Opened(archive, *await find_snapshot(archive, None, archive.snapshot_id))

    async def data(self, opened: Opened) -> list[tuple[Panel, PanelContent | None]]:
        """Fetch the data of all widgets, a few at once.

        A widget that fails is reported on stderr, and is returned with None in place of its data.
        """
        panels = opened.snapshot.panels
        self._remarks.damage(opened.snapshot.damage)
        async with aclosing(self._fetched(opened, panels)) as fetched:
            outcomes = [one async for one in fetched]
        failures = [outcome for _, outcome in outcomes if isinstance(outcome, SourceError)]
        if failures:
            of = f"{len(failures):,} of {len(panels):,} widgets of {opened.row.label}"
            self._remarks.insist(f"{of} could not be fetched: {failures[0]}")
        found: list[tuple[Panel, PanelContent | None]] = []
        for panel, outcome in outcomes:
            if isinstance(outcome, SourceError):
                found.append((panel, None))
            else:
                self._remarks.damage(outcome.damage)
                found.append((panel, outcome))
        return found

    def _fetched(
        self, opened: Opened, panels: Sequence[Panel]
    ) -> AsyncGenerator[tuple[Panel, PanelContent | SourceError], None]:
        async def fetch(panel: Panel) -> tuple[Panel, PanelContent | SourceError]:
            try:
                return panel, await panel_content(opened, panel)
            except SourceError as error:
                return panel, error

        return in_order(fetch, panels)
