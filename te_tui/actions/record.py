"""Reading a journal's record: which changes were made, may have been made, or remain.

A journal is JSON Lines. The first line is the plan; without a plan no request was ever sent. Each further
line names a step of a change, and the change by its index in the plan. A step is written before its request
is sent, or after its answer has come. So whatever the moment at which a journal was cut off, it claims
nothing that did not happen, and misses no request.

A half-written line is ignored, wherever it is, because a resumed run begins a new line after it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final, Literal, TypeAlias

from pydantic import TypeAdapter, ValidationError

from te_tui.actions.json_lines import from_line
from te_tui.actions.outcome import DONE, Outcome
from te_tui.actions.plan import Plan
from te_tui.actions.plan_json import PLAN
from te_tui.models.clean_text import CleanText
from te_tui.sources.reading.fields import instant

Step: TypeAlias = Literal[
    "archiving",
    "archived",
    "copying",
    "asking",
    "refused",
    "making",
    "made",
    "tidied",
    "answered",
    "done",
    "failed",
    "gone",
    "changed",
    "end",
]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a journal: a step of the change at index `place` in the plan.

    `file` is the path of the archive, `why` the reason of a failure, and `at` the time (UTC). `id` is the id
    of a new snapshot or safety copy, which may be written before it is requested; `expires` is its expiry.
    """

    step: Step
    place: int | None = None
    file: str | None = None
    why: CleanText | None = None
    at: str | None = None
    id: CleanText | None = None
    expires: datetime | None = None


LINE: Final = TypeAdapter(Line)


@dataclass(frozen=True, slots=True)
class Trace:
    """The state of one change, according to the journal.

    Attributes:
        archive: the path of the snapshot's archive, if the archive is complete on the disk.
        asked: whether the change was requested, or was just about to be: it may be done. If the snapshot is
            to be recreated with the same link, the request meant is the one to delete the old snapshot.
        copy: the id of the safety copy, if one was or may have been made, and is not deleted yet.
        new_id: the id of the snapshot that replaces the old one, if it was or may have been made.
        expires: the expiry of the new snapshot, as the service returned it.
        outcome: the change's latest outcome; None if the change is under way or not begun.
    """

    archive: Path | None = None
    asked: bool = False
    copy: str | None = None
    new_id: str | None = None
    expires: datetime | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A plan and how far it was carried out.

    `traces` has the state of each change, in the plan's order. `ended` is the time when all changes had been
    tried, or None if the run did not get that far.
    """

    plan: Plan
    traces: tuple[Trace, ...]
    ended: datetime | None = None

    @property
    def remaining(self) -> tuple[int, ...]:
        """The indexes, in the plan, of the changes that a run still has to try."""
        return tuple(
            place
            for place, trace in enumerate(self.traces)
            if trace.outcome is None or not trace.outcome.final
        )

    @property
    def interrupted(self) -> bool:
        """Whether any change was never tried to the end; unlike `remaining`, failed changes do not count."""
        return any(trace.outcome is None for trace in self.traces)


def begin(plan: Plan) -> Record:
    """The record of a plan of which nothing has been carried out yet."""
    return Record(plan, tuple(Trace() for _ in plan.changes))


def read_record(content: bytes) -> Record | None:
    """Read a journal as far as it was written; None if its first line, the plan, is incomplete."""
    first, _, rest = content.partition(b"\n")
    try:
        plan = from_line(PLAN, first)
    except ValidationError:
        return None
    traces = list(begin(plan).traces)
    ended = None
    for text in rest.split(b"\n"):
        try:
            line = from_line(LINE, text)
        except ValidationError:
            continue
        if line.place is not None and 0 <= line.place < len(traces):
            traces[line.place] = _after(traces[line.place], line)
        elif line.step == "end":
            ended = instant(line.at)
    return Record(plan, tuple(traces), ended)


def _after(trace: Trace, line: Line) -> Trace:
    match line.step:
        case "archiving":
            trace = replace(trace, outcome=None)
        case "archived":
            trace = replace(trace, archive=Path(line.file) if line.file else None)
        case "copying":
            trace = replace(trace, copy=line.id, outcome=None)
        case "asking":
            trace = replace(trace, asked=True, outcome=None)
        case "refused":
            trace = replace(trace, asked=False)
        case "making" | "made":
            trace = replace(trace, new_id=line.id, outcome=None)
        case "tidied":
            trace = replace(trace, copy=None)
        case "done":
            trace = replace(trace, expires=line.expires, outcome=DONE)
        case "failed" | "gone" | "changed":
            trace = replace(trace, outcome=Outcome(line.step, line.why or ""))
    return trace
