"""`shared:yes` and `shared:no`: other people can open the snapshot with a link, or cannot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from te_tui.filters.condition import Field

if TYPE_CHECKING:
    from datetime import datetime

    from te_tui.filters.rows import Test


@dataclass(frozen=True, slots=True)
class Shared:
    """The condition that a snapshot is shared by a link (if `wanted`), or not; unknown matches neither."""

    wanted: bool
    goes_by_clock = False

    def __str__(self) -> str:
        return f"shared:{'yes' if self.wanted else 'no'}"

    def test(self, now: datetime) -> Test:  # noqa: ARG002 - as every condition
        """Return a function that tests whether a row matches; `now` is not used."""
        wanted = self.wanted
        return lambda row: None if (shared := row.shared) is None else shared is wanted

    def absences(self, *, negated: bool) -> tuple[str, ...]:  # noqa: ARG002 - as every condition
        """Always empty: a row whose sharing is unknown matches neither `shared:…` nor `-shared:…`."""
        return ()


def _read(sign: str, value: str) -> Shared | None:
    wanted = {"yes": True, "no": False}.get(value.lower())
    return Shared(wanted) if sign == ":" and wanted is not None else None


FIELD: Final = Field(
    "shared",
    examples=(("shared:yes", "is shared; shared:no is not"),),
    read=_read,
    forms="shared:yes or shared:no",
    values=("yes", "no"),
)
