"""Filter expressions: the one grammar of the filter bar, of `--filter` and of policies.

    expires<7d -shared:yes dashboard:"NOC weekly" lat

Terms are separated by spaces, and all of them must match; `examples` lists examples with their meaning. If a
snapshot's time or property is unknown (None), neither the term nor its negation matches, because `prune`
deletes all snapshots that match; of the terms on expiry, only `expires:never` matches a snapshot without a
date. A missing text counts as empty. A date means 00:00 UTC of that day: `<` is before it, `>` is at or after
it. A duration counts from now: forwards for `expires`, backwards for `age`.

Wildcards, regular expressions, operators and quotes of other tools, and invisible characters are errors
(`notation` lists them); the error says where they are and what to write instead. In straight double quotes
each character stands for itself. A word with an apostrophe inside it, such as O'Brien, needs no quotes.
"""

from te_tui.filters.help import examples
from te_tui.filters.parser import FilterError, parse
from te_tui.filters.rows import Row
from te_tui.filters.terms import Filter, naming

__all__ = ["Filter", "FilterError", "Row", "examples", "naming", "parse"]
