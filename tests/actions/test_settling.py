"""A new snapshot is asked for until it can be opened, ever more seldom, and not for ever."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from te_tui.actions.settling import NotSettled, pauses, until_readable
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.base import Wait
from te_tui.sources.errors import NotFound, Problem, Refused, ServerFailed, SourceError
from tests.screens.fake_source import FakeSource

READY = Snapshot(
    SnapshotRow("s", "Made", "1", None, None, datetime.now(UTC), None, None, None, None, None, None), ()
)
NOT_YET = NotFound("HTTP 404", "Check the id.", Problem(404))
BROKEN = ServerFailed("HTTP 503", "Wait.")


class Slow(FakeSource):
    """A source whose snapshot fails in these ways before it can be opened."""

    def __init__(self, *failures: SourceError) -> None:
        super().__init__()
        self.failures = list(failures)
        self.naps: list[float] = []
        self.told: list[Wait] = []

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        if self.failures:
            raise self.failures.pop(0)
        return READY

    async def nap(self, seconds: float) -> None:
        self.naps.append(seconds)

    async def settle(self) -> Snapshot:
        return await until_readable(self, "1", "s", waiting=self.told.append, sleep=self.nap)


async def test_a_snapshot_that_is_there_is_not_waited_for() -> None:
    source = Slow()
    assert await source.settle() is READY
    assert source.naps == []


async def test_each_pause_is_twice_as_long_and_told_with_its_reason() -> None:
    source = Slow(NOT_YET, BROKEN, NOT_YET)
    assert await source.settle() is READY
    assert source.naps == [1, 2, 4]
    assert [wait.seconds for wait in source.told] == [1, 2, 4]
    assert source.told[0].reason == "the new snapshot cannot be opened yet"
    assert source.told[1].reason == "the new snapshot could not be asked for"


async def test_a_refusal_ends_the_waiting_at_once() -> None:
    source = Slow(NOT_YET, Refused("No", "Ask."))
    with pytest.raises(Refused):
        await source.settle()
    assert source.naps == [1]


async def test_after_ten_minutes_it_says_that_the_snapshot_is_made_all_the_same() -> None:
    source = Slow(*[NOT_YET] * 100)
    with pytest.raises(NotSettled, match="Snapshot s is made, but cannot be opened yet") as failed:
        await source.settle()
    assert failed.value.problem is NOT_YET.problem
    assert source.naps == list(pauses())
    assert 600 <= sum(source.naps) <= 630
    assert max(source.naps) == 30
