"""Sentences on a terminal end their lines between words."""

from __future__ import annotations

import io
import sys

import pytest

from te_tui.cli.folding import folded
from te_tui.cli.remarks import Remarks


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")


def test_no_line_ends_within_a_word() -> None:
    sentence = "te-tui: Deleted 2 snapshots. The archives are in /home/noor/archives."
    lines = folded(sentence, Terminal()).split("\n")
    assert max(map(len, lines)) <= 30
    assert " ".join(lines) == sentence


@pytest.mark.parametrize(
    ("sentence", "stream"),
    [
        ("te-tui: The archives are in /home/noor/.local/share/te-tui/archives.", Terminal()),
        ("te-tui: Deleted 2 snapshots of account group Network Ops.", io.StringIO()),
    ],
)
def test_a_long_path_and_what_is_piped_stay_whole(sentence: str, stream: io.StringIO) -> None:
    assert folded(sentence, stream) == sentence


def test_remarks_are_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", Terminal())
    Remarks(quiet=False).say("Extended 3 snapshots of account group Network Ops")
    told = "te-tui: Extended 3 snapshots\nof account group Network Ops\n"
    assert isinstance(sys.stderr, Terminal)
    assert sys.stderr.getvalue() == told
