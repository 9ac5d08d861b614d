"""What of a snapshot is compared at its turn: each fact that was shown, and nothing that is not told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from te_tui.actions.comparison import Listed, differences, since_listed
from te_tui.actions.expiry import same_second
from te_tui.actions.plan import Change, Plan, PlannedGroup
from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow

NOW = datetime(2026, 11, 11, 3, 12, tzinfo=UTC)
CHANGE = Change("1234", "a", "Night", NOW, None, NOW - timedelta(days=9), True, False, "d1", "Shop")
PLAN = Plan("delete", "demo", NOW, "chosen", (PlannedGroup("1234"),), (CHANGE,))
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


@pytest.mark.parametrize(("shown", "now"), [(3, 3), (3, 4), (3, None), (None, 3), (0, 1)])
def test_as_many_widgets_as_were_shown_or_more_are_no_difference(shown: int | None, now: int | None) -> None:
    assert differences(PLAN, replace(CHANGE, panels=shown), AS_SHOWN._replace(panels=now)) == ()


def test_an_expired_snapshot_that_only_the_list_shows_has_no_number_of_widgets() -> None:
    assert Snapshot(AS_SHOWN, (), has_list=False).counted_row.panels is None
    assert Snapshot(AS_SHOWN, ()).counted_row.panels == 0


def test_fewer_widgets_than_were_shown_are_a_difference_to_a_deletion_only() -> None:
    fewer = AS_SHOWN._replace(panels=1)
    (why,) = differences(PLAN, replace(CHANGE, panels=3), fewer)
    assert why == "by the plan it has 3 widgets, and now it names only 1"
    extension = replace(PLAN, action="extend")
    assert differences(extension, replace(CHANGE, panels=3), fewer) == ()


@pytest.mark.parametrize("fact", ["created", "shared", "scheduled"])
def test_what_a_plan_of_before_does_not_tell_counts_as_unchanged(fact: str) -> None:
    before = replace(CHANGE, **{fact: None})  # type: ignore[arg-type]
    assert differences(PLAN, before, AS_SHOWN) == ()


def plan_with(change: Change = CHANGE, **rest: object) -> Plan:
    return replace(PLAN, changes=(change,), **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fact", "now", "sentence"),
    [
        ("aid", "99", "by the plan it is in account group 1234, and it says 99"),
        ("name", "KEEP", "the plan calls it Night, and its name is KEEP"),
        ("name", "", "the plan calls it Night, and its name is "),
        (
            "expires",
            NOW + timedelta(seconds=1),
            "by the plan it expires 2026-11-11 03:12:00 UTC, and now it expires 2026-11-11 03:12:01 UTC",
        ),
        (
            "expires",
            NOW + timedelta(minutes=1),
            "by the plan it expires 2026-11-11 03:12 UTC, and now it expires 2026-11-11 03:13 UTC",
        ),
        (
            "expires",
            NOW - timedelta(days=1),
            "by the plan it expires 2026-11-11 03:12 UTC, and now it expires 2026-11-10 03:12 UTC",
        ),
        (
            "created",
            NOW - timedelta(days=9, seconds=1),
            "by the plan it was created 2026-11-02 03:12 UTC, and it says 2026-11-02 03:11 UTC",
        ),
        ("shared", False, "by the plan it is shared, and now it is not"),
        ("scheduled", True, "by the plan it is not scheduled, and now it is"),
    ],
)
def test_a_difference_tells_what_was_and_what_is(fact: str, now: object, sentence: str) -> None:
    assert differences(PLAN, CHANGE, AS_SHOWN._replace(**{fact: now})) == (sentence,)  # type: ignore[arg-type]


def test_all_differences_are_told_and_the_filter_is_not_asked_then() -> None:
    row = AS_SHOWN._replace(aid="99", name="KEEP", shared=False)
    found = differences(plan_with(filter="name:night"), CHANGE, row)
    assert [why.split()[-1] for why in found] == ["99", "KEEP", "not"]


@pytest.mark.parametrize("fact", ["expires", "created"])
@pytest.mark.parametrize(
    ("seconds", "same"), [(-1, False), (-0.999, True), (0, True), (0.999, True), (1, False), (86_400, False)]
)
def test_instants_are_compared_to_the_second(fact: str, seconds: float, *, same: bool) -> None:
    moved = getattr(AS_SHOWN, fact) + timedelta(seconds=seconds)
    assert (differences(PLAN, CHANGE, AS_SHOWN._replace(**{fact: moved})) == ()) is same
    assert same_second(moved, getattr(AS_SHOWN, fact)) is same


@pytest.mark.parametrize(
    ("action", "old", "now", "same"),
    [
        ("delete", NOW, None, True),
        ("extend", NOW, None, False),
        ("extend", None, None, True),
        ("extend", None, NOW, False),
        ("delete", None, NOW, False),
        ("delete", None, None, True),
    ],
)
def test_an_expiry_that_is_not_told_counts_only_for_what_is_to_be_extended(
    action: str, old: datetime | None, now: datetime | None, *, same: bool
) -> None:
    change = replace(CHANGE, old=old)
    found = differences(plan_with(change, action=action), change, AS_SHOWN._replace(expires=now))
    assert (found == ()) is same
    assert same or "never, or at an unknown time" in found[0]


@pytest.mark.parametrize(
    "expression",
    ["id:a", "name:night", "dashboard:shop", "dashboard:d1", "shared:yes", "scheduled:no", "expires<7d",
     "created<2026-11-03", "-expires:never"],
)  # fmt: skip
def test_a_filter_still_finds_what_an_answer_does_not_tell_as_it_was_shown(expression: str) -> None:
    told = SnapshotRow("a", None, None, None, None, None, None, None, None, None, None, None)
    plan = plan_with(filter=expression, made=NOW - timedelta(days=1))
    assert differences(plan, CHANGE, told) == ()
    assert differences(plan, CHANGE, AS_SHOWN) == ()
    (why,) = differences(replace(plan, filter=f"-{expression}".replace("--", "")), CHANGE, AS_SHOWN)
    assert "does not find it any more" in why


def test_a_filter_is_asked_with_what_it_says_now_at_the_moment_of_the_decision() -> None:
    row = AS_SHOWN._replace(dashboard_title="Depot")
    assert differences(plan_with(filter="dashboard:shop"), CHANGE, row) == (
        "the filter dashboard:shop does not find it any more (dashboard Depot)",
    )
    early = plan_with(filter="expires<7d", made=NOW - timedelta(days=7, seconds=1))
    assert len(differences(early, CHANGE, AS_SHOWN)) == 1
    late = replace(early, made=NOW - timedelta(days=6))
    assert differences(late, CHANGE, AS_SHOWN) == ()


@pytest.mark.parametrize(
    ("expression", "unreadable", "sentence"),
    [
        ("lat*", (), "its filter lat* cannot be read, so it may not be meant"),
        ("-name:x", ("name",), "its name could not be read, so -name:x may not mean it"),
        (
            "-dashboard:x -name:x",
            ("dashboard_id", "dashboard_title", "name"),
            "its dashboard and its name could not be read, so -dashboard:x -name:x may not mean it",
        ),
    ],
)
def test_a_filter_that_cannot_tell_finds_nothing(
    expression: str, unreadable: tuple[str, ...], sentence: str
) -> None:
    row = AS_SHOWN._replace(unreadable=frozenset(unreadable))
    assert differences(plan_with(filter=expression), CHANGE, row) == (sentence,)


GROUP = AccountGroup("1234", "Ops")
SHOWN = Listed("1234", "Night", CHANGE.created, NOW, True, False)


def since(listed: Listed, row: SnapshotRow = AS_SHOWN) -> tuple[str, ...]:
    return since_listed(listed, (GROUP, row))


@pytest.mark.parametrize("listed", [SHOWN, Listed(), *(SHOWN._replace(**{one: None}) for one in OTHERS)])
def test_what_is_as_a_list_showed_it_as_far_as_that_told_differs_in_nothing(listed: Listed) -> None:
    assert since(listed) == ()


@pytest.mark.parametrize("fact", OTHERS)
def test_each_fact_that_a_list_showed_otherwise_is_a_difference(fact: str) -> None:
    row = AS_SHOWN._replace(**{fact: OTHERS[fact]})  # type: ignore[arg-type]
    (why,) = since(SHOWN, row)
    assert why.startswith(("by the list it ", "the list calls it "))
    assert since(SHOWN._replace(**{fact: None}), row) == ((why,) if fact == "aid" else ())


@pytest.mark.parametrize("fact", [one for one in OTHERS if one != "aid"])
def test_what_an_answer_does_not_tell_is_as_the_list_showed_it(fact: str) -> None:
    assert since(SHOWN, AS_SHOWN._replace(**{fact: None})) == ()  # type: ignore[arg-type]


def test_a_list_of_another_account_group_is_one_of_other_snapshots() -> None:
    said = "by the list it is in account group 77, and it says 1234"
    assert since(SHOWN._replace(aid="77")) == (said,)
    assert since(SHOWN._replace(aid="77"), AS_SHOWN._replace(aid=None)) == (said,)
    assert since(Listed(), AS_SHOWN._replace(aid=None)) == ()
