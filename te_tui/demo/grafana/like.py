"""SQL's LIKE as SQLite has it: the whole text, `%` for any run of characters, `_` for one, no escapes."""

from __future__ import annotations

import re

_WILD = {"%": "(?s:.*)", "_": "(?s:.)"}


def pattern_of(text: str) -> re.Pattern[str]:
    """Return a LIKE pattern as a regular expression for whole texts, which ignores the case of ASCII."""
    return re.compile("".join(_WILD.get(sign) or re.escape(sign) for sign in text), re.IGNORECASE | re.ASCII)
