from __future__ import annotations

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.terminal.clipboard import LARGEST, TooLong, osc52

TEXTS = st.text(st.characters(codec="utf-8"), max_size=2000)


def copied(sequence: str) -> str:
    """What a terminal puts on its clipboard."""
    match = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert match
    return base64.b64decode(match[1]).decode()


@given(TEXTS)
def test_a_terminal_gets_the_text(text: str) -> None:
    assert copied(osc52(text, {})) == text


@given(TEXTS)
def test_tmux_hands_the_text_on_to_the_terminal(text: str) -> None:
    wrapped = osc52(text, {"TMUX": "/tmp/tmux-0/default,1,0", "STY": "of an outer screen"})
    assert wrapped.startswith("\x1bPtmux;")
    assert wrapped.endswith("\x1b\\")
    assert copied(wrapped[7:-2].replace("\x1b\x1b", "\x1b")) == text


@given(TEXTS)
def test_screen_hands_the_text_on_to_the_terminal_in_pieces_that_it_takes(text: str) -> None:
    wrapped = osc52(text, {"STY": "1.pts-0.host"})
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", wrapped, re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == wrapped
    assert max(map(len, pieces)) < 256
    assert copied("".join(pieces)) == text


def test_what_terminals_would_drop_is_refused() -> None:
    fits = "x" * (LARGEST // 4 * 3)
    assert copied(osc52(fits, {})) == fits
    with pytest.raises(TooLong, match="74,994"):
        osc52(fits + "xxxx", {})
