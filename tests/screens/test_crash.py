"""What a mistake of ours leaves on the terminal."""

from __future__ import annotations

import pytest
from textual.worker import WorkerFailed

from te_tui.models.account_group import AccountGroup
from tests.screens.conftest import explorer
from tests.screens.fake_source import FakeSource

CANARY = "canary-token-of-a-test"


class Mistaken(FakeSource):
    """A source with a mistake in it, and a token at hand when it happens."""

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        token = CANARY
        raise RuntimeError(f"a mistake near {len(token)} letters")


async def test_a_crash_report_tells_the_mistake_and_no_local_variable(
    capsys: pytest.CaptureFixture[str],
) -> None:
    app = explorer(Mistaken(), aid=None)
    with pytest.raises(WorkerFailed):
        async with app.run_test() as pilot:
            await pilot.app.workers.wait_for_complete()

    told = capsys.readouterr().err
    assert "a mistake near 22 letters" in told
    assert CANARY not in told
