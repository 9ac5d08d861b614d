"""Leaving, quitting and resizing are safe at any moment, and nothing goes on being fetched for nobody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from tests.screens.conftest import explorer, until, until_shown
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


@at_each_gate
async def test_leaving_a_screen_cancels_what_it_loads(
    source: FakeSource, gate: str, aid: str | None, snapshot_id: str | None, keys: tuple[str, ...]
) -> None:
    async with stopped(source, gate, aid, snapshot_id, keys) as pilot:
        await pilot.press(*["escape"] * 3)
        if gate != "groups":
            await until_shown(pilot, "2 account groups")
            assert source.cancelled == [gate]


@at_each_gate
async def test_an_answer_that_comes_just_when_its_screen_is_left_harms_nothing(
    source: FakeSource, gate: str, aid: str | None, snapshot_id: str | None, keys: tuple[str, ...]
) -> None:
    async with stopped(source, gate, aid, snapshot_id, keys) as pilot:
        left = pilot.app.screen
        source.release()
        left.action_up()  # type: ignore[attr-defined]
        await until(pilot, lambda: gate == "groups" or not left.is_attached)


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
