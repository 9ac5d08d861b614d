from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.terminal.pens import PLAIN, Pen, UnknownPen, change, dipped, draws_spaces

COLOURS = ("", "31", "97", "38;5;12", "38;2;1;2;3")
GROUNDS = ("", "41", "107", "48;5;12", "48;2;1;2;3")
PENS = st.builds(
    Pen,
    st.frozensets(st.sampled_from(["1", "2", "3", "4", "5", "7", "8", "9", "21", "53"])),
    st.sampled_from(COLOURS),
    st.sampled_from(GROUNDS),
)


def after(pen: Pen, sequence: str) -> Pen:
    return dipped(pen, sequence.removeprefix("\x1b[").removesuffix("m")) if sequence else pen


@given(PENS, PENS)
def test_a_change_turns_one_pen_into_the_other(before: Pen, wanted: Pen) -> None:
    assert after(before, change(before, wanted)) == wanted


@given(PENS, PENS)
def test_a_change_from_the_unknown_works_from_any_pen(before: Pen, wanted: Pen) -> None:
    assert after(before, change(None, wanted)) == wanted


@given(PENS, PENS)
def test_a_change_is_never_longer_than_beginning_anew(before: Pen, wanted: Pen) -> None:
    assert len(change(before, wanted)) <= len(change(None, wanted))


def test_the_same_pen_needs_nothing() -> None:
    assert change(PLAIN, PLAIN) == ""


def test_only_what_differs_is_sent() -> None:
    assert change(dipped(PLAIN, "1;31;48;2;9;9;9"), dipped(PLAIN, "1;32;48;2;9;9;9")) == "\x1b[32m"


def test_switching_bold_off_keeps_dim() -> None:
    assert after(
        dipped(PLAIN, "1;2;38;2;1;2;3"),
        change(dipped(PLAIN, "1;2;38;2;1;2;3"), dipped(PLAIN, "2;38;2;1;2;3")),
    ) == (dipped(PLAIN, "2;38;2;1;2;3"))


@pytest.mark.parametrize("sgr", ["38", "38;7;1", "99", "1;38;2;1", "10", "abc"])
def test_what_has_no_place_in_a_pen_is_refused(sgr: str) -> None:
    with pytest.raises(UnknownPen):
        dipped(PLAIN, sgr)


def test_a_space_shows_the_background_only() -> None:
    assert dipped(PLAIN, "1;31;44").on_space == dipped(PLAIN, "44")


def test_a_space_shows_what_crosses_it() -> None:
    underlined = dipped(PLAIN, "4;31;44")
    assert underlined.on_space == underlined


def test_a_space_in_reverse_shows_the_foreground_only() -> None:
    assert draws_spaces(dipped(PLAIN, "7;31;44"), dipped(PLAIN, "7;31;45"))
    assert not draws_spaces(dipped(PLAIN, "7;31;44"), dipped(PLAIN, "7;32;44"))
    assert not draws_spaces(dipped(PLAIN, "4;7;31;44"), dipped(PLAIN, "4;7;31;45"))
