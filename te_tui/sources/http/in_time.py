"""Changes that are sent soon or not at all, because they go by a look at the snapshot (safety rule 19)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from te_tui.sources.clock import seconds_passing
from te_tui.sources.errors import Overdue

_UNTIL: ContextVar[float] = ContextVar("until", default=math.inf)
_AGAIN: Final = "Try again: that looks at it first."


@contextmanager
def sent_within(seconds: float) -> Iterator[None]:
    """Let requests of the block be sent within so many seconds from now; later ones raise `Overdue`.

    A request waits for its turn, for the end of a rate limit, or for another token: whatever it goes by may
    have changed meanwhile.
    """
    before = _UNTIL.set(seconds_passing() + seconds)
    try:
        yield
    finally:
        _UNTIL.reset(before)


def check_in_time(what: str, *, perhaps_done: bool) -> None:
    """Check that a request may still be sent; `what` completes "Could not …".

    Raises:
        Overdue: it had to wait too long; `perhaps_done` is whether an earlier try of it may have been done.
    """
    if seconds_passing() > _UNTIL.get():
        overdue = Overdue(f"Could not {what}: it had to wait, and what it goes by may have changed", _AGAIN)
        overdue.perhaps_done = perhaps_done
        raise overdue
