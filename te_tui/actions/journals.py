"""Finding journals of runs: all unfinished journals, the newest finished journal, or a journal by name."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from te_tui.actions.journal import ENDED, OPEN, NoJournal, name_of, read_journal
from te_tui.actions.plan import Action, Plan
from te_tui.actions.record import Record
from te_tui.files.holding import Held, Hold
from te_tui.files.private import FileTrouble


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The journal of an unfinished run; as a string, it says how much remains, and how to finish the run."""

    path: Path
    record: Record

    def __str__(self) -> str:
        plan = self.record.plan
        kind = "deletion" if plan.action == "delete" else "extension"
        left = f"{len(self.record.remaining):,} of {len(plan.changes):,} remain"
        return f"An earlier {kind} was interrupted: {left}. Finish it with {resumption(plan, self.path)}."


def resumption(plan: Plan, path: Path) -> str:
    """The shell command that finishes the run that a journal records."""
    command = "rm" if plan.action == "delete" else "extend"
    return f"te-tui {command}{_profile(plan)} --resume {name_of(path)}"


def taking_back(plan: Plan, path: Path) -> str:
    """The shell command that undoes the extensions that a journal records."""
    return f"te-tui extend{_profile(plan)} --undo {name_of(path)}"


def _profile(plan: Plan) -> str:
    return f" --profile {shlex.quote(plan.profile)}" if plan.profile else ""


def interrupted(folder: Path, action: Action | None = None) -> list[Interrupted]:
    """The unfinished runs that no running te-tui is carrying out, oldest first.

    If `action` is given, only those of this action (deletion or extension).
    """
    found = []
    for path in _journals(folder, OPEN):
        # One that another process holds or that cannot be read is no reason not to do something else.
        with suppress(Held, NoJournal, FileTrouble):
            hold = Hold(path)
            hold.release()
            record, _ = read_journal(path)
            if record.interrupted and action in {None, record.plan.action}:
                found.append(Interrupted(path, record))
    return found


def newest_ended(folder: Path, action: Action, host: str) -> Path:
    """The path of the journal of the newest finished deletion or extension (`action`) on a host.

    Raises:
        NoJournal: there is none.
    """
    ended = []
    for path in _journals(folder, ENDED):
        with suppress(NoJournal, FileTrouble):
            record, _ = read_journal(path)
            if (record.plan.action, record.plan.host) == (action, host):
                ended.append((record.ended or record.plan.made, path))
    if not ended:
        raise NoJournal(f"There is no journal of that for {host} in {folder}.")
    return max(ended)[1]


def find_journal(folder: Path, name: str) -> Path:
    """Find a journal by its name in the folder, or by its path; return the path.

    Raises:
        NoJournal: there is none.
    """
    for path in (folder / f"{name}{OPEN}", folder / f"{name}{ENDED}", Path(name)):
        if path.is_file():
            return path
    raise NoJournal(f"There is no journal {name} in {folder}.")


def _journals(folder: Path, suffix: str) -> Iterator[Path]:
    """The journal files with a suffix, unfinished or finished, oldest first; empty files are left out."""
    for path in sorted(folder.glob(f"*{suffix}")):
        with suppress(OSError):  # another process may have renamed it meanwhile
            if name_of(path) + suffix == path.name and path.stat().st_size:
                yield path
