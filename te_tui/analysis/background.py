"""Computing in a thread, so that the event loop goes on; a cancelled computation ends early."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class _Unwanted(Exception):
    """Raised inside the worker thread to end cancelled work; no other code sees it."""


async def in_background(work: Callable[[Callable[[], None]], T]) -> T:
    """Run `work` in a thread and return its result.

    `work` gets a function that it must call regularly; after a cancellation, this function raises an
    exception that ends the work.
    """
    unwanted = threading.Event()

    def check() -> None:
        if unwanted.is_set():
            raise _Unwanted

    try:
        return await asyncio.to_thread(work, check)
    finally:
        unwanted.set()
