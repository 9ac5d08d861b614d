"""What may be planned: nothing that no request could name or of another account group, nothing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.plan import Change, LeftOut, Plan, PlannedGroup, joined
from te_tui.actions.plan_json import PLAN, undoing_by_its_reason
from te_tui.models.account_group import AccountGroup
from te_tui.sources.clock import server_now
from tests.actions.remote import GROUP, LATER, NOW, SOON, Remote, row

TEXTS = st.text('aé東 <>"\\', max_size=8)


def test_a_snapshot_that_says_it_belongs_to_another_account_group_is_left_out() -> None:
    plan = plan_deletion("here", [(GROUP, row("a", aid="77")), (GROUP, row("b"))], now=NOW)
    assert [change.snapshot_id for change in plan.changes] == ["b"]
    assert [one.why for one in plan.left_out] == [
        "it says that it belongs to account group 77, but was read from 1234"
    ]


def test_a_snapshot_that_names_no_account_group_is_changed_in_the_one_it_was_read_from() -> None:
    plan = plan_deletion("here", [(AccountGroup("77", None), row("a", aid=None))], now=NOW)
    assert plan.changes == (Change("77", "a", "Snapshot a", SOON),)
    assert plan.groups == (PlannedGroup("77"),)
    assert plan.group_of(plan.changes[0]).label == "77"


def test_a_snapshot_without_an_id_is_left_out_and_told_by_its_name() -> None:
    (left_out,) = plan_deletion("here", [(GROUP, row(None))], now=NOW).left_out
    assert (left_out.label, left_out.why, left_out.already) == ("Snapshot None", "it has no id", False)


def test_a_snapshot_that_is_chosen_twice_is_changed_once() -> None:
    assert len(plan_deletion("here", [(GROUP, row("a"))] * 3, now=NOW).changes) == 1


def test_the_same_id_in_two_account_groups_is_two_snapshots() -> None:
    other = AccountGroup("77", "Branches")
    plan = plan_deletion("here", [(GROUP, row("a")), (other, row("a", aid="77"))], now=NOW)
    assert [change.aid for change in plan.changes] == ["1234", "77"]
    assert [group.label for group in plan.groups] == ["Network Ops (1234)", "Branches (77)"]


CHANGES = st.builds(Change, TEXTS, TEXTS, st.none() | TEXTS, st.sampled_from([None, SOON]), st.just(LATER))


@given(st.lists(CHANGES).map(tuple), st.booleans())
def test_a_plan_is_the_same_after_a_journal(changes: tuple[Change, ...], archive: bool) -> None:
    plan = Plan("extend", "here", SOON, "why", (PlannedGroup("1", "ü"),), changes, (), archive)
    assert PLAN.validate_json(PLAN.dump_json(plan)) == plan


def test_what_a_journal_holds_is_cleaned_like_any_text_from_outside() -> None:
    plan = plan_deletion("here", [(GROUP, row("a"))], now=NOW)
    hostile = PLAN.dump_json(plan).replace(b"Snapshot a", rb"\u001b]52;c;\u202ex")
    assert PLAN.validate_json(hostile).changes[0].name == "]52;c;x"


def test_now_is_what_the_source_says_it_is() -> None:
    remote = Remote([])
    before = server_now(remote)
    remote.clock_offset = timedelta(days=400)
    assert server_now(remote) - before >= timedelta(days=400)


def test_plans_for_several_sources_are_looked_at_as_one() -> None:
    one = plan_deletion("here", [(GROUP, row("a")), (GROUP, row(None))], now=NOW)
    other = plan_deletion("there", [(AccountGroup("77", "Branches"), row("b", aid="77"))], now=NOW)
    both = joined([one, other])
    assert both.changes == (*one.changes, *other.changes)
    assert both.groups == (*one.groups, *other.groups)
    assert both.left_out == one.left_out
    assert (both.host, both.action, both.archive, both.by_clock) == ("here", "delete", True, False)
    assert joined([one, replace(other, by_clock=True)]).by_clock
    assert joined([replace(one, by_clock=True), other]).by_clock


def test_the_account_group_of_a_change_is_the_one_that_the_plan_names() -> None:
    plan = plan_deletion("here", [(GROUP, row("a"))], now=NOW)
    assert plan.group_of(plan.changes[0]) == PlannedGroup("1234", "Network Ops")
    assert plan.group_of(Change("99", "x", None)) == PlannedGroup("99")


def test_what_is_left_out_is_told_by_its_name_and_its_id() -> None:
    assert LeftOut.of(row("a"), "why").label == "Snapshot a a"
    assert LeftOut.of(row("a")._replace(name=None), "why").label == "a"
    assert LeftOut.of(row(None)._replace(name=None), "why").label == "(unnamed)"


@pytest.mark.parametrize(
    ("said", "undoes"),
    [
        ({"reason": "undo", "action": "extend"}, True),
        ({"reason": "undo", "action": "delete"}, False),
        ({"reason": "undo", "action": "extend", "undoes": False}, False),
        ({"reason": "undo it", "action": "extend"}, None),
        ({}, None),
    ],
)
def test_a_plan_of_before_undoes_by_its_reason(said: dict[str, object], undoes: bool | None) -> None:
    assert undoing_by_its_reason(said).get("undoes") is undoes


@pytest.mark.parametrize("said", [None, [], "undo"])
def test_what_is_no_plan_is_left_to_its_reader(said: object) -> None:
    assert undoing_by_its_reason(said) is said
