"""The background of the terminal: its answer is a colour, and never a key."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.terminal.background import Answers, is_light
from te_tui.terminal.first_frame import may_ask

LIGHT = "\x1b]11;rgb:ffff/fafa/eded\x07"
DARK = "\x1b]11;rgb:1e/1e/2e\x1b\\"


@pytest.mark.parametrize(
    ("typed", "light"),
    [(LIGHT, True), (f"jj{LIGHT}k", True), (DARK, False), ("\x1b]11;rgba:ffff/ffff/ffff/ffff\x07", True),
     ("jk", None), ("\x1b]11;?\x07", None), ("\x1b]11;rgb:ffff/ff", None), ("", None)],
)  # fmt: skip
def test_an_answer_says_whether_it_is_light(typed: str, light: bool | None) -> None:
    assert is_light(typed) is light


@pytest.mark.parametrize("answer", [LIGHT, DARK, "\x1b]11;unknown\x07"])
@given(cuts=st.lists(st.integers(1, 22), max_size=4))
def test_nothing_of_an_answer_is_a_key_in_however_many_pieces_it_comes(answer: str, cuts: list[int]) -> None:
    answers, whole = Answers(lambda: 0.0), f"j{answer}k"
    places = sorted({0, *(min(cut, len(whole)) for cut in cuts), len(whole)})
    pieces = [whole[start:end] for start, end in pairwise(places)]
    assert "".join(map(answers.without, pieces)) + answers.let_go() == "jk"


def test_an_escape_alone_is_a_key_as_soon_as_nothing_follows() -> None:
    answers = Answers(lambda: 0.0)
    assert answers.without("\x1b") == ""
    assert answers.let_go() == "\x1b"
    assert answers.let_go() == ""


def test_an_escape_is_a_key_at_once_when_the_answer_is_there() -> None:
    answers = Answers(lambda: 0.0)
    assert answers.without(LIGHT) == ""
    assert answers.without("\x1b") == "\x1b"


def test_a_cut_answer_is_dropped_after_a_second() -> None:
    now = [0.0]
    answers = Answers(lambda: now[0])
    assert answers.without("\x1b]11;rgb:ff") == ""
    assert answers.let_go() == ""
    now[0] = 1.0
    assert answers.let_go() == ""
    assert answers.without("j") == "j"


@pytest.mark.parametrize(
    "pieces", [("\x1b]11;rgb:ff\x03",), ("\x1b]11;", "\x03"), (f"\x1b]11;rgb:ff\x03{LIGHT}",)]
)
def test_ctrl_c_is_no_part_of_a_cut_answer(pieces: tuple[str, ...]) -> None:
    answers = Answers(lambda: 0.0)
    assert "".join(map(answers.without, pieces)) == "\x03"


@pytest.mark.parametrize(
    ("environment", "may"),
    [({"TERM": "xterm"}, True), ({"TERM": "linux"}, False), ({"NO_COLOR": "1"}, False)],
)
def test_what_would_draw_the_question_is_not_asked(environment: dict[str, str], *, may: bool) -> None:
    assert may_ask(environment) is may
