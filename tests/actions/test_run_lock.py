"""One run at a time on an account group, and what it says of itself."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path

import pytest

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.outcome import Progress
from te_tui.actions.run_lock import Busy, Holder, RunLock
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


@pytest.mark.parametrize("lost", ["1234", "77"])
def test_of_several_locks_each_says_how_far_it_is_though_one_was_taken_away(
    journals: Path, lost: str
) -> None:
    alone = {"1234": PLAN, "77": ELSEWHERE}
    RunLock.take(journals, alone[lost], "te-tui rm").release()
    (path,) = (journals.parent / "locks").iterdir()
    with RunLock.take(journals, BOTH, "te-tui rm") as lock:
        path.unlink()
        lock.progressed(Progress(29, 12, 1))
        (other,) = [plan for aid, plan in alone.items() if aid != lost]
        with pytest.raises(Busy, match="12 of 29 done"):
            RunLock.take(journals, other, "te-tui rm")


def test_it_says_how_many_are_to_be_done_before_the_first_is(journals: Path) -> None:
    with RunLock.take(journals, PLAN, "te-tui rm"), pytest.raises(Busy, match=r"0 of 6 done\.$"):
        RunLock.take(journals, PLAN, "te-tui rm")


def test_nothing_is_written_through_a_link_in_the_place_of_a_lock(journals: Path, tmp_path: Path) -> None:
    with RunLock.take(journals, PLAN, "te-tui rm") as lock:
        (path,) = (journals.parent / "locks").iterdir()
        path.unlink()
        (tmp_path / "precious").write_bytes(b"precious")
        path.symlink_to(tmp_path / "precious")
        lock.progressed(Progress(29, 12, 1))
    assert (tmp_path / "precious").read_bytes() == b"precious"


@pytest.mark.parametrize(
    ("machine", "hours_before", "told"),
    [
        ("bastion", 8, "process 7 on bastion, since 01:00 UTC, 1,000 of 2,000 done"),
        ("bastion", 10, "process 7 on bastion, since 2026-11-20 23:00 UTC, 1,000 of 2,000 done"),
        (socket.gethostname(), 0, "process 7 on this machine, since 09:00 UTC, 1,000 of 2,000 done"),
    ],
)
def test_a_holder_is_told_with_its_machine_and_the_day_where_that_is_another_one(
    monkeypatch: pytest.MonkeyPatch, machine: str, hours_before: int, told: str
) -> None:
    class At(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> At:
            return cls.fromtimestamp(NOW.timestamp(), tz)

    monkeypatch.setattr("te_tui.actions.run_lock.datetime", At)
    for zone in (UTC, timezone(timedelta(hours=14))):
        began = (NOW - timedelta(hours=hours_before)).astimezone(zone)
        assert str(Holder("te-tui rm", 7, machine, began, 1_000, 2_000)) == f"te-tui rm, {told}"
