"""A term without a field, such as `latency`: the snapshot's name or its dashboard's title contains it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from te_tui.filters.notation import quoted

if TYPE_CHECKING:
    from datetime import datetime

    from te_tui.filters.rows import Row, Test


@dataclass(frozen=True, slots=True)
class Word:
    """The condition that the snapshot's name or its dashboard's title contains a text, ignoring case."""

    text: str
    goes_by_clock = False

    def __str__(self) -> str:
        return quoted(self.text)

    def test(self, now: datetime) -> Test:  # noqa: ARG002 - as every condition
        """Return a function that tests whether a row matches; `now` is not used."""
        wanted = self.text.casefold()
        # Casefolding costs more than all the rest, and thousands of rows share a title.
        titles: dict[str | None, bool] = {}

        def test(row: Row) -> bool:
            if wanted in (row.name or "").casefold():
                return True
            title = row.dashboard_title
            found = titles.get(title)
            if found is None:
                found = titles[title] = wanted in (title or "").casefold()
            return found

        return test

    def absences(self, *, negated: bool) -> tuple[str, ...]:
        """Name and title if `negated`: `-latency` matches a row without them. Otherwise empty."""
        return ("name", "dashboard_title") if negated else ()
