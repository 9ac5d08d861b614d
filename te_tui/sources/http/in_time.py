"""Changes that are sent soon or not at all, because they go by a look at the snapshot (safety rule 19)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from te_tui.sources.clock import seconds_passing
from te_tui.sources.errors import Overdue


@dataclass(slots=True)
class _Change:
    """A change that is to be sent until a moment, and whether a try of it may have been done."""

    until: float
    perhaps_done: bool = False


_CHANGE: ContextVar[_Change | None] = ContextVar("change", default=None)
_AGAIN: Final = "Try again: that looks at it first."


@contextmanager
def sent_within(seconds: float) -> Iterator[None]:
    """Give the change in a `with` block `seconds` from now to be sent; later, sending raises `Overdue`.

    A request waits for its turn, for the end of a rate limit, or for another token: whatever it goes by may
    have changed meanwhile.
    """
    before = _CHANGE.set(_Change(seconds_passing() + seconds))
    try:
        yield
    finally:
        _CHANGE.reset(before)


def may_have_been_done() -> None:
    """Note that a try of the change of this block failed, and may have been done all the same."""
    if (change := _CHANGE.get()) is not None:
        change.perhaps_done = True


def check_in_time(what: str) -> None:
    """Check that a change may still be sent; `what` completes "Could not …".

    Raises:
        Overdue: it had to wait too long; its `perhaps_done` tells of the earlier tries, with any token.
    """
    change = _CHANGE.get()
    if change is not None and seconds_passing() > change.until:
        overdue = Overdue(f"Could not {what}: it had to wait, and what it goes by may have changed", _AGAIN)
        overdue.perhaps_done = change.perhaps_done
        raise overdue
