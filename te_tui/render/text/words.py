"""Turning typed values, such as numbers, times and sparklines (`models.cells`), into text."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from te_tui.models.cells import Direction, Figure, Instant, Length, More, Spark
from te_tui.render.text.numbers import and_more, format_change, format_number
from te_tui.render.text.sparkline import sparkline
from te_tui.render.text.times import format_length, format_time

if TYPE_CHECKING:
    from te_tui.models.cells import Word, Words

_WORDS = (str, Figure, Instant, Length, More, Direction, Spark)


def written_words(words: Words, zone: tzinfo = UTC) -> str:
    """One or more typed values as one text, joined by spaces, empty ones left out; times are in `zone`."""
    if isinstance(words, _WORDS):
        return written_word(words, zone)
    return " ".join(filter(None, (written_word(word, zone) for word in words)))


def undrawn(words: Words | None) -> Words | None:
    """The typed values without sparklines, for screen readers; a sparkline alone becomes None."""
    if isinstance(words, Spark):
        return None
    if words is None or isinstance(words, _WORDS):
        return words
    return tuple(word for word in words if not isinstance(word, Spark))


def written_word(word: Word, zone: tzinfo = UTC, *, labelled: bool = True) -> str:
    """One typed value as text; an instant is written in `zone`, with the zone's name if `labelled`."""
    match word:
        case str():
            return word
        case Figure(value, unit):
            return format_number(value, unit)
        case Instant(when, now):
            return format_time(when, zone=zone, now=now, labelled=labelled)
        case Length(seconds):
            return format_length(seconds)
        case More(count, name):
            return and_more(count, name)
        case Direction(value, previous):
            return format_change(value, previous)[:1].strip("=")
        case Spark(values, width, keep):
            return sparkline(values, width, keep=min if keep == "low" else max)
