"""The width of a text in terminal cells, with wide, combining, joined and right-to-left characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from te_tui.models.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from te_tui.models.content import Align

_JOINER: Final = "\u200d"
_EMOJI_STYLE: Final = "\ufe0f"
_PLAIN: Final = re.compile(
    r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u25fc\u2800-\u28ff]*"
)
"""Latin text, dashes, arrows, box drawing, blocks and Braille: each character takes one cell."""


_DRAWN: Final = frozenset(
    "\u00ad\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""Format characters that are drawn: the soft hyphen, and signs that stand before their digits."""
_KEYS: Final = frozenset("0123456789#*")
"""Characters of which the emoji style makes a key."""


@lru_cache(maxsize=4096)
def _character_width(character: str) -> int:
    """The width in cells of a single code point."""
    if character not in _DRAWN and unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf", "Cc"}:
        return 0
    # Hangul vowels and finals combine with the initial before them.
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7fb":
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _continues(cluster: str, character: str) -> bool:
    """Whether a character is drawn on top of `cluster`, those before it, as a combining accent is."""
    if _character_width(character) == 0:
        return True
    is_skin_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    return _character_width(cluster[0]) == 2 and (is_skin_tone or cluster.endswith(_JOINER))


def _cluster_width(cluster: str) -> int:
    """The width in cells of a base character with everything drawn on top of it."""
    base = cluster[0]
    if _EMOJI_STYLE in cluster:
        is_emoji = not base.isascii() and unicodedata.category(base) in {"So", "Sm", "Po"}
        return 2 if is_emoji or base in _KEYS else _character_width(base)
    return _character_width(base)


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """The clusters of a text, each drawn by a terminal as one character, with their widths in cells."""
    cluster = ""
    for character in text:
        if cluster and _continues(cluster, character):
            cluster += character
            continue
        if cluster:
            yield cluster, _cluster_width(cluster)
        cluster = character
    if cluster:
        yield cluster, _cluster_width(cluster)


def drawn_part(text: str) -> str:
    """The text, cut to the longest length that is drawn (`LIMITS.text`); a cut is marked by `…`."""
    return text if len(text) <= LIMITS.text else f"{text[: LIMITS.text]}…"


def cell_width(text: str) -> int:
    """The width in cells of the drawn part of a text, on one line."""
    text = drawn_part(text)
    if _PLAIN.fullmatch(text):
        return len(text)
    return sum(width for _, width in clusters(text))


def fit(text: str, width: int, align: Align = "left") -> str:
    """The text in exactly `width` cells: padded, or cut with `…`; a wide character is never halved."""
    if width <= 0:
        return ""
    text = drawn_part(text)
    size = cell_width(text)
    if size > width:
        text, size = _cut(text, width - 1)
        text, size = f"{text}…", size + 1
    padding = " " * (width - size)
    return padding + text if align == "right" else text + padding


def shortened(text: str, width: int) -> str:
    """The text, cut with `…` if it takes more than `width` cells."""
    return text if cell_width(text) <= width else fit(text, width).rstrip()


def wrap(text: str, width: int) -> tuple[str, ...]:
    """The words of `text` in lines of at most `width` cells; words longer than a line are broken."""
    width = max(width, 2)
    lines: list[str] = []
    line = ""
    for word in drawn_part(text).split():
        rest = word
        if line and cell_width(line) + 1 + cell_width(rest) <= width:
            line = f"{line} {rest}"
            continue
        if line:
            lines.append(line)
        while cell_width(rest) > width:
            piece, _ = _cut(rest, width)
            lines.append(piece)
            rest = rest[len(piece) :]
        line = rest
    return (*lines, line) if line else tuple(lines)


def _cut(text: str, room: int) -> tuple[str, int]:
    """The longest beginning of `text` within `room` cells, and its width."""
    if _PLAIN.fullmatch(text, 0, room + 1):  # what follows may be an accent of the last one
        return text[:room], min(len(text), room)
    kept: list[str] = []
    used = 0
    for cluster, width in clusters(text):
        if used + width > room:
            break
        kept.append(cluster)
        used += width
    return "".join(kept), used
