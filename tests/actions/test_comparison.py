"""What of a snapshot is compared at its turn: each fact that was shown, and nothing that is not told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from te_tui.actions.comparison import differences
from te_tui.actions.plan import Change, Group, Plan
from te_tui.models.snapshot_row import SnapshotRow

NOW = datetime(2026, 11, 11, 3, 12, tzinfo=UTC)
CHANGE = Change("1234", "a", "Night", NOW, None, NOW - timedelta(days=9), True, False, "d1", "Shop")
PLAN = Plan("delete", "demo", NOW, "chosen", (Group("1234"),), (CHANGE,))
AS_SHOWN = SnapshotRow(
    "a", "Night", "1234", True, False, CHANGE.created, NOW, None, None, "d1", "Shop", None
)  # fmt: skip

OTHERS: dict[str, object] = {
    "aid": "99",
    "name": "KEEP",
    "expires": NOW + timedelta(seconds=1),
    "created": NOW,
    "shared": False,
    "scheduled": True,
}


def test_what_is_as_it_was_shown_differs_in_nothing() -> None:
    assert differences(PLAN, CHANGE, AS_SHOWN) == ()


@pytest.mark.parametrize("fact", OTHERS)
def test_each_fact_that_is_another_one_now_is_a_difference(fact: str) -> None:
    (why,) = differences(PLAN, CHANGE, AS_SHOWN._replace(**{fact: OTHERS[fact]}))  # type: ignore[arg-type]
    assert "plan" in why


@pytest.mark.parametrize("fact", OTHERS)
def test_what_an_answer_does_not_tell_counts_as_unchanged(fact: str) -> None:
    assert differences(PLAN, CHANGE, AS_SHOWN._replace(**{fact: None})) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("fact", ["created", "shared", "scheduled"])
def test_what_a_plan_of_before_does_not_tell_counts_as_unchanged(fact: str) -> None:
    before = replace(CHANGE, **{fact: None})  # type: ignore[arg-type]
    assert differences(PLAN, before, AS_SHOWN) == ()
