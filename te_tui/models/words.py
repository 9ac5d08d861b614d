"""Numbers with their nouns, such as `3 snapshots`."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun, in the plural if needed: `1 snapshot`, `3,000 snapshots`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
