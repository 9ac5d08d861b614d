"""What could not be read is named up to a limit, and then it is said that there is more."""

from __future__ import annotations

import json

import pytest

from te_tui.models.limits import LIMITS, MORE, Damage, parts_told
from te_tui.sources.thousandeyes.body.snapshot_list import read_snapshot_page


def damaged(count: int) -> tuple[str, ...]:
    damage = Damage()
    for number in range(count):
        damage.append(f"x[{number}]")
    return tuple(damage)


@pytest.mark.parametrize(
    ("count", "told"),
    [(1, "1 part(s)"), (999, "999 part(s)"), (1_000, "1,000 part(s)"), (1_001, "more than 1,000 parts"),
     (5_000, "more than 1,000 parts")],
)  # fmt: skip
def test_places_are_counted_as_far_as_they_are_named(count: int, told: str) -> None:
    assert parts_told(damaged(count)) == told
    assert len(damaged(count)) <= LIMITS.damage + 1


def test_nothing_is_named_behind_the_end_of_counting() -> None:
    damage = Damage(["a"])
    for place in (MORE, "b", "c"):
        damage.append(place)
    assert damage == ["a", MORE]


def test_a_page_that_is_too_long_is_cut_and_says_so() -> None:
    rows = [{"snapshotId": str(number)} for number in range(LIMITS.entries + 5)]
    page = read_snapshot_page(json.dumps({"dashboardSnapshots": rows}).encode())
    assert len(page.rows) == LIMITS.entries
    assert page.damage == ("dashboardSnapshots[20000]", MORE)


def test_a_row_that_is_lost_behind_many_small_damages_is_told_as_well() -> None:
    rows: list[object] = [{"snapshotId": str(number), "isShared": "?"} for number in range(2_000)]
    rows.append({"snapshotId": []})
    page = read_snapshot_page(json.dumps({"dashboardSnapshots": rows}).encode())
    assert page.damage[-1] == MORE
