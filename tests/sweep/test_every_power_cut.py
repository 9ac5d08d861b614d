"""Power fails at every moment of fifty changes; `tests/actions/test_power_cut.py` has a sample of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from te_tui.actions.plan import Plan
from tests.actions.test_power_cut import (
    DELETION,
    EXTENSION,
    assert_ends_in_the_same_state,
    flickering,
    moments,
)

__all__ = ["flickering"]

PARTS = 20
"""Each cuts the power at every twentieth moment."""


@pytest.mark.parametrize("first", range(PARTS))
@pytest.mark.parametrize("plan", [DELETION, EXTENSION], ids=["50 deletions", "50 extensions"])
def test_whenever_power_fails_the_resumed_run_ends_in_the_same_state(
    plan: Plan, tmp_path: Path, first: int
) -> None:
    (tmp_path / "whole").mkdir()
    for cut in range(first, moments(plan, tmp_path / "whole"), PARTS):
        (folder := tmp_path / str(cut)).mkdir()
        assert_ends_in_the_same_state(plan, folder, cut)
