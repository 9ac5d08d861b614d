"""Base of all dialogs, which lie over the screen they were opened on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from te_tui.actions.lines import counted_in_groups
from te_tui.screens.selection import NOTHING, Selection
from te_tui.screens.session import Session
from te_tui.screens.sessions import Part
from te_tui.terminal.attention import Attention
from te_tui.terminal.typed_ahead import Typed
from te_tui.widgets.asked import Asked
from te_tui.widgets.bindings import KeyedScreen, bound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.actions.plan import Plan

SHOWN: Final = 200
"""The most snapshots that are named: more are not read, and each line costs."""


def more_than_shown(plan: Plan) -> list[Content]:
    """A line about the changes that are not named, where there are any."""
    more = len(plan.changes) - SHOWN
    return [Content(f"… and {more:,} more")] if more > 0 else []


class Names(VerticalScroll, can_focus=False):
    """Lines that scroll where they do not fit."""


class Dialog(ModalScreen[None], KeyedScreen[None]):
    """A box in the middle; what stands in it comes from outside and is never markup."""

    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012 - as Textual has it
        (0, "-low"),
        (24, "-middle"),
        (34, "-high"),
    ]

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("dialog.close", "close"),
        bound("dialog.page_up", "turn(-1)"),
        bound("dialog.page_down", "turn(1)"),
        bound("dialog.next", "app.focus_next"),
        bound("dialog.previous", "app.focus_previous"),
        bound("app.help", "app.help"),
    ]

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > #dialog {
            width: 80; max-width: 100%; height: auto; max-height: 100%;
            padding: 0 1; background: $surface; border: round $primary;
        }
        & Static { height: auto; }
        & #refused { display: none; }
        & .-apart { margin: 1 0; }
        & Names { height: auto; max-height: 6; }
        &.-middle Names { max-height: 8; }
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


class AskingDialog(Dialog):
    """A question whose answer cannot be taken back; it has to be on the screen long enough to be read.

    Notices wait below it until it is answered. Its answers are keys, which the palette does not offer.
    Without `parts`, the whole selection is of the session's source; the row under the cursor always is.
    """

    DEFAULT_CSS = """
    AskingDialog {
        & Toast { display: none; }
        &.-destroys > #dialog {
            border: round $error; border-title-color: $text-error; border-title-style: bold;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("dialog.instead", "instead", priority=True),
    ]

    def __init__(self, session: Session, selection: Selection = NOTHING, parts: Sequence[Part] = ()) -> None:
        super().__init__(session)
        self.selection = selection
        self.parts = tuple(parts) or (Part(session, selection),)
        self.attention = Attention()

    def describe_surprises(self) -> Content:
        """Lines about what of the choice may surprise, and about a clock that is wrong; mostly empty."""
        doubts = dict.fromkeys(f"\n{doubt}." for part in self.parts if (doubt := part.session.clock_doubt))
        return self.selection.describe_surprises() + Content.styled("".join(doubts), "$text-warning")

    def describe_parts(self, plans: Sequence[Plan]) -> Content:
        """How many snapshots of which source, a line each; empty where all are of one."""
        if len(plans) < 2:
            return Content()
        lines = (
            f"\n{part.session.source.name}: {counted_in_groups(plan, len(plan.changes))}"
            for part, plan in zip(self.parts, plans, strict=True)
        )
        return Content("".join(lines))

    def counts_unread(self, typed: Typed) -> bool:
        """Whether a key counts even before the question is drawn: only escape, which changes nothing."""
        return isinstance(typed, Key) and typed.key == "escape"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the row under the cursor where none of the snapshots chosen is on the screen."""
        if action == "instead":
            return self.selection.instead is not None
        return super().check_action(action, parameters)

    def action_instead(self) -> None:
        """Ask the same about the row under the cursor."""
        if self.selection.instead is not None:
            self.app.switch_screen(type(self)(self.session, self.selection.instead))

    def describe_answer(self) -> str:
        """How the question is answered, for those who press enter by habit; empty where enter does."""
        return ""

    def on_key(self, event: Key) -> None:
        """Say how the question is answered, where enter does not."""
        if event.key == "enter" and "enter" not in self.active_bindings and (how := self.describe_answer()):
            self.refuse(how)

    def refuse(self, words: str) -> None:
        """Say below the question why nothing is done yet."""
        refused = self.query_one("#refused", Static)
        refused.update(Content.styled(words, "$text-warning"))
        refused.display = True

    def on_screen_suspend(self) -> None:
        """Ask anew when what lies over it is gone."""
        self.attention.begin()

    def on_screen_resume(self) -> None:
        """Draw the question, which was hidden."""
        for asked in self.query(Asked):
            asked.ask_anew()
