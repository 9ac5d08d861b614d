"""Nothing is lost, and both say what is so, where two te-tui archive and delete the same snapshots at once.

Here they meet in a few ways; `pytest tests/sweep` lets them meet in twenty.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.meeting import Meeting, meeting

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def met() -> Iterator[Meeting]:
    with meeting() as made:
        yield made


@pytest.mark.parametrize("seed", [1, 10])
@pytest.mark.parametrize("kind", ["two prune", "prune and archive"])
def test_two_programs_that_meet_lose_nothing(met: Meeting, tmp_path: Path, kind: str, seed: int) -> None:
    met.meet_programs(tmp_path, kind, seed)


@pytest.mark.parametrize("seed", [10, 11, 12])
async def test_archiving_and_deleting_in_one_explorer_lose_nothing(
    met: Meeting, tmp_path: Path, seed: int
) -> None:
    await met.meet_in_one_explorer(tmp_path, seed)
