"""The encoding of a file that people write: UTF-8, with or without a mark at its beginning."""

from __future__ import annotations

import codecs


def is_utf16(content: bytes) -> bool:
    """Whether a text is UTF-16 or UTF-32, as some editors and shells on Windows write."""
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content[:2]
