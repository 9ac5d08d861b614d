"""What a run can take back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.extension import Until, plan_extension
from te_tui.actions.outcome import DONE, Outcome
from te_tui.actions.plan import Plan
from te_tui.actions.record import Record, Trace
from te_tui.actions.undo import undo
from te_tui.sources.abilities import Extension
from te_tui.sources.thousandeyes.abilities import LIMITS
from tests.actions.remote import GROUP, LATER, NOW, SOON, Remote, Shelf, chosen, row
from tests.actions.test_runner import ids, run

UNTIL = Until(LATER.date())
ASKED = Trace(asked=True, outcome=DONE)


def record_of(plan: Plan, *traces: Trace) -> Record:
    return Record(plan, traces)


async def test_an_extension_can_be_taken_back(remote: Remote, shelf: Shelf, tmp_path: Path) -> None:
    plan = plan_extension("demo", chosen(remote.expiries), UNTIL, now=NOW, limits=LIMITS)
    done = await run(plan, remote, shelf, tmp_path)
    back = undo(record_of(plan, *[ASKED] * len(done.done)), now=NOW)
    assert ids((await run(back, remote, shelf, tmp_path)).done) == ids(plan.changes)
    assert set(remote.expiries.values()) == {SOON}


def test_only_what_was_asked_for_is_taken_back() -> None:
    plan = plan_extension("demo", chosen("abcd"), UNTIL, now=NOW, limits=LIMITS)
    traces = (ASKED, Trace(outcome=DONE), Trace(asked=True), Trace(asked=True, outcome=Outcome("gone")))
    assert ids(undo(record_of(plan, *traces), now=NOW).changes) == ["a", "c"]


def test_an_old_expiry_that_is_not_known_or_has_passed_cannot_be_given_back() -> None:
    plan = plan_extension("demo", [(GROUP, row("a", None)), (GROUP, row("b"))], UNTIL, now=NOW, limits=LIMITS)
    back = undo(record_of(plan, ASKED, ASKED), now=NOW + timedelta(days=3))
    assert back.changes == ()
    assert [one.why for one in back.left_out] == [
        "its old expiry is not known",
        "its old expiry, 2026-11-23 09:00 UTC, has passed",
    ]


def test_a_deletion_cannot_be_taken_back() -> None:
    plan = plan_deletion("demo", chosen("a"), now=NOW)
    back = undo(record_of(plan, ASKED), now=NOW)
    assert back.changes == ()
    assert back.left_out[0].why == "nobody can bring back a deleted snapshot"


@pytest.mark.parametrize(("seconds", "back"), [(-1, False), (0, False), (1, True)])
def test_an_old_expiry_is_given_back_as_long_as_it_is_ahead(seconds: int, *, back: bool) -> None:
    plan = plan_extension("demo", chosen("a"), UNTIL, now=NOW, limits=LIMITS)
    found = undo(record_of(plan, ASKED), now=SOON - timedelta(seconds=seconds))
    assert (len(found.changes), len(found.left_out)) == ((1, 0) if back else (0, 1))


def test_what_is_taken_back_is_what_was_shown_with_its_expiries_the_other_way_round() -> None:
    created = NOW - timedelta(days=9)
    made = [(GROUP, row("a")._replace(created=created))]
    plan = plan_extension("demo", made, UNTIL, now=NOW, limits=LIMITS)
    back = undo(record_of(plan, ASKED), now=NOW)
    (change,) = plan.changes
    assert back.changes == (replace(change, old=change.new, new=SOON),)
    assert (back.action, back.undoes, back.archive, back.way) == ("extend", True, False, Extension.IN_PLACE)
    assert (back.host, back.groups, back.made) == (plan.host, plan.groups, NOW)


def made_again(way: Extension) -> Plan:
    made = [(GROUP, row("a")._replace(created=NOW - timedelta(days=9)))]
    return plan_extension("demo", made, UNTIL, now=NOW, limits=LIMITS, way=way)


def test_what_was_made_again_under_the_same_link_is_made_so_once_more() -> None:
    """It was created then, and its expiry is the one that was read back."""
    read_back = LATER + timedelta(minutes=5)
    plan = made_again(Extension.SAME_LINK)
    back = undo(record_of(plan, replace(ASKED, expires=read_back, new_id="a")), now=NOW)
    (change,) = back.changes
    assert (change.old, change.new, change.created) == (read_back, SOON, None)
    assert (back.archive, back.way, back.undoes) == (True, Extension.SAME_LINK, True)


@pytest.mark.parametrize(
    ("way", "why"),
    [
        (Extension.SAME_LINK, "it was not made again to the end; finish that with --resume first"),
        (Extension.NEW_LINK, "it is as it was; the new one goes with te-tui rm drawn"),
    ],
)
def test_what_was_not_made_again_to_the_end_or_beside_it_is_not_taken_back(way: Extension, why: str) -> None:
    back = undo(record_of(made_again(way), Trace(new_id="drawn")), now=NOW)
    assert (back.changes, [(one.label, one.why) for one in back.left_out]) == ((), [("Snapshot a a", why)])


def test_what_has_no_name_is_told_by_its_id() -> None:
    plan = plan_deletion("demo", [(GROUP, row("a")._replace(name=None))], now=NOW)
    assert [one.label for one in undo(record_of(plan, ASKED), now=NOW).left_out] == ["a"]
