"""Whether high or low values of a series are worse, inferred from its name, its panel's title or its unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from te_tui.analysis.series import WorstEnd

_HIGH: Final = re.compile(
    r"errors?|fail(?:ed|ing|ures?)|loss|lost|drop(?:s|ped)?|discards|latenc(?:y|ies)|lag|delays?|jitter"
    r"|durations?|timeouts?|retries|retransmi(?:ts|ssions)|restarts|outages|alerts|crashes|saturation"
    r"|throttled|waiting|backlog|ttfb"
)
_LOW: Final = re.compile(
    r"availab(?:le|ility)|reachab(?:le|ility)|success(?:ful)?|uptime|apdex|healthy|throughput|free|headroom"
)
_ASIDE: Final = re.compile(r"age|ttl|since|until|remaining|left|expir(?:y|es)|interval")
"""Words after which a time is no time that anything waits for."""
_TIMES: Final = frozenset(("ns", "µs", "ms", "s"))

_WORD: Final = re.compile(r"[^\W\d_]+")


def worst_end(label: str, title: str | None, unit: str | None) -> WorstEnd | None:
    """Whether high or low values are worse, as guessed from names: high for errors, low for availability.

    The series' name counts first, then the panel's title, then the unit. None if nothing tells, or if one
    name has words for both.
    """
    for text in (label, title or ""):
        is_high, is_low = _names(text, _HIGH), _names(text, _LOW)
        if is_high or is_low:
            return None if is_high and is_low else "high" if is_high else "low"
    return "high" if unit in _TIMES and not _names(f"{label} {title or ''}", _ASIDE) else None


def _names(text: str, words: re.Pattern[str]) -> bool:
    return any(map(words.fullmatch, _WORD.findall(text.casefold())))
