"""The only code that sends requests: their headers, deadlines, retries, limits and errors."""

from __future__ import annotations

import asyncio
import contextlib
import math
import ssl
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import timedelta
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar, cast
from weakref import WeakSet

import httpx

from te_tui.credentials.mask import TokenMask
from te_tui.models.clean import clean
from te_tui.models.limits import LIMITS
from te_tui.sources.base import Observer, Wait
from te_tui.sources.clock import ClockWatch, machine_seconds
from te_tui.sources.errors import Answer, RateLimited, Rejected, ServerFailed, SourceError
from te_tui.sources.http.body import TooLarge, WrongEncoding, read_body
from te_tui.sources.http.in_time import check_in_time, may_have_been_done
from te_tui.sources.http.no_connection import explain, explain_end
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.pace import Pace
from te_tui.sources.http.problems import ReadFailure, may_be_done, moved, redirected, unreachable, unreadable
from te_tui.sources.http.retry import (
    NO_BUDGET,
    NO_RATES,
    USED_UP,
    Patience,
    RateHeaders,
    after_failure,
    back_off,
    clock_offset,
    not_sooner,
    until_limit_is_over,
)
from te_tui.sources.http.silence import SILENCE, Silence
from te_tui.sources.reading.decode import NotReadable, OtherGroup, OtherThing

T = TypeVar("T")

_DEADLINE = 120.0  # seconds for one answer, however slowly it comes
_LARGE_BODY = 32 * 1024  # bytes: decoding more than this delays a key noticeably, so a thread does it
_WRITTEN_JSON = {"Content-Type": "application/json"}
# Successes that do not say that this is the whole answer: not ready yet, a range, several, a difference.
_IN_PART = {202, 205, 206, 207, 208, 226}
# Failures that often pass by themselves, also those of gateways in between.
_PASSING = {408, 425, 500, 502, 503, 504, *range(520, 525), 527, 529, 530}


class Request(NamedTuple):
    """One request.

    Attributes:
        what: what the request is for; completes "Could not …" in error messages.
        json: the body as a value; None if there is no body, or it is `content`.
        limit: a sentence, without full stop, on the service's limit for this kind of request.
        permission: the permission that the request needs, for the message if it is refused.
        seen: is called with the status and headers of each answer.
        silence: how many seconds the service may send nothing, in all tries together.
        content: the body as JSON text.
        widget_id: the widget whose data is fetched, if any.
        changes: whether the request changes something; None: the method decides.
    """

    what: str
    method: str
    path: str
    params: Mapping[str, str]
    json: Any = None
    limit: str | None = None
    permission: str | None = None
    seen: Callable[[int, Mapping[str, str]], None] = lambda *answer: None  # noqa: ARG005 - a success is enough
    silence: float = SILENCE
    content: bytes | None = None
    widget_id: str | None = None
    changes: bool | None = None

    @property
    def repeatable(self) -> bool:
        """Whether the request may be sent twice without harm (safety rule 12)."""
        return self.method != "POST" if self.changes is None else not self.changes

    @property
    def is_change(self) -> bool:
        """Whether the request changes something, rather than only reading."""
        return self.method != "GET" if self.changes is None else self.changes


class Dialect(NamedTuple):
    """The functions that read what is particular to a vendor: its errors and headers.

    Attributes:
        failure: reads an answer that is not a success.
        rates: read the rate limits in headers.
        redirect: makes the error for a redirect, given what could not be done, the status and the address.
        accept: the Accept header, with the media types that these functions understand.
    """

    failure: ReadFailure
    rates: RateHeaders = NO_RATES
    redirect: Callable[[str, int, str], SourceError] = redirected
    accept: str = "application/hal+json, application/problem+json"


class _Failed(NamedTuple):
    """A failed try: its error, the wait before the next try, and the number of tries that are allowed in all.

    `perhaps_done` is False if the service cannot have done what was requested.
    """

    error: SourceError
    wait: Wait
    tries: int
    perhaps_done: bool = True


class _Answer(NamedTuple):
    """A complete answer; its body is decompressed, and tokens in it are masked."""

    status: int
    headers: httpx.Headers
    body: bytes


def _must_be_whole(request: Request, answer: _Answer) -> None:
    """Raise `NotReadable` for a success whose status says that it may be only a part, such as 206."""
    if not request.is_change and answer.status in _IN_PART:
        raise NotReadable(f"HTTP {answer.status} may be a part of it")


class Funnel:
    """Sends the requests of one account, a few at a time, and repeats failed ones where that does no harm.

    Args:
        client: returns the httpx client, which is made for the first request.
        origin: the base address of every request.
        observer: the object that is told of rate limits and waits.
        patience: how often a request is tried, and for how long.
        mask: masks the token in answers.
        dialect: the functions that read the vendor's errors and headers.
        sleep: replaces `asyncio.sleep`, in tests.
        clock: returns the present time in epoch seconds.
    """

    def __init__(
        self,
        client: Callable[[], Awaitable[httpx.AsyncClient]],
        origin: Origin,
        observer: Observer,
        patience: Patience,
        mask: TokenMask,
        dialect: Dialect,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = machine_seconds,
    ) -> None:
        self._client = client
        self._origin = origin
        self._host = origin.label
        self._observer = observer
        self._patience = patience
        self._mask = mask
        self._dialect = dialect
        self._sleep = sleep
        self._clock = clock
        self._waits: list[tuple[float, Wait]] = []
        self._used: WeakSet[Callable[[bytes], Any]] = WeakSet()
        self._pace = Pace(self._pause, self._server_time)
        self._watch = ClockWatch()

    @property
    def clock_offset(self) -> timedelta:
        """How far the service's clock is ahead of this machine's, by its latest answers."""
        return self._watch.offset

    def _server_time(self) -> float:
        return self._clock() + self.clock_offset.total_seconds()

    async def send(
        self,
        request: Request,
        read: Callable[[bytes], T],
        check: Callable[[T], None] | None = None,
        peek: Callable[[bytes], Awaitable[None]] | None = None,
    ) -> T:
        """Send a request, and return what `read` makes of its answer; repeat the request if that may help.

        A try has failed, too, if `read` cannot read the answer, or if `check` raises because the answer is
        about something else than was asked for. `peek` is called with the body before `read`.

        Raises:
            SourceError: the request failed for good, or in every try.
        """
        attempt = 1
        silence = Silence(request.silence, lambda wait: self._waiting(_about(request, wait)))
        while True:
            answer = await self._exchange(request, attempt, silence)
            if isinstance(answer, _Failed):
                failed = answer
            else:
                judged = await self._judge(request, answer, read, check, peek, attempt)
                if not isinstance(judged, _Failed):
                    return judged
                failed = judged
            if failed.perhaps_done and request.is_change:
                may_have_been_done()
            too_long = failed.wait.seconds > self._patience.longest_wait
            if not request.repeatable:
                raise may_be_done(failed.error) if failed.perhaps_done else failed.error
            if attempt >= failed.tries or too_long or silence.is_over:
                raise failed.error
            await self._pause(_about(request, failed.wait))
            attempt += 1

    async def _pause(self, wait: Wait) -> None:
        with self._waiting(wait):
            await self._sleep(wait.seconds)

    @contextlib.contextmanager
    def _waiting(self, wait: Wait) -> Iterator[None]:
        under_way = self._clock() + wait.seconds, wait
        self._waits.append(under_way)
        self._tell_wait()
        try:
            yield
        finally:
            self._waits.remove(under_way)
            self._tell_wait()

    def _tell_wait(self) -> None:
        """Tell the observer about the wait that ends last; None if nothing waits.

        Waits of single widgets count only if there is no other.
        """
        waits = [one for one in self._waits if one[1].widget_id is None] or self._waits
        _, last = max(waits, key=itemgetter(0), default=(0.0, None))
        self._observer.waiting(last)

    async def _judge(
        self,
        request: Request,
        answer: _Answer,
        read: Callable[[bytes], T],
        check: Callable[[T], None] | None,
        peek: Callable[[bytes], Awaitable[None]] | None,
        attempt: int,
    ) -> T | _Failed:
        """Return what `read` makes of an answer, or `_Failed` if another try may help.

        Raises:
            SourceError: the request failed, and another try would not help.
        """
        seen = self._dialect.rates.budget(answer.headers)
        if seen != NO_BUDGET:
            self._pace.seen(seen)
            self._observer.budget_seen(seen)
        creations = self._dialect.rates.creations(answer.headers, self._clock())
        if creations != NO_BUDGET:
            self._observer.creations_seen(creations)
        offset = clock_offset(answer.headers, self._clock())
        if offset is not None:
            self._watch.saw(offset)
        already_gone = answer.status == 404 and request.method == "DELETE" and attempt > 1
        if 200 <= answer.status < 300 or already_gone:
            if peek is not None:
                await peek(answer.body)
            # Whoever says that it is gone may say so in a page; that is as good as no body.
            answer = answer._replace(body=b"") if already_gone else answer
            return await self._read(request, answer, read, check, attempt)
        error = self._error(request, answer)
        error.answer = Answer(answer.status, answer.body)
        if answer.status == 429:
            told = until_limit_is_over(answer.headers, self._clock(), self._dialect.rates)
            wait = not_sooner(told, back_off(attempt, USED_UP))._replace(is_limit=True)
            again = f"Try again in {math.ceil(wait.seconds):,} s."
            if request.limit is not None:
                again = again if told else "Try again a little later."
                if error.problem is None or error.problem.detail is None:  # the service has not said it
                    again = f"{request.limit}. {again}"
            limited = RateLimited(error.sentence, again, error.problem)
            return _Failed(limited, wait, self._patience.tries, perhaps_done=False)
        if answer.status in _PASSING and isinstance(error, ServerFailed):
            reason = f"the service failed with HTTP {answer.status}"
            wait = after_failure(answer.headers, attempt, reason, self._clock())
            return _Failed(error, wait, self._patience.tries)
        raise error

    def _error(self, request: Request, answer: _Answer) -> SourceError:
        """Make the error for an answer that is no success."""
        if 300 <= answer.status < 400:
            location = answer.headers.get("location", "")
            return self._dialect.redirect(request.what, answer.status, location)
        return self._dialect.failure(request.what, answer.status, answer.body, request.permission)

    async def _read(
        self,
        request: Request,
        answer: _Answer,
        read: Callable[[bytes], T],
        check: Callable[[T], None] | None,
        attempt: int,
    ) -> T | _Failed:
        if request.method == "GET":  # what a change has done is to be known at once
            await self._observer.give_way()
        try:
            _must_be_whole(request, answer)
            # The first reading of a kind builds its reader, which would be felt as well.
            first = read not in self._used
            self._used.add(read)
            if first or len(answer.body) > _LARGE_BODY:
                value = await asyncio.to_thread(read, answer.body)
            else:
                value = read(answer.body)
            if check is not None:
                check(value)
        except OtherGroup as error:
            raise moved(request.what, error.aid) from None
        except OtherThing as error:
            # It is no answer to this question, and is kept nowhere as one.
            problem = unreadable(request.what, f"{self._host} answered another question: {error}")
        except NotReadable as error:
            problem = unreadable(request.what, f"{self._host} sent something else than data: {error}")
            problem.answer = Answer(answer.status, answer.body)
        else:
            return value
        return _Failed(problem, back_off(attempt, "the answer was not readable"), self._patience.tries)

    async def _exchange(self, request: Request, attempt: int, silence: Silence) -> _Answer | _Failed:
        """Send the request once, and return the whole answer, or a failure if there is none."""
        client = await self._client()
        deadline = asyncio.timeout(None)
        try:
            async with self._pace.turn(), deadline:
                if request.is_change:
                    check_in_time(request.what)
                deadline.reschedule(asyncio.get_running_loop().time() + _DEADLINE)
                sending = client.stream(
                    request.method,
                    request.path,
                    params=request.params,
                    json=request.json,
                    content=request.content,
                    headers=_WRITTEN_JSON if request.content is not None else None,
                    timeout=silence.timeout,
                )
                async with contextlib.AsyncExitStack() as exits:
                    # A slow connection may be followed by silence, and SOCKS has no time-out of its own.
                    with silence.counted():
                        async with asyncio.timeout(silence.longest_beginning):
                            response = await exits.enter_async_context(sending)
                    headers = self._headers(response.headers)
                    request.seen(response.status_code, headers)
                    body = await self._body(request, response, headers, silence)
                    return _Answer(response.status_code, headers, body)
        except (httpx.InvalidURL, UnicodeEncodeError):
            sentence = f"Could not {request.what}: what it names cannot be sent"
            raise Rejected(sentence, "Check the ids and the text given.") from None
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            reason = explain(error, self._origin)
            problem = unreachable(request.what, self._host, reason.why, reason.next_step)
            wait = back_off(attempt, "the connection failed")
            return _Failed(problem, wait, self._patience.tries_to_connect, perhaps_done=False)
        except (TimeoutError, httpx.TimeoutException):
            if deadline.expired():  # what takes so long once takes as long again
                problem = unreachable(request.what, self._host, "took too long to answer")
                return _Failed(problem, back_off(attempt, "the connection failed"), tries=1)
            why = str(silence) if silence.is_over else "took too long to answer"
            problem = unreachable(request.what, self._host, why)
        except httpx.DecodingError:
            problem = unreachable(request.what, self._host, "sent a damaged answer")
        except (httpx.TransportError, ssl.SSLError) as error:  # httpx leaves what TLS says later as it is
            reason = explain_end(error, self._origin)
            problem = unreachable(request.what, self._host, reason.why, reason.next_step)
        return _Failed(problem, back_off(attempt, "the connection failed"), self._patience.tries)

    async def _body(
        self, request: Request, response: httpx.Response, headers: httpx.Headers, silence: Silence
    ) -> bytes:
        """Read the body of an answer, with the token masked; `headers` are masked already."""
        encoding = headers.get("content-encoding", "")
        stream = cast("httpx.AsyncByteStream", response.stream)  # the client is an asynchronous one
        try:
            body = await read_body(encoding, silence.heard(stream), LIMITS.body)
        except TooLarge:
            why = f"the answer is larger than {LIMITS.body // 2**20} MiB"
            raise unreadable(request.what, why) from None
        except WrongEncoding as error:
            why = f"the answer is packed as {clean(str(error))[:80]}, which was not asked for"
            raise unreadable(request.what, why) from None
        if len(body) > _LARGE_BODY:
            return await asyncio.to_thread(self._masked, body)
        return self._masked(body)

    def _masked(self, body: bytearray) -> bytes:
        return self._mask.hide(bytes(body))

    def _headers(self, headers: httpx.Headers) -> httpx.Headers:
        return httpx.Headers([(name, self._mask.hide_text(value)) for name, value in headers.multi_items()])


def _about(request: Request, wait: Wait) -> Wait:
    """Mark a wait as one for the request's widget alone, unless a rate limit delays all requests."""
    return wait if wait.is_limit else wait._replace(widget_id=request.widget_id)
