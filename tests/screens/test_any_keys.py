"""Whatever is pressed while an explorer archives and deletes, it goes on, and no snapshot loses its data.

Here in a few orders of keys; `pytest tests/sweep/test_every_meeting.py` tries sixty.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.meeting import Meeting, meeting
from tests.screens.any_keys import SLOW, press_any

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def met() -> Iterator[Meeting]:
    with meeting(SLOW) as made:
        yield made


@pytest.mark.parametrize("seed", [14, 31])
async def test_keys_in_any_order_neither_stop_the_work_nor_lose_a_snapshot(
    met: Meeting, tmp_path: Path, seed: int
) -> None:
    await press_any(met, tmp_path, seed)
