"""Textual's key bindings, made from the table of keys and from the person's own keys in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, runtime_checkable

from textual.binding import Binding, BindingsMap
from textual.keys import key_to_character
from textual.screen import Screen

from te_tui.keys.keymap import AS_DELIVERED, KeyMap
from te_tui.keys.table import BY_ID, Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App
    from textual.dom import DOMNode

ResultT = TypeVar("ResultT")


def bound(
    name: str,
    action: str,
    *,
    keys: str = "",
    priority: bool = False,
    shown: bool | None = None,
    words: str = "",
) -> Binding:
    """Make the Textual binding for an entry in te-tui's table of keys.

    Args:
        name: the entry's id.
        action: the Textual action to run.
        keys: the keys to bind; empty: the entry's keys.
        priority: whether the binding takes precedence over those of the focused widget.
        shown: whether the footer shows it; None: as the entry says.
        words: the footer's words for the action; empty: as the entry says.
    """
    key = BY_ID[name]
    return Binding(
        keys or key.keys,
        action,
        words or key.name,
        show=key.shown if shown is None else shown,
        key_display=None if keys else key.spelled,
        priority=priority,
        tooltip=key.does,
        id=name,
    )


@runtime_checkable
class Keyed(Protocol):
    """Protocol of an app with keys that a person may have changed."""

    @property
    def own_keys(self) -> KeyMap:
        """The keys in use, including those that the person has changed."""


def own_keys_of(app: App[object]) -> KeyMap:
    """The keys in use in an app, with the person's changes; the table's keys if the app is not `Keyed`."""
    return app.own_keys if isinstance(app, Keyed) else AS_DELIVERED


def first_key(app: App[object], binding: Binding) -> str | None:
    """The first key in use for a binding's action; None if the action is not in the table of keys."""
    key = BY_ID.get(binding.id or "")
    return own_keys_of(app).keys_of(key)[0] if key else None


class KeyedScreen(Screen[ResultT]):
    """Base class of screens that use the person's own keys."""

    def field_keys(self) -> Sequence[tuple[str, str]]:
        """For the help page: the keys and the name of each field of the screen's form; none by default."""
        return ()

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        chain, own = super()._binding_chain, own_keys_of(self.app)
        if not own.own:
            return chain
        # Not by Textual's own keymap, which takes from a key all that it does on a screen.
        typed_into = self.focused
        found = []
        for node, bindings in chain:
            changed = rebound(bindings, own)
            if typed_into is not None and node is not typed_into:
                for key in list(changed.key_to_bindings):
                    if typed_into.check_consume_key(key, key_to_character(key)):
                        del changed.key_to_bindings[key]
            found.append((node, changed))
        return found


class Offered(NamedTuple):
    """One action that a screen offers, with its keys.

    Attributes:
        key: The action's entry in the table of keys.
        signs: Its keys as shown to people: those that run it now, or all if it cannot be run now.
        does: What the action does on this screen, in a line.
        applies: Whether the action can be run now.
    """

    key: Key
    signs: tuple[str, ...]
    does: str
    applies: bool


def offered(screen: Screen[Any]) -> list[Offered]:
    """The actions that have keys on a screen, those of the focused widget first, those of the app last."""
    active = {key: one.binding.id for key, one in screen.active_bindings.items() if one.enabled}
    signs: dict[str, dict[str, bool]] = {}
    words: dict[str, str] = {}
    for _node, bindings in screen._modal_binding_chain:  # noqa: SLF001 - what is not active has no public list
        for name, binding in bindings:
            if binding.id in BY_ID:
                sign = screen.app.get_key_display(binding.with_key(name, key_display=None))
                signs.setdefault(binding.id, {})[sign] = active.get(name) == binding.id
                words.setdefault(binding.id, binding.tooltip)
    found = []
    for name, keys in signs.items():
        now = tuple(sign for sign, does_it in keys.items() if does_it)
        found.append(Offered(BY_ID[name], now or tuple(keys), words[name], applies=bool(now)))
    return found


def signs_of(screen: Screen[Any], name: str) -> str:
    """The keys of the action with the id `name` on a screen, as people read them, joined by spaces."""
    return " ".join(sign for one in offered(screen) if one.key.id == name for sign in one.signs)


def rebound(bindings: BindingsMap, own: KeyMap) -> BindingsMap:
    """The bindings with the person's keys instead of the table's keys, in the same order."""
    changed: dict[str, list[Binding]] = {}
    for key, several in bindings.key_to_bindings.items():
        for binding in several:
            for name in own.own.get(binding.id or "", (key,)):
                known = changed.setdefault(name, [])
                if all(other.action != binding.action for other in known):
                    known.append(binding if name == key else binding.with_key(name, key_display=None))
    return BindingsMap.from_keys(changed)
