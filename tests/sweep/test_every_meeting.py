"""Two te-tui archive and delete the same snapshots at once, twenty times; a minute or two.

A plain `pytest` leaves it out, and lets them meet a few times: see `tests/actions/test_meeting.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.meeting import Meeting, meeting

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
