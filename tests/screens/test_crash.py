"""What a mistake of ours leaves on the terminal, wherever it happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

import pytest
from textual.strip import Strip
from textual.worker import WorkerFailed

from te_tui.app import TeTui
from te_tui.credentials.secret import Secret
from te_tui.models.account_group import AccountGroup
from te_tui.widgets.row_list import RowList
from te_tui.widgets.secret_input import SecretInput
from tests.screens.conftest import explorer, until
from tests.screens.fake_source import FakeSource
from tests.screens.test_login import Desk, asking

CANARY = "canary-token-of-a-test"


def mistake(token: str) -> NoReturn:
    """Fail with a token at hand."""
    raise RuntimeError(f"a mistake near {len(token)} letters")


class Mistaken(FakeSource):
    """A source with a mistake in it."""

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        token = CANARY
        mistake(token)


class MistakenDesk(Desk):
    """A desk with a mistake in it."""

    async def verify(self, secret: Secret) -> None:
        mistake(secret.reveal())


def in_the_source(monkeypatch: pytest.MonkeyPatch) -> TeTui:
    return explorer(Mistaken(), aid=None)


def in_a_drawing(monkeypatch: pytest.MonkeyPatch) -> TeTui:
    def draw(rows: RowList[AccountGroup], index: int, width: int) -> Strip:
        token = CANARY
        mistake(token)

    monkeypatch.setattr(RowList, "draw", draw)
    source = FakeSource()
    source.groups = (AccountGroup("1", "One"), AccountGroup("2", "Two"))
    return explorer(source, aid=None)


def in_the_login(monkeypatch: pytest.MonkeyPatch) -> TeTui:
    return asking(MistakenDesk())


async def run(app: TeTui) -> None:
    """Run it until it crashes, with the token typed where one is asked for."""
    async with app.run_test() as pilot:
        await until(pilot, lambda: app._exception or isinstance(app.focused, SecretInput))
        if isinstance(app.focused, SecretInput):
            await pilot.press(*CANARY, "enter")
        await until(pilot, lambda: app._exception)


@pytest.mark.parametrize("app_of", [in_the_source, in_a_drawing, in_the_login])
async def test_a_crash_report_tells_the_mistake_and_no_local_variable(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    app_of: Callable[[pytest.MonkeyPatch], TeTui],
) -> None:
    with pytest.raises((WorkerFailed, RuntimeError)):
        await run(app_of(monkeypatch))

    told = capsys.readouterr()
    assert "a mistake near 22 letters" in told.err
    assert CANARY not in told.out + told.err
