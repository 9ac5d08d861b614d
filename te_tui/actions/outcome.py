"""The outcome of each change in a run, and the run's progress and report."""

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
    """What became of the planned change of one snapshot.

    Attributes:
        kind: done; failed, and may be tried again; gone, if someone else deleted the snapshot; or changed,
            if the snapshot is no longer as it was when it was chosen, and so is left alone.
        why: the reason, as a sentence; empty if the change is done.
        error: the source's error, if one occurred in this run.
        sure: False for a deletion that must still be confirmed in the list of snapshots.
        made: the row of the new snapshot if this run recreated it; else None.
    """

    kind: Kind
    why: str = ""
    error: SourceError | None = None
    sure: bool = True
    made: SnapshotRow | None = None

    @property
    def final(self) -> bool:
        """Whether the outcome is final, so that the change is not tried again."""
        return self.kind != "failed"


DONE = Outcome("done")

GONE_AS_ASKED = Outcome("done", sure=False)
"""Of a deletion that was asked for, but not answered as done: the snapshot does not open any more."""

_CHOOSE: Final = "Choose it again if it is still meant."


def left_alone(differences: Iterable[str]) -> Outcome:
    """The outcome for a snapshot that is not changed, because it differs from what a person saw."""
    return Outcome("changed", f"It is left alone, as it changed: {'; '.join(differences)}. {_CHOOSE}")


def nothing_seen(group: PlannedGroup) -> str:
    """The sentence, without full stop, to show if a snapshot is either gone or hidden from this token."""
    return f"It does not open, and this token sees no other snapshot of {group.kind} {group.label} either"


CHECK_RIGHTS: Final = (
    "Where that group is empty by now, nothing is left to do; else check the token, and resume."
)


def not_found_but_there(change: Change, error: SourceError) -> Outcome:
    """The outcome "failed": the service answers "not found" to a change of a snapshot that still opens."""
    verb = "extend" if change.new else "delete"
    sentence = f"Could not {verb} {change.label}: the service does not find it for that, but it still opens"
    said = f" ({error.problem})" if str(error.problem) else ""
    return Outcome("failed", f"{sentence}{said}. Look at it again later.")


def not_deleted(change: Change) -> Outcome:
    """The outcome "failed": the service accepted a deletion, but the snapshot still exists."""
    sentence = (
        f"Could not delete {change.label}: the service took the request, but the snapshot is still there"
    )
    return Outcome("failed", f"{sentence}. Look at it again later.")


def still_listed(change: Change) -> Outcome:
    """The outcome "failed": a deleted snapshot no longer opens, but is still in the list."""
    sentence = (
        f"{change.label} does not open any more, but the list still shows it, so it may not be deleted yet"
    )
    return Outcome("failed", f"{sentence}. Resume later: that looks again.")


def not_to_be_archived(change: Change) -> Outcome:
    """The outcome "failed": a snapshot to be deleted still opens, but could not be archived at all."""
    sentence = f"Could not delete {change.label}: it is there, but nothing of it could be archived"
    return Outcome("failed", f"{sentence}. Resume later; one that has expired takes --no-archive.")


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a run.

    Attributes:
        total: the number of changes in the plan.
        done: the number of changes that are done, including those of earlier runs.
        failed: the number of changes with any other outcome.
        seconds_left: the estimated seconds until the end; None before the first change has an outcome.
        budget: the requests that the source's rate limit still allows, if known.
    """

    total: int
    done: int
    failed: int
    seconds_left: float | None = None
    budget: Budget | None = None

    @property
    def remaining(self) -> int:
        """The number of changes that are still to be tried."""
        return self.total - self.done - self.failed

    def paused(self, seconds: float) -> Progress:
        """This progress with `seconds_left` increased by `seconds`, for a run that pauses."""
        if self.seconds_left is None:
            return self
        return replace(self, seconds_left=self.seconds_left + seconds)


class RunObserver(Protocol):
    """Protocol for receivers of the progress and the outcomes of a run.

    Its methods run on the event loop, so they must be fast.
    """

    def progressed(self, progress: Progress) -> None:
        """Receive the progress of the run."""

    def settled(self, place: int, outcome: Outcome) -> None:
        """Receive the outcome of the change at index `place` in the plan.

        A deletion may get two outcomes: done, and later failed, if the snapshot still exists at the end.
        """


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a run.

    Attributes:
        plan: the plan that was carried out.
        outcomes: the outcome of each change in the plan; None for a change not tried or not finished.
        stopped_by: the error that ended the run early, if any.
        unconfirmed: the error that kept deletions from being confirmed in the list, if any.
        archives: the paths of the archives of the snapshots that this run deleted.
    """

    plan: Plan
    outcomes: tuple[Outcome | None, ...]
    stopped_by: SourceError | FileTrouble | None = None
    unconfirmed: SourceError | None = None
    archives: tuple[Path, ...] = ()

    @property
    def done(self) -> tuple[Change, ...]:
        """The changes that are done, including those of earlier runs."""
        return tuple(change for change, outcome in self._pairs() if outcome and outcome.kind == "done")

    @property
    def unmade(self) -> tuple[tuple[Change, Outcome], ...]:
        """The changes that were tried but not made, each with its outcome."""
        return tuple(
            (change, outcome) for change, outcome in self._pairs() if outcome and outcome.kind != "done"
        )

    @property
    def remaining(self) -> tuple[Change, ...]:
        """The changes that a further run would try: changes that failed, and changes not tried yet."""
        return tuple(change for change, outcome in self._pairs() if outcome is None or not outcome.final)

    def lost_archives(self) -> tuple[Path, ...]:
        """The paths of archives that no longer exist, or whose folder can no longer be read."""
        # Unlike a Path, this raises nothing where a folder cannot be looked into any more.
        return tuple(path for path in self.archives if not os.path.isfile(path))  # noqa: PTH113

    def _pairs(self) -> zip[tuple[Change, Outcome | None]]:
        return zip(self.plan.changes, self.outcomes, strict=True)
