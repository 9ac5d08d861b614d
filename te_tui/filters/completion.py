"""Completion of the names of fields: `sch` becomes `scheduled:`."""

from __future__ import annotations

from te_tui.filters.fields import all_fields


def completed(expression: str) -> str:
    """The expression with its last word completed to the name of a field, and the sign behind it.

    It is unchanged unless exactly one field's name begins with that word.
    """
    before, space, word = expression.rpartition(" ")
    bare = word.removeprefix("-").casefold()
    fitting = [field for name, field in all_fields().items() if bare and name.startswith(bare)]
    if len(fitting) != 1:
        return expression
    [field] = fitting
    name_and_sign = field.examples[0][0][: len(field.name) + 1]
    return f"{before}{space}{'-' if word.startswith('-') else ''}{name_and_sign}"
