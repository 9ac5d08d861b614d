"""A dialog for a short question, to which only the key y says yes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from te_tui.screens.dialog import AskingDialog
from te_tui.screens.selection import NOTHING, Selection
from te_tui.screens.session import Session
from te_tui.widgets.asked import Asked
from te_tui.widgets.bindings import bound, signs_of
from te_tui.widgets.key_line import KeyLine


class ConfirmDialog(AskingDialog):
    """The dialog that asks to confirm an action that takes long or cannot be undone.

    Args:
        session: the session of the source.
        title: the action, in a word or two.
        question: the question that y answers.
        remarks: lines to read before answering.
        do: the action, called after a yes when the dialog is closed.
        destroys: whether the action destroys something.
        selection: the snapshots of the action.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("confirm.yes", "confirm"),
        bound("dialog.no", "close"),
    ]

    def __init__(
        self,
        session: Session,
        title: str,
        question: str,
        do: Callable[[], object],
        remarks: Sequence[Content | str] = (),
        *,
        destroys: bool = False,
        selection: Selection = NOTHING,
    ) -> None:
        super().__init__(session, selection)
        self._title = title
        self._question = question
        self._do = do
        self._remarks = tuple(remarks)
        self.set_class(destroys, "-destroys")

    def compose(self) -> ComposeResult:
        """Compose question, remarks and keys."""
        with Vertical(id="dialog") as box:
            box.border_title = self._title
            question = Content.styled(self._question, "bold")
            yield Asked(question + self.describe_surprises(), self.attention)
            for remark in self._remarks:
                yield Static(remark, markup=False)
            yield Static(id="refused")
            yield KeyLine(first=("confirm.yes",))

    def describe_answer(self) -> str:
        """A sentence for those who press enter, naming the key that says yes."""
        return f"Not yet: {signs_of(self, 'confirm.yes')} says yes, enter does not."

    def action_confirm(self) -> None:
        """Close the dialog, and do the action."""
        self.dismiss()
        self.app.call_later(self._do)
