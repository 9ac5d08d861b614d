"""A journal is on the disk before anything is asked, belongs to one process, and can be found again."""

from __future__ import annotations

import asyncio
import gc
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.extension import Until, plan_extension
from te_tui.actions.journal import Journal, NoJournal, name_of, read_journal
from te_tui.actions.journals import find_journal, interrupted, newest_ended
from te_tui.actions.outcome import DONE, Outcome
from te_tui.actions.plan import Plan
from te_tui.files.holding import Held
from te_tui.files.private import FileTrouble
from te_tui.sources.thousandeyes.abilities import LIMITS
from tests.actions.remote import NOW, chosen

DELETION = plan_deletion("here", chosen(["a", "b"]), now=NOW)
EXTENSION = plan_extension("here", chosen(["a", "b"]), Until(None), now=NOW, limits=LIMITS)


def begun(folder: Path, plan: Plan = DELETION, *, done: int = 0, end: bool = False) -> Path:
    with Journal.begin(folder, plan) as journal:
        for place in range(done):
            journal.settled(place, DONE)
        if end:
            journal.end()
    return journal.path


def test_a_new_journal_holds_the_whole_plan_and_is_its_owners_alone(tmp_path: Path) -> None:
    with Journal.begin(tmp_path / "journals", DELETION) as journal:
        assert read_journal(journal.path)[0].plan == DELETION
        assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600


def test_a_resumed_journal_knows_what_was_done_and_goes_on_in_the_same_file(tmp_path: Path) -> None:
    path = begun(tmp_path, done=1)
    with Journal.resume(path) as journal:
        assert journal.record.remaining == (1,)
        journal.settled(1, Outcome("gone", "Somebody was faster."))
    assert read_journal(path)[0].remaining == ()


def test_a_journal_that_cannot_be_taken_out_of_those_to_be_resumed_is_told(tmp_path: Path) -> None:
    with Journal.begin(tmp_path, DELETION) as journal:
        journal.path.unlink()
        with pytest.raises(FileTrouble, match="Could not rename"):
            journal.end()


def test_what_follows_a_half_line_is_not_lost(tmp_path: Path) -> None:
    path = begun(tmp_path)
    with path.open("ab") as file:
        file.write(b'{"step":"do')
    with Journal.resume(path) as journal:
        journal.settled(0, DONE)
    assert read_journal(path)[0].remaining == (1,)


@pytest.mark.parametrize("end", [False, True])
def test_two_runs_cannot_have_one_journal(tmp_path: Path, end: bool) -> None:
    path = begun(tmp_path, end=end)
    with Journal.resume(path) as journal, pytest.raises(Held, match="in use by another te-tui"):
        Journal.resume(journal.path)
    Journal.resume(journal.path).close()


def test_another_process_is_refused_too(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from te_tui.actions.journal import Journal; "
        "Journal.resume(Path(sys.argv[1]))"
    )
    with Journal.begin(tmp_path, DELETION) as journal:
        other = subprocess.run(
            [sys.executable, "-c", program, str(journal.path)], capture_output=True, text=True, check=False
        )
    assert "te_tui.files.holding.Held: " in other.stderr


def test_a_new_journal_that_cannot_be_written_leaves_nothing_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise FileTrouble("write", tmp_path, "No space left on device")

    monkeypatch.setattr("te_tui.files.private.Appending.append", full)
    with pytest.raises(FileTrouble):
        Journal.begin(tmp_path, DELETION)
    monkeypatch.undo()
    (path,) = tmp_path.iterdir()
    with pytest.raises(NoJournal, match="holds no plan"):
        Journal.resume(path)


def test_those_that_were_interrupted_are_named_with_what_remains_and_how_to_finish(tmp_path: Path) -> None:
    path = begun(tmp_path, done=1)
    begun(tmp_path, EXTENSION, done=2, end=True)
    (found,) = interrupted(tmp_path)
    name = path.name.removesuffix(".jsonl")
    assert str(found) == (
        f"An earlier deletion was interrupted: 1 of 2 remain. Finish it with te-tui rm --resume {name}."
    )
    assert interrupted(tmp_path, "extend") == []


def test_the_command_that_finishes_a_journal_names_its_profile(tmp_path: Path) -> None:
    begun(tmp_path, replace(DELETION, profile="my lab"))
    (found,) = interrupted(tmp_path)
    assert "te-tui rm --profile 'my lab' --resume " in str(found)


def test_one_that_vanishes_while_they_are_looked_for_is_none(tmp_path: Path) -> None:
    (tmp_path / "20260101-000000-delete-000000.jsonl").symlink_to(tmp_path / "gone")
    begun(tmp_path)
    assert len(interrupted(tmp_path)) == 1


def test_one_that_somebody_is_at_or_that_nobody_can_read_is_not_named(tmp_path: Path) -> None:
    (tmp_path / "20260101-000000-delete-000000.jsonl").write_bytes(b"")
    (tmp_path / "20260101-000000-delete-000001.jsonl").write_bytes(b"half")
    (tmp_path / "20260101-000000-delete-000002.jsonl").symlink_to(begun(tmp_path / "elsewhere"))
    with Journal.begin(tmp_path, DELETION):
        assert interrupted(tmp_path) == []
    assert len(interrupted(tmp_path)) == 1


def test_a_folder_that_is_not_there_holds_no_journal(tmp_path: Path) -> None:
    assert interrupted(tmp_path / "none") == []


def test_an_ended_journal_with_failures_can_be_resumed_by_name_and_is_not_named_by_itself(
    tmp_path: Path,
) -> None:
    with Journal.begin(tmp_path, DELETION) as journal:
        journal.settled(0, DONE)
        journal.settled(1, Outcome("failed", "The service failed."))
        journal.end()
    assert interrupted(tmp_path) == []
    with Journal.resume(find_journal(tmp_path, name_of(journal.path))) as again:
        assert again.record.remaining == (1,)
        again.asking(1)
    assert len(interrupted(tmp_path)) == 1


def test_a_journal_is_found_by_its_name_or_its_path(tmp_path: Path) -> None:
    path = begun(tmp_path)
    assert find_journal(tmp_path, path.name.removesuffix(".jsonl")) == path
    assert find_journal(tmp_path / "elsewhere", str(path)) == path
    with pytest.raises(NoJournal, match="There is no journal nope in"):
        find_journal(tmp_path, "nope")


def test_the_newest_of_a_kind_that_was_brought_to_its_end_is_found(tmp_path: Path) -> None:
    begun(tmp_path, EXTENSION, end=True).rename(tmp_path / "20200101-000000-extend-1.done.jsonl")
    newest = begun(tmp_path, EXTENSION, end=True)
    begun(tmp_path, DELETION, end=True)
    begun(tmp_path, EXTENSION)
    begun(tmp_path, replace(EXTENSION, host="elsewhere"), end=True)
    assert newest_ended(tmp_path, "extend", "here") == newest
    with pytest.raises(NoJournal):
        newest_ended(tmp_path / "none", "extend", "here")


def test_what_is_no_journal_cannot_be_resumed(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    for path in (tmp_path / "notes.txt", tmp_path / "none", tmp_path):
        with pytest.raises(NoJournal):
            Journal.resume(path)


async def test_a_disk_that_fails_while_nobody_waits_for_it_any_more_is_not_told_by_the_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: told.append(context))
    begun, failing = threading.Event(), threading.Event()

    def fail(_: object) -> None:
        begun.set()
        failing.wait(60)
        raise FileTrouble("write", tmp_path, "No space left on device")

    journal = Journal.begin(tmp_path, DELETION)
    monkeypatch.setattr("te_tui.files.private.Appending.sync", fail)
    journal.asking(0)
    waiting = asyncio.create_task(journal.on_disk())
    await asyncio.to_thread(begun.wait, 60)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    failing.set()
    syncing = journal._syncing
    assert syncing is not None
    await asyncio.wait([syncing])
    journal.close()
    del journal, waiting, syncing
    gc.collect()
    assert told == []
