"""Reading secrets that people type: never shown, and not asked for where they would be."""

from __future__ import annotations

import codecs
import sys
import warnings
from getpass import GetPassWarning, getpass
from typing import Final

_MOST: Final = 8_192  # bytes of standard input; a secret is far shorter


class NotAsked(Exception):
    """No secret was typed, or typing cannot be hidden here."""


def typed_unseen(words: str) -> str:
    """Ask on the terminal for a text that is not shown, and return it.

    Raises:
        NotAsked: nothing was typed, or it would be shown.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", GetPassWarning)
        try:
            return getpass(words)
        except (EOFError, GetPassWarning):
            raise NotAsked from None


def typed_or_piped(words: str) -> str:
    """Ask for a text that is not shown, or read standard input where that is no terminal; return the text.

    Raises:
        NotAsked: nothing was typed, or it would be shown.
    """
    if sys.stdin.isatty():
        return typed_unseen(words)
    return sys.stdin.buffer.read(_MOST).removeprefix(codecs.BOM_UTF8).decode(errors="replace")
