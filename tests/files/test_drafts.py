"""A draft belongs to one writer, gets its name whole or is gone, and does not outlive its writer."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from te_tui.files.drafts import Draft, clear_drafts
from te_tui.files.holding import Held
from te_tui.files.private import FileTrouble

# Begins to write a draft, says so, and waits to be killed.
_KILLED = """
import sys, time
from pathlib import Path
from te_tui.files.drafts import Draft
with Draft(Path(sys.argv[1])) as draft:
    draft.file.write(b"half")
    draft.file.flush()
    print("written", flush=True)
    time.sleep(600)
"""


def test_a_draft_takes_its_name_whole_and_private_or_is_gone(tmp_path: Path) -> None:
    with Draft(tmp_path / "new" / ".a.x.part") as draft:
        draft.file.write(b"whole")
        draft.become(tmp_path / "new" / "a.x")
    with Draft(tmp_path / "new" / ".a.x.part") as draft:
        draft.file.write(b"not wanted")
    with suppress(ZeroDivisionError), Draft(tmp_path / "new" / ".a.x.part") as draft:
        draft.file.write(b"half")
        raise ZeroDivisionError
    assert {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()} == {"a.x": b"whole"}
    assert stat.S_IMODE((tmp_path / "new" / "a.x").stat().st_mode) == 0o600


def test_one_writer_has_it_also_among_threads_and_the_next_one_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / ".a.x.part"
    with Draft(path) as draft, ThreadPoolExecutor() as threads:
        draft.file.write(b"much longer than the next one")
        second = threads.submit(Draft, path)
        with pytest.raises(Held):
            second.result()
    with Draft(path) as draft:
        draft.file.write(b"short")
        draft.become(tmp_path / "a.x")
    assert (tmp_path / "a.x").read_bytes() == b"short"


def test_a_writer_that_opened_it_before_it_got_its_name_does_not_touch_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is free again just when it is asked for, but the file has become what it was to be."""
    path, first = tmp_path / ".a.x.part", Draft(tmp_path / ".a.x.part")
    first.file.write(b"whole")
    opened = os.open

    def finish_between(name: Path, *arguments: int) -> int:
        handle = opened(name, *arguments)
        if name == path:
            monkeypatch.undo()
            first.become(tmp_path / "a.x")
            first.__exit__(None, None, None)
        return handle

    monkeypatch.setattr("os.open", finish_between)
    with Draft(path) as second:
        second.file.write(b"another")
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a.x": b"whole"}


def test_what_is_left_of_killed_writers_is_taken_away_and_what_is_being_written_stays(tmp_path: Path) -> None:
    (tmp_path / "notes.part").touch()
    old, new = tmp_path / ".abcd1234.part", tmp_path / ".efgh5678.part"
    for path, age in ((old, 2 * 24 * 3600), (new, 60)):  # of a te-tui that did not lock what it wrote
        path.touch()
        os.utime(path, (time.time() - age,) * 2)
    path = tmp_path / ".a.x.part"
    with subprocess.Popen([sys.executable, "-c", _KILLED, path], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"written\n"
        clear_drafts(tmp_path, ".x.part")
        assert {one.name for one in tmp_path.iterdir()} == {"notes.part", new.name, path.name}
        with pytest.raises(Held):
            Draft(path)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    clear_drafts(tmp_path, ".x.part")
    assert {one.name for one in tmp_path.iterdir()} == {"notes.part", new.name}
    clear_drafts(tmp_path / "none", ".x.part")


@pytest.mark.parametrize("name", [".report.pdf.part", ".firmware.part", ".1.part", "x.tesnap.part"])
def test_what_other_programs_are_writing_in_the_folder_stays(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04 half of something precious")
    os.utime(path, (time.time() - 7 * 24 * 3600,) * 2)
    clear_drafts(tmp_path, ".tesnap.part")
    assert path.read_bytes() == b"PK\x03\x04 half of something precious"


def test_a_file_that_others_put_there_is_not_written_to(tmp_path: Path) -> None:
    path, precious = tmp_path / ".a.x.part", tmp_path / "precious"
    precious.write_bytes(b"untouched")
    for put in (path.symlink_to, path.hardlink_to):
        put(precious)
        with pytest.raises(FileTrouble, match="Could not write"):
            Draft(path)
        path.unlink()
    assert precious.read_bytes() == b"untouched"
