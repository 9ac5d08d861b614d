"""Programs in a terminal, and what one session with each of them costs."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from te_tui.demo import LOGIN_TOKEN
from tests.benchmarks.figures import percentile
from tests.benchmarks.probe import Probe, Response
from tests.benchmarks.service import AID

DOWNS: Final = 25
PAGES: Final = 8
_BACK: Final = {"down": "up", "pagedown": "pageup"}
_IDLE: Final = 3.0  # seconds
_PATIENCE: Final = 120.0  # seconds: the machine may have much else to do


@dataclass(frozen=True, slots=True)
class Program:
    """How to start a program, and what its screen shows when it can be used."""

    command: tuple[str, ...]
    ready: str
    keys: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """What one session showed; None did not happen.

    `first`, `ready` and `settled` are in seconds since the start, `peak` is memory in MB, `idle_bytes` are
    bytes a second and `idle_cpu` is a percentage.
    """

    first: float | None
    ready: float | None
    settled: float
    settled_bytes: int
    peak: float | None
    idle_bytes: float
    idle_cpu: float
    responses: Mapping[str, tuple[Response, ...]]

    def bytes_of(self, key: str) -> float | None:
        """The median of the bytes for a key."""
        written = [response.bytes for response in self.responses.get(key, ()) if response.latency is not None]
        return percentile(written, 0.5) if written else None

    def latency_of(self, key: str, part: float) -> float | None:
        """A percentile of the latencies of a key, in milliseconds."""
        latencies = [r.latency * 1000 for r in self.responses.get(key, ()) if r.latency is not None]
        return percentile(latencies, part) if latencies else None


def own_command() -> str:
    """The program as people start it."""
    return str(Path(sys.executable).with_name("te-tui"))


def base() -> Program:
    """The app that all are compared with."""
    path = Path(__file__).with_name("base_app.py")
    return Program((sys.executable, str(path)), ready=r"row-0\d\d", keys=("down", "pagedown"))


def explorer(url: str) -> Program:
    """The explorer on a server that runs already."""
    variables = {"TE_BASE_URL": url, "TE_TOKEN": LOGIN_TOKEN}
    return Program(
        (own_command(), "--aid", AID),
        ready="▸",
        keys=("down", "pagedown"),
        variables=variables,
    )


def demo() -> Program:
    """The explorer with the embedded server, as far as its first list."""
    return Program((own_command(), "demo"), ready="Network Ops")


def run(program: Program, *, idle: bool = True) -> Session:
    """One session: start, settle, idle, keys."""
    with (
        tempfile.TemporaryDirectory() as home,
        Probe(program.command, home=Path(home), variables=program.variables, folder=program.folder) as probe,
    ):
        ready = probe.until(program.ready, _PATIENCE)
        probe.settle(quiet=0.7, at_most=10)
        settled, settled_bytes = probe.last, probe.written
        cpu = probe.cpu()
        probe.watch(_IDLE if idle else 0.0)
        idle_bytes, idle_cpu = probe.written - settled_bytes, probe.cpu() - cpu
        responses = {key: _press(probe, key) for key in program.keys}
        return Session(
            probe.first, ready, settled, settled_bytes, _megabytes(probe.peak_memory()),
            idle_bytes / _IDLE, idle_cpu / _IDLE * 100, responses,
        )  # fmt: skip


def over_slow_link(program: Program, pace: int) -> float:
    """Seconds until the screen is settled where `pace` bytes arrive each second."""
    with (
        tempfile.TemporaryDirectory() as home,
        Probe(program.command, home=Path(home), variables=program.variables, pace=pace) as probe,
    ):
        probe.until(program.ready, _PATIENCE)
        probe.settle(quiet=1.0, at_most=30)
        return probe.last


def _megabytes(size: int | None) -> float | None:
    return None if size is None else size / 1e6


def _press(probe: Probe, key: str) -> tuple[Response, ...]:
    """Press a key as often as there is something for it to do: a page down, and up again."""
    if key == "down":
        return tuple(probe.press(key) for _ in range(DOWNS))
    responses = []
    for _ in range(PAGES):
        responses.append(probe.press(key))
        probe.press(_BACK[key])
    return tuple(responses)
