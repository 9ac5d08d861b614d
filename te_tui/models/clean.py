"""The one place where text from the API is made safe to print (safety rule 9)."""

from __future__ import annotations

import re
import unicodedata

# Line breaks and tabs separate words, so they become a space; every other control vanishes.
_BREAKS = re.compile("[\t\n\r\x85\u2028\u2029]+")
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL, C1: what terminals obey
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, embeddings, overrides, isolates
    "\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # nothing is seen of them, or said by them
    "\u2028\u2029"
    "\ud800-\udfff]"  # lone surrogates, which no encoder takes
)
# Joiners and the styles of emoji act on a character; without one, terminals disagree about what they do.
_ADRIFT = re.compile("(?:^|(?<=[ -~]))[\u200c\u200d\ufe00-\ufe0f]+(?!\u20e3)")
_SUSPECT = re.compile(f"{_UNSAFE.pattern}|[\u200c\u200d\ufe00-\ufe0f]")
# Bytes of paths as Python holds them (PEP 383), without those that terminals of eight bits obey.
_PATH_BYTES = re.compile("([\udca0-\udcff]+)")
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters, and a pattern without dots, drawn as blanks


def clean(text: str) -> str:
    """Remove control, bidirectional and broken characters from a text; line breaks become spaces."""
    if (text.isascii() and text.isprintable()) or _SUSPECT.search(text) is None:
        return text
    return _ADRIFT.sub("", _UNSAFE.sub("", _BREAKS.sub(" ", text)))


def printable(sentence: str) -> str:
    """Clean a sentence like `clean`, but keep those bytes of its file paths that are not UTF-8."""
    return "".join(
        part if index % 2 else clean(part) for index, part in enumerate(_PATH_BYTES.split(sentence))
    )


def visible(text: str | None) -> str | None:
    """Return the (already cleaned) text; None if it consists of blanks and invisible characters only."""
    return text if any(map(_is_seen, text or "")) else None


def _is_seen(character: str) -> bool:
    category = unicodedata.category(character)
    return not (category[0] in "ZM" or category in {"Cc", "Cf", "Cs"} or character in _FILLERS)
