"""The dialog of a job with many items: a progress bar, counts, and below them a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, Literal, TypeAlias

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from te_tui.actions.lines import describe_progress
from te_tui.actions.outcome import Progress
from te_tui.screens.dialog import Dialog, Names
from te_tui.widgets.key_line import KeyLine

_BAR: Final = 40  # cells

State: TypeAlias = Literal["under way", "stopping", "over"]


def bar(progress: Progress) -> Content:
    """A bar of the items done, failed and left; even one failure among thousands is visible."""
    bad = _BAR * progress.failed // max(progress.total, 1) or min(progress.failed, 1)
    full = max(_BAR * (progress.done + progress.failed) // max(progress.total, 1), bad)
    return Content.assemble(
        ("█" * (full - bad), "$text-success"), ("█" * bad, "$text-error"), ("░" * (_BAR - full), "dim")
    )


class ProgressDialog(Dialog):
    """A dialog that shows the progress of a job, and then its report."""

    def compose(self) -> ComposeResult:
        """Compose the heading, the progress bar, the counts and the report."""
        with Vertical(id="dialog"):
            yield Static(id="what")
            yield Static(id="bar", classes="-apart")
            yield Static(id="progress")
            with Names(classes="-apart"):
                yield Static(id="report")
            yield KeyLine(("app.help",))

    def tell_what(self, sentence: str) -> None:
        """Show a sentence as the dialog's heading: what is being done, or the result."""
        self.query_one("#what", Static).update(Content.styled(sentence, "bold"))

    def tell_progress(self, progress: Progress, state: State, more: Iterable[str] = ()) -> None:
        """Draw the bar and the counts, with the lines `more` below."""
        self.query_one("#bar", Static).update(bar(progress))
        if state == "over":
            progress = replace(progress, seconds_left=None)  # what was not tried is not tried any more
        told = {"under way": f"{progress.remaining:,} remain", "stopping": "stopping…", "over": ""}[state]
        lines = [describe_progress(progress, told), *more]
        self.query_one("#progress", Static).update(Content("\n".join(lines)))

    def tell_report(self, lines: Iterable[Content]) -> None:
        """Show the lines of the report."""
        self.query_one("#report", Static).update(Content("\n").join(lines))
