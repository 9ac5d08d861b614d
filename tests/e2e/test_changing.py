"""Changing snapshots on a terminal: the question, its answers, the progress, and ctrl+c."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from te_tui.demo import TOKEN, DemoOptions
from te_tui.demo.server import DemoServer
from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT, Snapshot
from te_tui.demo.thousandeyes.store import Store
from tests.cli.conftest import raw_ids
from tests.e2e.forks import ForkedProgram as Program
from tests.e2e.program import COMMAND, DEADLINE

RM = ("rm", CONTRACT_SNAPSHOT, "--no-archive")
MANY = ("prune", "--filter", "expires<20d", "--no-archive")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "requests.jsonl"


@pytest.fixture
def server(log: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DemoServer]:
    """Its time is this machine's: another one would be doubted."""
    with DemoServer(DemoOptions(rate_limit=0, log=log)) as server:
        monkeypatch.setenv("TE_BASE_URL", server.url)
        monkeypatch.setenv("TE_TOKEN", TOKEN)
        yield server


def methods(log: Path) -> set[str]:
    return {json.loads(line)["method"] for line in log.read_text().splitlines()}


@pytest.mark.parametrize("answer", ["n", "", "yes please", "\x04", "ctrl+c"])
def test_only_a_clear_yes_is_one(server: DemoServer, log: Path, answer: str) -> None:
    with Program(*RM) as program:
        asked = program.until("Go on? [y/N]")
        assert "Delete 1 snapshot of account group Network Ops (1234) on 127.0.0.1:" in asked
        assert "Not archived: this cannot be undone." in asked
        if answer == "ctrl+c":
            program.interrupt()
            program.until("Nothing was changed.")
        else:
            program.press(answer, *([] if answer == "\x04" else ["enter"]))
        assert program.end() == 130
    assert methods(log) == {"GET"}


@pytest.mark.parametrize(("answer", "code", "remains"), [("y", 0, False), ("n", 130, True)])
def test_ids_may_be_piped_in_and_the_answer_typed(
    server: DemoServer, answer: str, code: int, remains: bool
) -> None:
    piped = ("sh", "-c", f'echo {CONTRACT_SNAPSHOT} | "$@"', "sh", *COMMAND)
    with Program("rm", "-", "--no-archive", command=piped) as program:
        program.until("Go on? [y/N]")
        program.press(answer, "enter")
        assert program.end() == code
    assert (CONTRACT_SNAPSHOT in raw_ids(server, "1234")) is remains


def test_a_yes_deletes(server: DemoServer) -> None:
    with Program(*RM) as program:
        program.until("Go on? [y/N]")
        program.press("y", "enter")
        assert "Deleted 1 snapshot" in program.until("Deleted 1 snapshot")
        assert program.end() == 0
    assert CONTRACT_SNAPSHOT not in raw_ids(server, "1234")


@pytest.mark.parametrize("typed", [("y", "enter"), ("y",)], ids=["a line", "a part of one"])
def test_what_was_typed_before_the_question_deletes_nothing(
    server: DemoServer, log: Path, typed: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be meant for another program, or be a part of what was pasted."""
    is_typed = threading.Event()
    find = Store.find

    def wait_and_find(store: Store, aid: str, snapshot_id: str) -> Snapshot | None:
        is_typed.wait(DEADLINE)
        return find(store, aid, snapshot_id)

    monkeypatch.setattr(Store, "find", wait_and_find)
    with Program(*RM) as program:
        program.press(*typed)
        program.until("y")
        is_typed.set()
        program.until("Go on? [y/N]")
        program.press("enter")
        program.until("Nothing was changed.")
        assert program.end() == 130
    assert methods(log) == {"GET"}


def test_at_80_columns_the_plan_is_whole_words_and_the_run_says_what_happened(server: DemoServer) -> None:
    with Program(*RM, columns=80, lines=24) as program:
        asked = program.until("Go on? [y/N]")
        assert asked.startswith(f"delete  {CONTRACT_SNAPSHOT}")
        assert "· Network Ops (1234)\n" in asked
        program.press("y", "enter")
        after = program.until("Deleted 1 snapshot").partition("Go on?")[2]
        assert program.end() == 0
    assert f"\ndeleted  {CONTRACT_SNAPSHOT}" in after
    assert "\ndelete  " not in after


def test_above_twenty_deletions_the_number_is_typed(server: DemoServer, log: Path) -> None:
    with Program(*MANY) as program:
        asked = program.until("to delete them:")
        assert "… and 5 more; --dry-run lists them all" in asked
        program.press("y", "enter")
        program.until("Nothing was changed.")
        assert program.end() == 130
    assert methods(log) == {"GET"}
    with Program(*MANY) as program:
        program.until("Type 25 to delete them:")
        program.press("25", "enter")
        program.until("Deleted 25 snapshots")
        assert program.end() == 0


def test_ctrl_c_stops_a_run_and_says_how_to_finish_it(
    server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sixth deletion takes as long as nobody presses ctrl+c."""
    before, pressed = raw_ids(server, "1234"), threading.Event()
    delete, deleted = Store.delete, list[str]()

    def delete_and_wait(store: Store, snapshot_id: str) -> None:
        delete(store, snapshot_id)
        deleted.append(snapshot_id)
        if len(deleted) == 6:
            pressed.wait(DEADLINE)

    monkeypatch.setattr(Store, "delete", delete_and_wait)
    with Program("--aid", "1234", *MANY, "--yes") as program:
        program.until("of 25 done", "ctrl+c stops")
        program.interrupt()
        told = program.until("remain. Finish with te-tui rm --resume ")
        assert program.end() == 130
    pressed.set()
    assert "of 25 remain" in told
    with Program("prune", "--resume", "--yes") as program:
        program.until("Deleted 25 snapshots")
        assert program.end() == 0
    assert len(set(deleted)) == 25
    assert [one for one in before if one not in deleted] == raw_ids(server, "1234")


def test_a_reader_that_leaves_does_not_stop_a_run(server: DemoServer) -> None:
    before = raw_ids(server, "1234")
    running = subprocess.Popen(
        [*COMMAND, *MANY, "--yes"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(b"deleted  ")
        running.stdout.close()
        assert running.stderr.read().startswith(b"te-tui: Deleted 25 snapshots")
        assert running.wait(DEADLINE) == 0
    assert len(raw_ids(server, "1234")) == len(before) - 25
