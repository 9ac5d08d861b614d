"""A few words in the place of content: loading, empty or failed, each with the next step."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from te_tui.render.text.width import shortened

_LONGEST = 400  # cells: more would push the next step off a small terminal


class Notice(Static):
    """Words in the middle of an empty place; text from outside is never markup."""

    DEFAULT_CSS = """
    Notice {
        width: 1fr; height: 1fr; padding: 1 2; color: $text-muted;
        content-align: center middle; text-align: center;
        &.-failed { color: $text-error; }
    }
    """

    def say(self, what: str, next_step: str) -> None:
        """Say that something is on its way, or that there is nothing, and what to do about it."""
        self._say(what, next_step, failed=False)

    def say_failed(self, what: str, next_step: str) -> None:
        """Say what went wrong, and what to do about it."""
        self._say(what, next_step, failed=True)

    def _say(self, what: str, next_step: str, *, failed: bool) -> None:
        self.set_class(failed, "-failed")
        self.update(Content.assemble((shortened(what, _LONGEST), "bold"), "\n\n", next_step))


class Banner(Static):
    """Words across the foot of a screen that still has content: what is missing, and the next step."""

    DEFAULT_CSS = """
    Banner {
        height: auto; max-height: 3; padding: 0 1; display: none;
        background: $error-muted; color: $text;
        &.-good { background: $success-muted; }
    }
    """

    def show(self, sentence: str) -> None:
        """Say it until `hide`; what does not fit three lines is cut, so the next step comes first."""
        self._show(sentence, good=False)

    def tell(self, sentence: str) -> None:
        """Say something that is no failure."""
        self._show(sentence, good=True)

    def _show(self, sentence: str, *, good: bool) -> None:
        self.set_class(good, "-good")
        self.update(Content(sentence))
        self.display = True

    def hide(self) -> None:
        """Take it away."""
        self.display = False
