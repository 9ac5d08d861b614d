"""Reading standard input as lines of bytes."""

from __future__ import annotations

import codecs
import sys

from te_tui.cli.exits import WrongUsage
from te_tui.files.encoding import is_utf16


def typed_lines() -> list[bytes]:
    """Read all lines of standard input, without a byte order mark.

    Raises:
        WrongUsage: the input is UTF-16 or UTF-32.
    """
    if sys.stdin is None:
        return []
    # Bytes where there are any: what they are is not for the locale to say.
    binary = getattr(sys.stdin, "buffer", None)
    content: bytes = binary.read() if binary is not None else sys.stdin.read().encode()
    content = content.removeprefix(codecs.BOM_UTF8)
    if is_utf16(content):
        raise WrongUsage("Standard input is UTF-16, not UTF-8: save it as UTF-8.")
    return content.splitlines()
