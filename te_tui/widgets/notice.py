"""Messages in place of content, or below it, that say what is missing or failed and what to do next."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from te_tui.render.text.width import shortened

_LONGEST = 400  # cells: more would push the next step off a small terminal


class Notice(Static):
    """A message in the middle of an empty screen area; text from outside is never markup."""

    DEFAULT_CSS = """
    Notice {
        width: 1fr; height: 1fr; padding: 1 2; color: $text-muted;
        content-align: center middle; text-align: center;
        &.-failed { color: $text-error; }
    }
    """

    def say(self, what: str, next_step: str) -> None:
        """Show that content is loading or empty (`what`), and what to do about it."""
        self._say(what, next_step, failed=False)

    def say_failed(self, what: str, next_step: str) -> None:
        """Show what went wrong, in the colour of errors, and what to do about it."""
        self._say(what, next_step, failed=True)

    def _say(self, what: str, next_step: str, *, failed: bool) -> None:
        self.set_class(failed, "-failed")
        self.update(Content.assemble((shortened(what, _LONGEST), "bold"), "\n\n", next_step))


class Banner(Static):
    """A message at the bottom of a screen with content: what is missing, and the next step."""

    DEFAULT_CSS = """
    Banner {
        height: auto; max-height: 3; padding: 0 1; display: none;
        background: $error-muted; color: $text;
        &.-good { background: $success-muted; }
    }
    """

    def show(self, sentence: str) -> None:
        """Show a failure until `hide`; it is cut after three lines, so the next step has to come first."""
        self._show(sentence, good=False)

    def tell(self, sentence: str) -> None:
        """Show a message that is no failure, until `hide`."""
        self._show(sentence, good=True)

    def _show(self, sentence: str, *, good: bool) -> None:
        self.set_class(good, "-good")
        self.update(Content(sentence))
        self.display = True

    def hide(self) -> None:
        """Hide the message."""
        self.display = False
