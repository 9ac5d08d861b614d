"""The help: the keys of the screen below, by topic, the meaning of its signs, and how to write a filter."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from te_tui.filters import examples
from te_tui.keys.table import CHANGE, MARK, PAIRS, TOPICS
from te_tui.render.key_page import Entry, Section, draw_explained, draw_key_page, matching
from te_tui.render.text.picture import Picture, above
from te_tui.render.text.times import LATER, SOON, expiry_marks
from te_tui.widgets.bindings import KeyedScreen, bound, offered
from te_tui.widgets.picture_view import PictureView

_EXPIRES: Final = f"expires within {SOON.days} days, within {LATER.days} days, has expired"
_MARKED: Final = ("● ▸", "marked; under the cursor")
_WORST: Final = ("! max 9 %", "the worst value of a widget; ! is far from its median")
_EXPIRING: Final = frozenset({"groups.refresh", "snapshots.extend", "archives.refresh"})
"""Where one of these actions is, expiries are shown."""
_MARKABLE: Final = frozenset({"rows.mark"})
"""Where this action is possible, rows are marked."""
_GLANCING: Final = frozenset({"snapshot.overview", "tiles.open"})
"""Where one of these actions is, the worst value of each widget is shown."""
_FILTERS: Final = "Filter expressions (terms separated by spaces all have to match)"
_FOOT: Final = "esc closes · / finds a key · (in brackets: not now)"
_FILTERED: Final = "snapshots.filter"
"""Where this action is, expressions are typed."""


class HelpScreen(ModalScreen[None], KeyedScreen[None]):
    """The help about the screen on which it was opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("help.close", "leave"),
        bound("help.find", "find"),
    ]

    DEFAULT_CSS = """
    HelpScreen {
        & > Vertical { margin-top: 1; background: $surface; }
        & Input { height: 1; border: none; padding: 0 1; display: none; }
        &.-finding Input { display: block; }
        & PictureView { margin: 0 1; }
        & Static { dock: bottom; height: 1; padding: 0 1; color: $text-muted; }
    }
    """

    def __init__(self, explained: Screen[object], *, ascii_only: bool = False) -> None:
        super().__init__()
        expiries = (" ".join(expiry_marks(ascii_only=ascii_only)), _EXPIRES)
        actions = {one.key.id for one in offered(explained) if one.applies or one.key.topic != MARK}
        signs = ((expiries, _EXPIRING), (_MARKED, _MARKABLE), (_WORST, _GLANCING))
        self._signs = [sign for sign, where in signs if not where.isdisjoint(actions)]
        self._sections = sections_of(explained)
        self._is_filtered = _FILTERED in actions

    def compose(self) -> ComposeResult:
        """Compose the page, and the line to search in it."""
        with Vertical():
            yield Input(placeholder="find a key or what it does", compact=True)
            yield PictureView()
            yield Static(_FOOT, markup=False)

    def on_mount(self) -> None:
        """Focus the page, so that the arrow keys scroll it."""
        self.query_one(Input).cursor_blink = False
        self.query_one(PictureView).focus()
        self._show("")

    def action_find(self) -> None:
        """Open the search line."""
        self.add_class("-finding")
        self.query_one(Input).focus()

    def action_leave(self) -> None:
        """Clear the search, if there is one; otherwise close the help."""
        if not self.has_class("-finding"):
            self.dismiss()
            return
        self.query_one(Input).value = ""
        self.remove_class("-finding")
        self.query_one(PictureView).focus()

    @on(Input.Submitted)
    def _keep(self) -> None:
        self.query_one(PictureView).focus()

    @on(Input.Changed)
    def _find(self, message: Input.Changed) -> None:
        self._show(message.value.strip())

    def _show(self, text: str) -> None:
        self.query_one(PictureView).show(partial(self._draw, text))

    def _draw(self, text: str, width: int, height: int) -> Picture:
        room = max(width - 1, 1)
        keys = draw_key_page(matching(self._sections, text), room, height)
        if text:
            return keys
        filters = [draw_explained(_FILTERS, examples(), room)] if self._is_filtered else []
        signs = [draw_explained("Signs", self._signs, room)] if self._signs else []
        return above(keys, *filters, *signs)


def sections_of(screen: Screen[object]) -> list[Section]:
    """The keys of a screen by topic, each action once, and pairs such as up and down on one line.

    The topic of marks is left out where nothing can be marked.
    """
    things = {one.key.id: one for one in offered(screen)}
    taken = {sign for one in things.values() if one.applies for sign in one.signs}
    elsewhere = {
        name for name, one in things.items() if not one.applies and not taken.isdisjoint(one.signs)
    }  # some of their keys do something else here
    entries: dict[str, list[Entry]] = {topic: [] for topic in TOPICS}
    for first, second, words in PAIRS:
        if first in things and second in things:
            one, other = things[first], things[second]
            signs = (f"{left}{right}" for left, right in zip(one.signs, other.signs, strict=False))
            keys = " ".join(signs) if max(map(len, (*one.signs, *other.signs))) == 1 else ""
            keys = keys or " ".join((*one.signs, *other.signs))
            things[first] = one._replace(signs=(keys,), does=words, applies=one.applies or other.applies)
            del things[second]
    told = {one.does for one in things.values() if one.applies}
    digits: dict[str, str] = {}
    for one in things.values():
        [*_, sign] = one.signs
        if (sign.isdecimal() and one.does in digits) or (not one.applies and one.does in told):
            continue
        if not one.applies and one.key.id in elsewhere:
            continue
        if sign == "1":
            digits[one.does] = sign
        keys = "1–9" if sign == "1" else " ".join(one.signs)
        same = [entry for entry in entries[one.key.topic] if entry[1:] == (one.does, one.applies)]
        for entry in same:
            entries[one.key.topic].remove(entry)
        keys = " ".join(dict.fromkeys(" ".join((*(entry.keys for entry in same), keys)).split()))
        entries[one.key.topic].append(Entry(keys, one.does, one.applies))
    if isinstance(screen, KeyedScreen):
        entries[CHANGE] += (Entry(keys, f"Change {title}") for keys, title in screen.field_keys())
    if not any(entry.applies for entry in entries[MARK]):
        entries[MARK] = []  # nothing here can be marked
    return [Section(topic, tuple(_joined(found))) for topic, found in entries.items() if found]


def _joined(entries: list[Entry]) -> list[Entry]:
    """The entries; those that do not apply now and have the same keys are joined to one."""
    joined: dict[tuple[str, int], Entry] = {}
    for place, entry in enumerate(entries):
        keys = (entry.keys, place if entry.applies else -1)
        told = joined.get(keys)
        does = f"{told.does}, {entry.does[0].lower()}{entry.does[1:]}" if told else entry.does
        joined[keys] = entry._replace(does=does)
    return list(joined.values())
