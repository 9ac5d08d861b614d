"""The keys in use: from `[keys]` in the settings for the actions listed there, otherwise from the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import combinations
from types import MappingProxyType
from typing import Final, NamedTuple

from te_tui.keys.names import UnknownKey, key_named, sign_of
from te_tui.keys.table import BY_ID, KEYS, Key

# Not everything is repeated: by mistake, it may be a token.
_ID: Final = re.compile(r"[a-z]{1,12}\.[a-z0-9_]{1,16}")
_LONGEST_SHOWN: Final = 7
_ANSWERS: Final = ("confirm.yes", "delete.run")
"""The actions that answer a question about something that may not be undone."""
_BY_HABIT: Final = frozenset({"enter", "ctrl+m", "ctrl+j"})
"""Enter, by the names that it has for a terminal: a key that is pressed before a question is read."""


class WrongKeys(ValueError):
    """The settings have keys that cannot be used; the message says which, and why."""


class KeyMap(NamedTuple):
    """The keys in use: the person's own for some actions, and those of the table for all other actions.

    Attributes:
        own: The person's keys, in Textual's names, by the id of the action.
    """

    own: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    def keys_of(self, key: Key) -> tuple[str, ...]:
        """The keys that run an action now, in Textual's names."""
        return self.own.get(key.id, key.each)

    def keys_with(self, prefix: str) -> frozenset[str]:
        """The keys of all actions whose ids begin with `prefix`."""
        return frozenset(name for key in KEYS if key.id.startswith(prefix) for name in self.keys_of(key))


AS_DELIVERED: Final = KeyMap()


def key_map(wanted: Mapping[str, tuple[str, ...]]) -> KeyMap:
    """The `KeyMap` for the keys that the settings list by action id.

    Raises:
        WrongKeys: an action or a key is unknown, one key would do two things on one screen, or the enter
            key would confirm an action that cannot be undone (safety rule 24).
    """
    for name in wanted:
        if name not in BY_ID:
            close = get_close_matches(name, BY_ID, 1)
            nearest = f"; the nearest is {close[0]}" if close else ""
            called = f'no action is called "{name}"' if _ID.fullmatch(name) else "an id is none"
            raise WrongKeys(f"{called}{nearest} (te-tui keys lists them)")
    found = KeyMap({name: tuple(_named(name, texts)) for name, texts in wanted.items()})
    for name in _ANSWERS:
        if _BY_HABIT.intersection(found.own.get(name, ())):
            raise WrongKeys(f"{name} ({BY_ID[name].name}) cannot be enter, which is pressed by habit")
    for first, second, key in _clashes(found):
        sign, screen = sign_of(key), min(first.places & second.places)
        raise WrongKeys(
            f"{sign} would be both {first.id} ({first.name}) and {second.id} ({second.name}) "
            f"on the same screen ({screen}); give one of them another key"
        )
    return found


def _named(name: str, texts: tuple[str, ...]) -> Iterator[str]:
    if not texts:
        raise WrongKeys(f"{name} needs a key")
    for text in dict.fromkeys(texts):
        try:
            yield key_named(text)
        except UnknownKey:
            wrong = f'no key is called "{text}"' if len(text) <= _LONGEST_SHOWN else "a key has no such name"
            raise WrongKeys(f"{name}: {wrong}; write / or ctrl+e or f5") from None


def _clashes(found: KeyMap) -> Iterator[tuple[Key, Key, str]]:
    """Pairs of actions that now share a key on one screen because of the settings, each pair with that key.

    Actions that share a key in the table are never possible at the same time, so that they may share a new
    one, too.
    """
    for first, second in combinations(KEYS, 2):
        if first.id not in found.own and second.id not in found.own:
            continue
        shared = set(found.keys_of(first)) & set(found.keys_of(second))
        if not shared or not first.places & second.places:
            continue
        give_way = set(first.each) & set(second.each)
        for key in sorted(shared):
            is_new = [key not in one.each for one in (first, second)]
            if any(is_new) and not (all(is_new) and give_way):
                yield first, second, key
