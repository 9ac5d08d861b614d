from __future__ import annotations

import base64
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.terminal.clipboard import LARGEST, TooLong, condition, load_into_tmux, osc52

TEXTS = st.text(st.characters(codec="utf-8"), max_size=2000)


def copied(sequence: str) -> str:
    """What a terminal puts on its clipboard."""
    match = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert match
    return base64.b64decode(match[1]).decode()


@given(TEXTS)
def test_a_terminal_gets_the_text(text: str) -> None:
    assert copied(osc52(text, {})) == text


def forms(sequence: str) -> tuple[str, str]:
    """The plain form, and what follows it."""
    plain, bell, wrapped = sequence.partition("\x07")
    return plain + bell, wrapped


@pytest.mark.parametrize("term", ["tmux-256color", "screen", "screen.xterm-256color", "tmux"])
def test_out_of_a_tmux_on_another_host_both_forms_are_sent(term: str) -> None:
    plain, wrapped = forms(osc52("link", {"TERM": term}))
    assert copied(plain) == "link"
    assert (
        copied(wrapped.removeprefix("\x1bPtmux;").removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b"))
        == "link"
    )


@pytest.mark.parametrize("term", ["", "xterm-256color", "linux"])
def test_a_terminal_without_either_gets_one_form(term: str) -> None:
    assert forms(osc52("link", {"TERM": term}))[1] == ""


@given(TEXTS)
def test_tmux_hands_the_text_on_to_the_terminal(text: str) -> None:
    plain, wrapped = forms(osc52(text, {"TMUX": "/tmp/tmux-0/default,1,0", "STY": "of an outer screen"}))
    assert copied(plain) == text
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


@pytest.mark.parametrize(
    ("environment", "setting"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"}, False),
        ({"TERM": "screen", "STY": "1.pts-0.host"}, False),
        ({"TERM": "tmux-256color"}, True),
        ({"TERM": "screen-256color"}, True),
    ],
)
def test_only_a_tmux_elsewhere_needs_a_setting(environment: dict[str, str], setting: bool) -> None:
    assert ("set-clipboard on" in condition(environment)) is setting


def tmux_that(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a tmux on the path that is this shell script."""
    path = folder / "tmux"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


async def test_tmux_is_given_the_whole_text_to_copy_it_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmux_that(tmp_path, f'echo "$@" >{tmp_path}/words; cat >{tmp_path}/text', monkeypatch)
    await load_into_tmux("ärger\n" * 10_000)
    assert (tmp_path / "words").read_text() == "load-buffer -w -\n"
    assert (tmp_path / "text").read_text(encoding="utf-8") == "ärger\n" * 10_000


async def test_without_a_tmux_that_takes_the_text_nothing_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmux_that(tmp_path, "exit 1", monkeypatch)
    await load_into_tmux("text" * 100_000)
    monkeypatch.setattr("te_tui.terminal.clipboard._PATIENCE", 0.01)
    tmux_that(tmp_path, "exec sleep 3600", monkeypatch)
    await load_into_tmux("text")
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    await load_into_tmux("text")
