"""The results as a table: for the terminal, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.benchmarks.figures import Measured, Result

_TITLES = ("figure", "te-tui", "base", "ratio", "target", "met")


def table(results: Sequence[Result], peers: Sequence[str]) -> list[list[str]]:
    """Titles, then one line of cells for each result; peers that are there have a column each."""
    return [[*_TITLES, *peers], *(_cells(result, peers) for result in results)]


def as_text(results: Sequence[Result], peers: Sequence[str]) -> str:
    """A table for the terminal, with the notes below it."""
    lines = table(results, peers)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    shown = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join([*(line.rstrip() for line in shown), "", *_notes(results)])


def as_markdown(results: Sequence[Result], peers: Sequence[str], remarks: Iterable[str]) -> str:
    """A page: remarks on the run, the table, the notes."""
    titles, *lines = (f"| {' | '.join(line)} |" for line in table(results, peers))
    rule = "|" + "---|" * (len(_TITLES) + len(peers))
    notes = [f"- {note}" for note in _notes(results)]
    return "\n".join(["# Speed and cost, measured", "", *remarks, "", titles, rule, *lines, "", *notes, ""])


def number(value: float) -> str:
    """Three digits that count, and no more zeros than needed."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 0.001 or value == 0 else f"{value:.1e}"


def _cells(result: Result, peers: Sequence[str]) -> list[str]:
    reading, ratio, met = result.reading, result.ratio, result.met
    return [
        result.figure,
        _measured(reading.own, result.unit),
        _measured(reading.base, result.unit),
        "–" if ratio is None else number(ratio),
        str(result.target),
        "–" if met is None else "yes" if met else "NO",
        *(_peer(reading.peers.get(peer), reading.base, result.unit) for peer in peers),
    ]


def _measured(measured: Measured | None, unit: str) -> str:
    if measured is None:
        return "–"
    low, high = measured.spread
    spread = f" ({number(low)} to {number(high)})" if low != high else ""
    return f"{number(measured.median)} {unit}{spread}"


def _peer(measured: Measured | None, base: Measured | None, unit: str) -> str:
    if measured is None:
        return "–"
    ratio = measured.ratio_to(base) if base else None
    figure = f"{number(measured.median)} {unit}"
    return figure if ratio is None else f"{figure} = {number(ratio)}"


def _notes(results: Sequence[Result]) -> list[str]:
    return [f"{result.figure}: {result.reading.note}" for result in results if result.reading.note]
