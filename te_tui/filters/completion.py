"""Completion of field names, and of the values of fields that have only a few: `sch` becomes `scheduled:`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.filters.fields import all_fields

if TYPE_CHECKING:
    from te_tui.filters.condition import Field


def completed(expression: str) -> str:
    """Complete the last word of a filter: to a field with its sign (`sch` to `scheduled:`), or to a value.

    The expression is returned unchanged unless exactly one name or value begins with the last word.
    """
    before, space, word = expression.rpartition(" ")
    minus, bare = ("-", word[1:]) if word.startswith("-") else ("", word)
    name, colon, value = bare.casefold().partition(":")
    fields = all_fields()
    if colon:
        values = fields[name].values if name in fields else ()
        fitting = [f"{name}:{one}" for one in values if value and one.startswith(value)]
    else:
        fitting = [_with_sign(field) for field in fields.values() if name and field.name.startswith(name)]
    return f"{before}{space}{minus}{fitting[0]}" if len(fitting) == 1 else expression


def _with_sign(field: Field) -> str:
    return field.examples[0][0][: len(field.name) + 1]
