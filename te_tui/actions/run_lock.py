"""The lock of a run that changes snapshots: one run at a time on each account group (safety rule 18).

A run takes the locks of all its account groups, in a fixed order, and says in them how far it is. They are
files beside the journals, locked by flock: a lock whose process is gone is free, however that ended. Runs on
different account groups or hosts do not meet.

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
    """A run that holds a lock: its command, process and machine, since when, and how far it is."""

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
    """Another run is at work on an account group; the message says which, since when and how far it is."""

    def __init__(self, group: PlannedGroup, holder: Holder | None) -> None:
        at_work = str(holder) if holder else "another te-tui"
        super().__init__(f"Account group {group.label} is being changed by {at_work}.")


class RunLock:
    """The locks of one run; a context manager that lets them go."""

    def __init__(self, files: list[Path], holder: Holder, opened: ExitStack) -> None:
        self._files = files
        self._holder = holder
        self._opened = opened

    @classmethod
    def take(cls, journals: Path, plan: Plan, command: str) -> RunLock:
        """Take the locks of all account groups of a plan.

        Args:
            journals: the folder of journals, beside which the locks are.
            plan: what is going to be carried out.
            command: what people call the run.

        Raises:
            Busy: another run has one of them; none is held then.
            FileTrouble: a lock cannot be made.
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
        """Write the progress of the run into its locks, for other runs that meet them."""
        self._holder = replace(self._holder, done=progress.done, total=progress.total)
        self._write()

    def release(self) -> None:
        """Release the locks, so that other runs may take them."""
        self._opened.close()

    def _write(self) -> None:
        """Write the run's description into its locks; not synced, as a power cut frees them anyway."""
        content = _HOLDER.dump_json(self._holder).ljust(_SIZE)
        for path in self._files:
            with suppress(OSError):  # what stands there is for people only; the lock itself is held
                handle = os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
                try:
                    os.pwrite(handle, content, 0)
                finally:
                    os.close(handle)


def _holder_of(path: Path) -> Holder | None:
    """The description of the run that holds a lock; None where it is not written yet, or cannot be read."""
    try:
        return _HOLDER.validate_json((read_private(path, at_most=_SIZE) or b"").strip())
    except (FileTrouble, ValidationError):
        return None
