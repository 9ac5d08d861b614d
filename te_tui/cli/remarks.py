"""Remarks that a command prints on stderr while it works."""

from __future__ import annotations

import sys

from te_tui.cli.folding import folded
from te_tui.models.clean import printable
from te_tui.models.limits import parts_told
from te_tui.sources.base import Budget, Wait
from te_tui.sources.errors import SourceError

_FEW_CREATIONS = 10


class Remarks:
    """Prints remarks on stderr, fewer if quiet; a source reports its waits and limits to it.

    Attributes:
        left_out: whether anything failed, was left out or differs from the request; decides the exit code.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._told: Wait | None = None
        self.left_out = False

    @property
    def is_quiet(self) -> bool:
        """Whether --quiet was typed, so that `say` prints nothing."""
        return self._quiet

    def say(self, sentence: str) -> None:
        """Print a remark, unless quiet."""
        if not self._quiet:
            self.warn(sentence)

    def warn(self, sentence: str) -> None:
        """Print a remark even when quiet."""
        print(folded(f"te-tui: {printable(sentence)}", sys.stderr), file=sys.stderr, flush=True)

    def budget_seen(self, budget: Budget) -> None:
        """Do nothing: only the explorer shows how many requests the rate limit still allows."""

    def creations_seen(self, budget: Budget) -> None:
        """Print how many more snapshots may be made this hour, once only a few are left."""
        if budget.remaining is not None and budget.remaining <= _FEW_CREATIONS:
            self.say(f"{budget.remaining:,} more snapshots may be made this hour")

    def waiting(self, wait: Wait | None) -> None:
        """Print the length and reason of a wait of a second or more, but not the same wait twice."""
        if wait is not None and wait.seconds >= 1 and wait is not self._told:
            self._told = wait
            self.say(
                wait.silence()
                if wait.silent
                else f"waiting {wait.seconds:,.0f} s: {wait.reason} (ctrl+c stops)"
            )

    async def give_way(self) -> None:
        """Do nothing: only the explorer must handle keys while a large answer is decoded."""

    def insist(self, sentence: str) -> None:
        """Print, even when quiet, how a result is incomplete or differs from the request; set `left_out`."""
        self.left_out = True
        self.warn(sentence)

    def failure(self, error: SourceError) -> None:
        """Print, even when quiet, the error of one item, such as a widget, while the others go on."""
        self.left_out = True
        self.warn(str(error))

    def damaged(self, sentence: str) -> None:
        """Print a sentence about unreadable parts of an answer; nothing if the sentence is empty."""
        if sentence:
            self.left_out = True
            self.say(sentence)

    def damage(self, places: tuple[str, ...]) -> None:
        """Report the parts of an answer that could not be read (`places`); do nothing if there are none."""
        if places:
            self.left_out = True
            shown = ", ".join(places[:3]) + (", …" if len(places) > 3 else "")
            self.say(f"{parts_told(places)} could not be read and were left out: {shown}")
