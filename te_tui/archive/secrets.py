"""Removing secrets from an answer of the API without changing any other byte (safety rule 7).

The vendor names the fields that hold secrets; their values become `""`.
The body is scanned for JSON tokens and not parsed: parsing and writing it again would change numbers,
spaces and escapes, and an archive keeps answers as the API sent them. A body that is not JSON is scanned in
the same way.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from te_tui.models.clean import clean

# A text, and the colon that makes it a name. No two neighbouring parts match the same byte, and a text that
# does not end is one as well: a body full of quotes is gone through once.
_TEXT: Final = rb'"[^"\\]*(?:\\.[^"\\]*)*"?'
_TEXT_OR_NAME: Final = re.compile(rb"(" + _TEXT + rb")(\s*:\s*)?", re.DOTALL)
_BRACKET_OR_TEXT: Final = re.compile(rb"[\[\]{}]|" + _TEXT, re.DOTALL)
_TEXT_OR_NUMBER: Final = re.compile(_TEXT + rb"|[^\s,\[\]{}\"]+", re.DOTALL)
_EMPTY: Final = b'""'


_LETTERS: Final = string.ascii_letters.encode()
# A letter that is escaped, or the sign of kelvin, which is a k as well when case does not count.
_ODD_LETTER: Final = re.compile(rb"\\u(?:00[4-7]|212a)|" + "\u212a".encode(), re.IGNORECASE)
_ESCAPE: Final = re.compile(rb"\\(?:u[0-9a-fA-F]{4}|.)", re.DOTALL)
_OTHERS: Final = bytes(byte for byte in range(256) if byte not in _LETTERS)


class Secrets:
    """Finds and removes the secrets in one vendor's answers.

    Args:
        fields: the names of the fields whose values are secret.
    """

    def __init__(self, fields: Iterable[str]) -> None:
        self._names = {name.casefold(): name for name in fields}
        self._letters = tuple(_letters(name.encode()) for name in self._names)
        self._named = lru_cache(maxsize=1024)(self._secret)

    def may_be_in(self, body: bytes) -> bool:
        """Whether a body may hold secrets: a fast test, so that most bodies need not go through `blanked`.

        It looks for the secret fields' names among the letters of the body. As it cannot read letters that
        are written as JSON escapes, it returns True if there are any.
        """
        if _ODD_LETTER.search(body):
            return True
        letters = _letters(body)
        return any(name in letters for name in self._letters)

    def blanked(self, body: bytes) -> tuple[bytes, tuple[str, ...]]:
        """The body with `""` for each secret value, and the names of the fields that held them, sorted.

        A secret that is null or an empty text stays as it is.
        """
        kept, names, place = [], set(), 0
        for name, start, end in self._found(body):
            kept += [body[place:start], _EMPTY]
            names.add(name)
            place = end
        return b"".join([*kept, body[place:]]), tuple(sorted(names))

    def _found(self, body: bytes) -> Iterator[tuple[str, int, int]]:
        """The field name of each secret in a body, and the byte offsets where its value begins and ends."""
        place = 0
        while match := _TEXT_OR_NAME.search(body, place):
            place = match.end()
            name = self._named(match[1]) if match[2] else None
            if name is not None:
                start, place = place, _end_of_value(body, place)
                if body[start:place] not in {b"null", _EMPTY}:
                    yield name, start, place

    def _secret(self, token: bytes) -> str | None:
        """The secret field that a quoted JSON name stands for, ignoring case and escapes; else None."""
        try:
            name = json.loads(token.decode("utf-8", "replace"), strict=False)
        except ValueError:
            return None  # JSON knows no such text
        return self._names.get(clean(name).casefold())


def _letters(body: bytes) -> bytes:
    return _ESCAPE.sub(b"", body).translate(None, _OTHERS).lower()


def _end_of_value(body: bytes, start: int) -> int:
    """The byte offset just after the JSON value that begins at `start`."""
    if body[start : start + 1] not in {b"[", b"{"}:
        match = _TEXT_OR_NUMBER.match(body, start)
        return match.end() if match else start
    depth, end = 0, start
    for match in _BRACKET_OR_TEXT.finditer(body, start):
        depth += {b"[": 1, b"{": 1, b"]": -1, b"}": -1}.get(match[0], 0)
        end = match.end()
        if depth == 0:
            break
    return end
