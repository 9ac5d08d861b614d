"""`age>90d`: the snapshot was made 90 days ago or earlier; `age<90d`: less than 90 days ago."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from te_tui.filters.condition import Field
from te_tui.filters.times import Duration, moved, read_duration

if TYPE_CHECKING:
    from datetime import datetime

    from te_tui.filters.rows import Test


@dataclass(frozen=True, slots=True)
class Age:
    """The condition that a snapshot is younger than a length of time (`less`), or at least that old."""

    less: bool
    than: Duration
    goes_by_clock = True

    def __str__(self) -> str:
        return f"age{'<' if self.less else '>'}{self.than}"

    def test(self, now: datetime) -> Test:
        """Return a function that tests whether a row matches at the moment `now`."""
        threshold = moved(now, -self.than.span)
        if self.less:
            return lambda row: None if (created := row.created) is None else created > threshold
        return lambda row: None if (created := row.created) is None else created <= threshold

    def absences(self, *, negated: bool) -> tuple[str, ...]:  # noqa: ARG002 - as every condition
        """Always empty: a row without a date of creation matches neither `age…` nor `-age…`."""
        return ()


def _read(sign: str, value: str) -> Age | None:
    than = read_duration(value)
    return Age(sign == "<", than) if sign != ":" and than is not None else None


FIELD: Final = Field(
    "age",
    examples=(("age>90d", "was created 90 days ago or earlier"),),
    read=_read,
    forms="age>90d",
)
