"""Measures every row of the page on speed and cost, and prints them side by side with others.

It never fails because of time: it tells. Machines are shared and noisy, so trust the ratios.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.lab import Lab
from tests.benchmarks.peers import find_peers
from tests.benchmarks.report import as_markdown, as_text
from tests.benchmarks.rows import ROWS


def main() -> None:
    arguments = _arguments()
    sys.setswitchinterval(0.0005)  # the thread that stamps output is to have its turn at once
    began = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as work:
        peers = find_peers(arguments.peers, Path(work))
        lab = Lab(arguments.runs, peers, lambda what: print(f"… {what}", file=sys.stderr, flush=True))
        results = [row.measure(lab) for row in ROWS if not arguments.only or row.key in arguments.only]
    there = [name for name, peer in peers.items() if peer is not None and name not in lab.left_out]
    missing = [name for name, peer in peers.items() if peer is None]
    remarks = _remarks(began, arguments.runs, there, missing, lab.left_out)
    print("\n".join([as_text(results, there), "", *remarks]))
    if arguments.markdown:
        arguments.markdown.write_text(as_markdown(results, there, remarks), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    keys = [row.key for row in ROWS]
    parser.add_argument("--only", nargs="+", choices=keys, metavar="ROW", help=f"of {', '.join(keys)}")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="a virtual environment for each peer")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="how often each (default: 5)")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the results there, too")
    return parser.parse_args()


def _remarks(
    began: datetime, runs: int, there: list[str], missing: list[str], left_out: list[str]
) -> list[str]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], check=False, capture_output=True, text=True
    ).stdout.strip()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    python = f"CPython {platform.python_version()} on {os.cpu_count()} cores, load {load}"
    return [
        f"Measured on {began:%Y-%m-%d} at {commit or 'an unknown commit'} with {python}.",
        f"Medians of {runs} runs in turn, with the least and the most.",
        f"Peers: {_names(there)}. Not there: {_names(missing)}. Did not start here: {_names(left_out)}.",
    ]


def _names(names: list[str]) -> str:
    return ", ".join(names) or "none"


if __name__ == "__main__":
    main()
