"""Names of keys: what people write, and what Textual calls them."""

from __future__ import annotations

from string import ascii_letters, digits, punctuation

import pytest
from textual.keys import _character_to_key

from te_tui.keys.names import UnknownKey, key_named, sign_of
from te_tui.keys.table import KEYS


@pytest.mark.parametrize("sign", [*ascii_letters, *digits, *punctuation, "ä", "é"])
def test_a_sign_has_the_name_that_textual_has_for_it_and_back(sign: str) -> None:
    assert key_named(sign) == _character_to_key(sign)
    assert sign_of(key_named(sign)) == sign


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ctrl+e", "ctrl+e"),
        ("F5", "f5"),
        ("pgdn", "pagedown"),
        ("Esc", "escape"),
        (" ", "space"),
        ("slash", "slash"),
    ],
)
def test_a_key_may_be_written_in_several_ways(written: str, name: str) -> None:
    assert key_named(written) == name


@pytest.mark.parametrize("text", ["alt+x", "", "ctrl+", "fn", "\x1b", "hyper+j", "xx"])
def test_what_no_terminal_sends_is_no_key(text: str) -> None:
    with pytest.raises(UnknownKey):
        key_named(text)


def test_every_key_of_the_table_has_a_name_that_may_be_written() -> None:
    for key in KEYS:
        assert tuple(map(key_named, key.each)) == key.each
