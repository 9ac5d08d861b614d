"""`ChangeJob`: extends or deletes snapshots by a plan, and records each change in the plan's journal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.content import Content

from te_tui.actions.archiving import Archives
from te_tui.actions.journal import Journal, NoJournal, read_journal
from te_tui.actions.journals import resumption
from te_tui.actions.lines import (
    counted_in_groups,
    describe_done,
    describe_lost_archives,
    describe_unconfirmed,
)
from te_tui.actions.outcome import Outcome, Progress, Report
from te_tui.actions.plan import Change, Plan
from te_tui.actions.run_lock import Busy, RunLock
from te_tui.actions.runner import Runner, WrongSource
from te_tui.files.holding import Held
from te_tui.files.private import FileTrouble
from te_tui.models.clean import clean
from te_tui.screens.changing import old_expiries
from te_tui.screens.session import Session
from te_tui.screens.work.job import Ending, Job
from te_tui.sources.abilities import Extension
from te_tui.sources.clock import server_now


class ChangeJob(Job):
    """Extends or deletes snapshots by a plan.

    If the explorer is quit meanwhile, the plan can be finished later from its journal, a file that records
    each change before and after it is sent.

    Args:
        session: the session with the source.
        archives: the folder for archives.
        journals: the folder for journals.
        plan: the plan.
        journal: the journal of an interrupted plan to be finished; None for a new plan.
        changed: called whenever the progress has changed.
        settled: called after each change, with the plan, the change and its outcome.
        warn: called with a sentence on data that is missing from an archive.
    """

    def __init__(
        self,
        session: Session,
        archives: Path,
        journals: Path,
        plan: Plan,
        journal: Path | None,
        *,
        changed: Callable[[], None],
        settled: Callable[[Plan, Change, Outcome], None],
        warn: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._session = session
        self._folder = archives
        self._journals = journals
        self._plan = plan
        self._path = journal
        self._changed = changed
        self._settled = settled
        self._warn = warn
        self._runner: Runner | None = None
        self._report: Report | None = None
        self._refused = ""
        self.progress = Progress(len(plan.changes), 0, 0)

    @property
    def title(self) -> str:
        """The title: the action, and the snapshot's name or the number of snapshots."""
        plan = self._plan
        if plan.undoes:
            return f"Giving {old_expiries(len(plan.changes))} back"
        doing = "Extending" if plan.action == "extend" else "Deleting"
        if len(plan.changes) == 1:
            return f'{doing} "{plan.changes[0].label}"'
        return f"{doing} {counted_in_groups(plan, len(plan.changes))}"

    @property
    def short(self) -> str:
        """The action and its progress, in a few words."""
        doing = "extending" if self._plan.action == "extend" else "deleting"
        doing = "undoing" if self._plan.undoes else doing
        progress = self.progress
        failed = f", {progress.failed:,} failed" if progress.failed else ""
        return f"{doing} {progress.done + progress.failed:,}/{progress.total:,}{failed}"

    @property
    def record(self) -> Path | None:
        """The path of the plan's journal; None before the plan is begun."""
        return self._path

    @property
    def is_unfinished(self) -> bool:
        """Whether changes remain; False also if a later run has finished the plan from its journal.

        Finishing a plan renames its journal, so that no file is left at the old path.
        """
        was_resumed = self._path is not None and not self._path.is_file()
        return super().is_unfinished and not was_resumed

    def describe_unfinished(self) -> str:
        """A sentence on how many changes are done, and how to finish the others."""
        if self._path is None:
            return f"Not begun: {self.title}."
        progress = self.progress
        done = "extended" if self._plan.action == "extend" else "deleted"
        said = f"{progress.done:,} of {progress.total:,} snapshots {done}."
        if not progress.total - progress.done:
            return said
        return f"{said} Finish with {resumption(self._plan, self._path)}."

    async def _work(self) -> None:
        session = self._session
        try:
            with (
                RunLock.take(self._journals, self._plan, "the explorer of te-tui") as lock,
                self._journal() as journal,
            ):
                self._path, self._plan = journal.path, journal.record.plan
                archives = Archives(
                    session.source, self._folder, lambda: server_now(session.source), self._warn
                )
                self._runner = Runner(
                    session.source,
                    archives,
                    journal,
                    self,
                    budget=lambda: session.budget,
                    progressed=lock.progressed,
                )
                if self.stopping:  # by a key that was typed before there was anything to stop
                    self._runner.stop()
                self._report = await self._runner.run()
                self._path = journal.path  # one that was brought to its end has another name
        except Busy as busy:
            self._refused = f"{busy} Try again when that is over."
        except (FileTrouble, NoJournal, Held, WrongSource) as error:
            self._refused = str(error)

    def _journal(self) -> Journal:
        if self._path is not None:
            return Journal.resume(self._path)
        return Journal.begin(self._journals, self._plan)

    def _begin_nothing_more(self) -> None:
        if self._runner is not None:
            self._runner.stop()

    # Observing the run

    def progressed(self, progress: Progress) -> None:
        """Keep and show the progress."""
        self.progress = progress
        self._changed()

    def settled(self, place: int, outcome: Outcome) -> None:
        """Pass on the outcome of the change at index `place` of the plan."""
        self._settled(self._plan, self._plan.changes[place], outcome)

    # The end

    async def _conclude(self) -> Ending:
        ending = self._end()
        await self._session.find_interrupted()
        return ending

    def _end(self) -> Ending:
        if self._refused:
            return Ending("Nothing was changed.", "error", (Content(self._refused),))
        try:
            report = self._report or self._report_of_journal()
        except (FileTrouble, NoJournal) as error:
            return Ending("The journal cannot be read.", "error", (Content(str(error)),))
        plan, done, journal = report.plan, report.done, self._path
        self.progress = Progress(len(plan.changes), len(done), len(report.unmade))
        if done and plan.action == "extend":
            takes_back = not plan.undoes and plan.way is not Extension.NEW_LINK
            self._session.undoable = journal if takes_back else None
        lost = describe_lost_archives(report.lost_archives())
        if not (report.unmade or report.remaining or report.stopped_by or report.unconfirmed or lost):
            return Ending(self._describe_done(plan, done))
        lines = [Content(str(report.stopped_by))] if report.stopped_by else []
        lines += [Content(clean(lost))] if lost else []
        if report.unconfirmed:
            lines.append(Content(describe_unconfirmed(report.unconfirmed)))
        lines += [
            Content.assemble((change.label, "bold"), f": {outcome.why}") for change, outcome in report.unmade
        ]
        if report.remaining and journal is not None:
            number = f"{len(report.remaining):,} of {len(plan.changes):,} remain"
            # Of what failed, the marks are left: it can be tried again from the list.
            here = ", or here with w" if None in report.outcomes else ""
            lines.append(Content(f"{number}. Finish with {resumption(plan, journal)}{here}."))
        return Ending(self._describe_done(plan, done), "error", tuple(lines))

    def _report_of_journal(self) -> Report:
        """Read from the journal what a cancelled run has done."""
        if self._path is None:
            raise NoJournal("It was stopped before one was begun.")
        record, _ = read_journal(self._path)
        return Report(record.plan, tuple(trace.outcome for trace in record.traces))

    def _describe_done(self, plan: Plan, done: tuple[Change, ...]) -> str:
        """A sentence on what was done, and on a next step such as undoing it."""
        if not done:
            return "Nothing was changed."
        if plan.undoes:
            back = "is back" if len(done) == 1 else "are back"
            return f"Undone: {old_expiries(len(done))} {back}."
        verb = "Extended" if plan.action == "extend" else "Deleted"
        said = f'{verb} "{done[0].label}".' if len(done) == 1 else describe_done(plan, len(done))
        if plan.way is Extension.NEW_LINK:
            link = "link" if len(done) == 1 else "links"
            return f"{said} That has a new {link}; what was extended is as it was, and d deletes it."
        if plan.action == "extend":
            return f"{said} U to undo."
        many = "archives are" if len(done) > 1 else "archive is"
        return f"{said} The {many} in {clean(str(self._folder))}." if plan.archive else said
