"""Conditions of a filter, and the fields that read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from te_tui.filters.rows import Test


class Condition(Protocol):
    """A condition on rows, as a value: equal where it means the same, and its text is how it is written."""

    @property
    def goes_by_clock(self) -> bool:
        """Whether it depends on what time it is."""

    def test(self, now: datetime) -> Test:
        """The test for rows at the moment `now` (aware); what can be worked out once is worked out here."""

    def absences(self, *, negated: bool) -> tuple[str, ...]:
        """The fields whose missing values match the term, or with `negated` its opposite."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that terms can begin with, as in `shared:yes`.

    Attributes:
        name: in small letters, as it stands before the sign.
        examples: pairs of an example and its meaning, for the help.
        read: the condition for the sign `:`, `<` or `>` and a value; None where they mean nothing.
        forms: what can be written, for an error; the first is the likeliest, and a comma ends it.
        takes_text: whether any text may follow, so that a minus at its beginning is probably misplaced.
    """

    name: str
    examples: tuple[tuple[str, str], ...]
    read: Callable[[str, str], Condition | None]
    forms: str
    takes_text: bool = False
