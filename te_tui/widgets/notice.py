"""A few words in the place of content: loading, empty or failed, each with the next step."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Notice(Static):
    """Words in the middle of an empty place; text from outside is never markup."""

    DEFAULT_CSS = """
    Notice {
        width: 1fr; height: 1fr; padding: 1 2; color: $text-muted;
        content-align: center middle; text-align: center;
        &.-failed { color: $text-error; }
    }
    """

    def say_loading(self, what: str) -> None:
        """Say that something is on its way."""
        self._say(what, "escape goes back", failed=False)

    def say_empty(self, what: str, next_step: str) -> None:
        """Say that there is nothing, and what to do about it."""
        self._say(what, next_step, failed=False)

    def say_failed(self, what: str, next_step: str) -> None:
        """Say what went wrong, and what to do about it."""
        self._say(what, next_step, failed=True)

    def _say(self, what: str, next_step: str, *, failed: bool) -> None:
        self.set_class(failed, "-failed")
        self.update(Content.assemble((what, "bold"), "\n\n", next_step))


class Banner(Static):
    """Words across the foot of a screen that still has content: what is missing, and the next step."""

    DEFAULT_CSS = """
    Banner {
        height: auto; max-height: 3; padding: 0 1; display: none;
        background: $error-muted; color: $text;
    }
    """

    def show(self, sentence: str) -> None:
        """Say it until `hide`."""
        self.update(Content(sentence))
        self.display = True

    def hide(self) -> None:
        """Take it away."""
        self.display = False
