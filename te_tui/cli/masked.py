"""Reading secrets that people type or pipe, without ever showing them."""

from __future__ import annotations

import codecs
import sys
import warnings
from getpass import GetPassWarning, getpass
from typing import Final

_MOST: Final = 8_192  # bytes of standard input; a secret is far shorter


class NotAsked(Exception):
    """No secret was typed, or the terminal cannot hide what is typed."""


def typed_unseen(words: str) -> str:
    """Show the prompt `words`, and return the text that is typed, which never appears on the terminal.

    Raises:
        NotAsked: nothing was typed, or the terminal would show the text.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", GetPassWarning)
        try:
            return getpass(words)
        except (EOFError, GetPassWarning):
            raise NotAsked from None


def typed_or_piped(words: str) -> str:
    """Ask for a text without showing it, or read it from standard input if that is no terminal.

    Raises:
        NotAsked: nothing was typed, or the terminal would show the text.
    """
    if sys.stdin.isatty():
        return typed_unseen(words)
    return sys.stdin.buffer.read(_MOST).removeprefix(codecs.BOM_UTF8).decode(errors="replace")
