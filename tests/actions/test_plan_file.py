"""A plan in a file says all that is to be done, can be shortened, and is refused whole when it is damaged."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.extension import By, plan_extension
from te_tui.actions.plan import Change, Plan, PlannedGroup
from te_tui.actions.plan_file import BadPlan, read_plan, write_plan
from te_tui.models.clean import clean
from te_tui.sources.thousandeyes.abilities import LIMITS
from tests.actions.conftest import IDS
from tests.actions.remote import LATER, NOW, SOON, chosen

DELETION = plan_deletion("demo", chosen(IDS), now=NOW, reason="age>365d")
EXTENSION = plan_extension("demo", chosen(IDS), By(timedelta(days=30)), now=NOW, limits=LIMITS)
UNDOING = replace(
    EXTENSION,
    reason="undo",
    undoes=True,
    changes=(Change("1234", "s0", None, LATER, SOON),),
    groups=(PlannedGroup("1234"),),
)
TEXTS = st.text(max_size=20).map(clean)


@pytest.mark.parametrize("plan", [DELETION, EXTENSION, UNDOING, replace(DELETION, changes=(), groups=())])
def test_what_was_written_is_read_again(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "folder" / "plan.jsonl"
    write_plan(path, plan)
    planned = read_plan(path)
    assert (planned.plan, planned.at_first) == (plan, len(plan.changes))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_person_reads_in_it_what_will_be_done_where_and_why(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", EXTENSION)
    head, first, *_ = map(json.loads, (tmp_path / "plan").read_text().splitlines())
    assert head == {
        "teTuiPlan": 1,
        "action": "extend",
        "host": "demo",
        "made": "2026-11-21T09:00:00Z",
        "reason": "named by id",
        "archive": False,
        "snapshots": 6,
        "byClock": True,
    }
    assert first == {
        "aid": "1234",
        "accountGroupName": "Network Ops",
        "snapshotId": "s0",
        "snapshotName": "Snapshot s0",
        "snapshotExpirationDate": "2026-11-23T09:00:00Z",
        "newExpirationDate": "2026-12-23T09:00:00Z",
    }


@given(reason=TEXTS, names=st.lists(st.none() | TEXTS.filter(bool), max_size=4))
def test_whatever_snapshots_are_called(
    reason: str, names: list[str | None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    changes = tuple(Change("1234", f"s{place}", name, SOON) for place, name in enumerate(names))
    plan = replace(DELETION, changes=changes, reason=reason, groups=DELETION.groups if changes else ())
    path = tmp_path_factory.mktemp("plans") / "plan"
    write_plan(path, plan)
    assert read_plan(path).plan == plan


def lines_of(path: Path, plan: Plan = DELETION) -> list[str]:
    write_plan(path, plan)
    return path.read_text().splitlines()


def test_lines_can_be_taken_out_commented_out_and_reordered_by_any_editor(tmp_path: Path) -> None:
    path = tmp_path / "plan"
    head, *rows = lines_of(path)
    path.write_bytes("\r\n".join(["\ufeff# ok: Anna", head, "", f"  # {rows[0]}", rows[3], rows[2]]).encode())
    planned = read_plan(path)
    assert [change.snapshot_id for change in planned.plan.changes] == ["s3", "s2"]
    assert planned.at_first == 6


@pytest.mark.parametrize(("seconds", "read"), [(-1, False), (0, True), (1, True)])
@pytest.mark.parametrize("undoes", [True, False])
def test_only_what_gives_back_may_shorten_a_life(
    tmp_path: Path, seconds: int, *, read: bool, undoes: bool
) -> None:
    change = Change("1234", "s0", None, LATER, LATER + timedelta(seconds=seconds))
    plan = replace(EXTENSION, undoes=undoes, changes=(change,), groups=(PlannedGroup("1234"),))
    write_plan(tmp_path / "plan", plan)
    if read or undoes:
        assert read_plan(tmp_path / "plan").plan == plan
    else:
        with pytest.raises(BadPlan, match="line 2 would shorten the life of its snapshot"):
            read_plan(tmp_path / "plan")


def changed(line: str, **fields: Any) -> str:
    return json.dumps({name: v for name, v in (json.loads(line) | fields).items() if v is not ...})


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda head, row: "", "line 1 is not how a plan of te-tui begins"),
        (lambda head, row: "PNG\x00\xff", "line 1 is not how a plan of te-tui begins"),
        (lambda head, row: row, r"line 1 is not how a plan of te-tui begins \(action, archive"),
        (lambda head, row: changed(head, teTuiPlan=2), "its format is 2, and this te-tui knows 1"),
        (lambda head, row: changed(head, action="create"), r"begins \(action\)"),
        (lambda head, row: f"{head}\n{head}", r"line 2 is no snapshot of a plan \(accountGroupName, aid, "),
        (lambda head, row: f"{head}\n{row[:-9]}", "line 2 is no snapshot of a plan"),
        (
            lambda head, row: f"{head}\n{row}\n{changed(row, aid=7)}",
            r"line 3 is no snapshot .* \(aid\)",
        ),
        (lambda head, row: f"{head}\n{changed(row, snapshotId='')}", r"\(snapshotId\)"),
        (lambda head, row: f"{head}\n{changed(row, snapshotName=...)}", r"\(snapshotName\)"),
        (
            lambda head, row: f"{head}\n{changed(row, snapshotExpirationDate='2026-11-23T09:00:00')}",
            r"\(snapshotExpirationDate\)",
        ),
        (lambda head, row: f"{head}\n{row}\n\n{row}", "line 4 names the snapshot of line 2 again"),
        (
            lambda head, row: f"{head}\n{changed(row, newExpirationDate='2027-01-01T00:00:00Z')}",
            "line 2 gives a new expiry to what is to be deleted",
        ),
        (lambda head, row: f"{changed(head, action='extend')}\n{row}", "line 2 gives no new expiry"),
        (
            lambda head, row: (
                f"{changed(head, action='extend')}\n{changed(row, newExpirationDate='2026-11-22T00:00:00Z')}"
            ),
            "line 2 would shorten the life of its snapshot",
        ),
    ],
)
def test_a_damaged_plan_says_where_it_is_wrong(damage: Any, said: str, tmp_path: Path) -> None:
    path = tmp_path / "plan"
    head, row, *_ = lines_of(path)
    path.write_text(damage(head, row))
    with pytest.raises(BadPlan, match=said) as refusal:
        read_plan(path)
    assert str(refusal.value).startswith(f"{path} cannot be carried out: ")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_a_plan_in_utf_16_is_called_so(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.jsonl"
    path.write_text("# a plan", encoding=encoding)
    with pytest.raises(BadPlan, match="it is UTF-16, not UTF-8"):
        read_plan(path)


def test_a_plan_that_is_not_there_says_how_one_is_made(tmp_path: Path) -> None:
    with pytest.raises(BadPlan, match="none; --dry-run --plan makes one"):
        read_plan(tmp_path / "none")


@given(content=st.binary(max_size=200))
def test_anything_else_is_no_plan(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("plans") / "plan"
    path.write_bytes(content)
    with pytest.raises(BadPlan):
        read_plan(path)
