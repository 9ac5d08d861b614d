"""`expires<7d`, `expires>2027-01-31`, `expires:past`, `expires:never`: when the snapshot expires."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from te_tui.filters.condition import Field
from te_tui.filters.times import Duration, midnight, moved, read_day, read_duration

if TYPE_CHECKING:
    from datetime import datetime

    from te_tui.filters.condition import Condition
    from te_tui.filters.rows import Test


@dataclass(frozen=True, slots=True)
class Expires:
    """The condition that a snapshot expires before a limit (`less`), or else at the limit or later.

    The limit is the beginning of a day (UTC), or a length of time from now. `expires<7d` leaves out snapshots
    that have expired already, `expires<2027-01-31` does not.
    """

    less: bool
    than: Duration | date

    @property
    def goes_by_clock(self) -> bool:
        """Whether the limit is a length of time, which counts from now."""
        return isinstance(self.than, Duration)

    def __str__(self) -> str:
        return f"expires{'<' if self.less else '>'}{self.than}"

    def test(self, now: datetime) -> Test:
        """Return a function that tests whether a row matches at the moment `now`."""
        than = self.than
        threshold = moved(now, than.span) if isinstance(than, Duration) else midnight(than)
        if not self.less:
            return lambda row: None if (expires := row.expires) is None else expires >= threshold
        if isinstance(than, Duration):
            # "Within 7 days" is about what is still there; `expires:past` finds the rest.
            return lambda row: None if (expires := row.expires) is None else now <= expires < threshold
        return lambda row: None if (expires := row.expires) is None else expires < threshold

    def absences(self, *, negated: bool) -> tuple[str, ...]:  # noqa: ARG002 - as every condition
        """Always empty: a row without an expiry date matches neither `expires<7d` nor `-expires<7d`."""
        return ()


@dataclass(frozen=True, slots=True)
class Expired:
    """The condition that a snapshot has expired."""

    goes_by_clock = True

    def __str__(self) -> str:
        return "expires:past"

    def test(self, now: datetime) -> Test:
        """Return a function that tests whether a row matches at the moment `now`."""
        return lambda row: None if (expires := row.expires) is None else expires < now

    def absences(self, *, negated: bool) -> tuple[str, ...]:  # noqa: ARG002 - as every condition
        """Always empty: a row without an expiry date matches neither `expires:past` nor `-expires:past`."""
        return ()


@dataclass(frozen=True, slots=True)
class NeverExpires:
    """The condition that a snapshot has no date of expiry."""

    goes_by_clock = False

    def __str__(self) -> str:
        return "expires:never"

    def test(self, now: datetime) -> Test:  # noqa: ARG002 - as every condition
        """Return a function that tests whether a row has no date of expiry; `now` is not used."""
        return lambda row: row.expires is None

    def absences(self, *, negated: bool) -> tuple[str, ...]:
        """The field `expires`: `expires:never` matches a row without it. Empty if `negated`."""
        return () if negated else ("expires",)


def _read(sign: str, value: str) -> Condition | None:
    if sign == ":":
        states: dict[str, Condition] = {"past": Expired(), "never": NeverExpires()}
        return states.get(value.lower())
    than = read_duration(value) or read_day(value)
    return Expires(sign == "<", than) if than is not None else None


FIELD: Final = Field(
    "expires",
    examples=(
        ("expires<7d", "expires within 7 days and has not expired yet; units h d w m (30 d) y (365 d)"),
        ("expires>30d", "expires in 30 days or later"),
        ("expires<2027-01-01", "expires, or has expired, before that day (UTC)"),
        ("expires:past", "has expired"),
        ("expires:never", "has no date of expiry"),
    ),
    read=_read,
    forms="expires<7d, expires>2027-01-31, expires:past or expires:never",
    values=("past", "never"),
)
