"""The conditions that filter terms stand for, and the fields, such as `shared:`, that terms begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from te_tui.filters.rows import Test


class Condition(Protocol):
    """Protocol of a condition on rows; `str` writes it as a filter term, and equal ones mean the same."""

    @property
    def goes_by_clock(self) -> bool:
        """Whether the condition depends on the current time."""

    def test(self, now: datetime) -> Test:
        """Return a function that tests rows at the moment `now` (aware); one call serves for many rows."""

    def absences(self, *, negated: bool) -> tuple[str, ...]:
        """The row fields that may be None in a row that matches: `name`, for example, for the term `-lat`.

        If such a field is None because it could not be read, it is uncertain whether the row matches. With
        `negated`, the fields are those of the condition's negation.
        """


@dataclass(frozen=True, slots=True)
class Field:
    """A field that terms can begin with, as in `shared:yes`.

    Attributes:
        name: the field's name in lower case, as written before the sign.
        examples: pairs of an example and its meaning, for the help.
        read: a function of the sign (`:`, `<` or `>`) and the value; returns the condition, None if invalid.
        forms: example terms for error messages, separated by commas, the likeliest first.
        values: all values that can follow `:`, if they are few; otherwise empty.
        takes_text: whether the value may be any text; if so, `name:-x` is an error, as `-name:x` is meant.
    """

    name: str
    examples: tuple[tuple[str, str], ...]
    read: Callable[[str, str], Condition | None]
    forms: str
    values: tuple[str, ...] = ()
    takes_text: bool = False
