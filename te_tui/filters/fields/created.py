"""`created>2026-10-01`: the snapshot was made on that day or later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from te_tui.filters.condition import Field
from te_tui.filters.times import midnight, read_day

if TYPE_CHECKING:
    from datetime import datetime

    from te_tui.filters.rows import Test


@dataclass(frozen=True, slots=True)
class Created:
    """The condition that a snapshot was made before a day (in UTC; if `before`), or on that day or later."""

    before: bool
    day: date
    goes_by_clock = False

    def __str__(self) -> str:
        return f"created{'<' if self.before else '>'}{self.day}"

    def test(self, now: datetime) -> Test:  # noqa: ARG002 - as every condition
        """Return a function that tests whether a row matches; `now` is not used."""
        threshold = midnight(self.day)
        if self.before:
            return lambda row: None if (created := row.created) is None else created < threshold
        return lambda row: None if (created := row.created) is None else created >= threshold

    def absences(self, *, negated: bool) -> tuple[str, ...]:  # noqa: ARG002 - as every condition
        """Always empty: a row without a date of creation matches neither `created…` nor `-created…`."""
        return ()


def _read(sign: str, value: str) -> Created | None:
    day = read_day(value)
    return Created(sign == "<", day) if sign != ":" and day is not None else None


FIELD: Final = Field(
    "created",
    examples=(("created>2026-10-01", "was created on that day (UTC) or later; < is before it"),),
    read=_read,
    forms="created>2026-10-01",
)
