"""Filter expressions: the one language of the filter bar and of `--filter`.

    expires<7d -shared:yes dashboard:"NOC weekly" lat

Terms are separated by spaces, and a snapshot must match all of them; `examples` explains each kind of term.
If the property that a term tests is unknown (None), neither the term nor its negation matches, so that
`prune`, which deletes all snapshots that match, spares the snapshot. Of the terms on expiry, only
`expires:never` matches a snapshot without a date. A missing text counts as empty. A date means 00:00 UTC of
that day: `<` is before it, `>` is at or after it. A duration counts from now: forwards for `expires`,
backwards for `age`.

Wildcards, regular expressions, operators and quotes of other tools, and invisible characters are errors
(`notation` lists them); the error says where they are and what to write instead. In straight double quotes
each character stands for itself. A word with an apostrophe inside it, such as O'Brien, needs no quotes.
"""

from te_tui.filters.help import examples
from te_tui.filters.parser import FilterError, parse
from te_tui.filters.rows import Row
from te_tui.filters.terms import Filter, naming

__all__ = ["Filter", "FilterError", "Row", "examples", "naming", "parse"]
