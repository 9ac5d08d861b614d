"""What a command says beside its answer, and what of it although --quiet was asked for."""

from __future__ import annotations

import pytest

from te_tui.cli.remarks import Remarks
from te_tui.sources.base import Wait
from te_tui.sources.errors import NotFound


def test_what_failed_while_the_rest_goes_on_is_said_to_who_wants_quiet(
    capsys: pytest.CaptureFixture[str],
) -> None:
    remarks = Remarks(quiet=True)
    remarks.say("a remark")
    remarks.failure(NotFound("It is gone", "Check the id."))
    assert capsys.readouterr().err == "te-tui: It is gone. Check the id.\n"
    assert remarks.left_out


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        (Wait(0.9, "it is new"), ""),
        (Wait(1, "the limit is hit"), "te-tui: waiting 1 s: the limit is hit (ctrl+c stops)\n"),
        (Wait(9, "no answer", 3), "te-tui: no answer for 3 s (gives up at 12 s)\n"),
    ],
)
def test_a_wait_of_a_second_or_more_is_said_once(
    capsys: pytest.CaptureFixture[str], wait: Wait, said: str
) -> None:
    remarks = Remarks(quiet=False)
    remarks.waiting(wait)
    remarks.waiting(None)
    remarks.waiting(wait)
    assert capsys.readouterr().err == said
