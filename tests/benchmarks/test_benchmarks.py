"""The benchmarks measure what the page promises; how long anything takes is no business of the tests."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from te_tui.sources.thousandeyes.body.snapshot_list import read_snapshot_page
from tests.benchmarks.figures import Against, Measured, Reading, Result, Target
from tests.benchmarks.probe import Probe
from tests.benchmarks.report import as_markdown, as_text
from tests.benchmarks.rows import ROWS
from tests.benchmarks.service import page
from tests.benchmarks.terminal import Terminal, answers

RESULTS = Path(__file__).with_name("RESULTS.md").read_text(encoding="utf-8")

ECHO = """
import sys, termios, tty
tty.setraw(0)
print("ready", flush=True)
while key := sys.stdin.read(1):
    print(key.upper(), end="", flush=True)
"""


ATMOST_TWO = Target(2)


def result(own: float, base: float | None = None, target: Target = ATMOST_TWO) -> Result:
    based = None if base is None else Measured((base, base))
    return Result(
        "a figure", "ms", target, Reading(Measured((own, own + 2, own + 1)), based, {"peer": based})
    )


def test_every_row_of_the_page_has_a_benchmark_and_every_benchmark_a_row() -> None:
    figures = re.findall(r"^\| (?!figure)(.+?) \|", RESULTS, re.MULTILINE)
    assert figures == [row.figure for row in ROWS]


def test_rows_are_asked_for_by_keys_of_their_own() -> None:
    assert len({row.key for row in ROWS}) == len(ROWS)


def test_the_probe_sees_what_a_program_writes_and_how_it_answers_keys(tmp_path: Path) -> None:
    with Probe((sys.executable, "-c", ECHO), home=tmp_path, columns=20, lines=4) as probe:
        ready = probe.until("ready", 20)
        response = probe.press("x", within=20)

        assert ready is not None
        assert probe.first is not None
        assert probe.first <= ready
        assert response.latency is not None
        assert response.bytes == 1
        assert probe.terminal.text.splitlines()[1].strip() == "X"
        assert probe.peak_memory()
        assert probe.cpu() > 0


def test_the_probe_reads_a_slow_link_in_small_pieces(tmp_path: Path) -> None:
    with Probe((sys.executable, "-c", "print('x' * 99)"), home=tmp_path, pace=1000) as probe:
        assert probe.until("x{99}", 20) is not None
        assert probe.terminal.changes > 1


def test_the_probe_tells_when_a_program_ends_without_being_ready(tmp_path: Path) -> None:
    with Probe((sys.executable, "-c", ""), home=tmp_path) as probe:
        assert probe.until("never", 20) is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (b"\x1b[c", b"\x1b[?64;1;2;6;9;15;22c"),
        (b"\x1b[?2026$p", b"\x1b[?2026;0$y"),
        (b"\x1b[6n", b"\x1b[1;1R"),
    ],
)
def test_a_terminal_answers_what_programs_ask(question: bytes, answer: bytes) -> None:
    assert answers(b"text" + question + b"text") == answer


def test_a_terminal_counts_only_what_can_be_seen() -> None:
    terminal = Terminal(10, 2)
    terminal.feed(b"\x1b]0;title\x07\x1b[1;1Hab")
    seen = terminal.changes
    terminal.feed(b"\x1b[1;1Hab\x1b[>1")
    terminal.feed(b"u")

    assert (seen, terminal.changes, terminal.text) == (1, 1, "ab\n")


def test_the_service_gives_every_row_once_and_then_ends() -> None:
    pages = [read_snapshot_page(page(number, 250)) for number in range(3)]

    assert [one.cursor for one in pages] == ["1", "2", None]
    assert len({row.snapshot_id for one in pages for row in one.rows}) == 250
    assert not any(one.damage for one in pages)


def test_a_target_is_judged_by_what_it_is_about() -> None:
    assert result(3, 2).met  # 4 ÷ 2
    assert not result(4, 2).met
    assert result(1, None, Target(2, Against.NOTHING)).met
    assert result(1, 40, Target(20, Against.INVERSE, least=True)).met
    assert result(1, None).met is None


def test_the_report_puts_figures_ratios_and_peers_side_by_side() -> None:
    text = as_text([result(3, 2)], ["peer"])
    page = as_markdown([result(4, 2)], ["peer"], ["When and where."])

    assert re.search(r"a figure +4 ms \(3 to 5\) +2 ms +2 +≤ 2 +yes +2 ms = 1", text)
    assert "When and where." in page
    assert "| a figure | 5 ms (4 to 6) | 2 ms | 2.5 | ≤ 2 | NO | 2 ms = 1 |" in page
