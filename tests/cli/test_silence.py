"""A service that says nothing: every command tells it, and ends before a person would give up."""

from __future__ import annotations

from functools import partial

import pytest

from te_tui.demo import TOKEN
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.cli.conftest import Run
from tests.sources.silent import Act, Slow, says_nothing, takes_no_connection


@pytest.mark.parametrize(
    "command",
    [("groups",), ("ls", "--aid", "1"), ("show", "x", "--aid", "1"), ("rm", "x", "--aid", "1", "--yes")],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize("act", [says_nothing, takes_no_connection])
def test_silence_is_told_with_when_it_is_given_up_and_ends_with_6(
    te_tui: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], act: Act
) -> None:
    slow = Slow(act, monkeypatch)
    monkeypatch.setattr(
        "te_tui.sources.thousandeyes.source.ThousandEyes",
        partial(ThousandEyes, transport=slow, sleep=slow.pass_time),
    )
    ended = te_tui(*command, TE_BASE_URL="http://127.0.0.1:9", TE_TOKEN=TOKEN)
    assert (ended.code, ended.out) == (6, "")
    assert ended.err.startswith("te-tui: no answer for 3 s (gives up at 12 s)\n")
    assert ended.err.splitlines()[-1].startswith("te-tui: Could not ")
    assert slow.passed <= 15
