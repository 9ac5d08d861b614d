"""Text fits its cell exactly, whatever it is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from te_tui.widgets.cells import Align, fit

PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40)


@given(text=PRINTABLE, width=st.integers(0, 30), align=st.sampled_from(["left", "right"]))
def test_a_cell_takes_exactly_its_width(text: str, width: int, align: Align) -> None:
    assert cell_len(fit(text, width, align)) == width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("London", 8, "London  "),
        ("London", 6, "London"),
        ("London", 4, "Lon…"),
        ("London", 1, "…"),
        ("London", 0, ""),
        ("東京都庁", 8, "東京都庁"),
        ("東京都庁", 6, "東京… "),
        ("東京都庁", 5, "東京…"),
        ("東京", 2, "… "),
        ("cafe\u0301s", 5, "cafe\u0301s"),
        ("cafe\u0301 noir", 5, "cafe\u0301…"),
        ("שלום עולם", 5, "שלום…"),
        ("[red]x[/]", 9, "[red]x[/]"),
    ],
)
def test_text_that_is_too_long_ends_in_an_ellipsis_and_no_wide_character_is_split(
    text: str, width: int, expected: str
) -> None:
    assert fit(text, width) == expected


def test_numbers_stand_at_the_right_edge() -> None:
    assert fit("812", 6, "right") == "   812"


def test_joined_emoji_are_taken_apart_because_terminals_disagree_about_their_width() -> None:
    assert fit("👩\u200d💻 ❤\ufe0f", 8) == "👩💻 ❤  "
