"""Base of the boxes that ask one thing outside the work with snapshots."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.screen import ModalScreen

from te_tui.widgets.bindings import KeyedScreen

AnswerT = TypeVar("AnswerT")


class Question(ModalScreen[AnswerT | None], KeyedScreen[AnswerT | None], Generic[AnswerT]):
    """A box in the middle; ends with an answer, or with None where the person gives none."""

    DEFAULT_CSS = """
    Question {
        align: center middle;
        & > #question {
            width: 76; max-width: 96%; height: auto; max-height: 96%; padding: 1 2;
            background: $surface; border: round $primary;
        }
        & Static { height: auto; margin-bottom: 1; }
        & OptionList { height: auto; }
    }
    """

    def action_give_up(self) -> None:
        """Give no answer."""
        self.dismiss(None)
