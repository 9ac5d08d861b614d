"""Reading keys: escape and the key pressed right after it are two keys, even if they arrive together."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from threading import Event
from time import monotonic
from typing import Final

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

from te_tui.terminal.background import Answers

_LOOK_INTERVAL: Final = 0.1  # seconds
_AT_ONCE: Final = 4096  # bytes
_SILENCE: Final = 1.0  # seconds, after which a paste has ended that was not closed
_BEGINS, _ENDS, _INTERRUPT = "\x1b[200~", "\x1b[201~", "\x03"


class KeysApart(XTermParser):
    """Textual's parser, except that escape and a character that arrive together are two keys.

    Textual reads them as alt plus the character, or mostly as the character alone. So if a person cancels
    with escape and goes on typing, the escape would be lost, and the next key obeyed. te-tui uses alt only
    for moving or deleting by words in a line of text (alt+b, alt+f, alt+backspace), which this parser leaves
    as they are.
    """

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if len(sequence) == 2 and isinstance(ANSI_SEQUENCES_KEYS.get(sequence), str):
            alt, sequence = True, sequence[1]  # to Textual, a character of a Mac's keyboard
        if alt:
            yield events.Key("escape", "\x1b")
        yield from super()._sequence_to_key_events(sequence)


class Pastes:
    """Ends pastes whose end never arrives, as when the connection broke: all later keys would be part of it.

    Args:
        clock: returns the time in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._is_open = False
        self._last = 0.0
        self._tail = ""

    def closed(self, typed: str) -> str:
        """Return the typed text; if a paste is open, it ends before the first ctrl+c, which then is a key."""
        before = self._tail + typed
        begins, ends = before.rfind(_BEGINS), before.rfind(_ENDS)
        if begins >= 0 or ends >= 0:
            self._is_open = begins > ends
        self._last = self._clock()
        self._tail = before[1 - len(_BEGINS) :]
        interrupt = typed.find(_INTERRUPT, max(begins - len(before) + len(typed), 0))
        if not self._is_open or interrupt < 0:
            return typed
        self._end()
        return f"{typed[:interrupt]}{_ENDS}{typed[interrupt:]}"

    def are_over(self) -> bool:
        """End an open paste if no text has come for a second; return whether a paste was ended."""
        if not self._is_open or self._clock() - self._last < _SILENCE:
            return False
        self._end()
        return True

    def _end(self) -> None:
        self._is_open, self._tail = False, ""


def read_keys(
    descriptor: int,
    ended: Event,
    take: Callable[[Message], None],
    *,
    debug: bool,
    looked: Callable[[Message, float], None] = lambda message, since: None,  # noqa: ARG005 - nobody asks
    before: str = "",
) -> None:
    """Read keys and pass them to `take` until `ended` is set; it blocks, so it runs in a thread of its own.

    Args:
        descriptor: the terminal's file descriptor.
        ended: ends the reading.
        take: gets each key, paste or other message.
        debug: whether Textual's parser logs.
        looked: is called before `take`, with the message and the time of the last look that found no input:
            the key was typed after that, perhaps long before a busy machine read it.
        before: text that was typed and read earlier; it is handled first.
    """
    parser, pastes, answers = KeysApart(debug), Pastes(monotonic), Answers(monotonic)
    decode = getincrementaldecoder("utf-8")("replace").decode
    since = 0.0  # what was typed before the first look may have been typed at any time

    def hand_out(text: str) -> None:
        for message in parser.feed(pastes.closed(text)) if text else ():
            looked(message, since)
            take(message)

    hand_out(answers.without(before))
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while not ended.is_set():
            look = monotonic()
            waits = selector.select(0)
            if not waits:
                since, waits = look, selector.select(_LOOK_INTERVAL)
            if waits:
                data = os.read(descriptor, _AT_ONCE)
                if not data:  # the terminal has gone; whoever looks for it will end this
                    ended.wait(_LOOK_INTERVAL)
                hand_out(answers.without(decode(data)))
            else:
                hand_out(answers.let_go())
            for message in parser.feed(_ENDS) if pastes.are_over() else ():
                take(message)
            for message in parser.tick():
                take(message)
