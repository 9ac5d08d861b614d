"""Leaving, quitting and resizing are safe at any moment, and nothing goes on being fetched for nobody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from te_tui.actions.outcome import DONE
from te_tui.actions.plan import Change, Plan
from te_tui.screens.destinations import SnapshotList
from te_tui.screens.news import ChangeSettled, SnapshotMade, StandingChanged, ZoneChanged
from te_tui.screens.routes import builder_of
from te_tui.screens.work.work_screen import WorkScreen
from tests.screens.changing import ids, letters, listed, notices
from tests.screens.conftest import DEADLINE, NOW, OPS, answer, explorer, row, rows, until, until_shown
from tests.screens.fake_source import FakeSource

# What is held back, where the explorer begins, and the keys that lead to it.
GATES = [
    pytest.param("groups", None, None, (), id="while the groups load"),
    pytest.param("page 0", "1234", None, (), id="before the first page"),
    pytest.param("page 1", "1234", None, (), id="in the middle of the list"),
    pytest.param("a", "1234", "a", (), id="while a snapshot opens"),
    pytest.param("w0", "1234", "a", (), id="while a widget loads"),
    pytest.param("w1", "1234", "a", ("enter", "n"), id="while a large widget loads"),
]
at_each_gate = pytest.mark.parametrize(("gate", "aid", "snapshot_id", "keys"), GATES)

DELETION = Plan("delete", "demo", NOW, "chosen", (), ())


@asynccontextmanager
async def stopped(
    source: FakeSource, gate: str, aid: str | None, snapshot_id: str | None, keys: tuple[str, ...]
) -> AsyncIterator[Pilot[None]]:
    """Run the explorer up to the moment at which the answer that is held back has been asked for."""
    source.hold(gate)
    async with explorer(source, aid, snapshot_id).run_test() as pilot:
        if keys:
            await until_shown(pilot, "Loss")
            await pilot.press(*keys)
        await until(pilot, lambda: source.asked[gate])
        yield pilot


def _after(turns: int, act: Callable[[], None]) -> None:
    """Call `act` when the event loop has turned that often."""
    loop = asyncio.get_running_loop()
    if turns:
        loop.call_soon(_after, turns - 1, act)
    else:
        act()


@at_each_gate
async def test_leaving_a_screen_cancels_what_it_loads(
    source: FakeSource, gate: str, aid: str | None, snapshot_id: str | None, keys: tuple[str, ...]
) -> None:
    async with stopped(source, gate, aid, snapshot_id, keys) as pilot:
        await pilot.press(*["escape"] * 3)
        if gate != "groups":
            await until_shown(pilot, "2 account groups")
            assert source.cancelled == [gate]


@pytest.mark.parametrize("turns", [0, *range(9, 39, 6)])
@at_each_gate
async def test_an_answer_that_comes_while_its_screen_goes_harms_nothing(
    source: FakeSource, gate: str, aid: str | None, snapshot_id: str | None, keys: tuple[str, ...], turns: int
) -> None:
    async with stopped(source, gate, aid, snapshot_id, keys) as pilot:
        left = pilot.app.screen
        _after(turns, source.release)
        left.action_up()  # type: ignore[attr-defined]
        await until(pilot, lambda: gate == "groups" or not left.is_attached)


@pytest.mark.parametrize("turns", range(6, 18, 3))
@at_each_gate
async def test_an_answer_that_comes_while_the_program_ends_harms_nothing(
    source: FakeSource, gate: str, aid: str | None, snapshot_id: str | None, keys: tuple[str, ...], turns: int
) -> None:
    async with stopped(source, gate, aid, snapshot_id, keys) as pilot:
        _after(turns, source.release)
    assert pilot.app.return_code is None  # no error has ended it


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
@at_each_gate
async def test_quitting_cancels_what_is_loading_and_closes_the_source(
    source: FakeSource, gate: str, aid: str | None, snapshot_id: str | None, keys: tuple[str, ...], key: str
) -> None:
    async with stopped(source, gate, aid, snapshot_id, keys) as pilot:
        await pilot.press(*[key] * (len(pilot.app.screen_stack) - 1 if key == "q" else 1))
    assert pilot.app.return_code == 0
    assert source.cancelled == [gate]
    assert source.closed


@at_each_gate
async def test_the_terminal_may_change_its_size_while_anything_loads(
    source: FakeSource, gate: str, aid: str | None, snapshot_id: str | None, keys: tuple[str, ...]
) -> None:
    async with stopped(source, gate, aid, snapshot_id, keys) as pilot:
        await pilot.resize_terminal(20, 5)
        source.release()
        for size in ((200, 60), (1, 1), (80, 24)):
            await pilot.resize_terminal(*size)
        await until_shown(pilot, "Help")


@pytest.mark.parametrize("opening", ["ctrl+p", "question_mark", "slash"])
async def test_ctrl_c_quits_from_palette_help_and_filter(source: FakeSource, opening: str) -> None:
    app = explorer(source)
    async with app.run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press(opening)
        await pilot.press("ctrl+c")
    assert app.return_code == 0


async def test_q_goes_back_and_from_the_first_screen_quits(source: FakeSource) -> None:
    app = explorer(source)
    async with app.run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("enter")
        await until_shown(pilot, "Loss")
        await pilot.press("q")
        await until_shown(pilot, "5 snapshots")
        await pilot.press("q")
    assert app.return_code == 0


@asynccontextmanager
async def closing(pilot: Pilot[None]) -> AsyncIterator[AsyncIterator[None]]:
    """Close the screen on top; iterating goes on moment by moment until it has lost all its widgets."""
    top = pilot.app.screen

    async def moments() -> AsyncIterator[None]:
        while top.is_attached or top.is_running:
            yield
            await asyncio.sleep(0)

    pilot.app.pop_screen()
    async with asyncio.timeout(DEADLINE):
        yield moments()


async def test_progress_may_come_at_any_moment_while_the_work_is_hidden(
    source: FakeSource, tmp_path: Path
) -> None:
    letters(source).hold("delete a")
    async with listed(source, tmp_path) as pilot:
        await pilot.press("d")
        await answer(pilot, "y")
        await until(pilot, lambda: isinstance(pilot.app.screen, WorkScreen))
        await until_shown(pilot, "0 of 1 done")
        work = pilot.app.screen
        async with closing(pilot) as moments:
            async for _ in moments:
                work.session.news.publish(StandingChanged())  # type: ignore[attr-defined]
                work.show_progress()  # type: ignore[attr-defined]
        source.release()
        await until(pilot, lambda: notices(pilot))


async def test_a_change_may_be_told_at_any_moment_while_the_list_is_left(
    source: FakeSource, tmp_path: Path
) -> None:
    settled = ChangeSettled(DELETION, Change("1234", "a", "a", None), DONE)
    async with listed(letters(source), tmp_path) as pilot:
        build = builder_of(SnapshotList(OPS), pilot.app.session, pilot.app.sessions)  # type: ignore[attr-defined]
        await pilot.app.push_screen(build())
        await until(pilot, lambda: len(rows(pilot).rows) == 5 and rows(pilot).has_focus)
        async with closing(pilot) as moments:
            async for _ in moments:
                for news in (
                    settled,
                    ZoneChanged(),
                    StandingChanged(),
                    SnapshotMade("1234", row("f"), "demo"),
                ):
                    pilot.app.session.news.publish(news)  # type: ignore[attr-defined]
        assert ids(pilot)[0] == "f"
