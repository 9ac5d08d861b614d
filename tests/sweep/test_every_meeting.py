"""Two te-tui archive and delete the same snapshots at once, twenty times, and one by sixty orders of keys.

A plain `pytest` leaves these minutes out, and tries a few: see `tests/actions/test_meeting.py` and
`tests/screens/test_any_keys.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.meeting import Meeting, meeting
from tests.screens.any_keys import SLOW, press_any
from tests.screens.conftest import questions_are_read_as_soon_as_they_are_shown

__all__ = ["questions_are_read_as_soon_as_they_are_shown"]

ROUNDS = range(20)


@pytest.fixture(scope="module")
def met() -> Iterator[Meeting]:
    with meeting() as made:
        yield made


@pytest.mark.parametrize("seed", ROUNDS)
@pytest.mark.parametrize("kind", ["two prune", "prune and archive"])
def test_two_programs_that_meet_lose_nothing(met: Meeting, tmp_path: Path, kind: str, seed: int) -> None:
    met.meet_programs(tmp_path, kind, seed)


@pytest.mark.parametrize("seed", ROUNDS)
async def test_archiving_and_deleting_in_one_explorer_lose_nothing(
    met: Meeting, tmp_path: Path, seed: int
) -> None:
    await met.meet_in_one_explorer(tmp_path, seed)


@pytest.fixture(scope="module")
def met_by_keys() -> Iterator[Meeting]:
    with meeting(SLOW) as made:
        yield made


@pytest.mark.parametrize("seed", range(60))
async def test_keys_in_any_order_neither_stop_the_work_nor_lose_a_snapshot(
    met_by_keys: Meeting, tmp_path: Path, seed: int
) -> None:
    await press_any(met_by_keys, tmp_path, seed)
