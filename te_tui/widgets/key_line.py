"""The last line of a screen: the keys that work there, and what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.segment import Segment
from textual import events
from textual.keys import KEY_NAME_REPLACEMENTS, key_to_character
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from te_tui.render.text.width import cell_width
from te_tui.widgets.bindings import first_key
from te_tui.widgets.kept_styles import KeptStyles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen


_FULL_NAMES: Final = {short: full for full, short in KEY_NAME_REPLACEMENTS.items()}
"""The names in Unicode of keys that have a shorter one, such as `plus_sign`."""


class KeyHint(NamedTuple):
    """A key in the footer: how it is written, what it does, and which key is pressed by a click on it."""

    spelled: str
    description: str
    key: str
    enabled: bool = True

    @property
    def width(self) -> int:
        """The hint's width in cells, with a space on both sides and between key and words."""
        return cell_width(self.spelled) + cell_width(self.description) + 3


def _is_typed(screen: Screen[object], key: str) -> bool:
    """Whether the focused widget takes a key as text; `key` may have a short name, such as `plus`."""
    character = key_to_character(_FULL_NAMES.get(key, key))
    return screen.focused is not None and screen.focused.check_consume_key(key, character)


class KeyLine(KeptStyles, Widget, can_focus=False):
    """A footer of one line that shows keys and what they do; a click on one presses its key.

    It replaces Textual's own footer, which has a widget for each key, and remakes all of them at each change.

    Args:
        last: ids of bindings common to all screens, in order; they stand after the screen's own.
        first: ids of bindings that stand first, in order; all others keep the screen's order.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key", "key-line--description", "key-line--disabled"}

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom; height: 1; background: $footer-background; color: $footer-foreground;
        & > .key-line--key { color: $footer-key-foreground; text-style: bold; }
        & > .key-line--description { color: $footer-description-foreground; }
        & > .key-line--disabled { color: $text-disabled; }
    }
    """

    hints: reactive[tuple[KeyHint, ...]] = reactive(())
    """The keys on offer; those at the end give way first, but for the very last."""

    def __init__(self, last: Sequence[str] = (), first: Sequence[str] = ()) -> None:
        super().__init__()
        self._last = last
        self._ranks = {name: rank - len(first) for rank, name in enumerate(first)}
        self._ranks |= {name: rank for rank, name in enumerate(last, 1)}
        self._common = 0

    def on_mount(self) -> None:
        """Listen for changes of the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._offer)

    def _offer(self, screen: Screen[object]) -> None:
        if screen is not self.screen:
            return
        active = [
            known
            for known in screen.active_bindings.values()
            if known.binding.show and not _is_typed(screen, known.binding.key)
        ]
        active.sort(key=lambda known: self._ranks.get(known.binding.id or "", 0))
        hints: dict[str, KeyHint] = {}
        for _, binding, enabled, _ in active:
            # Textual may have looked a later key up first, as it had the widget's own keys before ours.
            if binding.action not in hints or binding.key == first_key(self.app, binding):
                spelled = self.app.get_key_display(binding)
                hints[binding.action] = KeyHint(spelled, binding.description, binding.key, enabled)
        self._common = len({known.binding.action for known in active if known.binding.id in self._last})
        self.hints = tuple(hints.values())

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one
        """Draw the line."""
        key, description, disabled, plain = (
            self.component_style("key-line--key"),
            self.component_style("key-line--description"),
            self.component_style("key-line--disabled"),
            self.rich_style,
        )
        segments = []
        for hint in self._fitting():
            segments += [
                Segment(f" {hint.spelled} ", key if hint.enabled else disabled),
                Segment(f"{hint.description} ", description if hint.enabled else disabled),
            ]
        return Strip(segments).adjust_cell_length(self.size.width, plain)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        left = 0
        for hint in self._fitting():
            if left <= event.x < left + hint.width:
                self.app.simulate_key(hint.key)
            left += hint.width

    def _fitting(self) -> list[KeyHint]:
        """The key hints that fit.

        To make room, the screen's own hints are dropped first, from the end, and then the common hints.
        """
        fitting, kept = list(self.hints), self._common
        while len(fitting) > kept + 1 and sum(hint.width for hint in fitting) > self.size.width:
            del fitting[-kept - 1]
        while len(fitting) > 1 and sum(hint.width for hint in fitting) > self.size.width:
            del fitting[-2]
        return fitting
