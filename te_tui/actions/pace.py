"""How fast a run may go, so that others of the organization can still work."""

from __future__ import annotations

from typing import Final

from te_tui.sources.base import Budget

_RESERVE: Final = 0.1
"""Of the window's requests: what a run leaves to everyone else."""

_LONGEST: Final = 120.0


def pause_before_next(budget: Budget | None, now: float) -> float:
    """Seconds to wait before the next change; `now` is the source's time in epoch seconds."""
    if budget is None or budget.limit is None or budget.remaining is None or budget.resets is None:
        return 0.0
    if budget.remaining > budget.limit * _RESERVE or budget.resets <= now:
        return 0.0
    return min(budget.resets - now, _LONGEST)
