"""What is said although --quiet was asked for."""

from __future__ import annotations

import pytest

from te_tui.cli.remarks import Remarks
from te_tui.sources.errors import NotFound


def test_what_failed_while_the_rest_goes_on_is_said_to_who_wants_quiet(
    capsys: pytest.CaptureFixture[str],
) -> None:
    remarks = Remarks(quiet=True)
    remarks.say("a remark")
    remarks.failure(NotFound("It is gone", "Check the id."))
    assert capsys.readouterr().err == "te-tui: It is gone. Check the id.\n"
    assert remarks.left_out
