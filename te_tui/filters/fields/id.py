"""`id:d28b`: the snapshot's id begins with a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from te_tui.filters.condition import Field
from te_tui.filters.notation import quoted

if TYPE_CHECKING:
    from datetime import datetime

    from te_tui.filters.rows import Test


@dataclass(frozen=True, slots=True)
class IdBegins:
    """The condition that the snapshot's id begins with a text, ignoring case."""

    text: str
    goes_by_clock = False

    def __str__(self) -> str:
        return f"id:{quoted(self.text)}"

    def test(self, now: datetime) -> Test:  # noqa: ARG002 - as every condition
        """Return a function that tests whether a row matches; `now` is not used."""
        wanted = self.text.casefold()
        return lambda row: (row.snapshot_id or "").casefold().startswith(wanted)

    def absences(self, *, negated: bool) -> tuple[str, ...]:  # noqa: ARG002 - as every condition
        """Always empty: a row without an id matches `-id:…`, but cannot be deleted or extended anyway."""
        return ()


FIELD: Final = Field(
    "id",
    examples=(("id:d28b", "the snapshot's id begins with it"),),
    read=lambda sign, value: IdBegins(value) if sign == ":" else None,
    forms="id:d28b",
    takes_text=True,
)
