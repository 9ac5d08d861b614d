"""`name:checkout`: the snapshot's name contains a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from te_tui.filters.condition import Field
from te_tui.filters.notation import quoted

if TYPE_CHECKING:
    from datetime import datetime

    from te_tui.filters.rows import Test


@dataclass(frozen=True, slots=True)
class NameContains:
    """The condition that the snapshot's name contains a text, ignoring case."""

    text: str
    goes_by_clock = False

    def __str__(self) -> str:
        return f"name:{quoted(self.text)}"

    def test(self, now: datetime) -> Test:  # noqa: ARG002 - as every condition
        """Return a function that tests whether a row matches; `now` is not used."""
        wanted = self.text.casefold()
        return lambda row: wanted in (row.name or "").casefold()

    def absences(self, *, negated: bool) -> tuple[str, ...]:
        """The name if `negated`: `-name:…` matches a row without one. Otherwise empty."""
        return ("name",) if negated else ()


FIELD: Final = Field(
    "name",
    examples=(("name:checkout", "the name contains it"),),
    read=lambda sign, value: NameContains(value) if sign == ":" else None,
    forms="name:checkout",
    takes_text=True,
)
