"""Archiving at work: how far it is, how to stop it, and whether to leave while it is under way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import var

from te_tui.models.clean import clean
from te_tui.screens.explorer_screen import Session
from te_tui.screens.progress_dialog import ProgressDialog

if TYPE_CHECKING:
    from te_tui.screens.archive_work import ArchiveWork


@dataclass(frozen=True, slots=True)
class Leaving:
    """What somebody wants to do that ends the archiving: what it is called, and doing it."""

    name: str
    go: Callable[[], Awaitable[None]]


class ArchiveScreen(ProgressDialog):
    """Shows what is being archived, which goes on when this is closed; asks who wants to leave meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "s",
            "stop",
            "Stop",
            tooltip="Stop after the snapshot under way; again: at once",
            id="archive.stop",
        ),
        Binding("y", "leave", "Stop and leave", tooltip="Stop at once, and leave", id="archive.leave"),
        Binding(
            "escape,enter,q", "close", "Back", tooltip="Back, while archiving goes on", id="dialog.close"
        ),
    ]

    under_way: var[bool] = var(True, bindings=True)
    """Whether there is something to stop."""

    def __init__(self, session: Session, archiving: ArchiveWork, leaving: Leaving | None = None) -> None:
        super().__init__(session)
        self._archiving = archiving
        self._leaving = leaving

    def on_mount(self) -> None:
        """Show how far it is, and each second what is left of a wait."""
        self.show_progress()
        self.set_interval(1, self._tick)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is under way can be stopped."""
        if action == "stop":
            return self.under_way
        if action == "leave":
            return self._leaving is not None
        return super().check_action(action, parameters)

    def show_progress(self) -> None:
        """Show how far it is by now; close when all is archived and nobody is asked anything."""
        if not self.query("#report"):
            return  # it is about to be composed
        archiving, progress = self._archiving, self._archiving.progress
        self.under_way = archiving.under_way
        if not (self.under_way or archiving.report.failures or self._leaving) and self.is_active:
            self.dismiss()
            return
        count = f"{progress.total:,} snapshot{'s' if progress.total != 1 else ''}"
        what = (
            f"Archiving {count} to {clean(str(self.session.archives))}"
            if self.under_way
            else "Archiving has ended."
        )
        self.tell_what(what)
        more = [archiving.current] if self.under_way else []
        if (wait := self.session.wait) is not None:
            more.append(f"{wait.told(self.session.now())}: {wait.wait.reason}")
        self.tell_progress(progress, "stopping" if archiving.stopping else "under way", more)
        self.tell_report(self._remarks())

    def _tick(self) -> None:
        if self.session.wait is not None:
            self.show_progress()

    def _remarks(self) -> list[Content]:
        remarks = []
        if self._leaving is not None and self.under_way:
            sentence = f"{self._leaving.name} stops it: what is archived stays, and the rest is not archived."
            remarks.append(Content.styled(sentence, "$text-warning"))
        elif self._archiving.stopping and self.under_way:
            remarks.append(Content("Stopping after the snapshot under way; once more stops at once."))
        return [*remarks, *map(Content, map(str, self._archiving.report.failures))]

    def action_stop(self) -> None:
        """Begin nothing more; asked again, wait for nothing more either."""
        self._archiving.stop()
        self.show_progress()

    def action_leave(self) -> None:
        """Stop, and do what was wanted."""
        if self._leaving is not None:
            self._archiving.leave(self._leaving)

    def on_screen_resume(self) -> None:
        """Close, if all was archived in the meantime."""
        self.show_progress()
