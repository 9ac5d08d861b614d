"""What a run can take back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.extension import Until, plan_extension
from te_tui.actions.outcome import DONE, Outcome
from te_tui.actions.plan import Plan
from te_tui.actions.record import Record, Trace
from te_tui.actions.undo import undo
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
