"""One run at a time on an account group, and what it says of itself."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.outcome import Progress
from te_tui.actions.run_lock import Busy, RunLock
from te_tui.models.account_group import AccountGroup
from tests.actions.conftest import IDS
from tests.actions.remote import GROUP, NOW, chosen, row

PLAN = plan_deletion("demo", chosen(IDS), now=NOW)
ELSEWHERE = plan_deletion("demo", [(AccountGroup("77", "Else"), row("x", aid="77"))], now=NOW)
BOTH = plan_deletion("demo", [(AccountGroup("77", "Else"), row("x", aid="77")), (GROUP, row("s0"))], now=NOW)


@pytest.fixture
def journals(tmp_path: Path) -> Path:
    return tmp_path / "journals"


def test_it_says_how_far_the_other_run_is(journals: Path) -> None:
    with RunLock.take(journals, PLAN, "te-tui rm") as lock:
        lock.progressed(Progress(29, 12, 1))
        with pytest.raises(Busy, match=rf"process {os.getpid()} on this machine, .*, 12 of 29 done"):
            RunLock.take(journals, PLAN, "te-tui rm")
    RunLock.take(journals, PLAN, "te-tui rm").release()


def test_a_run_whose_lock_file_is_taken_away_goes_on(journals: Path) -> None:
    with RunLock.take(journals, PLAN, "te-tui rm") as lock:
        (path,) = (journals.parent / "locks").iterdir()
        path.unlink()
        lock.progressed(Progress(29, 12, 1))
        assert not path.exists()


def test_other_account_groups_and_hosts_are_not_locked(journals: Path) -> None:
    with RunLock.take(journals, PLAN, "te-tui rm"):
        RunLock.take(journals, ELSEWHERE, "te-tui rm").release()
        RunLock.take(journals, replace(PLAN, host="other"), "te-tui rm").release()


def test_of_several_account_groups_none_is_held_when_one_is_not_to_be_had(journals: Path) -> None:
    with RunLock.take(journals, ELSEWHERE, "te-tui rm"):
        with pytest.raises(Busy, match=r"Account group Else \(77\)"):
            RunLock.take(journals, BOTH, "te-tui rm")
        RunLock.take(journals, PLAN, "te-tui rm").release()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff" * 2000], ids=["empty", "half", "nonsense"])
def test_what_cannot_be_read_of_the_other_run_is_left_out(journals: Path, content: bytes) -> None:
    with RunLock.take(journals, PLAN, "te-tui rm"):
        (path,) = (journals.parent / "locks").iterdir()
        path.write_bytes(content)
        with pytest.raises(Busy, match=r"is being changed by another te-tui\."):
            RunLock.take(journals, PLAN, "te-tui rm")


def test_what_a_killed_run_left_in_it_does_not_stand_in_the_way(journals: Path) -> None:
    RunLock.take(journals, PLAN, "te-tui rm").release()
    (path,) = (journals.parent / "locks").iterdir()
    assert b"te-tui rm" in path.read_bytes()
    RunLock.take(journals, PLAN, "te-tui rm").release()
