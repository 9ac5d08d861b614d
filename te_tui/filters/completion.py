"""Names of fields written to their end: `sch` is `scheduled:`."""

from __future__ import annotations

from te_tui.filters.fields import all_fields


def completed(expression: str) -> str:
    """The expression with the name of the field that its last word begins, and the sign behind that.

    It stays as it is where no field begins so, or several do.
    """
    before, space, word = expression.rpartition(" ")
    bare = word.removeprefix("-").casefold()
    fitting = [field for name, field in all_fields().items() if bare and name.startswith(bare)]
    if len(fitting) != 1:
        return expression
    [field] = fitting
    name_and_sign = field.examples[0][0][: len(field.name) + 1]
    return f"{before}{space}{'-' if word.startswith('-') else ''}{name_and_sign}"
