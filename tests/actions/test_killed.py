"""The real program is killed (kill -9) at moments of all kinds among fifty changes, and resumed.

Each time it ends in the same state: nothing is deleted without a complete archive, nothing that is done is
asked for again, nothing is forgotten. Here ten moments of a run are hit in two runs of each kind, and what
happens once; `pytest tests/sweep` hits every moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.killed import Action, Site, site

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def killing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("site")) as made:
        yield made


@pytest.mark.parametrize("number", [0, 17])
@pytest.mark.parametrize("action", ["rm", "extend"])
def test_wherever_it_is_killed_the_resumed_run_ends_in_the_same_state(
    killing: Site, tmp_path: Path, action: Action, number: int
) -> None:
    deadly = killing.rounds(action)[number]
    came = killing.carry_out(action, deadly, tmp_path)
    assert len(came) >= len(deadly) - 2


@pytest.mark.parametrize("action", ["rm", "extend"])
def test_the_rounds_hold_every_moment_once(killing: Site, action: Action) -> None:
    moments = [moment for one in killing.rounds(action) for moment in one]
    assert len(moments) == len(set(moments)) == {"rm": 7, "extend": 6}[action] * 50 + 3
