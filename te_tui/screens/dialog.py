"""What dialogs have in common that lie over the screen they were opened on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from te_tui.screens.explorer_screen import Session

if TYPE_CHECKING:
    from te_tui.actions.plan import Plan

SHOWN: Final = 200
"""So many snapshots at most are named: nobody reads more, and each line costs."""


def more_than_shown(plan: Plan) -> list[Content]:
    """A line about the changes that are not named, where there are any."""
    more = len(plan.changes) - SHOWN
    return [Content(f"… and {more:,} more")] if more > 0 else []


def told_hidden(number: int) -> Content:
    """A line about those among what is chosen that are not on the screen; empty where all are."""
    verb = "is" if number == 1 else "are"
    sentence = f"\n{number:,} of them {verb} hidden by the filter." if number else ""
    return Content.styled(sentence, "$text-warning")


class Names(VerticalScroll, can_focus=False):
    """Lines that scroll where they do not fit."""


class Dialog(ModalScreen[None]):
    """A box in the middle; what stands in it comes from outside and is never markup."""

    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-low"), (34, "-high")]  # noqa: RUF012 - as Textual has it

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Cancel", tooltip="Back, nothing is changed", id="dialog.close"),
        Binding(
            "pageup,ctrl+b", "turn(-1)", "Page up", show=False, tooltip="Earlier lines", id="dialog.page_up"
        ),
        Binding(
            "pagedown,ctrl+f",
            "turn(1)",
            "Page down",
            show=False,
            tooltip="Later lines",
            id="dialog.page_down",
        ),
        Binding("down,tab", "app.focus_next", "Line", show=False, tooltip="The next line", id="dialog.next"),
        Binding(
            "up,shift+tab",
            "app.focus_previous",
            "Line before",
            show=False,
            tooltip="The line before",
            id="dialog.previous",
        ),
        Binding(
            "question_mark,f1",
            "app.help",
            "Help",
            show=False,
            key_display="?",
            tooltip="All keys of this dialog",
            id="app.help",
        ),
    ]

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > #dialog {
            width: 78; max-width: 100%; height: auto; max-height: 100%;
            padding: 0 1; background: $surface; border: round $primary;
        }
        & Static { height: auto; }
        & .-apart { margin: 1 0; }
        & Names { height: auto; max-height: 7; }
        &.-high Names { max-height: 16; }
        & .-one-line-each { text-wrap: nowrap; text-overflow: ellipsis; }
        & KeyLine { dock: none; background: $surface; }
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def action_close(self) -> None:
        """Go back, with nothing changed."""
        self.dismiss()

    def action_turn(self, pages: int) -> None:
        """Scroll what does not fit."""
        for names in self.query(Names):
            names.scroll_relative(y=pages * max(names.size.height - 1, 1), animate=False)
