"""The real program is killed (kill -9) at every moment of fifty changes, and resumed; minutes, not seconds.

A plain `pytest` leaves it out, and kills at a sample of the moments: see `tests/actions/test_killed.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.killed import APART, MOMENTS, Action, Site, site


@pytest.fixture(scope="module")
def killing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("site")) as made:
        yield made


@pytest.mark.parametrize(
    ("action", "number"),
    [(action, number) for action, kinds in MOMENTS.items() for number in range(APART * len(kinds))],
)
def test_whenever_it_is_killed_the_resumed_run_ends_in_the_same_state(
    killing: Site, tmp_path: Path, action: Action, number: int
) -> None:
    """What did not come, because the kill before it was just then, has a run of its own."""
    every = set(killing.rounds(action)[number])
    (home := tmp_path / "all").mkdir()
    hit = killing.carry_out(action, every, home)
    for moment in sorted(every - hit):
        (home := tmp_path / moment.replace(" ", "-")).mkdir()
        hit |= killing.carry_out(action, [moment], home)
    assert hit == every
