"""Filter expressions: the one grammar of the filter bar, of `--filter` and of policies.

    expires<7d -shared:yes dashboard:"NOC weekly" lat

Terms are separated by spaces and all of them have to match; `examples` lists them with their meaning. A time
or a property that is not known (None) matches neither a term nor its negation, because `prune` deletes all
snapshots that match; only `expires:never` finds those without a date of expiry. A missing text counts as
empty. A date means 00:00 UTC of that day; `<` is before it, `>` is at it or later. A duration counts from
now: forwards for `expires`, backwards for `age`.

Notation that te-tui does not have is an error that says where it is and what to write instead: wildcards,
regular expressions, operators and quotes of other tools, invisible characters (`notation` lists them). In
straight double quotes each character means itself. A word with an apostrophe inside it, such as O'Brien,
needs no quotes.
"""

from te_tui.filters.help import examples
from te_tui.filters.parser import FilterError, parse
from te_tui.filters.rows import Row
from te_tui.filters.terms import Filter, naming

__all__ = ["Filter", "FilterError", "Row", "examples", "naming", "parse"]
