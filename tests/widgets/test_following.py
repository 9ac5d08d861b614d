"""The cursor follows its row, and knows where to go when the row is gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from te_tui.widgets.following import follow, index_of


def itself(row: int) -> int:
    return row


ROWS = st.lists(st.integers(0, 60), unique=True, max_size=40)


@given(old=ROWS.filter(bool), new=ROWS, data=st.data())
def test_the_cursor_stays_on_its_row_or_goes_to_the_nearest_one_left(
    old: list[int], new: list[int], data: st.DataObject
) -> None:
    cursor = data.draw(st.integers(0, len(old) - 1))
    index = follow(old, cursor, new, itself, old[cursor])
    left = set(old) & set(new)
    if old[cursor] in left:
        assert new[index] == old[cursor]
    elif left:
        distance = abs(old.index(new[index]) - cursor)
        assert distance == min(abs(old.index(row) - cursor) for row in left)
    else:
        assert index == max(0, min(cursor, len(new) - 1))


def test_of_two_neighbours_the_following_one_is_taken() -> None:
    assert follow([1, 2, 3], 1, [3, 1], itself, 2) == 0


def test_a_row_that_is_not_there_has_no_index() -> None:
    assert index_of([1, 2, 3], itself, 3) == 2
    assert index_of([1, 2, 3], itself, 4) is None
