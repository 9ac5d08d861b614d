"""A job at work: how far it is, how to stop it, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.reactive import var

from te_tui.screens.news import News, StandingChanged, is_open
from te_tui.screens.session import Session
from te_tui.screens.work.progress_dialog import ProgressDialog
from te_tui.widgets.bindings import bound

if TYPE_CHECKING:
    from te_tui.screens.work.job import Job, Jobs


class WorkScreen(ProgressDialog):
    """Shows one job, which goes on when this is hidden; closes by itself when there is nothing to read."""

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

    def on_mount(self) -> None:
        """Show how far it is whenever that changes, and each second what is left of a wait."""
        self.session.news.subscribe(self)
        self.show_progress()
        self.set_interval(1, self._tick)

    def on_unmount(self) -> None:
        """Stop listening for news."""
        self.session.news.unsubscribe(self)

    def take_news(self, news: News) -> None:
        """Show what has changed."""
        if isinstance(news, StandingChanged):
            self.show_progress()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Work is hidden or stopped, a report is closed."""
        if action in {"hide", "stop"}:
            return not self.ended
        if action == "close":
            return self.ended
        return super().check_action(action, parameters)

    def show_progress(self) -> None:
        """Show how far it is by now, or what came of it."""
        if not (is_open(self) and self.query("#report")):
            return  # it is being closed, or about to be composed
        if self.job.ending is not None:
            self._show_ending(self.job.ending.sentence, self.job.ending.lines)
            return
        self.tell_what(self.job.title)
        ahead = self._jobs.ahead_of(self.job)
        more = [] if ahead else list(self.job.details)
        if (wait := self.session.wait) is not None:
            more.append(f"{wait.told(self.session.now())}: {wait.wait.reason}")
        self.tell_progress(self.job.progress, "stopping" if self.job.stopping else "under way", more)
        self.tell_report(self._remarks(ahead))

    def _remarks(self, ahead: Job | None) -> list[Content]:
        remarks = [Content(f"Waits for: {ahead.title}")] if ahead else []
        if self.job.stopping and not ahead:
            remarks.append(Content("Finishing running requests; s again aborts."))
        return [*remarks, *(Content(f"Then: {job.title}") for job in self._jobs.behind(self.job))]

    def _show_ending(self, sentence: str, lines: tuple[Content, ...]) -> None:
        self.ended = True
        if lines:
            self.tell_what(sentence)
            self.tell_progress(self.job.progress, "over")
            self.tell_report(lines)
        elif self.is_active:  # as long as help or palette is open, that has to wait
            self.dismiss()

    def _tick(self) -> None:
        if self.session.wait is not None:
            self.show_progress()

    def action_hide(self) -> None:
        """Go back, while the work goes on."""
        self.dismiss()

    def action_stop(self) -> None:
        """Begin nothing more; asked again, wait for nothing more either."""
        self._jobs.stop(self.job)

    def on_screen_resume(self) -> None:
        """Close, if all was done in the meantime."""
        self.show_progress()
