"""Remarks of a command on stderr while it works."""

from __future__ import annotations

import sys

from te_tui.models.clean import printable
from te_tui.models.limits import parts_told
from te_tui.sources.base import Budget, Wait
from te_tui.sources.errors import SourceError

_FEW_CREATIONS = 10


class Remarks:
    """Says on stderr what goes on, and is quiet when asked to be; observes a source.

    Attributes:
        left_out: whether there was anything that had to be left out.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._told: Wait | None = None
        self.left_out = False

    @property
    def is_quiet(self) -> bool:
        """Whether only what has to be known is said."""
        return self._quiet

    def say(self, sentence: str) -> None:
        """Make a remark."""
        if not self._quiet:
            self.warn(sentence)

    def warn(self, sentence: str) -> None:
        """Say what has to be known even by who asked for quiet."""
        print(f"te-tui: {printable(sentence)}", file=sys.stderr, flush=True)

    def budget_seen(self, budget: Budget) -> None:
        """Keep the budget to oneself: a command has no place for it."""

    def creations_seen(self, budget: Budget) -> None:
        """Say how many snapshots may still be made, where that is few."""
        if budget.remaining is not None and budget.remaining <= _FEW_CREATIONS:
            self.say(f"{budget.remaining:,} more snapshots may be made this hour")

    def waiting(self, wait: Wait | None) -> None:
        """Say how long a wait of a second or more will be, once."""
        if wait is not None and wait.seconds >= 1 and wait is not self._told:
            self._told = wait
            self.say(
                wait.silence()
                if wait.silent
                else f"waiting {wait.seconds:,.0f} s: {wait.reason} (ctrl+c stops)"
            )

    async def give_way(self) -> None:
        """Let answers be read at once."""

    def insist(self, sentence: str) -> None:
        """Say that something is not as it was asked for, also when asked to be quiet."""
        self.left_out = True
        print(f"te-tui: {printable(sentence)}", file=sys.stderr, flush=True)

    def failure(self, error: SourceError) -> None:
        """Say that something failed while the rest goes on, also when asked to be quiet."""
        self.left_out = True
        self.warn(str(error))

    def damaged(self, sentence: str) -> None:
        """Say what could not be read; nothing, if there is nothing to say."""
        if sentence:
            self.left_out = True
            self.say(sentence)

    def damage(self, places: tuple[str, ...]) -> None:
        """Say that parts of an answer could not be read."""
        if places:
            self.left_out = True
            shown = ", ".join(places[:3]) + (", …" if len(places) > 3 else "")
            self.say(f"{parts_told(places)} could not be read and were left out: {shown}")
