from __future__ import annotations

import pytest
from textual import events

from te_tui.terminal.keyboard import KeysApart


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
