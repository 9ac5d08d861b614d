"""The dialog of a job: its progress, how to stop it, and its result."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.reactive import var

from te_tui.models.clean import clean
from te_tui.screens.news import News, StandingChanged, is_open
from te_tui.screens.session import Session
from te_tui.screens.work.progress_dialog import ProgressDialog
from te_tui.widgets.bindings import bound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from te_tui.screens.work.job import Job, Jobs


class WorkScreen(ProgressDialog):
    """The dialog of one job, which runs on while the dialog is hidden.

    The dialog closes by itself when all went well. If opened after the job has ended, it shows the outcome,
    the journal's path, and earlier outcomes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("work.hide", "hide"),
        bound("work.stop", "stop"),
        bound("work.close", "close"),
    ]

    ended: var[bool] = var(False, bindings=True)
    """Whether nothing of it is under way any more."""

    def __init__(self, session: Session, jobs: Jobs, job: Job) -> None:
        super().__init__(session)
        self.job = job
        self._jobs = jobs
        self._is_read_again = job.ending is not None

    def on_mount(self) -> None:
        """Show the progress now and at each change; count down the seconds of a pause, if there is one."""
        self.session.news.subscribe(self)
        self.show_progress()
        self.set_interval(1, self._tick)

    def on_unmount(self) -> None:
        """Unsubscribe from the session's news."""
        self.session.news.unsubscribe(self)

    def take_news(self, news: News) -> None:
        """Update the dialog when the session announces that a job's progress may have changed."""
        if isinstance(news, StandingChanged):
            self.show_progress()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable hiding and stopping while the job runs, and closing when it has ended."""
        if action in {"hide", "stop"}:
            return not self.ended
        if action == "close":
            return self.ended
        return super().check_action(action, parameters)

    def show_progress(self) -> None:
        """Show the job's present progress, or its result."""
        if not (is_open(self) and self.query("#report")):
            return  # it is being closed, or about to be composed
        if self.job.ending is not None:
            lines = (*self.job.ending.lines, *(self._history() if self._is_read_again else ()))
            self._show_ending(self.job.ending.sentence, lines)
            return
        self.tell_what(self.job.title)
        ahead = self._jobs.ahead_of(self.job)
        more = [] if ahead else list(self.job.details)
        progress = self.job.progress
        if (wait := self.session.wait) is not None:
            progress = progress.paused(wait.pause_left(self.session.now()))
            more.append(f"{wait.told(self.session.now())}: {wait.wait.reason}")
        self.tell_progress(progress, "stopping" if self.job.stopping else "under way", more)
        self.tell_report(self._remarks(ahead))

    def _remarks(self, ahead: Job | None) -> list[Content]:
        remarks = [Content(f"Waits for: {ahead.title}")] if ahead else []
        if self.job.stopping and not ahead:
            remarks.append(Content("Stopping after the running requests; s again stops now."))
        return [*remarks, *(Content(f"Then: {job.title}") for job in self._jobs.behind(self.job))]

    def _history(self) -> Iterator[Content]:
        """Lines with the path of the job's journal and the outcomes of earlier jobs."""
        if (record := self.job.record) is not None:
            yield Content(f"Journal: {clean(str(record))}")
        for job in self._jobs.before(self.job):
            if job.ending is not None:
                yield Content(f"Before: {job.ending.sentence}")

    def _show_ending(self, sentence: str, lines: tuple[Content, ...]) -> None:
        self.ended = True
        if lines or self._is_read_again:
            self.tell_what(sentence)
            self.tell_progress(self.job.progress, "over")
            self.tell_report(lines)
        elif self.is_active:  # as long as help or palette is open, that has to wait
            self.dismiss()

    def _tick(self) -> None:
        if self.session.wait is not None:
            self.show_progress()

    def action_hide(self) -> None:
        """Close the dialog; the work goes on."""
        self.dismiss()

    def action_stop(self) -> None:
        """Stop the job after its present item; if pressed again, cancel it at once."""
        self._jobs.stop(self.job)

    def on_screen_resume(self) -> None:
        """Close the dialog if the job has ended meanwhile without a report to read."""
        self.show_progress()
