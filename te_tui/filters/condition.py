"""Conditions of a filter, and the fields (such as `shared:`) that read them from text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from te_tui.filters.rows import Test


class Condition(Protocol):
    """A condition on rows; conditions of the same meaning are equal, and `str` writes one as people do."""

    @property
    def goes_by_clock(self) -> bool:
        """Whether the condition depends on the current time."""

    def test(self, now: datetime) -> Test:
        """A function that tests rows at the moment `now` (aware); it computes constants once for all rows."""

    def absences(self, *, negated: bool) -> tuple[str, ...]:
        """The names of row fields that a row may lack and still match the condition, negated if `negated`."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that terms can begin with, as in `shared:yes`.

    Attributes:
        name: the field's name in small letters, as written before the sign.
        examples: pairs of an example and its meaning, for the help.
        read: takes the sign `:`, `<` or `>` and a value; returns the condition, None if they mean nothing.
        forms: example terms for error messages, separated by commas, the likeliest first.
        values: all values that can follow `:`, where they are few.
        takes_text: whether any text may follow, so that a minus at its beginning is probably misplaced.
    """

    name: str
    examples: tuple[tuple[str, str], ...]
    read: Callable[[str, str], Condition | None]
    forms: str
    values: tuple[str, ...] = ()
    takes_text: bool = False
