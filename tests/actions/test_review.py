"""A plan that was made earlier changes only what is still as it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.extension import By, Until, plan_extension
from te_tui.actions.plan import LeftOut, Plan
from te_tui.actions.review import still_as_planned, without_obstacles
from te_tui.actions.runner import WrongSource
from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotPage, SnapshotPages, SnapshotRow
from te_tui.sources.abilities import Extension, Limits
from te_tui.sources.errors import Problem, Refused, Rejected, ServerFailed, SourceError
from te_tui.sources.http.pace import AT_ONCE
from te_tui.sources.thousandeyes.abilities import LIMITS
from tests.actions.conftest import IDS
from tests.actions.remote import GROUP, LATER, NOW, SOON, Remote, chosen, row

DAY = timedelta(days=1)
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


AGAIN = plan_extension(
    "demo", chosen(IDS[:2]), By(30 * DAY), now=NOW, limits=Limits(), way=Extension.NEW_LINK
)
NEW_ONE = row("new", SOON + 30 * DAY)._replace(name="Snapshot s0", created=NOW)


@pytest.mark.parametrize(
    ("new", "made"),
    [
        (NEW_ONE, True),
        (NEW_ONE._replace(created=NOW + DAY), True),
        (NEW_ONE._replace(created=NOW - timedelta(seconds=1)), False),
        (NEW_ONE._replace(created=None), False),
        (NEW_ONE._replace(name="Other"), False),
        (NEW_ONE._replace(expires=SOON), False),
        (NEW_ONE._replace(expires=None), False),
    ],
)
@pytest.mark.parametrize("way", Extension)
async def test_what_was_made_again_under_a_new_link_since_is_not_made_twice(
    remote: Remote, monkeypatch: pytest.MonkeyPatch, new: SnapshotRow, way: Extension, *, made: bool
) -> None:
    async def listed(aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        yield SnapshotPage((row("s5"),), "next")
        yield SnapshotPage((new,), None)

    monkeypatch.setattr(remote, "snapshots", listed)
    remote.limits = Limits()
    now = await still_as_planned(remote, replace(AGAIN, way=way))
    if made and way is Extension.NEW_LINK:
        assert ids(now) == ["s1"]
        assert [(one.why, one.already) for one in now.left_out] == [
            ("it was made again since the plan was written, as new", True)
        ]
    else:
        assert (ids(now), now.left_out) == (["s0", "s1"], ())


@pytest.mark.parametrize("number", [1, 2, 3])
async def test_of_several_that_are_called_alike_all_count_as_made_only_where_as_many_are_there(
    remote: Remote, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    async def listed(aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        yield SnapshotPage(tuple(NEW_ONE._replace(snapshot_id=f"new{n}") for n in range(number)), None)

    async def called_alike(aid: str, snapshot_id: str) -> Snapshot:
        return Snapshot(row(snapshot_id)._replace(name="Snapshot s0"), ())

    monkeypatch.setattr(remote, "snapshots", listed)
    monkeypatch.setattr(remote, "snapshot", called_alike)
    remote.limits = Limits()
    alike = replace(AGAIN, changes=tuple(replace(one, name="Snapshot s0") for one in AGAIN.changes))
    now = await still_as_planned(remote, alike)
    assert (ids(now), [one.already for one in now.left_out]) == ([], [number >= 2] * 2)


@pytest.mark.parametrize("error", [Refused("No", "Ask.", Problem(403)), Rejected("No", "Ask.")])
async def test_a_token_that_may_not_list_makes_all_of_a_plan(remote: Remote, error: SourceError) -> None:
    remote.errors["LIST 1234"] = error
    remote.limits = Limits()
    assert ids(await still_as_planned(remote, AGAIN)) == ["s0", "s1"]
    remote.errors["LIST 1234"] = ServerFailed("No", "Wait.")
    with pytest.raises(ServerFailed):
        await still_as_planned(remote, AGAIN)


@pytest.mark.parametrize(
    ("way", "created", "hours", "already"),
    [
        (Extension.SAME_LINK, NOW, 0, True),
        (Extension.SAME_LINK, NOW, 1, True),
        (Extension.SAME_LINK, NOW, 2, False),
        (Extension.SAME_LINK, NOW - timedelta(seconds=1), 1, False),
        (Extension.SAME_LINK, NOW - timedelta(seconds=1), 0, True),
        (Extension.SAME_LINK, None, 1, False),
        (Extension.SAME_LINK, None, 0, True),
        (Extension.IN_PLACE, NOW, 1, False),
        (Extension.IN_PLACE, NOW, 0, True),
    ],
)
async def test_what_was_made_again_since_lasts_as_asked_within_an_hour(
    remote: Remote,
    monkeypatch: pytest.MonkeyPatch,
    way: Extension,
    created: datetime | None,
    hours: int,
    *,
    already: bool,
) -> None:
    async def as_it_is(aid: str, snapshot_id: str) -> Snapshot:
        expires = SOON + 30 * DAY + timedelta(hours=hours)
        return Snapshot(row(snapshot_id, expires)._replace(created=created), ())

    monkeypatch.setattr(remote, "snapshot", as_it_is)
    remote.limits = Limits()
    now = await still_as_planned(remote, replace(AGAIN, way=way))
    assert (ids(now), [one.already for one in now.left_out]) == ([], [already] * 2)


@pytest.mark.parametrize("plan", [DELETION, EXTENSION])
async def test_what_does_not_open_beside_nothing_else_is_not_called_gone(remote: Remote, plan: Plan) -> None:
    remote.expiries.clear()
    now = await still_as_planned(remote, plan)
    assert (ids(now), {one.already for one in now.left_out}) == ([], {False})
    assert {one.why for one in now.left_out} == {
        "it does not open, and this token sees no other snapshot of account group Network Ops (1234) either"
    }


async def test_what_cannot_be_made_again_is_left_out_with_the_reason(
    remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def why(aid: str, snapshot_id: str) -> str | None:
        return "its dashboard is gone" if snapshot_id == "s0" else None

    monkeypatch.setattr(remote, "why_no_copy", why)
    before = replace(AGAIN, left_out=(LeftOut("x", "it has no id"),))
    now = await without_obstacles(remote, before)
    assert ids(now) == ["s1"]
    assert now.left_out == (*before.left_out, LeftOut("Snapshot s0 s0", "its dashboard is gone"))


@pytest.mark.parametrize(
    ("lists", "believed"),
    [
        ({"1234": ["x"], "77": ["x"]}, {"a", "b"}),
        ({"1234": ["x"], "77": ["b"]}, {"a"}),
        ({"1234": ["x"], "77": ["a"]}, {"a", "b"}),
        ({"1234": ["b"], "77": []}, {"a"}),
        ({"1234": [], "77": []}, set()),
    ],
)
async def test_what_is_gone_is_believed_by_what_else_its_own_account_group_shows(
    remote: Remote, monkeypatch: pytest.MonkeyPatch, lists: dict[str, list[str]], believed: set[str]
) -> None:
    async def listed(aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        yield SnapshotPage(tuple(row(one, aid=aid) for one in lists[aid]), None)

    remote.groups = other, _ = AccountGroup("77", "Branches"), GROUP
    monkeypatch.setattr(remote, "snapshots", listed)
    both = plan_deletion("demo", [(GROUP, row("a")), (other, row("b", aid="77"))], now=NOW)
    now = await still_as_planned(remote, both)
    assert {one.label.split()[-1] for one in now.left_out if one.why == "it is gone"} == believed
    assert {one.label.split()[-1] for one in now.left_out if one.already} == believed
    assert now.changes == ()
