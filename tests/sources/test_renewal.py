"""A token that is not accepted any more is replaced in the middle of what is going on."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from te_tui.credentials.secret import Secret
from te_tui.credentials.token import NoToken
from te_tui.sources.errors import NotLoggedIn, Problem
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.renewal import Renewal
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.reflecting import TOKEN, assert_silent, reflecting_service

OLD, NEW = "canary-expired-token", "canary-renewed-token"


class Door:
    """A service that lets one token in, and somebody who is asked for another one."""

    def __init__(self, accepted: str = NEW) -> None:
        self.accepted = accepted
        self.seen: list[tuple[str, str]] = []
        self.gives: list[str | None] = [NEW]
        self.asked: list[str] = []
        self.told: list[bool] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.was_asked = asyncio.Event()
        self._arrivals = asyncio.Semaphore(0)

    def source(self, secret: str = OLD) -> ThousandEyes:
        transport = httpx.MockTransport(self._answer)
        return ThousandEyes(
            Origin.parse("http://127.0.0.1:9"),
            Secret(secret),
            renew=self._renew,
            transport=transport,
            sleep=self._at_once,
        )

    async def _at_once(self, seconds: float) -> None:
        """Keep no pace."""

    def _answer(self, request: httpx.Request) -> httpx.Response:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        self.seen.append((request.method, token))
        self._arrivals.release()
        if token != self.accepted:
            return httpx.Response(401, json={"error": "invalid_token"})
        return httpx.Response(201 if request.method == "POST" else 200, json={"snapshotId": "s"})

    async def arrived(self, requests: int) -> None:
        """Wait for so many more requests."""
        for _ in range(requests):
            await self._arrivals.acquire()

    async def _renew(self, refused: NotLoggedIn, again: bool) -> Secret:
        self.asked.append(refused.sentence)
        self.told.append(again)
        self.was_asked.set()
        await self.may_answer.wait()
        given = self.gives.pop(0)
        if given is None:
            raise NoToken(refused.sentence, refused.next_step)
        return Secret(given)


async def test_a_request_that_was_refused_goes_out_again_with_the_new_token() -> None:
    door = Door()
    async with door.source() as source:
        assert (await source.snapshot("7", "s")).row.snapshot_id == "s"
        await source.snapshot("7", "s")
    assert door.seen == [("GET", OLD), ("GET", NEW), ("GET", NEW)]
    assert door.asked == ["The token is not accepted: HTTP 401: invalid_token"]


async def test_who_gives_a_wrong_token_is_asked_again() -> None:
    door = Door()
    door.gives = ["canary-also-expired", NEW]
    async with door.source() as source:
        await source.snapshot("7", "s")
    assert [token for _, token in door.seen] == [OLD, "canary-also-expired", NEW]
    assert door.told == [False, True]


@pytest.mark.parametrize("given", [NEW, None])
async def test_however_many_requests_are_refused_together_somebody_is_asked_once(given: str | None) -> None:
    door = Door()
    door.gives = [given]
    door.may_answer.clear()
    async with door.source() as source:
        requests = [asyncio.create_task(source.snapshot("7", f"s{number}")) for number in range(5)]
        await door.arrived(5)
        door.may_answer.set()
        outcomes = await asyncio.gather(*requests, return_exceptions=True)
    assert len(door.asked) == 1
    assert [isinstance(outcome, NotLoggedIn) for outcome in outcomes] == [given is None] * 5


async def test_who_gave_none_is_asked_anew_by_the_next_request() -> None:
    door = Door()
    door.gives = [None, NEW]
    async with door.source() as source:
        with pytest.raises(NotLoggedIn, match="not accepted"):
            await source.snapshot("7", "s")
        await source.snapshot("7", "s")
    assert len(door.asked) == 2


async def test_a_caller_that_leaves_does_not_undo_the_question() -> None:
    door = Door()
    door.may_answer.clear()
    async with door.source() as source:
        leaving = asyncio.create_task(source.snapshot("7", "s"))
        await door.was_asked.wait()
        leaving.cancel()
        staying = asyncio.create_task(source.snapshot("7", "s"))
        await door.arrived(2)
        door.may_answer.set()
        assert (await staying).row.snapshot_id == "s"
    assert len(door.asked) == 1


async def test_closing_ends_the_question() -> None:
    door = Door()
    door.may_answer.clear()
    source = door.source()
    waiting = asyncio.create_task(source.snapshot("7", "s"))
    await door.was_asked.wait()
    await source.aclose()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_neither_the_token_of_before_nor_the_new_one_is_read_from_what_the_service_says() -> None:
    asked: list[NotLoggedIn] = []

    async def renew(refused: NotLoggedIn, again: bool) -> Secret:
        asked.append(refused)
        return Secret(NEW)

    with reflecting_service() as (handler, url):
        handler.accepted = NEW
        async with ThousandEyes(Origin.parse(url), Secret(TOKEN), renew=renew) as source:
            snapshot = await source.snapshot("7", "s1")
            data = await source.panel_data("7", "s1", "w1")
            raw = await source.raw_panel_data("7", "s1", "w1")
    assert len(asked) == 1
    for said in (str(asked[0]), repr(snapshot), repr(data), raw.decode()):
        assert "[token]" in said
        assert NEW not in said
        assert_silent(said)


@pytest.mark.parametrize("given", [NEW, None])
async def test_a_refusal_that_comes_after_the_answer_asks_nobody_again(given: str | None) -> None:
    refused = NotLoggedIn("The token is not accepted", "Log in.", Problem(401))
    questions: list[bool] = []
    tokens = [OLD]
    answered = asyncio.Event()

    async def ask(_: NotLoggedIn, again: bool) -> Secret:
        questions.append(again)
        if given is None:
            raise NoToken("no", "no")
        return Secret(given)

    async def use(secret: Secret) -> None:
        tokens.append(NEW)

    async def send(until: asyncio.Event | None = None) -> str:
        token = tokens[-1]
        if until is not None:
            await until.wait()
        if token != NEW:
            raise refused
        return "done"

    renewal = Renewal(ask, use)
    late = asyncio.create_task(renewal.send(lambda: send(answered)))
    await asyncio.sleep(0)
    early = await asyncio.gather(renewal.send(send), return_exceptions=True)
    answered.set()
    outcomes = [*early, *await asyncio.gather(late, return_exceptions=True)]
    assert outcomes == ([refused] * 2 if given is None else ["done"] * 2)
    assert questions == [False]
