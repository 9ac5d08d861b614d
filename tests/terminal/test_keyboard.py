from __future__ import annotations

import os
import tty
from threading import Event
from time import monotonic

import pytest
from textual import events
from textual.message import Message

from te_tui.terminal.keyboard import KeysApart, Pastes, read_keys


def keys(typed: str) -> list[str]:
    parser = KeysApart()
    messages = [*parser.feed(typed), *parser.feed("")]
    return [message.key for message in messages if isinstance(message, events.Key)]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("\r", "enter"), ("/", "slash"), ("?", "question_mark"), (" ", "space"), ("*", "asterisk"),
        ("s", "s"), ("S", "S"), ("7", "7"), ("-", "minus"), ("é", "é"), ("日", "日"),
    ],
)  # fmt: skip
def test_escape_and_a_key_that_arrive_together_are_two_keys(typed: str, key: str) -> None:
    assert keys(f"\x1b{typed}") == ["escape", *keys(typed)] == ["escape", key]


@pytest.mark.parametrize("sequence", ["\x1b[A", "\x1bOA", "\x1b[Z", "\x1b[3~", "\x1bf", "\x1bb", "\x1b\x7f"])
def test_what_a_terminal_sends_for_one_key_stays_one(sequence: str) -> None:
    (key,) = keys(sequence)
    assert key != "escape"


def test_an_escape_before_an_arrow_is_a_key_and_so_is_each_of_two() -> None:
    assert keys("\x1b\x1b[B") == ["escape", "down"]
    assert keys("\x1b\x1b") == ["escape", "escape"]


def test_a_word_behind_an_escape_is_whole() -> None:
    assert keys("\x1b/check") == ["escape", "slash", *"check"]


BEGIN, END = "\x1b[200~", "\x1b[201~"


class Clock:
    """Shows what it is set to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def after(*typed: str) -> tuple[list[str], bool]:
    """What reaches the parser, and whether the paste is over after two seconds without a key."""
    clock = Clock()
    pastes = Pastes(clock)
    taken = [pastes.closed(part) for part in typed]
    assert not pastes.are_over()
    clock.now = 2.0
    return taken, pastes.are_over()


@pytest.mark.parametrize(
    ("typed", "taken", "is_open"),
    [
        (("abc\x03",), ["abc\x03"], False),
        ((f"{BEGIN}abc{END}", "\x03"), [f"{BEGIN}abc{END}", "\x03"], False),
        ((f"{BEGIN}abc\x03",), [f"{BEGIN}abc{END}\x03"], False),
        ((BEGIN, "a", "\x03", "b\x03"), [BEGIN, "a", f"{END}\x03", "b\x03"], False),
        (("\x1b[2", "00~ab", "\x03"), ["\x1b[2", "00~ab", f"{END}\x03"], False),
        ((f"{BEGIN}ab\x1b[20", "1~", "\x03"), [f"{BEGIN}ab\x1b[20", "1~", "\x03"], False),
        ((f"\x03{BEGIN}ab",), [f"\x03{BEGIN}ab"], True),
        ((f"{BEGIN}a\x03b{END}",), [f"{BEGIN}a\x03b{END}"], False),
        ((f"{BEGIN}a", f"b{BEGIN}c"), [f"{BEGIN}a", f"b{BEGIN}c"], True),
    ],
)
def test_ctrl_c_and_silence_end_a_paste_that_the_terminal_does_not(
    typed: tuple[str, ...], taken: list[str], is_open: bool
) -> None:
    assert after(*typed) == (taken, is_open)


def test_each_key_comes_with_a_time_at_which_it_was_not_typed_yet() -> None:
    """Also where it is read late: the second one is typed while the first one is taken."""
    master, slave = os.openpty()
    tty.setraw(slave)
    ended, since, typed = Event(), dict[str, float](), dict[str, float]()

    def press(key: str) -> None:
        os.write(master, key.encode())
        typed[key] = monotonic()

    def looked(message: Message, at: float) -> None:
        if isinstance(message, events.Key):
            since[message.key] = at

    def take(message: Message) -> None:
        if isinstance(message, events.Key) and message.key == "a":
            press("b")
        elif isinstance(message, events.Key):
            ended.set()

    press("a")
    read_keys(slave, ended, take, debug=False, looked=looked)
    for handle in (master, slave):
        os.close(handle)
    assert all(since[key] <= typed[key] for key in "ab")
