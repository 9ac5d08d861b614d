"""Keys that are pressed faster than the screen follows."""

from __future__ import annotations

import asyncio

import pytest
from textual import events
from textual.pilot import Pilot

from te_tui.screens.groups.screen import AccountGroupsScreen
from te_tui.screens.snapshots.filter_bar import FilterInput
from te_tui.terminal.typed_ahead import TypedAhead
from te_tui.widgets.row_list import RowList
from tests.screens.conftest import (
    BROKEN,
    DEADLINE,
    explorer,
    filter_text,
    lines,
    page,
    pages_of,
    row,
    rows,
    until,
    until_shown,
)
from tests.screens.fake_source import FakeSource


def burst(pilot: Pilot[None], *keys: str) -> None:
    """Press keys as one read from the terminal delivers them: none is handled before the last has come."""
    for key in keys:
        pilot.app.post_message(events.Key(key, {"slash": "/"}.get(key, key if len(key) == 1 else None)))


async def test_a_filter_typed_in_one_burst_is_typed_into_the_filter_whole(source: FakeSource) -> None:
    source.pages = {"1234": [page(row("1", "checkout"), row("2", "squid"))]}
    app = explorer(source)
    async with app.run_test() as pilot:
        await until_shown(pilot, "checkout", "squid")
        burst(pilot, "slash", *"squid")

        await until(pilot, lambda: filter_text(pilot) == "squid")
        await until(pilot, lambda: [one.name for one in rows(pilot).rows] == ["squid"])
        assert app.is_running


@pytest.mark.parametrize("leaving", ["escape", "enter"])
async def test_a_key_behind_the_one_that_ends_typing_goes_to_the_list(
    source: FakeSource, leaving: str
) -> None:
    source.pages = {"1234": [page(row("1", "squid"), row("2", "checkout"))]}
    app = explorer(source)
    async with app.run_test() as pilot:
        await until_shown(pilot, "checkout", "squid")
        await pilot.press("slash", "u")
        burst(pilot, leaving, "s")

        await until(pilot, lambda: rows(pilot).sort is not None)
        assert filter_text(pilot) == ("u" if leaving == "enter" else "")
        assert app.focused is rows(pilot)


async def test_a_burst_of_a_filter_and_a_command_changes_what_the_filter_has_left(source: FakeSource) -> None:
    source.pages = {"1234": [page(row("1", "checkout"), row("2", "squid"), row("3", "proxy"))]}
    app = explorer(source)
    async with app.run_test() as pilot:
        await until_shown(pilot, "checkout", "squid")
        burst(pilot, "slash", *"squid", "enter", "space", "slash", *"dx", "escape", "j")

        await until(pilot, lambda: rows(pilot).cursor_index == 2)
        assert rows(pilot).marked == {"2"}
        assert filter_text(pilot) == ""
        assert app.focused is rows(pilot)


async def test_keys_behind_one_that_opens_a_screen_go_to_that_screen(source: FakeSource) -> None:
    source.pages = {"1234": [page(row("1", "checkout"), row("2", "squid"))]}
    app = explorer(source)
    async with app.run_test() as pilot:
        await until_shown(pilot, "checkout", "squid")
        burst(pilot, "question_mark", "escape", "slash", *"squid", "f1", "escape", "x")

        await until(pilot, lambda: isinstance(app.focused, FilterInput) and app.focused.value == "squidx")
        assert "squidx" in "".join(lines(pilot))


async def test_who_quits_waits_for_no_key_before(source: FakeSource) -> None:
    app = explorer(source)
    async with app.run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        never = asyncio.Event()

        async def hang() -> None:
            await never.wait()

        app.screen.call_later(hang)
        burst(pilot, "down", "down", "ctrl+c")
        async with asyncio.timeout(DEADLINE):
            while app.return_code is None:  # noqa: ASYNC110 - the app tells nobody
                await asyncio.sleep(0)
        never.set()


async def test_answers_are_read_after_a_key_is_done_but_do_not_wait_for_ever(source: FakeSource) -> None:
    app = explorer(source)
    async with app.run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        under_way, over = asyncio.Event(), asyncio.Event()

        async def hang() -> None:
            under_way.set()
            await over.wait()

        app.screen.call_later(hang)
        burst(pilot, "down")
        async with asyncio.timeout(DEADLINE):
            await under_way.wait()
            reading = asyncio.create_task(app.give_way())
            for _ in range(100):
                await asyncio.sleep(0)
            assert not reading.done()
            await reading  # the key still hangs
            over.set()
            await until(pilot, lambda: rows(pilot).cursor_index == 1)


@pytest.mark.parametrize(
    ("begins_at", "held", "keys", "outcome"),
    [
        ((None, None), "groups", ("j", "enter"), "z"),
        (("1234", None), "page 0", ("j", "j", "space", "G"), "● c"),
        (("1234", "a"), "a", ("j", "j", "enter"), "widget 3 of 3"),
        (("1234", "a"), "a", ("v",), "Large"),
        (("1234", "a"), "a", ("slash", "z", "z"), "No matches"),
    ],
)
async def test_keys_typed_before_a_list_has_come_wait_for_it(
    source: FakeSource,
    begins_at: tuple[str | None, str | None],
    held: str,
    keys: tuple[str, ...],
    outcome: str,
) -> None:
    source.hold(held)
    app = explorer(source, *begins_at)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in keys:
            burst(pilot, key)
            await pilot.pause()
        await until(pilot, lambda: source.asked[held])
        source.release()
        await until_shown(pilot, outcome)


@pytest.mark.parametrize("in_one_burst", [True, False])
async def test_escape_gives_up_the_keys_that_wait_for_a_list(source: FakeSource, in_one_burst: bool) -> None:
    app = explorer(source, None)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Network Ops", "Archive")
        source.hold("page 0")
        if in_one_burst:
            burst(pilot, "enter", "j", "enter", "escape")
            await until(pilot, lambda: source.asked["page 0"])
        else:
            burst(pilot, "enter", "j", "enter")
            await until_shown(pilot, "Loading")
            burst(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, AccountGroupsScreen))
        source.release()
        burst(pilot, "j")
        groups = app.screen.query_one(RowList)
        await until(pilot, lambda: groups.cursor_index == 1)


async def test_keys_for_a_list_that_does_not_come_do_no_harm(source: FakeSource) -> None:
    source.hold("page 0")
    source.errors["page 0"] = BROKEN
    app = explorer(source)
    async with app.run_test(size=(80, 24)) as pilot:
        burst(pilot, "j", "j", "enter")
        await until(pilot, lambda: source.asked["page 0"])
        source.release()
        await until_shown(pilot, BROKEN.sentence)
        del source.errors["page 0"]
        burst(pilot, "r", "j")
        await until(pilot, lambda: rows(pilot).cursor_index == 1)


async def test_a_list_of_many_pages_grows_only_while_nothing_is_typed(
    source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing = asyncio.Event()
    monkeypatch.setattr(TypedAhead, "pause", lambda self: typing.wait())
    pages = pages_of("abcdef", size=2)
    source.pages = {
        "1234": [one._replace(cursor=str(place)) for place, one in enumerate(pages[:-1], 1)] + pages[-1:]
    }
    app = explorer(source)
    async with app.run_test() as pilot:
        await until(pilot, lambda: len(rows(pilot).rows) == 2)
        for _ in range(10):
            await pilot.press("down")
        assert len(rows(pilot).rows) == 2
        typing.set()
        await until_shown(pilot, "6 snapshots")


async def test_a_pause_in_typing_is_waited_for_but_not_for_ever(
    source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("te_tui.terminal.typed_ahead._BETWEEN_KEYS", 3_600)
    app = explorer(source)
    async with app.run_test() as pilot, asyncio.timeout(DEADLINE):
        await until_shown(pilot, "5 snapshots")
        await app.typed.pause()  # nothing was typed
        await pilot.press("down")
        pausing = asyncio.create_task(app.typed.pause())
        await asyncio.sleep(0)
        assert not pausing.done()
        await pausing


@pytest.mark.parametrize("held", ["groups", "page 0"])
async def test_a_filter_typed_before_the_only_group_is_there_is_typed_into_the_filter(
    source: FakeSource, held: str
) -> None:
    source.groups = source.groups[1:]
    source.hold(held)
    app = explorer(source, None)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: source.asked["groups"])
        for key in ("slash", *"daily"):
            burst(pilot, key)
            await pilot.pause()
        await until(pilot, lambda: source.asked[held])
        source.release()
        await until(pilot, lambda: isinstance(app.focused, FilterInput) and app.focused.value == "daily")


async def test_what_is_typed_for_snapshots_waits_for_the_list(source: FakeSource) -> None:
    source.hold("page 0")
    app = explorer(source)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: source.asked["page 0"])
        burst(pilot, "y", "slash", *"c")
        await pilot.pause()
        assert app.focused is None
        source.release()
        await until(pilot, lambda: isinstance(app.focused, FilterInput) and app.focused.value == "c")
