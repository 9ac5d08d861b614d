"""A run of changes at work: how far it is, how to stop it, and what could not be done."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import var

from te_tui.actions.archiving import Archives
from te_tui.actions.journal import Journal, NoJournal, read_journal
from te_tui.actions.journals import resumption
from te_tui.actions.lines import counted, told_done, told_unconfirmed
from te_tui.actions.outcome import Outcome, Progress, Report
from te_tui.actions.plan import Plan
from te_tui.actions.run_lock import Busy, RunLock
from te_tui.actions.runner import Runner, WrongSource
from te_tui.files.holding import Held
from te_tui.files.private import FileTrouble
from te_tui.models.clean import clean
from te_tui.screens.changing import interrupted_here
from te_tui.screens.explorer_screen import ExplorerScreen, Session
from te_tui.screens.progress_dialog import ProgressDialog
from te_tui.sources.clock import server_now

_LONG_ENOUGH: Final = 15  # seconds, to read what was done and how to take it back


class RunScreen(ProgressDialog):
    """Carries out a plan, or what is left to do in a journal; closes by itself when all is done.

    Whoever leaves the explorer meanwhile leaves a journal from which the rest can be done.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,s,q", "stop", "Stop", tooltip="Stop after what is under way", id="run.stop"),
        Binding("enter,escape,q", "close", "Close", tooltip="Close this report", id="dialog.close"),
    ]

    ended: var[bool] = var(False, bindings=True)
    """Whether nothing is under way any more."""

    def __init__(self, session: Session, what: Plan | Path) -> None:
        super().__init__(session)
        self._what = what
        self._runner: Runner | None = None
        self._under_way: asyncio.Task[Report] | None = None
        self._stopping = False
        self._plan: Plan | None = what if isinstance(what, Plan) else None
        self._all_done = False

    def on_mount(self) -> None:
        """Begin."""
        self.tell_what("Beginning…")
        self._carry_out()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A run is stopped, a report is closed."""
        if action == "stop":
            return not self.ended
        if action == "close":
            return self.ended
        return super().check_action(action, parameters)

    # Observing the run

    def progressed(self, progress: Progress) -> None:
        """Show how far it is."""
        self.tell_progress(progress, "stopping" if self._stopping else "under way")

    def settled(self, place: int, outcome: Outcome) -> None:
        """Bring every screen up to date."""
        if self._plan is None:
            return
        for screen in self.app.screen_stack:
            if isinstance(screen, ExplorerScreen):
                screen.change_settled(self._plan.action, self._plan.changes[place], outcome)

    # The run

    @work(group="changes", description="extend or delete snapshots")
    async def _carry_out(self) -> None:
        try:
            with self._locked() as lock, self._journal() as journal:
                report = await self._go_through(journal, lock)
            self._conclude(report, journal.path)
        except (Busy, FileTrouble, NoJournal, Held, WrongSource) as error:
            self._tell("Nothing was changed.", [Content(str(error))])
        self.session.interrupted = await interrupted_here(self.session)
        self.ended = True
        self._close_if_done()

    def _locked(self) -> RunLock:
        if self.session.journals is None:
            raise NoJournal("There is no folder for journals.")
        plan = self._what if isinstance(self._what, Plan) else read_journal(self._what)[0].plan
        return RunLock.take(self.session.journals, plan, "the explorer of te-tui")

    def _journal(self) -> Journal:
        if self.session.journals is None:
            raise NoJournal("There is no folder for journals.")
        if isinstance(self._what, Plan):
            return Journal.begin(self.session.journals, self._what)
        return Journal.resume(self._what)

    async def _go_through(self, journal: Journal, lock: RunLock) -> Report:
        session = self.session
        if session.archives is None:
            raise NoJournal("There is no folder for archives.")
        plan = self._plan = journal.record.plan
        doing = "Extending" if plan.action == "extend" else "Deleting"
        self.tell_what(f"{doing} {counted(plan, len(plan.changes))}")
        archives = Archives(
            session.source, session.archives, lambda: server_now(session.source), self._tell_of_archive
        )
        self._runner = Runner(
            session.source,
            archives,
            journal,
            self,
            budget=lambda: session.budget,
            progressed=lock.progressed,
        )
        self._under_way = asyncio.create_task(self._runner.run())
        try:
            return await self._under_way
        except asyncio.CancelledError:
            worker = asyncio.current_task()
            if worker is not None and worker.cancelling():  # somebody quits
                raise
        record, _ = read_journal(journal.path)
        return Report(record.plan, tuple(trace.outcome for trace in record.traces))

    def _tell_of_archive(self, sentence: str) -> None:
        self.app.notify(sentence, severity="warning", markup=False)

    def action_stop(self) -> None:
        """Begin nothing more; asked again, wait for nothing more either."""
        if self._stopping and self._under_way is not None:
            self._under_way.cancel()
        elif self._runner is not None:
            self._stopping = True
            self._runner.stop()
            self.tell_report([Content("Stopping after what is under way; once more stops at once.")])

    # The end

    def _conclude(self, report: Report, journal: Path) -> None:
        """Say what came of it: in a notice when that is all, in a report when something is not done."""
        plan, done = report.plan, report.done
        sentence = "Nothing was changed."
        if done:
            sentence = self._told_done(plan, len(done))
            if plan.action == "extend":
                self.session.undoable = None if plan.undoes else journal
        if not report.unmade and not report.remaining and not report.unconfirmed:
            self._all_done = True
            self.app.notify(sentence, timeout=_LONG_ENOUGH, markup=False)
            return
        self.tell_progress(Progress(len(plan.changes), len(done), len(report.unmade)), "over")
        lines = [Content(str(report.stopped_by))] if report.stopped_by else []
        if report.unconfirmed:
            lines.append(Content(told_unconfirmed(report.unconfirmed)))
        lines += [
            Content.assemble((change.label, "bold"), f": {outcome.why}") for change, outcome in report.unmade
        ]
        if report.remaining:
            number = f"{len(report.remaining):,} of {len(plan.changes):,} remain"
            # Of what failed, the marks are left: it can be tried again from the list.
            here = ", or here with Resume in ctrl+p" if None in report.outcomes else ""
            lines.append(Content(f"{number}. Finish with {resumption(plan, journal)}{here}."))
        self._tell(sentence, lines)

    def _told_done(self, plan: Plan, number: int) -> str:
        """What was done, and what can be done about it now."""
        if plan.undoes:
            return f"The old expiries are back: {counted(plan, number)}."
        if plan.action == "extend":
            return f"{told_done(plan, number)} U gives the old expiries back."
        kept = f" The archives are in {clean(str(self.session.archives))}." if plan.archive else ""
        return f"{told_done(plan, number)}{kept}"

    def _tell(self, sentence: str, lines: list[Content]) -> None:
        self.tell_what(sentence)
        self.tell_report(lines)

    def _close_if_done(self) -> None:
        """Close when there is nothing to read; as long as help or palette is open, that has to wait."""
        if self.ended and self._all_done and self.is_active:
            self.dismiss()

    def on_screen_resume(self) -> None:
        """Close, if all was done in the meantime."""
        self._close_if_done()
