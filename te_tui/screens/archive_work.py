"""What is being archived from one source, wherever one goes meanwhile; it ends before that source is left."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from rich.text import Text
from textual.app import App
from textual.worker import Worker

from te_tui.actions.archive_lines import told_report
from te_tui.actions.archive_run import ArchiveReport, ArchiveRun, Trouble, Wanted
from te_tui.actions.outcome import Progress
from te_tui.archive.writer import Archived, Told, archive
from te_tui.screens.archive_screen import ArchiveScreen, Leaving
from te_tui.screens.archiving import ArchiveAsked
from te_tui.screens.explorer_screen import ExplorerScreen, Session

_LONG_ENOUGH: Final = 15  # seconds, to read where a file is and why there is none


class ArchiveWork:
    """Archives one snapshot after another, and says at the end what came of it.

    Args:
        app: runs it.
        session: the source, which stays the same however the app goes on.
        folder: where archives go.

    Attributes:
        progress: how far it is.
        current: what is under way.
    """

    def __init__(self, app: App[None], session: Session, folder: Path) -> None:
        self._app = app
        self._session = session
        self._folder = folder
        self._run = ArchiveRun(self._archive_one, self)
        self._task: asyncio.Task[ArchiveReport] | None = None
        self._worker: Worker[None] | None = None
        self._left = False
        self.progress = Progress(0, 0, 0)
        self.current = ""

    @property
    def under_way(self) -> bool:
        """Whether something is being archived."""
        return self._task is not None

    @property
    def stopping(self) -> bool:
        """Whether nothing more will be begun."""
        return self._run.stopping

    @property
    def report(self) -> ArchiveReport:
        """What came of it so far."""
        return self._run.report

    def ask(self, asked: ArchiveAsked) -> None:
        """Archive these, behind all that was asked for before; where they are many, show how far that is."""
        if self._task is None:
            self._run, self._left = ArchiveRun(self._archive_one, self), False
        self._run.add(Wanted(snapshot_id, asked.group) for snapshot_id in asked.snapshot_ids)
        if self._task is None:
            self._task = asyncio.create_task(self._run.run())
            self._worker = self._app.run_worker(
                self._go(self._task), group="archives", description="archive snapshots"
            )
        if len(asked.snapshot_ids) > 1:
            self.show()

    def show(self, leaving: Leaving | None = None) -> None:
        """Show how far it is, and ask who wants to leave meanwhile."""
        if not isinstance(self._app.screen, ArchiveScreen):
            self._app.push_screen(ArchiveScreen(self._session, self, leaving))

    async def end_before(self, name: str, go: Callable[[], Awaitable[None]]) -> None:
        """Do something that ends this; asks, if anything is under way."""
        if self.under_way:
            self.show(Leaving(name, go))
        else:
            await go()

    def told_unfinished(self) -> Text | None:
        """What is archived and what is not, for whoever leaves while something is under way."""
        broken_off = self.under_way or self._left
        return Text(f"te-tui: {told_report(self.report)}") if broken_off else None

    def stop(self) -> None:
        """Begin nothing more; asked again, wait for nothing more either."""
        if self._run.stopping and self._task is not None:
            self._task.cancel()
        self._run.stop()

    def leave(self, leaving: Leaving) -> None:
        """Stop at once, and then do what ends this."""
        self._app.run_worker(self._leave(leaving), group="leaving", description="stop archiving, and leave")

    async def _leave(self, leaving: Leaving) -> None:
        if self._task is not None and self._worker is not None:
            self._left = True
            self._task.cancel()
            await self._worker.wait()
        await leaving.go()

    async def _go(self, task: asyncio.Task[ArchiveReport]) -> None:
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:  # somebody quits
            task.cancel()
            raise
        if not task.cancelled():
            task.result()  # a mistake of ours is not kept quiet
        self._task = None
        self._session.work = None
        self._show_progress()
        report = self.report
        lacking = report.remains or any(archived.manifest.gaps for archived in report.done)
        self._app.notify(
            told_report(report),
            severity="error" if report.failures else "warning" if lacking else "information",
            timeout=_LONG_ENOUGH,
            markup=False,
        )

    async def _archive_one(self, wanted: Wanted, told: Told) -> Archived:
        group = wanted.group
        return await archive(
            self._session.source,
            str(group.aid if group else None),
            wanted.snapshot_id,
            self._folder,
            now=self._session.now(),
            group_name=group.name if group else None,
            told=told,
        )

    def progressed(self, progress: Progress, name: str, part: str) -> None:
        """Show how far it is, in the first line of every screen."""
        self.progress, self.current = progress, f"{name}: {part or 'opening'}"
        which = f"{progress.done + progress.failed + 1:,}/{progress.total:,}: " if progress.total > 1 else ""
        failed = f", {progress.failed:,} failed" if progress.failed else ""
        self._session.work = f"archiving {which}{part or 'opening'}{failed}" if progress.remaining else None
        self._show_progress()

    def settled(self, wanted: Wanted, ended: Archived | Trouble) -> None:
        """Leave it: the end says it."""

    def _show_progress(self) -> None:
        for screen in self._app.screen_stack if self._app.is_running else ():
            if isinstance(screen, ExplorerScreen):
                screen.refresh_top_line()
            elif isinstance(screen, ArchiveScreen):
                screen.show_progress()
