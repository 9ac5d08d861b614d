"""The cards of a Number widget."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from te_tui.models.content import Number, Numbers
from te_tui.render.pictures import draw, to_plain
from tests.render.examples import FEW, any_value, assert_width

CARDS = Numbers((Number("Availability", 97.2, "%", 99.1), Number("Jitter", None, "ms", status="No data")))


def plain(numbers: Numbers, width: int) -> list[str]:
    return to_plain(draw(numbers, width)).splitlines()


def test_a_card_tells_its_figure_once_with_the_change_or_why_there_is_none() -> None:
    assert plain(CARDS, 60) == ["Availability            Jitter", "97.2 %  ▼ 1.9 points    No data"]


@FEW
@given(
    st.lists(st.tuples(st.text("ab東 של", max_size=30), any_value, any_value), max_size=8),
    st.integers(20, 200),
)
def test_any_cards_fill_their_lines_exactly(
    cards: list[tuple[str, float | None, float | None]], width: int
) -> None:
    numbers = Numbers(tuple(Number(label, value, "ms", before) for label, value, before in cards))
    assert_width(draw(numbers, width), width)


def test_a_figure_is_told_in_the_vendors_words_where_it_has_some() -> None:
    numbers = Numbers((Number("Uptime", 1_131_280, "s", text="1.87 weeks"), Number("Link", 0, text="down")))

    assert plain(numbers, 60) == ["Uptime              Link", "1.87 weeks          down"]
