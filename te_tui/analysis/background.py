"""Computing beside the event loop, for as long as the answer is wanted."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class _Unwanted(Exception):
    """Ends work that is not wanted any more; it is raised in its thread and seen by nothing else."""


async def in_background(work: Callable[[Callable[[], None]], T]) -> T:
    """Run `work` in a thread; it gets a function to call now and then, which raises after a cancellation."""
    unwanted = threading.Event()

    def check() -> None:
        if unwanted.is_set():
            raise _Unwanted

    try:
        return await asyncio.to_thread(work, check)
    finally:
        unwanted.set()
