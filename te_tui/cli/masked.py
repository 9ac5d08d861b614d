"""Secrets that people type: they are not shown, and never asked for where they would be."""

from __future__ import annotations

import codecs
import sys
import warnings
from getpass import GetPassWarning, getpass
from typing import Final

_MOST: Final = 8_192  # bytes of standard input; a secret is far shorter


class NotAsked(Exception):
    """Nothing was typed, or typing cannot be hidden here."""


def typed_unseen(words: str) -> str:
    """Ask on the terminal without showing what is typed.

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
    """Ask without showing what is typed; or read standard input, where that is no terminal.

    Raises:
        NotAsked: nothing was typed, or it would be shown.
    """
    if sys.stdin.isatty():
        return typed_unseen(words)
    return sys.stdin.buffer.read(_MOST).removeprefix(codecs.BOM_UTF8).decode(errors="replace")
