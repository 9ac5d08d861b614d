"""Filter expressions by example: for the help screen, `--help` and docs/commands.md."""

from __future__ import annotations

from typing import Final

from te_tui.filters.fields import all_fields

_WORDS: Final = (
    ("latency", "the name or the dashboard's title contains it (ignores case)"),
    ('"NOC weekly"', "contains this phrase, the space included"),
    ('"audit*"', "contains these signs; outside quotes, notation of other tools (* ? | ^ ~ NOT) is refused"),
    ("-test", "does not contain it; - negates any term"),
)


def examples() -> tuple[tuple[str, str], ...]:
    """Pairs of an example and its meaning; each example is a valid expression."""
    return (*_WORDS, *(example for field in all_fields().values() for example in field.examples))
