from __future__ import annotations

import pytest

from tests.terminal.pair import Pair

PLAIN, RED, BLUE = "\x1b[0m", "\x1b[38;2;255;0;0m", "\x1b[38;2;0;0;255m"


def drawn(*lines: str) -> str:
    """What Textual writes for these lines from the first one on, with the cursor at the start then."""
    painted = [f"\x1b[{number};1H{line}{PLAIN}" for number, line in enumerate(lines, 1)]
    return "\n".join(painted) + "\x1b[1;1H"


@pytest.fixture
def pair() -> Pair:
    """A terminal of three blank lines."""
    made = Pair(20, 3)
    made.take(drawn(*[" " * 20] * 3))
    return made


def test_many_lines_in_the_same_pens_are_drawn_pen_by_pen(pair: Pair) -> None:
    sent = pair.take(drawn(*[f"{PLAIN}name{RED}       late{PLAIN}     "] * 3))
    assert sent.count(RED) == 1
    pair.assert_same()


def test_pens_that_are_short_to_change_are_drawn_in_their_lines(pair: Pair) -> None:
    sent = pair.take(drawn("ab\x1b[1mcd\x1b[0mef" + " " * 14))
    assert sent == "ab\x1b[1mcd\x1b[mef\r"


def test_spaces_are_drawn_with_what_is_beside_them(pair: Pair) -> None:
    pair.take(drawn("x" * 20, "x" * 20))
    sent = pair.take(drawn(*[f" {RED}a b{PLAIN}   c" + " " * 12] * 2))
    assert sent.count(RED) == 1
    assert "a b   " in sent
    pair.assert_same()


def test_cells_that_stay_are_written_again_only_between_two_of_one_pen(pair: Pair) -> None:
    pair.take(drawn("a  b"))
    assert pair.take(drawn("c  d")) == "c  d\r"
    assert pair.take(drawn(f"e  {BLUE}f")) == f"e\x1b[4G{BLUE}f\r"
    pair.assert_same()


def test_a_line_that_begins_blank_is_begun_with_spaces(pair: Pair) -> None:
    assert pair.take(drawn(" " * 20, "   name", "   name")) == "\r\v   name\r\v   name\x1b[H"


def test_lines_with_joined_characters_are_drawn_from_left_to_right(pair: Pair) -> None:
    sent = pair.take(drawn(*[f"{RED}a👩\u200d💻{BLUE}b{RED}c"] * 2))
    assert sent.count(BLUE) == 2
    pair.assert_same()
