"""Conditions of a filter, and the fields (such as `shared:`) that read them from text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from te_tui.filters.rows import Test


class Condition(Protocol):
    """Protocol of a condition on rows; conditions with the same meaning are equal, `str` gives the term."""

    @property
    def goes_by_clock(self) -> bool:
        """Whether the condition depends on the current time."""

    def test(self, now: datetime) -> Test:
        """Return a function that tests a row at the moment `now` (aware); make it once for many rows."""

    def absences(self, *, negated: bool) -> tuple[str, ...]:
        """The names of the row fields without which a row can still match the condition (or its negation)."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that terms can begin with, as in `shared:yes`.

    Attributes:
        name: the field's name in lower case, as written before the sign.
        examples: pairs of an example and its meaning, for the help.
        read: a function of the sign (`:`, `<` or `>`) and the value; returns the condition, None if invalid.
        forms: example terms for error messages, separated by commas, the likeliest first.
        values: all values that can follow `:`, if they are few; otherwise empty.
        takes_text: whether the value is any text; a minus at its beginning is then refused as misplaced.
    """

    name: str
    examples: tuple[tuple[str, str], ...]
    read: Callable[[str, str], Condition | None]
    forms: str
    values: tuple[str, ...] = ()
    takes_text: bool = False
