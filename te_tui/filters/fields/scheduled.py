"""`scheduled:yes` and `scheduled:no`: the snapshot was made by a schedule, or by a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from te_tui.filters.condition import Field

if TYPE_CHECKING:
    from datetime import datetime

    from te_tui.filters.rows import Test


@dataclass(frozen=True, slots=True)
class Scheduled:
    """The condition that a schedule made the snapshot (if `wanted`), or a person; unknown matches neither."""

    wanted: bool
    goes_by_clock = False

    def __str__(self) -> str:
        return f"scheduled:{'yes' if self.wanted else 'no'}"

    def test(self, now: datetime) -> Test:  # noqa: ARG002 - as every condition
        """Return a function that tests whether a row matches; `now` is not used."""
        wanted = self.wanted
        return lambda row: None if (scheduled := row.scheduled) is None else scheduled is wanted

    def absences(self, *, negated: bool) -> tuple[str, ...]:  # noqa: ARG002 - as every condition
        """Always empty: a row whose maker is unknown matches neither `scheduled:…` nor `-scheduled:…`."""
        return ()


def _read(sign: str, value: str) -> Scheduled | None:
    wanted = {"yes": True, "no": False}.get(value.lower())
    return Scheduled(wanted) if sign == ":" and wanted is not None else None


FIELD: Final = Field(
    "scheduled",
    examples=(("scheduled:no", "was created manually; scheduled:yes by a schedule"),),
    read=_read,
    forms="scheduled:yes or scheduled:no",
    values=("yes", "no"),
)
