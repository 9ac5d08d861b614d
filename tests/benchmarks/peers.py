"""Other programs for the terminal, for comparison: those that are there are measured."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.benchmarks.programs import Program

PYPI: Final = ("posting", "harlequin", "toolong")
"""Each in a virtual environment of its own, because they need different releases of Textual."""

DEBIAN: Final = ("tig", "htop")


MOVES: Final = ("down", "pagedown")
_COMMANDS: Final = {"toolong": "tl"}


@dataclass(frozen=True, slots=True)
class Look:
    """What a peer shows when it can be used, what it needs for that, and the keys that move in it."""

    ready: str
    keys: tuple[str, ...] = ()
    argument: str | None = None
    folder: Path | None = None

    def at(self, command: str | None) -> Program | None:
        """The peer as a program, if it is there."""
        if command is None:
            return None
        argv = (command,) if self.argument is None else (command, self.argument)
        return Program(argv, self.ready, self.keys, folder=self.folder)


def find_peers(folder: Path | None, work: Path) -> Mapping[str, Program | None]:
    """Every peer by name; None is one that is not there.

    Args:
        folder: holds a virtual environment for each of `PYPI`, named like it.
        work: an empty folder, for a file and a repository to look at.
    """
    log = work / "many.log"
    log.write_text("".join(f"line {number:05} of a log\n" for number in range(5_000)), encoding="utf-8")
    found = {name: _in(folder, name) for name in PYPI} | {name: shutil.which(name) for name in DEBIAN}
    looks = {
        "posting": Look("(?i)collection"),
        "harlequin": Look("Query"),
        "toolong": Look("line 0", keys=MOVES, argument=str(log)),
        "tig": Look(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", keys=MOVES, folder=Path(__file__).parent),
        "htop": Look("PID", keys=MOVES),
    }
    return {name: look.at(found[name]) for name, look in looks.items()}


def _in(folder: Path | None, name: str) -> str | None:
    path = folder / name / "bin" / _COMMANDS.get(name, name) if folder else None
    return str(path.absolute()) if path and path.exists() else None
