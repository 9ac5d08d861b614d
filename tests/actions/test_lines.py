"""What is planned and what was done, in lines that a terminal does not break in the middle of a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.actions.lines import (
    change_json,
    counted_in_groups,
    describe_done,
    describe_dry_run,
    describe_expiry,
    describe_not_done,
    describe_progress,
    describe_side_effects,
    done_lines,
    in_both_zones,
    plan_lines,
)
from te_tui.actions.outcome import Progress
from te_tui.actions.plan import Action, Change, Plan, PlannedGroup
from te_tui.models import snapshot_row
from te_tui.render.text.width import cell_width
from te_tui.sources.abilities import Extension
from te_tui.sources.base import Budget
from tests.actions.remote import row

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ID = "6643022d-06be-4fa5-b0a6-0f3ef4a9c0de"
OPS = PlannedGroup("1234", "Network Ops")


def plan(action: Action, name: str = "NOC weekly", archive: bool = False) -> Plan:
    new = NOW + timedelta(days=30) if action == "extend" else None
    change = Change("1234", ID, name, NOW, new)
    return Plan(action, "h", NOW, "chosen", (OPS,), (change,), archive=archive)


@pytest.mark.parametrize(
    ("one", "planned", "done"),
    [
        (plan("delete"), "delete  ", "deleted  "),
        (plan("delete", archive=True), "archive, delete  ", "deleted  "),
        (plan("extend"), "extend  ", "extended  "),
    ],
)
def test_a_plan_says_what_will_be_done_and_a_run_what_was(one: Plan, planned: str, done: str) -> None:
    (before,), (after,) = plan_lines(one, UTC), done_lines(one, UTC)
    assert before.startswith(planned)
    assert after.startswith(done)
    assert before.removeprefix(planned) == after.removeprefix(done)
    assert describe_dry_run(one, 6) == f"6 would be {done.strip()}, nothing was changed."
    assert describe_not_done(one, one.changes[0], "It is gone.").startswith(f"not {done.strip()}: ")


def test_at_80_columns_no_word_is_broken_and_an_id_stays_whole() -> None:
    name = "Checkout latency of the week of 14 Nov"
    lines = plan_lines(plan("delete", name, archive=True), UTC, 80)[0].splitlines()
    assert lines[0] == f"archive, delete  {ID}"
    assert lines[1].startswith(f"    {name}")
    assert all(cell_width(line) <= 80 for line in lines)


@given(st.text(st.characters(categories=("L", "N", "Zs")), max_size=60), st.integers(60, 200))
def test_lines_fit_the_terminal_and_lose_no_word(name: str, columns: int) -> None:
    one = plan("extend", name)
    (whole,), (folded,) = plan_lines(one, UTC), plan_lines(one, UTC, columns)
    assert folded.split() == whole.split()
    assert all(cell_width(line) <= columns for line in folded.splitlines())


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress(1_200, 1, 0), "1 of 1,200 done"),
        (Progress(3, 1, 1), "1 of 3 done · 1 failed"),
        (Progress(3, 1, 0, 89.2), "1 of 3 done · about 90 s left"),
        (Progress(3, 3, 0, 0.0), "3 of 3 done"),
        (Progress(3, 1, 0, None, Budget(240, 0, None)), "1 of 3 done · 0/240 req"),
        (Progress(3, 1, 0, None, Budget(None, 5, None)), "1 of 3 done"),
        (Progress(3, 1, 0, None, Budget(240, None, None)), "1 of 3 done"),
    ],
)
def test_progress_says_what_is_known(progress: Progress, said: str) -> None:
    assert describe_progress(progress) == said
    assert describe_progress(progress, "s stops") == f"{said} · s stops"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "21 Nov 09:00 UTC"),
        (14, "21 Nov 09:00 UTC (23:00 UTC+14:00)"),
        (-10, "21 Nov 09:00 UTC (20 Nov 23:00 UTC-10:00)"),
    ],
)
def test_a_time_is_told_by_the_wall_clock_too_where_that_differs(hours: int, said: str) -> None:
    assert in_both_zones(NOW, NOW, timezone(timedelta(hours=hours))) == said


SHOP = PlannedGroup("77", None, "organization")


@pytest.mark.parametrize(
    ("groups", "number", "said"),
    [
        ((), 1, "1 snapshot"),
        ((OPS,), 2, "2 snapshots of account group Network Ops (1234)"),
        ((OPS, PlannedGroup("77")), 1, "1 snapshot of account groups Network Ops (1234), 77"),
        ((SHOP,), 1_000, "1,000 snapshots of organization 77"),
    ],
)
def test_snapshots_are_counted_with_their_account_groups(
    groups: tuple[PlannedGroup, ...], number: int, said: str
) -> None:
    one = replace(plan("delete"), groups=groups)
    assert counted_in_groups(one, number) == said
    assert describe_done(one, number) == f"Deleted {said}."
    assert describe_done(replace(one, action="extend"), number) == f"Extended {said}."
    assert (
        describe_done(replace(one, action="extend", undoes=True), number) == f"Put back the expiry of {said}."
    )


@pytest.mark.parametrize("way", Extension)
def test_what_is_made_again_says_what_becomes_of_the_old_one(way: Extension) -> None:
    one = replace(plan("extend"), way=way, archive=way is not Extension.IN_PLACE)
    said = " ".join(describe_side_effects(one))
    assert ("under a new link" in said) == (way is Extension.NEW_LINK)
    assert ("copied, deleted, and made again" in said) == (way is Extension.SAME_LINK)
    verb = "extend" if way is Extension.IN_PLACE else f"extend, {way.value}"
    assert plan_lines(one, UTC)[0].startswith(f"{verb}  {ID}")
    assert plan_lines(replace(one, undoes=True), UTC)[0].startswith(f"put back  {ID}")
    assert describe_side_effects(replace(one, action="delete")) == ()


def test_one_change_is_told_under_the_names_of_the_api() -> None:
    one = plan("extend")
    (change,) = one.changes
    told = {
        "action": "extend",
        "aid": "1234",
        "snapshotId": ID,
        "snapshotName": "NOC weekly",
        "snapshotExpirationDate": "2026-11-21T09:00:00Z",
        "newExpirationDate": "2026-12-21T09:00:00Z",
        "archive": False,
        "error": "No.",
    }
    assert change_json(one, change, "No.") == told
    again = replace(one, way=Extension.NEW_LINK, archive=True)
    new = {"way": "new link", "newSnapshotId": None, "newLink": None}
    assert change_json(again, change) == told | {"archive": True, "error": None} | new
    made = row("new")._replace(link_form="https://x/" + snapshot_row.ID)
    assert change_json(again, change, made=made) == (
        told | {"archive": True, "error": None, "way": "new link"}
        | {"newSnapshotId": "new", "newLink": "https://x/new"}
    )  # fmt: skip


FOR_EVER = NOW + timedelta(days=50 * 365)


@pytest.mark.parametrize(
    ("old", "new", "created", "said"),
    [
        (None, None, None, "expiry unknown"),
        (NOW, None, None, "21 Nov 09:00 UTC"),
        (NOW, NOW + timedelta(days=1), None, "21 Nov 09:00 UTC → 22 Nov 09:00 UTC"),
        (None, NOW, None, "expiry unknown → 21 Nov 09:00 UTC"),
        (NOW, FOR_EVER, None, "21 Nov 09:00 UTC → never"),
        (FOR_EVER, None, NOW, "never"),
        (NOW, None, NOW - timedelta(days=60 * 365), "never"),
    ],
)
def test_an_expiry_is_told_as_it_is_and_as_it_will_be(
    old: datetime | None, new: datetime | None, created: datetime | None, said: str
) -> None:
    assert describe_expiry(Change("1234", ID, "n", old, new, created), NOW, UTC) == said


@pytest.mark.parametrize(("room", "lines"), [(0, 1), (-1, 2)])
def test_a_line_is_folded_only_where_it_does_not_fit(room: int, lines: int) -> None:
    (whole,) = plan_lines(plan("extend"), UTC)
    (folded,) = plan_lines(plan("extend"), UTC, cell_width(whole) + room)
    assert len(folded.splitlines()) == lines
    assert cell_width(folded.splitlines()[0]) <= cell_width(whole) + room
    assert folded.splitlines()[0].startswith(f"extend  {ID}  NOC weekly" if lines == 2 else whole)
