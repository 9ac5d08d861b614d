from __future__ import annotations

import asyncio
from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

import pytest

from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import NotFound, NotLoggedIn, Problem, ServerFailed, SourceError
from te_tui.sources.panel_loader import PanelCache, PanelLoader
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.panel_data import PanelData
from te_tui.sources.thousandeyes.panels.shown import ShownPanel


class Widgets:
    """A source whose answers wait until they are let go."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.failing: set[str] = set()
        self.failure: SourceError = ServerFailed("Could not fetch it", "Try again.")
        self.most_at_once = 0
        self.enough = 4  # at once, to be called busy
        self._at_once = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.busy = asyncio.Event()

    async def panel_content(self, aid: str, snapshot_id: str, panel: Panel) -> ShownPanel:
        widget_id = str(panel.widget_id)
        assert (aid, snapshot_id) == ("7", "s")
        self.asked.append(widget_id)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        if self._at_once == self.enough:
            self.busy.set()
        try:
            await self.gate.wait()
            await asyncio.sleep(0)
        finally:
            self._at_once -= 1
        if widget_id in self.failing:
            raise self.failure
        return content(widget_id)


def content(widget_id: str) -> ShownPanel:
    return ShownPanel(Panel(widget_id=widget_id), PanelData(status=widget_id))


def loader_of(
    source: Widgets,
    *ids: str | None,
    cache: PanelCache | None = None,
    snapshot_id: str | None = "s",
    titles: Mapping[str | None, str] = MappingProxyType({}),
) -> PanelLoader:
    panels = tuple(Panel(widget_id=one, title=titles.get(one)) for one in ids)
    snapshot = Snapshot(SnapshotRow(snapshot_id, *[None] * 11), panels)  # type: ignore[arg-type]
    return PanelLoader(cast(SnapshotSource, source), "7", snapshot, {} if cache is None else cache)


async def run(loader: PanelLoader, *, everything: bool = True) -> list[int]:
    loaded: list[int] = []
    await loader.run(loaded.append, all_of_them=lambda: everything)
    return loaded


async def test_panels_are_fetched_in_order_and_at_most_four_at_once() -> None:
    source = Widgets()
    loader = loader_of(source, *"abcdefghij")
    assert sorted(await run(loader)) == list(range(10))
    assert source.asked == list("abcdefghij")
    assert source.most_at_once == 4
    assert loader.outcomes == [content(one) for one in "abcdefghij"]


async def test_the_preferred_panel_goes_first_also_when_preferred_later() -> None:
    source = Widgets()
    source.gate.clear()
    loader = loader_of(source, *"abcdefghij")
    loader.prefer(5)
    running = asyncio.create_task(run(loader))
    await source.busy.wait()
    loader.prefer(9)
    source.gate.set()
    await running
    assert source.asked == ["f", "a", "b", "c", "j", "d", "e", "g", "h", "i"]


async def test_only_the_preferred_panel_is_fetched_when_the_rest_can_wait() -> None:
    source = Widgets()
    loader = loader_of(source, *"abc")
    loader.prefer(1)
    assert await run(loader, everything=False) == [1]
    assert await run(loader, everything=False) == []
    loader.prefer(99)
    assert await run(loader, everything=False) == []
    assert source.asked == ["b"]


async def test_what_was_fetched_before_is_not_fetched_again() -> None:
    source, cache = Widgets(), PanelCache()
    await run(loader_of(source, *"ab", cache=cache))
    again = loader_of(source, *"abc", cache=cache)
    assert again.outcomes == [content("a"), content("b"), None]
    assert await run(again) == [2]
    assert source.asked == ["a", "b", "c"]


async def test_a_failure_stays_with_its_panel_and_can_be_tried_again() -> None:
    source = Widgets()
    source.failing = {"b"}
    loader = loader_of(source, *"abc")
    await run(loader)
    assert [type(outcome) for outcome in loader.outcomes] == [ShownPanel, ServerFailed, ShownPanel]
    assert await run(loader) == []
    source.failing.clear()
    assert [loader.forget_failure(index) for index in range(3)] == [False, True, False]
    assert await run(loader) == [1]
    assert loader.outcomes[1] == content("b")


async def test_what_would_be_refused_as_well_is_not_asked_for() -> None:
    source = Widgets()
    source.failing = set("abcdefghij")
    source.failure = NotLoggedIn("The token is not accepted", "Log in.")
    loader = loader_of(source, *"abcdefghij")
    assert sorted(await run(loader)) == list(range(10))
    assert source.asked == list("abcd")
    assert all(isinstance(outcome, NotLoggedIn) for outcome in loader.outcomes)


async def test_each_widget_that_is_not_asked_for_any_more_is_named_in_its_error() -> None:
    source = Widgets()
    source.failing, source.enough = {"a"}, 1
    source.failure = NotLoggedIn("Could not fetch widget a: not accepted", "Log in.", Problem(401))
    loader = loader_of(source, *"abcdefg", titles={"a": "Loss", "g": "Jitter"})
    await run(loader)
    first, last = loader.outcomes[0], loader.outcomes[-1]
    assert isinstance(first, NotLoggedIn)
    assert isinstance(last, NotLoggedIn)
    assert first.sentence == 'Could not fetch widget "Loss": not accepted'
    assert (last.sentence, last.next_step) == ('Could not fetch widget "Jitter": not accepted', "Log in.")
    assert last.problem == first.problem


@pytest.mark.parametrize(("widget_id", "snapshot_id"), [(None, "s"), ("", "s"), ("a", None)])
async def test_what_has_no_id_is_not_found_and_not_asked_for(
    widget_id: str | None, snapshot_id: str | None
) -> None:
    source = Widgets()
    loader = loader_of(source, widget_id, snapshot_id=snapshot_id)
    await run(loader)
    assert isinstance(loader.outcomes[0], NotFound)
    assert source.asked == []


@pytest.mark.parametrize("everything", [True, False])
async def test_a_run_fetches_what_a_cancelled_one_drops(everything: bool) -> None:
    source = Widgets()
    source.gate.clear()
    source.enough = 1
    loader = loader_of(source, "a")
    first = asyncio.create_task(run(loader, everything=everything))
    await source.busy.wait()
    first.cancel()
    second = asyncio.create_task(run(loader, everything=everything))  # begins before the first has ended
    source.gate.set()
    await asyncio.wait([first, second])
    assert first.cancelled()
    assert loader.outcomes == [content("a")]


async def test_a_snapshot_without_panels_is_done_at_once() -> None:
    assert await run(loader_of(Widgets())) == []
