"""A process that forks lives of te-tui, each of which may be killed at a moment of it; see `Nursery`.

A start of te-tui takes most of a second, a fork of a process that has everything imported a few milliseconds.
A life is the real program: arguments, HTTP, files. Three things are added to it: after each line of its
journal, and after each request that was carried out and before its answer is read, it looks whether this is
the moment, and kills itself then, which nothing in it can notice or put off. And it does not wait for the
disk, because it is the process that dies and not the machine, nor between two looks; and its clock agrees
with the server's.
"""

from __future__ import annotations

import gc
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, Self

import httpx
import pytest

from te_tui.actions import journal, recreation, runner, steps
from te_tui.archive import collecting
from te_tui.cli.commands import extend, prune, rm  # noqa: F401 - lives have it at hand
from te_tui.cli.main import main
from te_tui.files.private import Appending
from te_tui.sources import clock
from te_tui.sources.grafana import opened  # noqa: F401 - as above
from te_tui.sources.thousandeyes import source  # noqa: F401 - as above
from te_tui.sources.thousandeyes.body.account_groups import read_account_groups
from te_tui.sources.thousandeyes.body.panel_data import read_panel_data
from te_tui.sources.thousandeyes.body.snapshot import read_snapshot

_BELOW: Final = re.compile("^/(v7/)?(api/)?((dashboard-)?snapshots/)?")
HERE = Path(__file__).parents[2]


@dataclass(frozen=True)
class End:
    """How a life ended: at which moment it was killed, or with which exit code; and what it said."""

    moment: str | None
    code: int
    said: str


class Nursery:
    """Where lives come from, one after another; a context manager.

    A moment is called by what has just happened: `plan`, `asking 7` or `end` for a line of the journal,
    `DELETE ID`, `GET ID` or `GET widget of ID` for a request; and where that happened before in the same
    life, by how often, as in `GET ID 2`. What comes before the journal is no moment.
    """

    def __init__(self) -> None:
        command = [sys.executable, "-m", __name__]
        self._process = subprocess.Popen(
            command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()

    def live(
        self, *argv: str, typed: str = "", environment: Mapping[str, str], deadly: Collection[str] = ()
    ) -> End:
        """Run te-tui to its end, or to the first of the deadly moments."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        wanted = {"argv": argv, "typed": typed, "environment": dict(environment), "deadly": sorted(deadly)}
        print(json.dumps(wanted), file=self._process.stdin, flush=True)
        return End(**json.loads(self._process.stdout.readline()))


NOW: Final = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
"""The time by the clock of each life's machine."""


class Fate:
    """Knows the moments of one life."""

    def __init__(self, deadly: Collection[str], telling: int) -> None:
        self._deadly = frozenset(deadly)
        self._telling = telling
        self._seen: Counter[str] = Counter()
        self._begun = False

    def begin(self) -> None:
        """From now on there is a journal."""
        self._begun = True

    def now(self, what: str) -> None:
        """Something has happened."""
        if not self._begun:
            return
        self._seen[what] += 1
        moment = what if self._seen[what] == 1 else f"{what} {self._seen[what]}"
        if moment in self._deadly:
            os.write(self._telling, moment.encode())
            os.kill(os.getpid(), signal.SIGKILL)


def _watch(fate: Fate) -> None:
    """Add what this life is given beside the real program."""

    class Watched(Appending):
        def __init__(self, path: Path) -> None:
            super().__init__(path)
            if path.stat().st_size:
                fate.begin()

        def append(self, line: bytes) -> None:
            super().append(line)
            fate.begin()
            said = json.loads(line or b"{}")
            place = said.get("place")
            step = said.get("step", "plan" if line else "line end")
            fate.now(step if place is None else f"{step} {place}")

    send = httpx.AsyncHTTPTransport.handle_async_request

    async def watched(transport: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        answer = await send(transport, request)
        path = _BELOW.sub("", request.url.path)
        snapshot_id, widget, _ = path.partition("/widgets/")
        fate.now(f"{request.method} {'widget of ' if widget else ''}{snapshot_id}")
        return answer

    patch = pytest.MonkeyPatch()
    patch.setattr(journal, "Appending", Watched)
    patch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", watched)
    patch.setattr(os, "fsync", lambda handle: None)
    patch.setattr(clock, "machine_now", lambda: NOW)
    for module in (recreation, runner, steps):
        patch.setattr(module, "LOOK_AGAIN", tuple(0.0 for _ in steps.LOOK_AGAIN))
    patch.setattr(collecting, "_PAUSES", tuple(0.0 for _ in collecting._PAUSES))


def _live(wanted: dict[str, Any], telling: int, saying: int) -> int:
    os.environ.update(wanted["environment"])
    os.dup2(saying, 1)
    os.dup2(saying, 2)
    sys.stdin = io.StringIO(wanted["typed"])
    _watch(Fate(wanted["deadly"], telling))
    return main(wanted["argv"])


def _forked(life: Callable[[int, int], int]) -> End:
    (reading, telling), saying = os.pipe(), os.memfd_create("said")
    child = os.fork()
    if child == 0:
        code = 70
        try:
            code = life(telling, saying)
        finally:
            os._exit(code)
    os.close(telling)
    _, status = os.waitpid(child, 0)
    moment = os.read(reading, 1000).decode() or None
    os.close(reading)
    with os.fdopen(saying, "rb") as said:
        said.seek(0)
        return End(moment, os.waitstatus_to_exitcode(status), said.read().decode())


def _warm_up() -> None:
    """Build what is built when it is used first; garbage is not looked for in what all lives share."""
    for read in (read_account_groups, read_snapshot, read_panel_data):
        read(b"{}")
    gc.freeze()


def _bring_up() -> None:
    _warm_up()
    for line in sys.stdin:
        wanted = json.loads(line)
        end = _forked(partial(_live, wanted))
        sys.stdout.write(json.dumps(asdict(end)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _bring_up()
