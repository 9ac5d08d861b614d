"""Every experiment, done once when a row first asks for it; programs that are compared take turns."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Final

from tests.benchmarks import programs
from tests.benchmarks.figures import Measured, percentile
from tests.benchmarks.probe import Probe
from tests.benchmarks.programs import Program, Session

MANY: Final = 100_000
SLOW_LINK: Final = 10_000  # bytes a second
_LATENCIES: Final = 60  # keys that are pressed while rows stream in
_PATIENCE: Final = 600.0  # seconds


@contextmanager
def serving(*module: str) -> Iterator[str]:
    """The address of a server that runs in a process of its own."""
    with subprocess.Popen([sys.executable, "-m", *module], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            found = re.search(r"http://[0-9.:]+", said)
            assert found, f"the server did not start: {said!r}"
            yield found[0]
        finally:
            server.terminate()


def _many_rows(count: int, *options: str) -> tuple[str, ...]:
    return ("tests.benchmarks.service", "--snapshots", str(count), *options)


class Lab:
    """Runs experiments.

    Args:
        runs: how often each.
        peers: other programs by name; None is one that is not there.
        say: is told what is being done.
    """

    def __init__(self, runs: int, peers: Mapping[str, Program | None], say: Callable[[str], None]) -> None:
        self._runs = runs
        self._peers = {name: peer for name, peer in peers.items() if peer is not None}
        self._say = say
        self.left_out: list[str] = []
        """Peers that are there and did not come to be used."""

    @cached_property
    def sessions(self) -> Mapping[str, Sequence[Session]]:
        """The sessions with each program: `base`, `te-tui`, `demo`, and the peers."""
        with serving("te_tui", "demo", "--serve", "--rate-limit", "0") as url:
            compared = {
                "base": programs.base(),
                "te-tui": programs.explorer(url),
                "demo": programs.demo(),
                **self._peers,
            }
            # Once without being looked at: so that what Python compiles, and what the disk holds, is at hand.
            for name, program in list(compared.items()):
                self._say(f"first look at {name}")
                if programs.run(program, idle=False).ready is None and name in self._peers:
                    del compared[name]
                    self.left_out.append(name)
            sessions: dict[str, list[Session]] = {name: [] for name in compared}
            for turn in range(self._runs):
                for name, program in compared.items():
                    self._say(f"{name}, {turn + 1} of {self._runs}")
                    sessions[name].append(programs.run(program))
        return sessions

    @cached_property
    def crowds(self) -> Sequence[tuple[float | None, float | None]]:
        """While 100,000 rows stream in: 95th percentile of the latency (ms); then: peak memory (MB)."""
        with serving(*_many_rows(MANY)) as url:
            return [self._crowd(url, turn) for turn in range(self._runs)]

    def _crowd(self, url: str, turn: int) -> tuple[float | None, float | None]:
        self._say(f"te-tui with {MANY:,} rows, {turn + 1} of {self._runs}")
        program = programs.explorer(url)
        with (
            tempfile.TemporaryDirectory() as home,
            Probe(program.command, home=Path(home), variables=program.variables) as probe,
        ):
            probe.until("▸", _PATIENCE)
            latencies = []
            for place in range(_LATENCIES):
                key = "up" if place % 2 else "down"
                response = probe.press(key, lambda terminal: terminal.line_of("▸"), within=5.0)
                if "more coming" not in probe.terminal.text:
                    break
                latencies.append(5.0 if response.latency is None else response.latency)
                probe.watch(0.05)
            deadline = time.monotonic() + _PATIENCE
            while "more coming" in probe.terminal.text and probe.alive and time.monotonic() < deadline:
                probe.take(1.0)
            probe.settle(quiet=0.7, at_most=10)
            peak = probe.peak_memory()
            return percentile(latencies, 0.95) * 1000 if latencies else None, peak and peak / 1e6

    @cached_property
    def slow_links(self) -> Mapping[str, Sequence[float]]:
        """Seconds until all is settled at 10 kB/s: `base` and `te-tui`."""
        settled: dict[str, list[float]] = {"base": [], "te-tui": []}
        with serving("te_tui", "demo", "--serve", "--rate-limit", "0") as url:
            for turn in range(self._runs):
                for name, program in (("base", programs.base()), ("te-tui", programs.explorer(url))):
                    self._say(f"{name} at {SLOW_LINK // 1000} kB/s, {turn + 1} of {self._runs}")
                    settled[name].append(programs.over_slow_link(program, SLOW_LINK))
        return settled

    @cached_property
    def streaming(self) -> Mapping[str, Measured]:
        """Stalls while 100,000 rows stream in."""
        with serving(*_many_rows(MANY)) as url:
            return self._inside("streaming", url, str(MANY))

    @cached_property
    def filtering(self) -> Mapping[str, Measured]:
        """The filter over 100,000 rows."""
        with serving(*_many_rows(MANY)) as url:
            return self._inside("filtering", url, str(MANY))

    @cached_property
    def filtering_few(self) -> Mapping[str, Measured]:
        """The filter over 100 rows: what a key and the painting cost without it."""
        with serving(*_many_rows(100)) as url:
            return self._inside("filtering", url, "100")

    @cached_property
    def opening(self) -> Mapping[str, Measured]:
        """Stalls while 100,000 points are opened."""
        with serving("te_tui", "demo", "--serve", "--rate-limit", "0") as url:
            return self._inside("opening", url)

    @cached_property
    def listing(self) -> Mapping[str, Measured]:
        """The list of 10,000 with 50 ms of latency."""
        with serving(*_many_rows(10_000, "--latency", "50")) as url:
            return self._inside("listing", url)

    @cached_property
    def grafana_list(self) -> Mapping[str, Measured]:
        """The list of a Grafana with 10,000 snapshots."""
        with serving("te_tui", "demo", "--serve", "--vendor", "grafana", "--snapshots", "10000") as url:
            return self._inside("grafana_list", url)

    @cached_property
    def grafana_body(self) -> Mapping[str, Measured]:
        """A snapshot of 20 MB."""
        with serving("te_tui", "demo", "--serve", "--vendor", "grafana") as url:
            return self._inside("grafana_body", url)

    @cached_property
    def official(self) -> Mapping[str, Measured]:
        """The official SDK on rows as its schema has them: with their widgets."""
        with serving(*_many_rows(300, "--with-panels")) as url:
            return self._inside("official", url, "300")

    @cached_property
    def official_lean(self) -> Mapping[str, Measured]:
        """The official SDK on rows without widgets."""
        with serving(*_many_rows(2_000)) as url:
            return self._inside("official", url, "2000")

    @cached_property
    def archiving(self) -> Mapping[str, Measured]:
        """Sixty snapshots with 50 ms of latency."""
        with serving("te_tui", "demo", "--serve", "--rate-limit", "0", "--latency", "50") as url:
            return self._inside("archiving", url)

    @cached_property
    def changing(self) -> Mapping[str, Measured]:
        """Sixty extensions and deletions with 50 ms of latency, of new servers: each is changed by it."""
        figures = []
        for turn in range(self._runs):
            with tempfile.TemporaryDirectory() as folder:
                log = f"{folder}/requests.jsonl"
                demo = ("te_tui", "demo", "--serve", "--snapshots", "400", "--rate-limit", "0")
                with serving(*demo, "--latency", "50", "--log", log) as url:
                    figures.append(self._once("changing", turn, url, log))
        return _by_name(figures)

    @cached_property
    def memory(self) -> Mapping[str, Measured]:
        """Bytes for each snapshot."""
        return self._inside("memory")

    @cached_property
    def chart(self) -> Mapping[str, Measured]:
        """The chart of 100,000 points."""
        return self._inside("chart")

    @cached_property
    def analysis(self) -> Mapping[str, Measured]:
        """The arithmetic of timeline, compare and trend."""
        return self._inside("analysis")

    @cached_property
    def timeline_screen(self) -> Mapping[str, Measured]:
        """Stalls while the explorer computes and shows a timeline."""
        return self._inside("timeline_screen")

    @cached_property
    def comparison_screen(self) -> Mapping[str, Measured]:
        """Stalls while the explorer compares two snapshots and shows the answer."""
        return self._inside("comparison_screen")

    @cached_property
    def trend_screen(self) -> Mapping[str, Measured]:
        """Stalls while the explorer reads a year of snapshots, computes a trend and shows it."""
        return self._inside("trend_screen")

    def _inside(self, experiment: str, *arguments: str) -> Mapping[str, Measured]:
        return _by_name([self._once(experiment, turn, *arguments) for turn in range(self._runs)])

    def _once(self, experiment: str, turn: int, *arguments: str) -> dict[str, float]:
        self._say(f"{experiment}, {turn + 1} of {self._runs}")
        command = [sys.executable, "-m", "tests.benchmarks.inside", experiment, *arguments]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        figures: dict[str, float] = json.loads(done.stdout)
        return figures


def _by_name(figures: Sequence[Mapping[str, float]]) -> Mapping[str, Measured]:
    return {name: Measured(tuple(figure[name] for figure in figures)) for name in figures[0]}
