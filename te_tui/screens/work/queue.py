"""`WorkQueue`: runs the archiving, extending and deleting jobs at one source, one after another."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.app import App
from textual.worker import Worker

from te_tui.screens.news import ChangeSettled, SnapshotMade, StandingChanged
from te_tui.screens.session import Session
from te_tui.screens.work.archive_job import ArchiveJob
from te_tui.screens.work.change_job import ChangeJob
from te_tui.screens.work.job import Ending, Job
from te_tui.screens.work.work_screen import WorkScreen
from te_tui.settings.profile import DEFAULT
from te_tui.sources.abilities import Extension

if TYPE_CHECKING:
    from te_tui.actions.outcome import Outcome
    from te_tui.actions.plan import Change, Plan
    from te_tui.screens.archiving import ArchiveAsked

_REMEMBERED: Final = 5
"""Jobs that have ended, whose outcome can be read again."""

_LONG_ENOUGH: Final = 15  # seconds, to read what was done and how to take it back


class WorkQueue:
    """Runs the archiving, extending and deleting jobs at one source, one after another.

    Args:
        app: the app in which jobs run.
        session: the session with the source; it stays the same if the app switches to another profile.
    """

    def __init__(self, app: App[None], session: Session) -> None:
        self._app = app
        self._session = session
        self._jobs: list[Job] = []
        self._worker: Worker[None] | None = None
        self._shown: list[Job] = []
        self._unread: Job | None = None
        self._ended: deque[Job] = deque(maxlen=_REMEMBERED)
        self._left: list[Job] = []  # dropped or broken off, to be told at the end

    @property
    def can_be_shown(self) -> bool:
        """Whether there is a job to show: a running job, or an ended job whose report was not read yet."""
        return bool(self._jobs) or self._unread is not None

    @property
    def has_ended_jobs(self) -> bool:
        """Whether there is an ended job whose outcome can still be shown."""
        return bool(self._ended)

    # Asking for work

    def archive(self, asked: ArchiveAsked, folder: Path) -> None:
        """Archive snapshots into a folder, after all earlier jobs."""
        last = self._jobs[-1] if self._jobs else None
        if not isinstance(last, ArchiveJob) or not last.takes_more:
            last = ArchiveJob(self._session, folder, self._show_progress)
            last.add(asked)
            self._add(last)
        else:
            last.add(asked)
        if len(asked.snapshot_ids) > 1:
            self._show(last)

    def change(self, plan: Plan, journal: Path | None = None) -> None:
        """Extend or delete snapshots by a plan, after all earlier jobs.

        `journal` is the record of an interrupted plan that is to be finished; None for a new plan.
        """
        session = self._session
        archives, journals = session.places.archives, session.places.journals
        if archives is None or journals is None:
            return  # no key is offered then
        if journal is None and session.profile not in {"", DEFAULT}:
            plan = replace(plan, profile=session.profile)  # which finishes it, if it is interrupted
        job = ChangeJob(
            session,
            archives,
            journals,
            plan,
            journal,
            changed=self._show_progress,
            settled=self._settled,
            warn=self._warn,
        )
        self._add(job)
        self._show(job)

    def _add(self, job: Job) -> None:
        self._app.clear_notifications()  # they tell of work before this
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self._worker = self._app.run_worker(self._work(), group="work", description="work on snapshots")
        self._show_progress()

    # Doing it

    async def _work(self) -> None:
        while self._jobs:
            job = self._jobs[0]
            await job.run()
            self._jobs.remove(job)
            self._end(job)

    def _end(self, job: Job) -> None:
        shown = job in self._shown
        self._ended.append(job)
        self._show_progress()
        if job.ending is None or (shown and job.ending.lines):
            return
        self._unread = job if job.ending.lines else self._unread
        more = " w shows why." if job.ending.lines else ""
        self._app.notify(
            f"{job.ending.sentence}{more}",
            severity=job.ending.severity,
            timeout=_LONG_ENOUGH,
            markup=False,
        )
        self._show_progress()

    def _settled(self, plan: Plan, change: Change, outcome: Outcome) -> None:
        """Tell all screens the outcome of a change, so that they update their rows."""
        self._session.news.publish(ChangeSettled(plan, change, outcome))
        if outcome.made is not None and plan.way is Extension.NEW_LINK:
            self._session.news.publish(SnapshotMade(change.aid, outcome.made, plan.host))

    def _warn(self, sentence: str) -> None:
        self._app.notify(sentence, severity="warning", markup=False)

    # Showing it

    def ahead_of(self, job: Job) -> Job | None:
        """The running job that has to end before `job` can begin; None if `job` is not waiting."""
        return self._jobs[0] if job in self._jobs[1:] else None

    def behind(self, job: Job) -> list[Job]:
        """The jobs that wait until `job` has ended."""
        return self._jobs[1:] if self._jobs and self._jobs[0] is job else []

    def before(self, job: Job) -> list[Job]:
        """The jobs that ended before `job`, the newest first."""
        place = self._ended.index(job) if job in self._ended else 0
        return list(self._ended)[:place][::-1]

    def show(self) -> None:
        """Open the dialog of the running job, else of the job with an unread report, else of the last job."""
        last = self._ended[-1] if self._ended else None
        if job := self._jobs[0] if self._jobs else self._unread or last:
            self._show(job)

    def _show(self, job: Job) -> None:
        self._unread = None if job is self._unread else self._unread
        if job in self._shown:
            return
        self._shown.append(job)
        self._app.push_screen(WorkScreen(self._session, self, job), lambda _: self._shown.remove(job))
        self._show_progress()

    def stop(self, job: Job) -> None:
        """Stop a job after its present item; if called again, cancel it at once. A waiting job is dropped."""
        if job in self._jobs[1:]:
            self._drop(job)
        else:
            job.stop()
            self._show_progress()

    def _drop(self, job: Job) -> None:
        self._jobs.remove(job)
        job.ending = Ending(f"Not begun: {job.title}.", "warning")
        self._end(job)

    def _show_progress(self) -> None:
        self._session.work = self._describe_short()
        self._session.news.publish(StandingChanged())

    def _describe_short(self) -> str | None:
        if not self._jobs:
            return "report" if self._unread else None
        more = f", {len(self._jobs) - 1:,} more" if len(self._jobs) > 1 else ""
        return f"{self._jobs[0].short}{more}"

    # Leaving it

    @property
    def is_busy(self) -> bool:
        """Whether a job is running, so that leaving the source would interrupt it."""
        return bool(self._jobs)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """A sentence for each waiting or running job on how many of its items are done."""
        return tuple(
            f"{job.title}: {job.progress.done:,} of {job.progress.total:,} done." for job in self._jobs
        )

    @property
    def _unfinished(self) -> list[Job]:
        """The running, waiting and interrupted jobs that still have items to do.

        An interrupted job is left out if a later run has finished its plan.
        """
        return [job for job in (*self._left, *self._jobs) if job.is_unfinished]

    async def end(self) -> None:
        """Drop waiting jobs, cancel the job under way, and wait until it has stopped."""
        jobs = list(self._jobs)
        if jobs and self._worker is not None:
            for waiting in jobs[1:]:
                self._drop(waiting)
            jobs[0].abort()
            await self._worker.wait()
        self._left += jobs

    @property
    def leaves_undone(self) -> bool:
        """Whether any running, waiting or interrupted job has items that are not done."""
        return bool(self._unfinished)

    def describe_unfinished_work(self) -> Text | None:
        """The message about unfinished jobs to print in the shell; None if there are none."""
        said = [job.describe_unfinished() for job in self._unfinished]
        return Text(f"te-tui: {' '.join(said)}") if said else None
