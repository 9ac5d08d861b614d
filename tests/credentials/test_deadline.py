"""Calls that never come back hold nobody up."""

from __future__ import annotations

import asyncio
import threading

import pytest

from te_tui.credentials.deadline import Late, Threw, in_thread, within


def test_an_answer_in_time_is_given_out() -> None:
    assert within(20, lambda: 7) == 7


@pytest.mark.parametrize("error", [OSError("canary"), SystemExit("canary"), KeyboardInterrupt("canary")])
def test_whatever_is_thrown_is_told_by_its_type_alone(error: BaseException) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(Threw) as threw:
        within(20, fail)
    assert str(threw.value) == type(error).__name__
    assert threw.value.__suppress_context__


def test_who_never_answers_is_left_behind_in_a_thread_that_ends_with_the_program() -> None:
    released = threading.Event()
    before = set(threading.enumerate())
    with pytest.raises(Late, match=r"^0\.01$"):
        within(0.01, released.wait)
    (left,) = set(threading.enumerate()) - before
    assert left.daemon
    released.set()
    left.join()


async def test_the_loop_goes_on_while_somebody_is_asked() -> None:
    released = threading.Event()
    asking = asyncio.create_task(in_thread(lambda: released.wait(20)))
    await asyncio.sleep(0)
    assert not asking.done()
    released.set()
    assert await asking is True


async def test_what_is_raised_aside_is_raised_here() -> None:
    def fail() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await in_thread(fail)


async def test_who_stops_waiting_need_not_wait_for_the_end() -> None:
    released = threading.Event()
    asking = asyncio.create_task(in_thread(released.wait))
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    released.set()
