"""SQL's LIKE as in SQLite: it matches whole texts; `%` is any characters, `_` is one; no escapes."""

from __future__ import annotations

import re

_WILD = {"%": "(?s:.*)", "_": "(?s:.)"}


def pattern_of(text: str) -> re.Pattern[str]:
    """Return a LIKE pattern as a regular expression for `fullmatch`, which ignores the case of ASCII."""
    return re.compile("".join(_WILD.get(sign) or re.escape(sign) for sign in text), re.IGNORECASE | re.ASCII)
