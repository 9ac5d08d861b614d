"""The cards of a Number widget, large where there is room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.models.content import Number, Numbers
from te_tui.render.charts.block_digits import large_figure
from te_tui.render.pictures import draw, to_plain
from tests.render.examples import FEW, any_value, assert_width

CARDS = Numbers((Number("Availability", 97.2, "%", 99.1), Number("Jitter", None, "ms", status="No data")))


def plain(numbers: Numbers, width: int, height: int = 15, *, ascii_only: bool = False) -> list[str]:
    return to_plain(draw(numbers, width, height=height, ascii_only=ascii_only)).splitlines()


def test_large_figures_stand_between_their_label_and_the_same_in_plain_text() -> None:
    assert plain(CARDS, 60) == [
        "Availability            Jitter",
        "█▀█ ▀▀█   ▀▀█   ▀ █",
        "▀▀█   █   █▀▀   ▄▀",
        "▀▀▀   ▀ ▀ ▀▀▀   ▀ ▀",
        "97.2 %  ▼ 1.9 points    No data",
    ]


@pytest.mark.parametrize(
    ("width", "height", "ascii_only"),
    [(40, 15, False), (60, 4, False), (60, 15, True)],
    ids=["too narrow", "too low", "no blocks"],
)
def test_figures_are_small_where_large_ones_have_no_room(width: int, height: int, ascii_only: bool) -> None:
    cards = Numbers((Number("Availability", 97.2, "%"), Number("Jitter", None, "ms", status="No data")))
    lines = plain(cards, width, height, ascii_only=ascii_only)
    assert lines[1:] == ["97.2 %              No data"]


def test_a_unit_stands_in_plain_letters_behind_its_figure() -> None:
    assert large_figure("4.2 M ms")[-1] == "  ▀ ▀ ▀▀▀ M ms"


@pytest.mark.parametrize("text", ["–", "1.0e15", ""])
def test_what_has_letters_has_no_large_form(text: str) -> None:
    assert large_figure(text) == ()
    assert len(plain(Numbers((Number("x", 1e15),)), 60)) == 2


@FEW
@given(st.from_regex(r"-?[0-9][0-9,]{0,9}(\.[0-9]{1,3})?( %| ms)?", fullmatch=True))
def test_any_figure_is_three_lines_of_one_width(text: str) -> None:
    lines = large_figure(text)
    assert len(lines) == 3
    assert len({len(line) for line in lines}) == 1


@FEW
@given(
    st.lists(st.tuples(st.text("ab東 של", max_size=30), any_value, any_value), max_size=8),
    st.integers(20, 200),
    st.integers(1, 40),
)
def test_any_cards_fill_their_lines_exactly(
    cards: list[tuple[str, float | None, float | None]], width: int, height: int
) -> None:
    numbers = Numbers(tuple(Number(label, value, "ms", before) for label, value, before in cards))
    assert_width(draw(numbers, width, height=height), width)


def test_a_figure_is_told_in_the_vendors_words_where_it_has_some() -> None:
    numbers = Numbers((Number("Uptime", 1_131_280, "s", text="1.87 weeks"), Number("Link", 0, text="down")))

    assert plain(numbers, 60, ascii_only=True) == ["Uptime              Link", "1.87 weeks          down"]
