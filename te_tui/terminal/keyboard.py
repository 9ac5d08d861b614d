"""Keys as they are typed: escape and what is pressed right after it are two keys, however they arrive."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from threading import Event
from typing import Final

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

_LOOK_INTERVAL: Final = 0.1  # seconds
_AT_ONCE: Final = 4096  # bytes


class KeysApart(XTermParser):
    """Textual's parser, but for escape and a character that come in one go.

    Those are alt and the character to Textual, for most of them the character alone; the escape of somebody
    who cancels would be lost, and the enter after it would not. No key here is with alt. What moves or
    deletes by words in a line of text (alt+b, alt+f, alt+backspace) stays that.
    """

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if len(sequence) == 2 and isinstance(ANSI_SEQUENCES_KEYS.get(sequence), str):
            alt, sequence = True, sequence[1]  # to Textual, a character of a Mac's keyboard
        if alt:
            yield events.Key("escape", "\x1b")
        yield from super()._sequence_to_key_events(sequence)


def read_keys(descriptor: int, ended: Event, take: Callable[[Message], None], *, debug: bool) -> None:
    """Hand out what is typed until `ended` is set; for a thread of its own."""
    parser = KeysApart(debug)
    decode = getincrementaldecoder("utf-8")("replace").decode
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while not ended.is_set():
            if selector.select(_LOOK_INTERVAL):
                data = os.read(descriptor, _AT_ONCE)
                if not data:  # the terminal has gone; whoever looks for it will end this
                    ended.wait(_LOOK_INTERVAL)
                for message in parser.feed(decode(data)) if data else ():
                    take(message)
            for message in parser.tick():
                take(message)
