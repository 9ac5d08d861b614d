"""A service that says nothing is told after three seconds, and is soon given up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx
import pytest

from te_tui.credentials.secret import Secret
from te_tui.sources.errors import SourceError, Unreachable
from te_tui.sources.http.origin import Origin
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.sources.service import Recorder
from tests.sources.silent import (
    Act,
    Slow,
    Try,
    answers_nonsense_late,
    drips,
    fails_late,
    hangs_up_late,
    says_nothing,
    stops_in_the_middle,
    takes_no_connection,
)

Ask = Callable[[ThousandEyes], Awaitable[object]]

LISTS: Ask = lambda source: source.tests("7")  # noqa: E731
OPENS: Ask = lambda source: source.snapshot("7", "s1")  # noqa: E731
DELETES: Ask = lambda source: source.delete_snapshot("7", "s1")  # noqa: E731


def source_of(slow: Slow, observer: Recorder | None = None) -> ThousandEyes:
    origin, secret = Origin.parse("http://127.0.0.1:9"), Secret("token-of-a-test")
    return ThousandEyes(origin, secret, observer=observer, transport=slow, sleep=slow.pass_time)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (says_nothing, "said nothing for 12 s"),
        (takes_no_connection, "cannot be reached (no answer)"),
        (hangs_up_late, "said nothing for 12 s"),
        (stops_in_the_middle, "said nothing for 12 s"),
    ],
)
@pytest.mark.parametrize("ask", [LISTS, OPENS, DELETES], ids=["list", "snapshot", "deletion"])
async def test_silence_of_any_kind_is_given_up_within_fifteen_seconds(
    monkeypatch: pytest.MonkeyPatch, act: Act, why: str, ask: Ask
) -> None:
    slow = Slow(act, monkeypatch)
    async with source_of(slow) as source:
        with pytest.raises(Unreachable) as given_up:
            await ask(source)
    assert 10 <= slow.passed <= 15
    assert f"127.0.0.1:9 {why}" in given_up.value.sentence


@pytest.mark.parametrize(("size", "every"), [(1, 5.0), (1, 0.5), (50, 1.0)])
async def test_a_service_that_drips_is_given_up_as_one_that_is_silent(
    monkeypatch: pytest.MonkeyPatch, size: int, every: float
) -> None:
    slow = Slow(drips(size, every=every, times=10_000), monkeypatch)
    async with source_of(slow) as source:
        with pytest.raises(Unreachable, match="said next to nothing for 12 s"):
            await source.tests("7")
    assert 12 <= slow.passed < 30


async def test_a_slow_line_may_take_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow(drips(1_000, every=5.0, times=20), monkeypatch)
    async with source_of(slow) as source:
        assert await source.tests("7") == ()
    assert slow.passed == 100


async def test_an_answer_that_comes_for_two_minutes_is_not_asked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = Slow(drips(1_000, every=5.0, times=10_000), monkeypatch)
    async with source_of(slow) as source:
        with pytest.raises(Unreachable, match="took too long to answer"):
            await source.tests("7")
    assert slow.tries == 1
    assert slow.passed <= 125


async def test_the_data_of_a_widget_which_takes_long_may_take_thirty_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = Slow(says_nothing, monkeypatch)
    async with source_of(slow) as source:
        with pytest.raises(Unreachable, match="said nothing for 30 s"):
            await source.panel_data("7", "s1", "w1")
    assert 30 <= slow.passed < 32


@pytest.mark.parametrize("act", [fails_late, answers_nonsense_late])
async def test_a_service_that_answers_late_is_tried_as_often_as_any(
    monkeypatch: pytest.MonkeyPatch, act: Act
) -> None:
    slow = Slow(act, monkeypatch)
    async with source_of(slow) as source:
        with pytest.raises(SourceError):
            await source.tests("7")
    assert slow.tries == 5


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (says_nothing, ["no answer for 3 s (gives up at 12 s)"]),
        (stops_in_the_middle, ["no answer for 3 s (gives up at 12 s)"]),
        # Of the second try, together with the first one.
        (
            takes_no_connection,
            ["no answer for 3 s (gives up at 12 s)", "no answer for 10 s (gives up at 12 s)"],
        ),
    ],
)
async def test_silence_is_told_with_when_it_is_given_up(
    monkeypatch: pytest.MonkeyPatch, act: Act, told: list[str]
) -> None:
    observer = Recorder()
    async with source_of(Slow(act, monkeypatch), observer) as source:
        with pytest.raises(Unreachable):
            await source.tests("7")
    assert [wait.silence() for wait in observer.waits if wait and wait.silent] == told
    assert observer.waits[-1] is None


@pytest.mark.parametrize(("seconds", "times"), [(1.0, 0), (4.0, 1)])
async def test_what_comes_soon_is_not_called_silence(
    monkeypatch: pytest.MonkeyPatch, seconds: float, times: int
) -> None:
    async def answers(one: Try) -> httpx.Response:
        await one.pass_time(seconds)
        return httpx.Response(200, json={"tests": []})

    observer = Recorder()
    async with source_of(Slow(answers, monkeypatch), observer) as source:
        await source.tests("7")
    assert len([wait for wait in observer.waits if wait]) == times
