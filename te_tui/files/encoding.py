"""Recognizing files in UTF-16, because people may write them where te-tui expects UTF-8."""

from __future__ import annotations

import codecs


def is_utf16(content: bytes) -> bool:
    """Whether the bytes are text in UTF-16 or UTF-32, as some editors and shells on Windows write."""
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content[:2]
