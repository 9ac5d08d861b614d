"""A key answers a question only if it was pressed after that could be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from te_tui.terminal.attention import READING, Attention


def shown(at: float = 0.0) -> Attention:
    attention = Attention()
    attention.drawn()
    attention.sent(at)
    return attention


def test_a_key_counts_from_700_ms_after_the_question_was_sent() -> None:
    assert READING == 0.7
    assert not shown().admits(0.69)
    assert shown().admits(0.7)


def test_nothing_counts_before_the_question_is_drawn_and_sent() -> None:
    attention = Attention()
    assert not attention.admits(10.0)
    attention.sent(1.0)
    assert not attention.admits(10.0)
    attention.drawn()
    assert not attention.admits(10.0)
    attention.sent(2.0)
    assert attention.admits(2.71)


def test_a_key_that_comes_too_early_begins_the_time_anew() -> None:
    attention = shown()
    assert not attention.admits(0.6)
    assert not attention.admits(1.2)
    assert attention.admits(1.91)


def test_a_key_that_was_read_late_counts_by_the_last_look_before_it() -> None:
    assert not shown().admits(1.9, earliest=0.05)
    assert shown().admits(1.9, earliest=0.7)


def test_a_key_that_was_read_late_begins_the_time_anew_when_it_was_read() -> None:
    attention = shown()
    assert not attention.admits(1.9, earliest=0.05)
    assert not attention.admits(2.55, earliest=2.5)
    assert attention.admits(3.3, earliest=3.26)


def test_after_the_first_key_that_counts_all_do_until_something_else_is_asked() -> None:
    attention = shown()
    assert all(attention.admits(pressed) for pressed in (0.8, 0.81, 0.82))
    attention.begin()
    assert not attention.admits(9.0)


def test_behind_a_key_that_looks_like_part_of_a_word_the_time_begins_anew() -> None:
    attention = shown()
    assert attention.admits(0.8)
    attention.doubt(0.8)
    assert not attention.admits(1.4)
    assert attention.admits(2.11)


def test_drawing_the_question_again_does_not_begin_the_time_anew() -> None:
    attention = shown()
    attention.drawn()
    attention.sent(0.2)
    assert attention.admits(0.71)


@given(st.floats(-1, 1), st.lists(st.floats(0.02, 0.6), max_size=60))
def test_no_burst_answers_however_long_it_is(first: float, gaps: list[float]) -> None:
    attention, pressed = shown(), min(first, 0.6)
    for gap in gaps:
        assert not attention.admits(pressed)
        pressed += gap
