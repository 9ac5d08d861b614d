"""The output of a run of changes: one line for each change on stdout, and the progress on stderr."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from functools import partial

from te_tui.actions.lines import (
    change_json,
    describe_dry_run,
    describe_not_done,
    describe_progress,
    describe_side_effects,
    done_lines,
    plan_lines,
)
from te_tui.actions.outcome import Outcome, Progress
from te_tui.actions.plan import Plan
from te_tui.cli.accessible import is_accessible
from te_tui.cli.output import WorkOutput, print_json, print_line, terminal_columns
from te_tui.cli.remarks import Remarks
from te_tui.render.text.width import fit
from te_tui.render.text.zones import LocalZone
from te_tui.sources.base import Budget

_CLEAR = "\r\x1b[K"


class ChangeRemarks(Remarks):
    """Prints remarks on stderr during a run of changes, and a progress line if stderr is a terminal.

    Attributes:
        budget: how many requests the source's rate limit still allows; None before the first answer.
        draws: whether a progress line is drawn.
    """

    def __init__(self, *, quiet: bool) -> None:
        super().__init__(quiet=quiet)
        self._speaks = not quiet and is_accessible()
        self.draws = not quiet and sys.stderr.isatty() and not self._speaks
        self._quarter = 0
        self._drawn = False
        self.budget: Budget | None = None

    def warn(self, sentence: str) -> None:
        """Print a sentence on stderr, even when quiet, after erasing the progress line."""
        self.clear()
        super().warn(sentence)

    def budget_seen(self, budget: Budget) -> None:
        """Keep the state of the rate limit, to show it in the progress line."""
        self.budget = budget

    def show(self, progress: Progress, current: str = "") -> None:
        """On a terminal, draw the progress line, which ends with `current`: what is being worked on.

        With --accessible, print the progress instead, after each quarter of the work.
        """
        quarter = 4 * (progress.total - progress.remaining) // max(progress.total, 1)
        if self._speaks and quarter > self._quarter:
            self._quarter = quarter
            self.say(describe_progress(progress, "ctrl+c stops"))
        if self.draws:
            self.clear()
            line = describe_progress(progress, "ctrl+c stops")
            if room := max(shutil.get_terminal_size().columns - len(line) - 4, 0) if current else 0:
                line = f"{line} · {fit(current, room).rstrip()}"
            sys.stderr.write(line)
            sys.stderr.flush()
            self._drawn = True

    def clear(self) -> None:
        """Erase the progress line, so that other output can be printed in its place."""
        if self._drawn:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
            self._drawn = False


class ChangePrinter:
    """Prints the changes of a plan: each when it is done, or all in a dry run; in the plan's order.

    It prints only the changes whose indexes in the plan are in `places`.

    Attributes:
        left: the number of changes that are not done yet.
        output: writes the lines, and keeps the error if writing fails.
    """

    def __init__(self, plan: Plan, places: Iterable[int], remarks: ChangeRemarks, *, as_json: bool) -> None:
        self._plan = plan
        self._done_lines: list[str] = []
        self._places = list(places)
        self._remarks = remarks
        self._as_json = as_json
        self._settled: dict[int, Outcome] = {}
        self.left = len(self._places)
        self.output = WorkOutput()

    def all(self) -> None:
        """For a dry run, print all planned changes on stdout, and their side effects and number on stderr."""
        lines = [] if self._as_json else plan_lines(self._plan, LocalZone(), terminal_columns(sys.stdout))
        for place in self._places:
            if self._as_json:
                print_json(change_json(self._plan, self._plan.changes[place]))
            else:
                print_line(lines[place])
        sys.stdout.flush()
        for sentence in describe_side_effects(self._plan):
            self._remarks.say(sentence)
        self._remarks.say(describe_dry_run(self._plan, len(self._places)))

    def progressed(self, progress: Progress) -> None:
        """Show the run's progress."""
        self._remarks.show(progress)

    def settled(self, place: int, outcome: Outcome) -> None:
        """Print what became of the change at index `place`, as soon as all changes before it are printed.

        A failed change is also reported on stderr, at once.
        """
        self._remarks.clear()
        if outcome.kind == "done":
            self.left -= 1
        elif len(self._plan.changes) > 1 or outcome.error is None:  # an error alone is told by the exit
            self._remarks.warn(describe_not_done(self._plan, self._plan.changes[place], outcome.why))
        if place in self._settled and place not in self._places:
            self._print_again(place, outcome)
            return
        self._settled[place] = outcome
        while self._places and self._places[0] in self._settled:
            first = self._places.pop(0)
            self.output.print(partial(self._print, first, self._settled[first]))

    def finish(self) -> None:
        """Print the finished changes that still wait for unfinished ones, because the run has ended."""
        settled = [place for place in self._places if place in self._settled]
        self._places = [place for place in self._places if place not in self._settled]
        for place in settled:
            self.output.print(partial(self._print, place, self._settled[place]))

    def _print_again(self, place: int, outcome: Outcome) -> None:
        """Correct a change that was printed as done, but failed; with --json, print it again."""
        self.left += 1
        if self._as_json:
            self.output.print(lambda: self._print(place, outcome))

    def _print(self, place: int, outcome: Outcome) -> None:
        done = outcome.kind == "done"
        if self._as_json:
            change = self._plan.changes[place]
            print_json(change_json(self._plan, change, None if done else outcome.why, outcome.made))
        elif done:
            self._done_lines = self._done_lines or done_lines(
                self._plan, LocalZone(), terminal_columns(sys.stdout)
            )
            print_line(self._done_lines[place])
            if outcome.made is not None and outcome.made.link:
                print(f"    {outcome.made.link}", flush=True)
