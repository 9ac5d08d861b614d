"""The journal of a run: a file with the plan, then a line before each request and after each answer.

Before a request is sent, its line is written and `on_disk` awaited (safety rule 13). Lines of several changes
are synced together, in a thread, so that a slow disk does not hold up the event loop.
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from te_tui.actions.json_lines import to_line
from te_tui.actions.outcome import Outcome
from te_tui.actions.plan import Plan
from te_tui.actions.plan_json import PLAN
from te_tui.actions.record import LINE, Line, Record, Step, begin, read_record
from te_tui.files.holding import Hold
from te_tui.files.private import Appending, FileTrouble, read_private

OPEN: Final = ".jsonl"
ENDED: Final = ".done.jsonl"
LARGEST: Final = 256 * 1024 * 1024


class NoJournal(Exception):
    """There is no such journal, or it has no plan to resume; the message says which."""


class Journal:
    """The journal of one run, locked against other processes; leaving its `with` block closes it.

    Attributes:
        path: the journal's file.
        record: the plan, and how far it had been carried out when the journal was opened.
        archives: the path of each archive that was made, by the index of its change in the plan.
    """

    def __init__(self, path: Path, record: Record, file: Appending, opened: ExitStack) -> None:
        self.path = path
        self.record = record
        self.archives = {place: one.archive for place, one in enumerate(record.traces) if one.archive}
        self._file = file
        self._opened = opened
        self._written = self._synced = 0
        self._syncing: asyncio.Task[None] | None = None

    @classmethod
    def begin(cls, folder: Path, plan: Plan) -> Journal:
        """Begin a new journal in a folder; when this returns, the whole plan is on the disk.

        Raises:
            FileTrouble: the journal cannot be written.
        """
        name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{plan.action}-{secrets.token_hex(3)}"
        with ExitStack() as opened:
            file = Appending(folder / f"{name}{OPEN}")
            opened.callback(file.close)
            opened.callback(Hold(file.path).release)
            file.append(to_line(PLAN, plan))
            file.sync()
            return cls(file.path, begin(plan), file, opened.pop_all())

    @classmethod
    def resume(cls, path: Path) -> Journal:
        """Open an existing journal to continue its run.

        Raises:
            NoJournal: there is no such file, or it has no plan, so that nothing was done.
            Held: another process has locked the journal.
            FileTrouble: the journal cannot be read or written.
        """
        if not path.is_file():
            raise NoJournal(f"There is no journal {path}.")
        with ExitStack() as opened:
            opened.callback(Hold(path).release)
            record, whole = read_journal(path)
            if path.name.endswith(ENDED):
                path = _renamed(path, ENDED, OPEN)
            file = Appending(path)
            opened.callback(file.close)
            if not whole:
                file.append(b"")  # a line was cut: what follows must not be taken for its rest
            return cls(path, record, file, opened.pop_all())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def archiving(self, place: int) -> None:
        """Record that the snapshot of the change at index `place` is about to be archived."""
        self._write("archiving", place)

    def archived(self, place: int, archive: Path) -> None:
        """Record that the archive for the change at index `place` is complete on the disk."""
        self.archives[place] = archive
        self._write("archived", place, file=str(archive))

    def copying(self, place: int, copy: str) -> None:
        """Record the id of a safety copy, which keeps the content while a snapshot is deleted and recreated.

        The id is recorded before the copy is requested, and again if the service chose another id.
        """
        self._write("copying", place, snapshot_id=copy)

    def making(self, place: int, new_id: str) -> None:
        """Record that a snapshot is about to be recreated, with the id `new_id`."""
        self._write("making", place, snapshot_id=new_id)

    def made(self, place: int, new_id: str) -> None:
        """Record that a snapshot was recreated, with the id `new_id`, and still has to be checked."""
        self._write("made", place, snapshot_id=new_id)

    def tidied(self, place: int) -> None:
        """Record that the safety copy for the change at index `place` is deleted."""
        self._write("tidied", place)

    def asking(self, place: int) -> None:
        """Record that the request for the change at index `place` is about to be sent."""
        self._write("asking", place)

    def refused(self, place: int) -> None:
        """Record that a deletion was refused or not sent after all, and that its snapshot still exists."""
        self._write("refused", place)

    def answered(self, place: int) -> None:
        """Record that the request for a change was answered, and its result still has to be checked."""
        self._write("answered", place)

    def settled(self, place: int, outcome: Outcome) -> None:
        """Record the outcome of the change at index `place` in the plan."""
        expires = outcome.made.expires if outcome.made else None
        self._write(outcome.kind, place, why=outcome.why or None, expires=expires)

    async def on_disk(self) -> None:
        """Wait until every line written so far is on the disk.

        Raises:
            FileTrouble: the journal cannot be written.
        """
        wanted = self._written
        while self._synced < wanted:
            if self._syncing is None or self._syncing.done():
                self._syncing = asyncio.create_task(self._sync())
                self._syncing.add_done_callback(_retrieved)
            await asyncio.shield(self._syncing)

    async def _sync(self) -> None:
        written = self._written
        await asyncio.to_thread(self._file.sync)
        self._synced = written

    def end(self) -> None:
        """Record that every change has an outcome, and rename the journal's file to mark it as finished."""
        self._write("end", None)
        self._file.sync()
        self.path = _renamed(self.path, OPEN, ENDED)

    def close(self) -> None:
        """Sync all lines to the disk if possible, then close and unlock the file."""
        with suppress(FileTrouble):
            self._file.sync()
        self._opened.close()

    def _write(
        self,
        step: Step,
        place: int | None,
        *,
        file: str | None = None,
        why: str | None = None,
        snapshot_id: str | None = None,
        expires: datetime | None = None,
    ) -> None:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = Line(step, place, file, why, at, snapshot_id, expires)
        self._file.append(to_line(LINE, line, exclude_none=True))
        self._written += 1


def _retrieved(syncing: asyncio.Task[None]) -> None:
    """Fetch the exception of a finished task, so that asyncio does not warn that it was never retrieved."""
    if not syncing.cancelled():
        syncing.exception()


def name_of(path: Path) -> str:
    """The name of a journal for people: its file name without the suffix."""
    return path.name.removesuffix(ENDED).removesuffix(OPEN)


def _renamed(path: Path, suffix: str, another: str) -> Path:
    new = path.with_name(path.name.removesuffix(suffix) + another)
    try:
        return path.rename(new)
    except OSError as error:
        raise FileTrouble("rename", path, error.strerror or type(error).__name__) from error


def read_journal(path: Path) -> tuple[Record, bool]:
    """The record in a journal, and whether its last line was written completely.

    Raises:
        NoJournal: the file has no plan, so that nothing was done.
        FileTrouble: the file cannot be read.
    """
    content = read_private(path, at_most=LARGEST) or b""
    record = read_record(content)
    if record is None:
        raise NoJournal(f"{path} holds no plan of te-tui, so there is nothing to go on with.")
    return record, content.endswith(b"\n")
