"""The one place where text from the API is made safe to print (security rule 9)."""

from __future__ import annotations

import re

# Line breaks and tabs separate words, so they become a space; every other control vanishes.
_BREAKS = re.compile("[\t\n\r\x85\u2028\u2029]+")
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL, C1: what terminals obey
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, embeddings, overrides, isolates
    "\u2028\u2029"
    "\ud800-\udfff]"  # lone surrogates, which no encoder takes
)


def clean(text: str) -> str:
    """Remove what a terminal would obey, reorder by, or choke on; ordinary text comes back unchanged."""
    if _UNSAFE.search(text) is None:
        return text
    return _UNSAFE.sub("", _BREAKS.sub(" ", text))
