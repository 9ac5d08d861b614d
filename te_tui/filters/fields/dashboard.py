"""`dashboard:"NOC weekly"`: the dashboard's title contains a text, or the text is the dashboard's id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from te_tui.filters.condition import Field
from te_tui.filters.notation import quoted

if TYPE_CHECKING:
    from datetime import datetime

    from te_tui.filters.rows import Test

_ID = re.compile(r"[0-9a-f]{24}")


@dataclass(frozen=True, slots=True)
class DashboardIs:
    """The condition that the dashboard's title contains a text, or that its id is the text, ignoring case."""

    text: str
    goes_by_clock = False

    def __str__(self) -> str:
        return f"dashboard:{quoted(self.text)}"

    @property
    def dashboard_id(self) -> str | None:
        """The text in lower case if it looks like a dashboard's id (24 hexadecimal digits); else None."""
        text = self.text.casefold()
        return text if _ID.fullmatch(text) else None

    def test(self, now: datetime) -> Test:  # noqa: ARG002 - as every condition
        """Return a function that tests whether a row matches; `now` is not used."""
        wanted = self.text.casefold()
        return lambda row: (
            wanted in (row.dashboard_title or "").casefold() or wanted == (row.dashboard_id or "").casefold()
        )

    def absences(self, *, negated: bool) -> tuple[str, ...]:
        """Id and title if `negated`: `-dashboard:…` matches a row without them. Otherwise empty."""
        return ("dashboard_id", "dashboard_title") if negated else ()


FIELD: Final = Field(
    "dashboard",
    examples=(('dashboard:"NOC weekly"', "the dashboard's title contains it, or it is the dashboard's id"),),
    read=lambda sign, value: DashboardIs(value) if sign == ":" else None,
    forms='dashboard:"NOC weekly"',
    takes_text=True,
)
