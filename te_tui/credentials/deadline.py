"""Calls that may never return, made in threads that can be abandoned.

These are daemon threads: the program can end without waiting for them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


class Late(Exception):
    """Raised when a call did not return in time; the message is the time limit in seconds."""


class Threw(Exception):
    """Raised when a call raised an exception; the message is only the type, as the text may hold a secret."""


def within(seconds: float, call: Callable[[], T]) -> T:
    """Make a call in a thread, wait at most `seconds` for it, and return its result.

    Raises:
        Late: the call has not returned in that time.
        Threw: the call raised an exception.
    """
    future = _started(call)
    try:
        error = future.exception(seconds)
    except TimeoutError:
        raise Late(f"{seconds:g}") from None
    if error is not None:
        raise Threw(type(error).__name__) from None
    return future.result()


async def in_thread(call: Callable[[], T]) -> T:
    """Make a call in a thread and await its result; an exception of the call is raised here."""
    return await asyncio.wrap_future(_started(call))


def _started(call: Callable[[], T]) -> Future[T]:
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()  # from here on it has an outcome, whether or not anybody waits

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # noqa: BLE001 - keyring backends throw anything (D-Bus, a panic); it is handed on
            future.set_exception(error)

    Thread(target=run, name="in_thread", daemon=True).start()
    return future
