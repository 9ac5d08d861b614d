"""The rows of the page on speed and cost: what is measured, against what, and what it is to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from tests.benchmarks.figures import Against, Measured, Reading, Result, Target
from tests.benchmarks.lab import Lab
from tests.benchmarks.programs import Session
from tests.benchmarks.report import number


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page; `key` is how it is asked for."""

    key: str
    figure: str
    unit: str
    target: Target
    read: Callable[[Lab], Reading]

    def measure(self, lab: Lab) -> Result:
        """Do what the row needs, unless another one has done it."""
        return Result(self.figure, self.unit, self.target, self.read(lab))


def _session(
    value: Callable[[Session], float | None], own: str = "te-tui", *, peers: bool = True
) -> Callable[[Lab], Reading]:
    def read(lab: Lab) -> Reading:
        measured = {
            # What never came to be used would be cheap in everything.
            name: Measured.of(value(session) for session in done if session.ready is not None)
            for name, done in lab.sessions.items()
        }
        others = {name: one for name, one in measured.items() if name not in {"base", "te-tui", "demo"}}
        return Reading(measured[own], measured["base"], others if peers else {})

    return read


def _bytes_of(key: str) -> Callable[[Lab], Reading]:
    return _session(lambda session: session.bytes_of(key))


_latency = _session(lambda session: session.latency_of("down", 0.5))


def _key_while_streaming(lab: Lab) -> Reading:
    own = Measured.of(latency for latency, _ in lab.crowds)
    return Reading(own, Measured.of(session.latency_of("down", 0.95) for session in lab.sessions["base"]))


def _stall(lab: Lab) -> Reading:
    reading = _stall_told(lab.streaming)
    start = number(lab.streaming["start_cpu"].median)
    note = f"{reading.note}. Counted from the first rows on the screen; until then, {start} ms"
    return replace(reading, note=note)


def _opening(lab: Lab) -> Reading:
    return _stall_told(lab.opening)


def _stall_told(figures: Mapping[str, Measured]) -> Reading:
    clock, noise = figures["stall"].median, figures["noise"].median
    note = f"computing; by the clock {number(clock)} ms, and {number(noise)} ms while nothing is done"
    return Reading(figures["stall_cpu"], note=note)


def _official(lab: Lab) -> Reading:
    lean, rich = lab.official_lean, lab.official
    ratio = lean["sdk"].ratio_to(lean["own"])
    note = f"each row with its widgets, as the schema has it; without them {number(ratio or 0)} times"
    return Reading(rich["own"], rich["sdk"], note=note)


def _memory(lab: Lab) -> Reading:
    return Reading(lab.memory["row"], note=f"with a filter {number(lab.memory['filtered'].median)} B")


def _memory_of_many(lab: Lab) -> Reading:
    own = Measured.of(peak for _, peak in lab.crowds)
    return Reading(own, Measured.of(session.peak for session in lab.sessions["base"]))


def _filter(lab: Lab) -> Reading:
    figures = lab.filtering
    told = {name: number(measured.median) for name, measured in figures.items()}
    note = (
        f"computing; the base is the same over 100 rows. Typing {told['typed_cpu']} ms, deleting "
        f"{told['deleted_cpu']} ms, the worst {told['worst_cpu']} ms; by the clock {told['key']} ms"
    )
    return Reading(figures["key_cpu"], lab.filtering_few["key_cpu"], note=note)


def _slow_link(lab: Lab) -> Reading:
    return Reading(Measured.of(lab.slow_links["te-tui"]), Measured.of(lab.slow_links["base"]))


_ITSELF: Final = Against.NOTHING


def _analysed(key: str, figure: str, bound: float) -> Row:
    return Row(key, figure, "ms", Target(bound, _ITSELF), lambda lab: Reading(lab.analysis[key]))


ROWS: Final = (
    Row("first", "first non-blank screen ÷ base", "s", Target(0.10), _session(lambda s: s.first)),
    Row(
        "list",
        "usable list (`--aid`, server already running) ÷ base",
        "s",
        Target(1.4),
        _session(lambda s: s.ready),
    ),
    Row(
        "demo",
        "the same for `te-tui demo`, embedded server included ÷ base",
        "s",
        Target(1.5),
        _session(lambda s: s.ready, "demo", peers=False),
    ),
    Row("settled", "bytes until settled ÷ base", "B", Target(0.10), _session(lambda s: s.settled_bytes)),
    Row("down", "bytes per `down` ÷ base, median", "B", Target(0.16), _bytes_of("down")),
    Row(
        "pagedown",
        "bytes per `pagedown` ÷ base",
        "B",
        Target(0.16),
        _bytes_of("pagedown"),
    ),
    Row("key", "key latency, median ÷ base", "ms", Target(0.6), _latency),
    Row(
        "key-streaming",
        "key latency p95 while 100,000 rows stream in ÷ base's p95 at rest",
        "ms",
        Target(1.5),
        _key_while_streaming,
    ),
    Row(
        "stall",
        "longest stall of the event loop while 100,000 rows stream in",
        "ms",
        Target(12, _ITSELF),
        _stall,
    ),
    Row(
        "listing",
        "listing 10,000 (pages of 100, 50 ms latency) ÷ bare httpx following cursors",
        "ms",
        Target(1.05),
        lambda lab: Reading(lab.listing["own"], lab.listing["bare"]),
    ),
    Row(
        "grafana-list",
        "a Grafana's list of 10,000 in one body ÷ bare httpx and json",
        "ms",
        Target(1.3),
        lambda lab: Reading(lab.grafana_list["own"], lab.grafana_list["bare"]),
    ),
    Row(
        "grafana-list-stall",
        "a Grafana's list of 10,000: longest stall of the event loop",
        "ms",
        Target(15, Against.NOTHING),
        lambda lab: Reading(lab.grafana_list["stall_cpu"], None),
    ),
    Row(
        "grafana-body",
        "a Grafana's snapshot of 20 MB, opened ÷ bare httpx and json",
        "ms",
        Target(1.5),
        lambda lab: Reading(lab.grafana_body["own"], lab.grafana_body["bare"]),
    ),
    Row(
        "grafana-body-stall",
        "a Grafana's snapshot of 20 MB: longest stall of the event loop",
        "ms",
        Target(25, Against.NOTHING),
        lambda lab: Reading(lab.grafana_body["stall_cpu"], None),
    ),
    Row(
        "grafana-body-memory",
        "a Grafana's snapshot of 20 MB: memory at its peak ÷ its body",
        "",
        Target(6, Against.NOTHING),
        lambda lab: Reading(lab.grafana_body["memory"], None),
    ),
    Row(
        "archiving",
        "archiving 60 snapshots (50 ms latency, no rate limit) ÷ bare httpx, four at a time",
        "ms",
        Target(1.25),
        lambda lab: Reading(lab.archiving["own"], lab.archiving["bare"]),
    ),
    Row(
        "extending",
        "extending 60 snapshots (50 ms latency, no rate limit) ÷ bare httpx, four at a time",
        "ms",
        Target(1.3),
        lambda lab: Reading(lab.changing["own"], lab.changing["bare"]),
    ),
    Row(
        "checks",
        "requests that the checks of 60 deletions add for each, with archives",
        "",
        Target(0.2, _ITSELF),
        lambda lab: Reading(lab.changing["checks"]),
    ),
    Row(
        "checks-alone",
        "the same without archives",
        "",
        Target(1.1, _ITSELF),
        lambda lab: Reading(lab.changing["checks_alone"]),
    ),
    Row(
        "official",
        "time per snapshot, official SDK ÷ ours, no latency",
        "ms",
        Target(20, Against.INVERSE, least=True),
        _official,
    ),
    Row("row-memory", "memory per listed snapshot", "B", Target(650, _ITSELF), _memory),
    Row(
        "memory",
        "peak memory (server elsewhere), small account ÷ base",
        "MB",
        Target(1.4),
        _session(lambda s: s.peak),
    ),
    Row(
        "memory-many",
        "peak memory (server elsewhere), 100,000 snapshots ÷ base",
        "MB",
        Target(2.8),
        _memory_of_many,
    ),
    Row("filter", "filter as you type over 100,000", "ms", Target(20, _ITSELF), _filter),
    Row(
        "chart",
        "opening a 100,000-point widget: build ÷ plotext on all points",
        "ms",
        Target(0.06),
        lambda lab: Reading(lab.chart["own"], lab.chart["plotext"]),
    ),
    Row(
        "chart-stall",
        "opening a 100,000-point widget: longest stall of the event loop",
        "ms",
        Target(15, _ITSELF),
        _opening,
    ),
    Row(
        "repaint",
        "repaint of a chart",
        "ms",
        Target(0.3, _ITSELF),
        lambda lab: Reading(lab.chart["repaint"]),
    ),
    _analysed("timeline", "timeline of 1,000 series of 300 values, half of them changed", 500),
    _analysed("timeline-long", "timeline of one series of 100,000 values", 200),
    _analysed("compare", "compare 500 pairs of 288 values", 1_000),
    _analysed("compare-long", "compare one pair of 50,000 values", 300),
    _analysed("trend", "trend of 52 weeks of hours", 20),
    Row(
        "timeline-stall",
        "the explorer's timeline of 1,000 series: longest stall of the event loop",
        "ms",
        Target(25, _ITSELF),
        lambda lab: _stall_told(lab.timeline_screen),
    ),
    Row(
        "compare-stall",
        "the explorer's comparison of 1,000 series: longest stall of the event loop",
        "ms",
        Target(25, _ITSELF),
        lambda lab: _stall_told(lab.comparison_screen),
    ),
    Row(
        "trend-stall",
        "the explorer's trend of 50 series over 52 weeks: longest stall of the event loop",
        "ms",
        Target(25, _ITSELF),
        lambda lab: _stall_told(lab.trend_screen),
    ),
    Row("idle-bytes", "idle: bytes each second", "B/s", Target(0, _ITSELF), _session(lambda s: s.idle_bytes)),
    Row("idle-cpu", "idle: CPU", "%", Target(0.3, _ITSELF), _session(lambda s: s.idle_cpu)),
    Row("slow-link", "10 kB/s link: list settled", "s", Target(1.2, _ITSELF), _slow_link),
)
