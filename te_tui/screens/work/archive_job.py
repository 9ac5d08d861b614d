"""`ArchiveJob`: archives snapshots in the background, one after another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.content import Content

from te_tui.actions.archive_lines import describe_report
from te_tui.actions.archive_run import ArchiveReport, ArchiveRun, Trouble, Wanted
from te_tui.actions.outcome import Progress
from te_tui.archive.writer import Archived, Told, archive
from te_tui.models.clean import clean
from te_tui.models.words import counted
from te_tui.screens.archiving import ArchiveAsked
from te_tui.screens.session import Session
from te_tui.screens.work.job import Ending, Job, Severity


class ArchiveJob(Job):
    """Archives snapshots into a folder; more can be added while `takes_more` is True.

    Args:
        session: the session with the source; it stays the same if the app switches to another profile.
        folder: the folder for archives.
        changed: called whenever the progress has changed.
    """

    def __init__(self, session: Session, folder: Path, changed: Callable[[], None]) -> None:
        super().__init__()
        self._session = session
        self._folder = folder
        self._changed = changed
        self._run = ArchiveRun(self._archive_one, self)
        self._name = self._part = ""

    @property
    def report(self) -> ArchiveReport:
        """The result so far: archived, failed and remaining snapshots."""
        return self._run.report

    @property
    def title(self) -> str:
        """The title of the job's progress dialog: `Archiving 3 snapshots`."""
        return f"Archiving {counted(self.report.total, 'snapshot')}"

    @property
    def short(self) -> str:
        """The progress in a few words: `archiving 2/5: 3/9 widgets, 1 failed`."""
        progress = self.progress
        which = f"{progress.done + progress.failed + 1:,}/{progress.total:,}: " if progress.total > 1 else ""
        failed = f", {progress.failed:,} failed" if progress.failed else ""
        return f"archiving {which}{self._part or 'opening'}{failed}"

    @property
    def details(self) -> tuple[str, ...]:
        """A line on the snapshot under way, and a line on the folder."""
        current = (f"{self._name}: {self._part or 'opening'}",) if self._name else ()
        return (*current, f"To {clean(str(self._folder))}")

    @property
    def takes_more(self) -> bool:
        """Whether more snapshots can be added; False once the run has ended."""
        return self._run.takes_more

    def add(self, asked: ArchiveAsked) -> None:
        """Add snapshots, to be archived after all earlier ones."""
        self._run.add(Wanted(snapshot_id, asked.group) for snapshot_id in asked.snapshot_ids)
        if not self._name:
            self.progress = Progress(self.report.total, 0, 0)

    def describe_unfinished(self) -> str:
        """A sentence on how many snapshots are archived, and how many not."""
        return describe_report(self.report)

    async def _work(self) -> None:
        await self._run.run()

    async def _conclude(self) -> Ending:
        report = self.report
        lacking = report.remains or any(archived.manifest.gaps for archived in report.done)
        severity: Severity = "error" if report.failures else "warning" if lacking else "information"
        lines = tuple(Content(str(failure)) for failure in report.failures) if report.total > 1 else ()
        return Ending(describe_report(report), severity, lines)

    def _begin_nothing_more(self) -> None:
        self._run.stop()

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
        """Keep and show the progress; `part` is how many widgets of the snapshot `name` are archived."""
        self.progress, self._name, self._part = progress, name, part
        self._changed()

    def settled(self, wanted: Wanted, ended: Archived | Trouble) -> None:
        """Ignore the result of one snapshot: the report at the end of the job has all results."""
