"""The dialog to switch to another profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from te_tui.models.clean import clean
from te_tui.render.text.width import cell_width, fit
from te_tui.screens.account.question import Question
from te_tui.widgets.bindings import bound
from te_tui.widgets.key_line import KeyLine


class ProfileListScreen(Question[str]):
    """The dialog in which the person picks a profile; returns its name, or None if cancelled.

    Args:
        described: what to show beside each profile's name, such as its host; by profile name.
        current: the name of the profile in use.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("profiles.cancel", "give_up"),
        bound("profiles.down", "move('down')"),
        bound("profiles.up", "move('up')"),
    ]

    DEFAULT_CSS = """
    ProfileListScreen {
        & OptionList { max-height: 20; }
        & KeyLine { dock: none; margin-top: 1; background: $surface; }
    }
    """

    def __init__(self, described: Mapping[str, Sequence[str]], current: str) -> None:
        super().__init__()
        self._names = tuple(described)
        self._described = described
        self._current = current

    def compose(self) -> ComposeResult:
        """Compose the list of profiles."""
        with Vertical(id="question"):
            yield Static(Content.styled("Switch to profile", "bold"))
            yield OptionList(*map(self._label, self._names), compact=True)
            yield KeyLine()

    def on_mount(self) -> None:
        """Put the cursor on the profile in use."""
        options = self.query_one(OptionList)
        options.highlighted = self._names.index(self._current)
        options.focus()

    def _label(self, name: str) -> Content:
        widest = max(map(cell_width, map(clean, self._names)))
        facts = [clean(fact) for fact in self._described[name]]
        facts += ["in use"] if name == self._current else []
        return Content.assemble(fit(clean(name), widest), ("  " + "  ".join(facts), "$text-muted"))

    @on(OptionList.OptionSelected)
    def _choose(self, message: OptionList.OptionSelected) -> None:
        self.dismiss(self._names[message.option_index])

    def action_move(self, direction: str) -> None:
        """Move the cursor by one row, `up` or `down`."""
        options = self.query_one(OptionList)
        if direction == "down":
            options.action_cursor_down()
        else:
            options.action_cursor_up()
