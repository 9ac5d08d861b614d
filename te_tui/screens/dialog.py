"""Base classes of the dialogs about snapshots, which are shown over the screen that opened them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.binding import Binding, BindingType
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
from te_tui.widgets.bindings import KeyedScreen, bound, first_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.actions.plan import Plan

SHOWN: Final = 200
"""The most snapshots that are named: more are not read, and each line costs."""


def more_than_shown(plan: Plan) -> list[Content]:
    """A line such as `… and 5 more` for changes beyond the 200 that are named; empty if there are none."""
    more = len(plan.changes) - SHOWN
    return [Content(f"… and {more:,} more")] if more > 0 else []


def how_to_confirm(text: str) -> str:
    """A clause that says what to type to confirm: `Type 12 to confirm`."""
    return f"Type {text} to confirm" if text.isdecimal() else f'Type "{text}" to confirm'


class Asking(NamedTuple):
    """What a dialog asks for.

    Attributes:
        title: the action, in a word or two.
        kept: what a notice says if a stray letter closes the dialog, such as `Nothing was deleted`.
        key: the id of the key that opens the dialog again; empty if there is none.
    """

    title: str
    kept: str = "Nothing was changed"
    key: str = ""


_ANYTHING: Final = Asking("")


def _sign(typed: Key) -> str:
    """A key as people read it: the character that it types, or its name."""
    return typed.character if typed.character and typed.character.strip() else typed.key


class Names(VerticalScroll, can_focus=False):
    """A box of lines, such as snapshot names, that scrolls if they do not fit."""


class Dialog(ModalScreen[None], KeyedScreen[None]):
    """Base class of a dialog in the middle of the screen.

    Its texts may come from a service, so they are never read as markup.
    """

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
        """Close the dialog without a change."""
        self.dismiss()

    def action_turn(self, pages: int) -> None:
        """Scroll the lists of names down by `pages`; if negative, up."""
        for names in self.query(Names):
            names.scroll_relative(y=pages * max(names.size.height - 1, 1), animate=False)


class AskingDialog(Dialog):
    """Base class of a dialog that asks a question; a key answers it only once the person could read it.

    Until it is answered, notices stay hidden, and the command palette does not offer the answers. If the
    snapshots come from several sources, `parts` has those of each source with its session; a row under the
    cursor that can be asked about instead is of the source of `session`.

    A letter, digit or sign that means nothing here shows that somebody types a word, perhaps into the wrong
    window, of which the next letter could be an answer. So it closes the dialog, however early it comes, and
    a notice names it.
    """

    # Closed, not only asked anew: a slow typist's next letter, or that of the next word, would come late
    # enough to answer. That is so as well where a number or a word is typed to confirm: these few letters are
    # soon typed again, but a text made of those letters of a sentence that the field takes confirms nothing.

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

    YES: ClassVar[str] = ""
    """The id of the key that says yes where nothing has to be typed; empty if there is none."""

    def __init__(
        self,
        session: Session,
        selection: Selection = NOTHING,
        parts: Sequence[Part] = (),
        *,
        asking: Asking = _ANYTHING,
    ) -> None:
        super().__init__(session)
        self.asking = asking
        self.selection = selection
        self.parts = tuple(parts) or (Part(session, selection),)
        self.attention = Attention()

    def describe_surprises(self) -> Content:
        """Warnings on what the person may not expect, such as hidden rows or a wrong clock; usually empty."""
        doubts = dict.fromkeys(f"\n{doubt}." for part in self.parts if (doubt := part.session.clock_doubt))
        return self.selection.describe_surprises() + Content.styled("".join(doubts), "$text-warning")

    def describe_parts(self, plans: Sequence[Plan]) -> Content:
        """A line for each source with its number of snapshots; empty if there is only one source."""
        if len(plans) < 2:
            return Content()
        lines = (
            f"\n{part.session.source.name}: {counted_in_groups(plan, len(plan.changes))}"
            for part, plan in zip(self.parts, plans, strict=True)
        )
        return Content("".join(lines))

    def counts_unread(self, typed: Typed) -> bool:
        """Whether a key is obeyed before the question could be read: only keys that close the dialog."""
        return isinstance(typed, Key) and (typed.key == "escape" or self.is_stray(typed))

    def say_unread(self, typed: Typed) -> None:
        """Say that a key with a meaning here came too early to be an answer."""
        if self.is_mounted and isinstance(typed, Key) and typed.key in self.active_bindings:
            self.refuse(f"{_sign(typed)} came too early to be an answer: read this, then press it again.")

    def is_stray(self, typed: Key) -> bool:
        """Whether a key types a character that means nothing here, as those of a word do."""
        if not self.is_mounted or not typed.is_printable or typed.key in self.active_bindings:
            return False
        if self.is_answer(typed.key):
            return False
        field = self.focused
        return field is None or not field.check_consume_key(typed.key, typed.character)

    def is_answer(self, key: str) -> bool:
        """Whether a key answers some state of this dialog; where it does not, the dialog says what does."""
        return key == "enter" or (bool(self.YES) and key == first_key(self.app, bound(self.YES, "")))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the key `instead` only if the row under the cursor is not among the marked ones.

        The key makes the dialog ask about the row under the cursor in their place.
        """
        if action == "instead":
            return self.selection.instead is not None
        return super().check_action(action, parameters)

    def action_instead(self) -> None:
        """Ask the same question about the row under the cursor instead."""
        if self.selection.instead is not None:
            self.app.switch_screen(type(self)(self.session, self.selection.instead))

    def describe_answer(self) -> str:
        """A sentence on how to answer, shown if enter is pressed by habit; empty if the enter key answers."""
        return ""

    def on_key(self, event: Key) -> None:
        """Close the dialog at a stray letter; at a key that is no answer now, show how to answer."""
        if self.is_stray(event):
            event.stop()  # it would be obeyed by the screen below
            event.prevent_default()
            self._close_because_of(event)
        elif (
            self.is_answer(event.key)
            and event.key not in self.active_bindings
            and (how := self.describe_answer())
        ):
            self.refuse(how)

    def _close_because_of(self, stray: Key) -> None:
        key = first_key(self.app, bound(self.asking.key, "")) if self.asking.key else None
        again = f" {self.app.get_key_display(Binding(key, ''))} asks again." if key else ""
        words = f"{self.asking.kept}: {_sign(stray)} is no answer.{again}"
        self.dismiss()
        self.app.notify(words, severity="warning", markup=False)

    def refuse(self, words: str) -> None:
        """Show `words`, which say why nothing was done, below the question."""
        refused = self.query_one("#refused", Static)
        refused.update(Content.styled(words, "$text-warning"))
        refused.display = True

    def on_screen_suspend(self) -> None:
        """Let no key answer the question while another screen covers it."""
        self.attention.begin()

    def on_screen_resume(self) -> None:
        """Draw the question again, and let keys answer it once the person could read it."""
        for asked in self.query(Asked):
            asked.ask_anew()
