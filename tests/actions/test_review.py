"""A plan that was made earlier changes only what is still as it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.extension import Until, plan_extension
from te_tui.actions.plan import Plan
from te_tui.actions.review import still_as_planned
from te_tui.actions.runner import WrongSource
from te_tui.models.snapshot import Snapshot
from te_tui.sources.errors import Problem, Refused, ServerFailed
from te_tui.sources.http.pace import AT_ONCE
from te_tui.sources.thousandeyes.abilities import LIMITS
from tests.actions.conftest import IDS
from tests.actions.remote import LATER, NOW, SOON, Remote, chosen, row

DELETION = plan_deletion("demo", chosen(IDS), now=NOW)
EXTENSION = plan_extension("demo", chosen(IDS), Until(LATER.date()), now=NOW, limits=LIMITS)


@pytest.fixture
def remote() -> Remote:
    """The six snapshots, at a service whose clock says when the plans were made."""
    made = Remote(IDS)
    made.clock_offset = timedelta(0)
    return made


def ids(plan: Plan) -> list[str]:
    return [change.snapshot_id for change in plan.changes]


@pytest.mark.parametrize("plan", [DELETION, EXTENSION])
async def test_what_is_as_it_was_is_planned_as_it_was(remote: Remote, plan: Plan) -> None:
    now = await still_as_planned(remote, plan)
    assert (now.changes, now.left_out, now.reason) == (plan.changes, (), plan.reason)
    assert set(remote.requests) == {("GET", one) for one in IDS}


async def test_what_is_gone_is_done_for_a_deletion_and_missing_for_an_extension(remote: Remote) -> None:
    del remote.expiries["s1"]
    for plan, already in ((DELETION, True), (EXTENSION, False)):
        now = await still_as_planned(remote, plan)
        assert "s1" not in ids(now)
        assert [(one.label, one.why, one.already) for one in now.left_out] == [
            ("Snapshot s1 s1", "it is gone", already)
        ]


@pytest.mark.parametrize("plan", [DELETION, EXTENSION])
async def test_what_has_another_expiry_or_name_is_told_and_not_changed(remote: Remote, plan: Plan) -> None:
    remote.expiries |= {"s1": SOON + timedelta(days=500), "s2": None}
    first, *others = plan.changes
    now = await still_as_planned(remote, replace(plan, changes=(replace(first, name="Weekly"), *others)))
    assert ids(now) == IDS[3:]
    assert [(one.why, one.already) for one in now.left_out] == [
        ("the plan calls it Weekly, and its name is Snapshot s0", False),
        ("by the plan it expires 2026-11-23 09:00 UTC, and now it expires 2028-04-06 09:00 UTC", False),
        (
            "by the plan it expires 2026-11-23 09:00 UTC, and now it expires never, or at an unknown time",
            False,
        ),
    ]


async def test_what_says_that_it_is_in_another_account_group_is_told_and_not_changed(
    remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def elsewhere(_aid: str, snapshot_id: str) -> Snapshot:
        return Snapshot(row(snapshot_id, aid="99"), ())

    monkeypatch.setattr(remote, "snapshot", elsewhere)
    now = await still_as_planned(remote, DELETION)
    assert now.changes == ()
    assert {one.why for one in now.left_out} == {"by the plan it is in account group 1234, and it says 99"}


async def test_what_has_its_new_expiry_already_is_done(remote: Remote) -> None:
    remote.expiries["s1"] = EXTENSION.changes[1].new
    now = await still_as_planned(remote, EXTENSION)
    assert [one.already for one in now.left_out] == [True]
    assert "s1" not in ids(now)


async def test_a_new_expiry_that_has_passed_since_is_not_asked_for(remote: Remote) -> None:
    remote.clock_offset = timedelta(days=40)
    now = await still_as_planned(remote, EXTENSION)
    assert now.changes == ()
    assert all("is not ahead" in one.why for one in now.left_out)


async def test_one_that_cannot_be_looked_at_is_told_and_the_others_are_planned(remote: Remote) -> None:
    remote.errors["GET s2"] = ServerFailed("Could not open s2: HTTP 500", "Wait.")
    now = await still_as_planned(remote, DELETION)
    assert "s2" not in ids(now)
    assert [one.why for one in now.left_out] == ["Could not open s2: HTTP 500. Wait"]


async def test_a_token_that_is_not_accepted_ends_it(remote: Remote) -> None:
    remote.errors = {f"GET {one}": Refused("No", "Log in.", Problem(401)) for one in IDS}
    with pytest.raises(Refused):
        await still_as_planned(remote, DELETION)
    assert remote.count("GET").total() <= AT_ONCE


async def test_a_plan_for_another_source_is_refused_before_anything_is_looked_at(remote: Remote) -> None:
    remote.host = "elsewhere"
    with pytest.raises(WrongSource, match="one for demo, and this is elsewhere"):
        await still_as_planned(remote, DELETION)
    assert remote.requests == {}
