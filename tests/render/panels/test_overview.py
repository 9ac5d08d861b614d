"""The dashboard's layout in cells: nothing lost, nothing covered, everything within the width."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.models.snapshot import Position, Snapshot
from te_tui.render.overview import LEAST_WIDTH, Place, Wish, arrange, neighbour, wishes_of
from te_tui.sources.thousandeyes.body.panel import Panel
from tests.render.examples import FEW
from tests.screens.conftest import row

HALVES = (Wish(0, 0, 12, 5), Wish(0, 5, 6, 5), Wish(6, 5, 6, 5))
THIRDS = (Wish(0, 0, 4, 5), Wish(4, 0, 4, 5), Wish(8, 0, 4, 5))

any_wish = st.builds(
    Wish,
    st.integers(-2, 24) | st.sampled_from([10**9]),
    st.integers(-2, 40) | st.sampled_from([10**9]),
    st.integers(-1, 12) | st.sampled_from([10**9]),
    st.integers(-1, 12) | st.sampled_from([10**9]),
    st.booleans(),
)


@FEW
@given(st.lists(any_wish, max_size=20), st.integers(10, 250), st.integers(0, 80))
def test_every_widget_has_a_place_of_its_own_within_the_width(
    wishes: list[Wish], width: int, lines: int
) -> None:
    places = arrange(wishes, width, lines)

    assert len(places) == len(wishes)
    assert all(place.left >= 0 and place.top >= 0 and place.right <= width for place in places)
    assert all(place.width >= min(LEAST_WIDTH, width) for place in places)
    assert all(7 <= place.height <= 60 for place in places)
    for one, other in combinations(places, 2):
        apart = one.right <= other.left or other.right <= one.left
        assert apart or one.bottom <= other.top or other.bottom <= one.top


@FEW
@given(st.lists(any_wish, min_size=1, max_size=12), st.integers(10, 250))
def test_every_widget_can_be_reached_and_no_move_leaves_them(wishes: list[Wish], width: int) -> None:
    places = arrange(wishes, width)
    reached, new = set[int](), {neighbour(places, 0, "up")}
    while new:
        reached |= new
        moves = {neighbour(places, i, to) for i in new for to in ("left", "right", "up", "down")}
        new = moves - reached

    assert reached == set(range(len(places)))


@pytest.mark.parametrize(
    ("wishes", "width", "places"),
    [
        (HALVES, 120, (Place(0, 0, 120, 10), Place(0, 10, 60, 10), Place(60, 10, 60, 10))),
        (HALVES, 79, (Place(0, 0, 79, 10), Place(0, 10, 39, 10), Place(39, 10, 40, 10))),
        (HALVES, 59, (Place(0, 0, 59, 10), Place(0, 10, 59, 10), Place(0, 20, 59, 10))),
        (THIRDS, 120, (Place(0, 0, 40, 10), Place(40, 0, 40, 10), Place(80, 0, 40, 10))),
        (THIRDS, 79, (Place(0, 0, 39, 10), Place(39, 0, 40, 10), Place(0, 10, 39, 10))),
        ((Wish(0, 0, 6, 4), Wish(6, 0, 6, 8), Wish(0, 4, 6, 4)), 100,
         (Place(0, 0, 50, 10), Place(50, 0, 50, 20), Place(0, 10, 50, 10))),
    ],
    ids=["halves", "halves at 80", "halves at 60", "thirds", "thirds at 80", "a tall one"],
)  # fmt: skip
def test_the_dashboards_arrangement_is_kept_where_there_is_room(
    wishes: tuple[Wish, ...], width: int, places: tuple[Place, ...]
) -> None:
    assert arrange(wishes, width) == places


def test_widgets_without_a_place_come_last_in_their_order_and_half_as_wide_unless_they_are_full() -> None:
    wishes = (Wish(), Wish(full=True), Wish(0, 0, 12, 5), Wish(0, -1, 12, 5))

    assert arrange(wishes, 100) == (
        Place(0, 10, 50, 10),
        Place(0, 20, 100, 10),
        Place(0, 0, 100, 10),
        Place(0, 30, 50, 10),
    )


def test_holes_and_overlaps_of_a_layout_are_closed() -> None:
    wishes = (Wish(0, 900, 6, 5), Wish(3, 900, 9, 5))
    assert [place.top for place in arrange(wishes, 120)] == [0, 10]


def test_widgets_of_one_row_begin_on_one_line_though_one_above_is_taller() -> None:
    wishes = (Wish(0, 0, 6, 4), Wish(6, 0, 6, 6), Wish(0, 6, 6, 4), Wish(6, 6, 6, 4))
    *_, left, right = arrange(wishes, 120)
    assert left.top == right.top


def test_lines_that_would_stay_empty_go_to_all_widgets_up_to_twice_their_height() -> None:
    assert [place[1::2] for place in arrange(HALVES, 120, 30)] == [(0, 15), (15, 15), (15, 15)]
    assert [place[1::2] for place in arrange(HALVES, 120, 90)] == [(0, 20), (20, 20), (20, 20)]
    assert arrange(HALVES, 120, 12) == arrange(HALVES, 120)


@pytest.mark.parametrize(
    ("start", "direction", "end"),
    [
        (0, "down", 1),
        (1, "right", 2),
        (2, "up", 0),
        (2, "left", 1),
        (0, "right", 1),
        (0, "up", 0),
        (2, "right", 2),
    ],
)
def test_arrows_move_as_one_reads_and_up_and_down(start: int, direction: Any, end: int) -> None:
    assert neighbour(arrange(HALVES, 120), start, direction) == end


def test_a_snapshot_says_where_its_widgets_stand_or_how_wide_they_are() -> None:
    panels = tuple(
        Panel(widget_id=f"w{index}", visual_mode="Full screen" if index else None) for index in range(3)
    )
    layout = (Position("w0", 6, 5, 6, 5), Position("w1", None, 5, 6, 5), Position(None, 0, 0, 6, 5))

    assert wishes_of(Snapshot(row("s"), panels, layout)) == (
        Wish(6, 5, 6, 5),
        Wish(full=True),
        Wish(full=True),
    )
