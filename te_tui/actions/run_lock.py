"""Locks for runs that change snapshots: one run at a time in each account group (safety rule 18).

A run takes the locks of all its account groups, in a fixed order, and writes its progress into them. Locks
are files beside the journals, locked with flock, so that a lock is free as soon as its process has ended,
even if it was killed. Runs on different account groups or hosts do not block each other.

    with RunLock.take(places.journals, plan, "te-tui rm") as lock:
        with Journal.begin(places.journals, plan) as journal:
            await Runner(source, archives, journal, observer, progressed=lock.progressed).run()
"""

from __future__ import annotations

import os
import socket
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from te_tui.actions.outcome import Progress
from te_tui.actions.plan import Plan, PlannedGroup
from te_tui.files.holding import Held, Hold
from te_tui.files.places import file_stem
from te_tui.files.private import Appending, FileTrouble, read_private
from te_tui.models.clean_text import CleanText

_SUFFIX: Final = ".lock"
_SIZE: Final = 1024
"""Bytes of a lock file, few enough to be written in one piece."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The run that has a lock: its command, process id, machine, start time (UTC) and progress."""

    command: CleanText
    pid: int
    machine: CleanText
    began: AwareDatetime
    done: int = 0
    total: int = 0

    def __str__(self) -> str:
        where = "this machine" if self.machine == socket.gethostname() else self.machine
        began = self.began.astimezone(UTC)
        day = "" if began.date() == datetime.now(UTC).date() else f"{began:%Y-%m-%d} "
        process = f"{self.command}, process {self.pid} on {where}, since {day}{began:%H:%M} UTC"
        return f"{process}, {self.done:,} of {self.total:,} done"


_HOLDER: Final = TypeAdapter(Holder)


class Busy(Exception):
    """Another run is changing an account group; the message describes that run."""

    def __init__(self, group: PlannedGroup, holder: Holder | None) -> None:
        at_work = str(holder) if holder else "another te-tui"
        super().__init__(f"Account group {group.label} is being changed by {at_work}.")


class RunLock:
    """The locks of one run; leaving its `with` block releases them."""

    def __init__(self, files: list[Path], holder: Holder, opened: ExitStack) -> None:
        self._files = files
        self._holder = holder
        self._opened = opened

    @classmethod
    def take(cls, journals: Path, plan: Plan, command: str) -> RunLock:
        """Take the locks of all account groups of a plan.

        Args:
            journals: the folder of journals; the folder of locks is beside it.
            plan: the plan that is going to be carried out.
            command: the name of the run for people, such as `te-tui rm`.

        Raises:
            Busy: another run has one of the locks; none is kept then.
            FileTrouble: a lock file cannot be made.
        """
        holder = Holder(command, os.getpid(), socket.gethostname(), datetime.now(UTC), 0, len(plan.changes))
        groups = {change.aid: plan.group_of(change) for change in plan.changes}
        files = []
        with ExitStack() as opened:
            for aid in sorted(groups):
                path = journals.with_name("locks") / f"{file_stem(plan.host, f'{plan.host}/{aid}')}{_SUFFIX}"
                Appending(path).close()
                try:
                    opened.callback(Hold(path).release)
                except Held:
                    raise Busy(groups[aid], _holder_of(path)) from None
                files.append(path)
            lock = cls(files, holder, opened.pop_all())
        lock._write()
        return lock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def progressed(self, progress: Progress) -> None:
        """Write the run's progress into its lock files, so that other runs can tell people about it."""
        self._holder = replace(self._holder, done=progress.done, total=progress.total)
        self._write()

    def release(self) -> None:
        """Release the locks, so that other runs may take them."""
        self._opened.close()

    def _write(self) -> None:
        """Write the run's description into its lock files; no fsync, as a power cut ends the locks anyway."""
        content = _HOLDER.dump_json(self._holder).ljust(_SIZE)
        for path in self._files:
            with suppress(OSError):  # what stands there is for people only; the lock itself is held
                handle = os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
                try:
                    os.pwrite(handle, content, 0)
                finally:
                    os.close(handle)


def _holder_of(path: Path) -> Holder | None:
    """The description of the run that has a lock; None if it is not written yet or cannot be read."""
    try:
        return _HOLDER.validate_json((read_private(path, at_most=_SIZE) or b"").strip())
    except (FileTrouble, ValidationError):
        return None
