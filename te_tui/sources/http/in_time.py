"""Deadlines for changes: a change is sent only shortly after its snapshot was checked (safety rule 19)."""

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
    """A change that is being made: the latest time to send it, and whether a failed try may have made it.

    `until` is in seconds of the clock `seconds_passing`.
    """

    until: float
    perhaps_done: bool = False


_CHANGE: ContextVar[_Change | None] = ContextVar("change", default=None)
_AGAIN: Final = "Try again: that looks at it first."


@contextmanager
def sent_within(seconds: float) -> Iterator[None]:
    """Let the change in a `with` block be sent only within `seconds`; later, a try raises `Overdue` instead.

    A request may have to wait long for its turn, for the end of a rate limit or for another token. By then
    the snapshot may be different.
    """
    before = _CHANGE.set(_Change(seconds_passing() + seconds))
    try:
        yield
    finally:
        _CHANGE.reset(before)


def may_have_been_done() -> None:
    """Remember, in a block of `sent_within`, that a failed try may have made the change all the same."""
    if (change := _CHANGE.get()) is not None:
        change.perhaps_done = True


def check_in_time(what: str) -> None:
    """Check that a change may still be sent; `what` completes "Could not …".

    Raises:
        Overdue: the deadline has passed; `perhaps_done` is whether an earlier try may have made the change.
    """
    change = _CHANGE.get()
    if change is not None and seconds_passing() > change.until:
        overdue = Overdue(f"Could not {what}: it had to wait, and what it goes by may have changed", _AGAIN)
        overdue.perhaps_done = change.perhaps_done
        raise overdue
