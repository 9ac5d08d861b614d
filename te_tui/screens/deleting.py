"""The dialog that asks before snapshots are deleted (security rules 13 and 14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.lines import counted, told_both
from te_tui.actions.plan import Change, Chosen
from te_tui.models.clean import clean
from te_tui.screens.dialog import SHOWN, Dialog, Names, more_than_shown, told_hidden
from te_tui.screens.explorer_screen import Session
from te_tui.screens.running import RunScreen
from te_tui.sources.clock import server_now
from te_tui.widgets.form import Choice, Field
from te_tui.widgets.key_line import KeyLine

_TYPED_ABOVE: Final = 20
_WORD: Final = "delete"
_ARCHIVE, _NO_ARCHIVE = "archive first", "NO ARCHIVE"


class DeleteScreen(Dialog):
    """Names what will be deleted; enter does it only where that is not dangerous by accident."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "delete", "Delete", tooltip="Delete as shown", id="delete.run"),
        Binding(
            "a", "toggle_archive", "Archive or not", tooltip="Archive first, or never", id="delete.archive"
        ),
        Binding("n", "close", "No", show=False, tooltip="Back, nothing is changed", id="dialog.close"),
    ]

    def __init__(
        self, session: Session, chosen: list[Chosen], hidden: int = 0, idle_negations: Sequence[str] = ()
    ) -> None:
        super().__init__(session)
        self._idle_negations = idle_negations
        self._hidden = hidden
        self._now = server_now(session.source)
        self._plan = plan_deletion(session.source.host, chosen, now=self._now, reason="chosen")

    def compose(self) -> ComposeResult:
        """Compose the names, the archives, and the line to type in."""
        with Vertical(id="dialog") as box:
            box.border_title = "Delete"
            plan = self._plan
            sentence = f"Delete {counted(plan, len(plan.changes))} on {self.session.source.name}?"
            yield Static(Content.styled(sentence, "bold") + self._remarks)
            with Names(classes="-apart"):
                yield Static(self._names(), classes="-one-line-each")
            yield Choice(
                "Before",
                (_ARCHIVE, _NO_ARCHIVE),
                id="archive",
                ascii_only=self.session.ascii_only,
            )
            yield Static(id="undone")
            yield Field("Type", id="typed")
            yield KeyLine()

    @property
    def _remarks(self) -> Content:
        """What of the choice may surprise: marks out of sight, terms of the filter without effect."""
        sentences = "".join(f"\n{sentence}." for sentence in self._idle_negations)
        return told_hidden(self._hidden) + Content.styled(sentences, "$text-warning")

    def on_mount(self) -> None:
        """Say what can be undone, and ask for the number where there are many."""
        self._tell()

    @property
    def _archives(self) -> bool:
        return self.query_one(Choice).option == _ARCHIVE

    @property
    def _to_type(self) -> str:
        """What has to be typed before enter deletes; empty where nothing has to be."""
        number = len(self._plan.changes)
        if number > _TYPED_ABOVE:
            return str(number)
        return "" if self._archives else _WORD

    @on(Choice.Changed)
    def _tell(self) -> None:
        undone = self.query_one("#undone", Static)
        if self._archives:
            undone.update(
                Content(
                    "Archived first; te-tui opens archives, nobody can put a snapshot back.\n"
                    f"To {clean(str(self.session.archives))}"
                )
            )
        else:
            undone.update(
                Content.styled("They are NOT archived: nobody can bring them back.", "bold $text-error")
            )
        field, word = self.query_one(Field), self._to_type
        field.display = bool(word)
        field.place_words(f"{word} deletes them")
        if word:
            field.begin()
        else:
            self.set_focus(self.query_one(Choice))

    def action_toggle_archive(self) -> None:
        """Decline the archives, or ask for them again."""
        choice = self.query_one(Choice)
        choice.action_choose(2 if self._archives else 1)

    def action_delete(self) -> None:
        """Delete, if what has to be typed is typed."""
        word = self._to_type
        if not self._plan.changes:
            return
        if not word or self.query_one(Field).value.strip() == word:
            self.app.clear_notifications()  # that nothing is deleted is no longer true
            self.app.switch_screen(RunScreen(self.session, replace(self._plan, archive=self._archives)))
        else:
            self.notify(f"Nothing is deleted: type {word} first.", severity="warning")

    def _names(self) -> Content:
        plan = self._plan
        lines = [self._line(change) for change in plan.changes[:SHOWN]]
        lines += more_than_shown(plan)
        lines += [
            Content.assemble(("Left out: ", "$text-warning"), f"{one.label}: {one.why}")
            for one in plan.left_out
        ]
        return Content("\n").join(lines)

    def _line(self, change: Change) -> Content:
        expires = f"expires {told_both(change.old, self._now, self.session.zone)}" if change.old else ""
        return Content.assemble((change.label, "bold"), (f"  {expires}", "$text-muted"))
