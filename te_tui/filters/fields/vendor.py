"""`vendor:grafana`: the name of the snapshot's vendor begins with a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from te_tui.filters.condition import Field
from te_tui.filters.notation import quoted
from te_tui.sources.vendors import DEFAULT_VENDOR

if TYPE_CHECKING:
    from datetime import datetime

    from te_tui.filters.rows import Test


@dataclass(frozen=True, slots=True)
class VendorIs:
    """The condition that the name of the snapshot's vendor begins with a text, ignoring case."""

    text: str
    goes_by_clock = False

    def __str__(self) -> str:
        return f"vendor:{quoted(self.text)}"

    def test(self, now: datetime) -> Test:  # noqa: ARG002 - as every condition
        """Return a function that tests whether a row matches; `now` is not used."""
        wanted = self.text.casefold()
        return lambda row: (row.vendor or DEFAULT_VENDOR).startswith(wanted)

    def absences(self, *, negated: bool) -> tuple[str, ...]:  # noqa: ARG002 - as every condition
        """Always empty: every row has a vendor."""
        return ()


FIELD: Final = Field(
    "vendor",
    examples=(("vendor:grafana", "its vendor's name begins with it"),),
    read=lambda sign, value: VendorIs(value) if sign == ":" else None,
    forms="vendor:grafana",
    takes_text=True,
)
