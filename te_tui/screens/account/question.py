"""Base class of the dialogs that ask for one value: a token, a profile, or a link to open."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.screen import ModalScreen

from te_tui.widgets.bindings import KeyedScreen

AnswerT = TypeVar("AnswerT")


class Question(ModalScreen[AnswerT | None], KeyedScreen[AnswerT | None], Generic[AnswerT]):
    """Base class of a dialog that asks for one value; returns the value, or None if cancelled."""

    DEFAULT_CSS = """
    Question {
        align: center middle;
        & > #question {
            width: 80; max-width: 100%; height: auto; max-height: 100%; padding: 1 2;
            background: $surface; border: round $primary;
        }
        & Static { height: auto; margin-bottom: 1; }
        & OptionList { height: auto; }
    }
    """

    def action_give_up(self) -> None:
        """Cancel: close the dialog, and return None."""
        self.dismiss(None)
