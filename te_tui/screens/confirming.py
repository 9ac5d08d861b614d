"""A dialog with a short question; only the key y, or a required text and the enter key, confirms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from te_tui.actions.deletion import WORD
from te_tui.screens.dialog import Asking, AskingDialog, how_to_confirm
from te_tui.screens.selection import NOTHING, Selection
from te_tui.screens.session import Session
from te_tui.widgets.asked import Asked
from te_tui.widgets.bindings import bound, signs_of
from te_tui.widgets.form import Field
from te_tui.widgets.key_line import KeyLine


class ConfirmDialog(AskingDialog):
    """The dialog that asks to confirm an action that takes long or cannot be undone.

    Args:
        session: the session of the source.
        asking: what the dialog asks for.
        question: the question that y answers.
        remarks: lines to read before answering.
        do: the action; called after the dialog was confirmed and closed.
        destroys: whether the action deletes something, so that the dialog is drawn in red.
        selection: the snapshots of the action.
        to_type: the text that has to be typed to confirm; empty if y is enough.
    """

    YES = "confirm.yes"
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("confirm.yes", "confirm"),
        bound("confirm.typed", "confirm_typed"),
        bound("dialog.no", "close"),
    ]

    def __init__(
        self,
        session: Session,
        asking: Asking,
        question: str,
        do: Callable[[], object],
        remarks: Sequence[Content | str] = (),
        *,
        destroys: bool = False,
        selection: Selection = NOTHING,
        to_type: str = "",
    ) -> None:
        super().__init__(session, selection, asking=asking)
        self._question = question
        self._do = do
        self._remarks = tuple(remarks)
        self._to_type = to_type
        self.set_class(destroys, "-destroys")

    def compose(self) -> ComposeResult:
        """Compose question, remarks and keys."""
        with Vertical(id="dialog") as box:
            box.border_title = self.asking.title
            question = Content.styled(self._question, "bold")
            yield Asked(question + self.describe_surprises(), self.attention)
            for remark in self._remarks:
                yield Static(remark, markup=False)
            if self._to_type:
                yield Field(
                    "Type",
                    id="typed",
                    placeholder=how_to_confirm(self._to_type),
                    only=f"[0-9{WORD}]*",
                    passes_letters=True,
                )
            yield Static(id="refused")
            yield KeyLine(first=("confirm.yes",))

    def on_mount(self) -> None:
        """Focus the field for the text to type, if there is one."""
        for field in self.query(Field):
            field.begin()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the key y if nothing has to be typed to confirm; otherwise enable the enter key."""
        if action in {"confirm", "confirm_typed"}:
            return bool(self._to_type) is (action == "confirm_typed")
        return super().check_action(action, parameters)

    def action_confirm_typed(self) -> None:
        """Confirm if the required text is typed; otherwise say what to type."""
        if self.query_one(Field).value.strip() == self._to_type:
            self.action_confirm()
        else:
            self.refuse(f"Not yet. {how_to_confirm(self._to_type)}.")

    def describe_answer(self) -> str:
        """A sentence to show after the enter key: that it does not confirm, and which key does."""
        return f"Not yet: {signs_of(self, 'confirm.yes')} says yes, enter does not."

    def action_confirm(self) -> None:
        """Close the dialog, and run the action."""
        self.dismiss()
        self.app.call_later(self._do)
