"""The record in a journal, read from its bytes: the changes that are made, and those that may be.

A journal is JSON Lines. The first line is the plan; without it nothing was ever asked. Each line after it
names a step of a change, and the change by its place in the plan. What can be read of a file that was cut
anywhere is true: a step is written before the request that it announces, and after the answer that it
reports. A line that was half written is left out, wherever it stands: a resumed run begins a new line behind
it.
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
    """A line: one step of a change; `file` is its archive, `why` a failure's reason, `at` the time (UTC).

    `id` is the id of a snapshot that was made, or is about to be made; `expires` is its expiry.
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
    """The journal's knowledge of one change.

    Attributes:
        archive: its archive, once that was complete on disk.
        asked: whether the request for the change was announced, so that it may be done; for a snapshot made
            again, the request to delete it.
        copy: the id of the safety copy, which was made or was about to be, and is not deleted yet.
        new_id: the id of the snapshot in its place, which was made or was about to be.
        expires: the expiry of that new snapshot, as it was read back.
        outcome: how it ended last, None while it is under way or not begun.
    """

    archive: Path | None = None
    asked: bool = False
    copy: str | None = None
    new_id: str | None = None
    expires: datetime | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A plan and how far it came; `traces` has one item for each change, `ended` is when all were tried."""

    plan: Plan
    traces: tuple[Trace, ...]
    ended: datetime | None = None

    @property
    def remaining(self) -> tuple[int, ...]:
        """The places of the changes that a run still has to try."""
        return tuple(
            place
            for place, trace in enumerate(self.traces)
            if trace.outcome is None or not trace.outcome.final
        )

    @property
    def interrupted(self) -> bool:
        """Whether some change was never tried to its end."""
        return any(trace.outcome is None for trace in self.traces)


def begin(plan: Plan) -> Record:
    """The record of a plan before its first step."""
    return Record(plan, tuple(Trace() for _ in plan.changes))


def read_record(content: bytes) -> Record | None:
    """Read a journal, or as much of it as is there; None where not even the plan is."""
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
