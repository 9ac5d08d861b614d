"""`group:retail`: the account group that a row comes from, in a list over several account groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from te_tui.filters.condition import Field
from te_tui.filters.notation import quoted

if TYPE_CHECKING:
    from datetime import datetime

    from te_tui.filters.rows import Row, Test


@dataclass(frozen=True, slots=True)
class GroupIs:
    """The condition that a text is part of a row's profile or account group, or is the id of the group."""

    text: str
    goes_by_clock = False

    def __str__(self) -> str:
        return f"group:{quoted(self.text)}"

    def test(self, now: datetime) -> Test:  # noqa: ARG002 - as every condition
        """Return a function that tests whether a row matches; it returns None for a row without a group."""
        wanted = self.text.casefold()

        def test(row: Row) -> bool | None:
            if (where := row.where) is None:
                return None
            return wanted in where.label.casefold() or wanted == (where.group.aid or "").casefold()

        return test

    def absences(self, *, negated: bool) -> tuple[str, ...]:  # noqa: ARG002 - as every condition
        """Always empty: a row without an account group matches neither `group:…` nor `-group:…`."""
        return ()


FIELD: Final = Field(
    "group",
    examples=(
        ("group:retail", "its account group or profile contains it; in lists over several account groups"),
    ),
    read=lambda sign, value: GroupIs(value) if sign == ":" else None,
    forms="group:retail",
    takes_text=True,
)
