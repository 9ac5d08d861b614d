"""The outcome of a change, the progress of a run, and its report."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, Protocol, TypeAlias

from te_tui.actions.plan import Change, Plan, PlannedGroup
from te_tui.files.private import FileTrouble
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.base import Budget
from te_tui.sources.errors import SourceError

Kind: TypeAlias = Literal["done", "failed", "gone", "changed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a change.

    Attributes:
        kind: done; failed, so that it may be tried again; gone, because it was deleted elsewhere; or
            changed since it was chosen, and therefore left alone.
        why: a sentence, unless it is done.
        error: the source's error, unless it happened in an earlier run.
        sure: False for a deletion that counts only if the list does not show the snapshot any more.
        made: the snapshot that was made again, as it was read back; None where an earlier run made it.
    """

    kind: Kind
    why: str = ""
    error: SourceError | None = None
    sure: bool = True
    made: SnapshotRow | None = None

    @property
    def final(self) -> bool:
        """Whether there is nothing left to try."""
        return self.kind != "failed"


DONE = Outcome("done")

GONE_AS_ASKED = Outcome("done", sure=False)
"""Of a deletion that was asked for, but not answered as done: the snapshot does not open any more."""

_CHOOSE: Final = "Choose it again if it is still meant."


def left_alone(differences: Iterable[str]) -> Outcome:
    """The outcome for a snapshot that is left alone, because it differs from what was shown."""
    return Outcome("changed", f"It is left alone, as it changed: {'; '.join(differences)}. {_CHOOSE}")


def nothing_seen(group: PlannedGroup) -> str:
    """A sentence, without full stop, on a snapshot that may be gone, or hidden from this token."""
    return f"It does not open, and this token sees no other snapshot of {group.kind} {group.label} either"


CHECK_RIGHTS: Final = (
    "Where that group is empty by now, nothing is left to do; else check the token, and resume."
)


def not_found_but_there(change: Change, error: SourceError) -> Outcome:
    """The outcome for a snapshot that opens, while the service answers "not found" to its change."""
    verb = "extend" if change.new else "delete"
    sentence = f"Could not {verb} {change.label}: the service does not find it for that, but it still opens"
    said = f" ({error.problem})" if str(error.problem) else ""
    return Outcome("failed", f"{sentence}{said}. Look at it again later.")


def not_deleted(change: Change) -> Outcome:
    """The outcome for a snapshot that is still there after the service took its deletion."""
    sentence = (
        f"Could not delete {change.label}: the service took the request, but the snapshot is still there"
    )
    return Outcome("failed", f"{sentence}. Look at it again later.")


def still_listed(change: Change) -> Outcome:
    """The outcome for a deleted snapshot that does not open any more, while the list still shows it."""
    sentence = (
        f"{change.label} does not open any more, but the list still shows it, so it may not be deleted yet"
    )
    return Outcome("failed", f"{sentence}. Resume later: that looks again.")


def not_to_be_archived(change: Change) -> Outcome:
    """The outcome for a snapshot that is there, while nothing of it could be archived."""
    sentence = f"Could not delete {change.label}: it is there, but nothing of it could be archived"
    return Outcome("failed", f"{sentence}. Resume later; one that has expired takes --no-archive.")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come.

    Attributes:
        total: changes in the plan.
        done: changes that are made, earlier runs included.
        failed: changes that ended in any other way.
        seconds_left: an estimate, None while there is nothing to base it on.
        budget: the source's rate budget, where it is known.
    """

    total: int
    done: int
    failed: int
    seconds_left: float | None = None
    budget: Budget | None = None

    @property
    def remaining(self) -> int:
        """Changes that are still to be tried."""
        return self.total - self.done - self.failed

    def paused(self, seconds: float) -> Progress:
        """The progress of a run that pauses for `seconds` more: the rest takes that much longer."""
        if self.seconds_left is None:
            return self
        return replace(self, seconds_left=self.seconds_left + seconds)


class RunObserver(Protocol):
    """Watches a run; it is called on the event loop and must not take long."""

    def progressed(self, progress: Progress) -> None:
        """Take note of how far the run has come."""

    def settled(self, place: int, outcome: Outcome) -> None:
        """Take note of how the change at this place of the plan ended.

        It may be called twice for a deletion: done, and failed if the snapshot is still there at the end.
        """


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a run.

    Attributes:
        plan: what was planned.
        outcomes: one for each change, None where it was not tried to the end.
        stopped_by: why the run gave up before the end, if it did.
        unconfirmed: why deletions could not be confirmed afterwards, if so.
        archives: the paths of the archives of what this run deleted.
    """

    plan: Plan
    outcomes: tuple[Outcome | None, ...]
    stopped_by: SourceError | FileTrouble | None = None
    unconfirmed: SourceError | None = None
    archives: tuple[Path, ...] = ()

    @property
    def done(self) -> tuple[Change, ...]:
        """The changes that are made, those of earlier runs included."""
        return tuple(change for change, outcome in self._pairs() if outcome and outcome.kind == "done")

    @property
    def unmade(self) -> tuple[tuple[Change, Outcome], ...]:
        """The changes that were tried and not made, with the reasons."""
        return tuple(
            (change, outcome) for change, outcome in self._pairs() if outcome and outcome.kind != "done"
        )

    @property
    def remaining(self) -> tuple[Change, ...]:
        """The changes that another run would try: those that failed, and those that were not tried."""
        return tuple(change for change, outcome in self._pairs() if outcome is None or not outcome.final)

    def lost_archives(self) -> tuple[Path, ...]:
        """The archives that are missing where they were written, or cannot be looked at there any more."""
        # Unlike a Path, this raises nothing where a folder cannot be looked into any more.
        return tuple(path for path in self.archives if not os.path.isfile(path))  # noqa: PTH113

    def _pairs(self) -> zip[tuple[Change, Outcome | None]]:
        return zip(self.plan.changes, self.outcomes, strict=True)
