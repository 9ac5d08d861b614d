"""The real program is killed (kill -9) at every moment of fifty changes, and resumed; minutes, not seconds.

A plain `pytest` leaves it out, and kills at a sample of the moments: see `tests/actions/test_killed.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.killed import Action, Site, site


@pytest.fixture(scope="module")
def killing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("site")) as made:
        yield made


@pytest.mark.parametrize("action", ["rm", "extend"])
def test_whenever_it_is_killed_the_resumed_run_ends_in_the_same_state(
    killing: Site, tmp_path: Path, action: Action
) -> None:
    """What did not come, because the kill before it was just then, has a round of its own."""
    rounds = killing.rounds(action)
    every = {moment for one in rounds for moment in one}
    hit: set[str] = set()
    for number, deadly in enumerate(rounds):
        (home := tmp_path / str(number)).mkdir()
        hit |= killing.carry_out(action, deadly, home)
    for moment in sorted(every - hit):
        (home := tmp_path / moment.replace(" ", "-")).mkdir()
        hit |= killing.carry_out(action, [moment], home)
    assert hit == every
