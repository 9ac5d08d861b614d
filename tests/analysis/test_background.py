import asyncio
import threading
from collections.abc import Callable

import pytest

from te_tui.analysis.background import in_background


async def test_the_work_is_done_in_another_thread_and_its_result_comes_back() -> None:
    def work(check: Callable[[], None]) -> int:
        check()
        return threading.get_ident()

    assert await in_background(work) != threading.get_ident()


async def test_work_that_is_not_wanted_any_more_ends_at_its_next_check() -> None:
    begun, ended = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def work(check: Callable[[], None]) -> None:
        try:
            loop.call_soon_threadsafe(begun.set)
            while True:
                check()
        finally:
            ended.set()

    task = asyncio.create_task(in_background(work))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(ended.wait, 10)


async def test_what_the_work_raises_is_raised_here() -> None:
    def work(check: Callable[[], None]) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await in_background(work)
