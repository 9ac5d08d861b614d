"""The help page with all keys of a screen, by topic; keys that do nothing now are dim, in brackets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product, zip_longest
from typing import Final, NamedTuple

from te_tui.render.text.picture import Line, Picture, Span, above, fit_line
from te_tui.render.text.width import cell_width, wrap

_LEAST_COLUMN: Final = 38
"""Cells from which on keys and words stand beside each other."""

_MOST_COLUMNS: Final = 4
_GAP: Final = 2
_LONGEST_KEYS: Final = 15


class Entry(NamedTuple):
    """An action on the page: its keys, what it does, and whether it is possible now (`applies`)."""

    keys: str
    does: str
    applies: bool = True


class Section(NamedTuple):
    """A topic of the page: its heading, and the actions below it."""

    title: str
    entries: tuple[Entry, ...]


def matching(sections: Sequence[Section], text: str) -> list[Section]:
    """The sections with only the actions that have the text as a key or in `does`; all if it is empty."""
    wanted = text.casefold()
    found = (
        Section(
            one.title,
            tuple(
                each
                for each in one.entries
                if wanted in each.does.casefold() or text == each.keys or (text in each.keys.split())
            ),
        )
        for one in sections
    )
    return [one for one in (found if wanted else sections) if one.entries]


def draw_key_page(sections: Sequence[Section], width: int, height: int = 0) -> Picture:
    """Draw sections in as many columns as fit, each line `width` cells.

    If they need more than `height` lines, they are drawn without empty lines and reordered, provided that
    they fit then.
    """
    count = max(min(width // _LEAST_COLUMN, _MOST_COLUMNS, len(sections)), 1)
    room = (width - _GAP * (count - 1)) // count
    blocks = [_block(section, room) for section in sections]
    columns = _packed(blocks, count)
    if max(map(len, columns), default=0) > height and (tight := _tightest(blocks, count, height)):
        columns = tight
    rows = zip_longest(*columns, fillvalue=(Span(" " * room),))
    return Picture(tuple(fit_line(_joined(row), width) for row in rows))


def _joined(cells: Sequence[Line]) -> list[Span]:
    gap = (Span(" " * _GAP),)
    return [span for index, cell in enumerate(cells) for span in ((*gap, *cell) if index else cell)]


def draw_explained(title: str, lines: Sequence[tuple[str, str]], width: int) -> Picture:
    """Draw a heading, and below it two columns: signs or examples, and what each means."""
    left = max((cell_width(sign) for sign, _ in lines), default=0) + _GAP
    body = [
        (Span(f"{(sign if first else ''):{left}}"), Span(part))
        for sign, meaning in lines
        for first, part in _first_and_others(wrap(meaning, max(width - left, 10)))
    ]
    heads = (Picture(((),)), Picture(tuple((Span(line, "title"),) for line in wrap(title, width))))
    return above(*heads, Picture(tuple(fit_line(line, width) for line in body)))


def _first_and_others(parts: Sequence[str]) -> list[tuple[bool, str]]:
    return [(index == 0, part) for index, part in enumerate(parts)]


def _block(section: Section, width: int) -> list[Line]:
    """The lines of a section; keys that are too wide for their column stand above their description."""
    keys_of = (cell_width(entry.keys) for entry in section.entries)
    left = max((size for size in keys_of if size <= _LONGEST_KEYS), default=1) + 1
    lines = [fit_line((Span(section.title, "title"),), width)]
    for entry in section.entries:
        role = "" if entry.applies else "muted"
        words = wrap(entry.does if entry.applies else f"({entry.does})", width - left)
        keys = f"{entry.keys:{left}}" if cell_width(entry.keys) < left else entry.keys
        if cell_width(entry.keys) >= left:  # the words go below their keys
            lines.append(fit_line((Span(keys, role or "axis"),), width))
            keys = " " * left
        for part in words:
            lines.append(fit_line((Span(keys, role or "axis"), Span(part, role)), width))
            keys = " " * left
    return lines


def _packed(blocks: Sequence[list[Line]], count: int) -> list[list[Line]]:
    """The blocks in order, split into at most `count` columns; the highest column is as low as possible."""
    height = max(map(len, blocks), default=0)
    while len(columns := _stacked(blocks, height)) > count:
        height += 1
    return columns


def _tightest(blocks: Sequence[list[Line]], count: int, height: int) -> list[list[Line]] | None:
    """The blocks in `count` columns of at most `height` lines, in any order; None if they do not fit."""
    if sum(map(len, blocks)) > count * height:
        return None
    for places in product(range(count), repeat=len(blocks)):
        columns: list[list[Line]] = [[] for _ in range(count)]
        for place, block in zip(places, blocks, strict=True):
            columns[place] += block
        if all(columns) and max(map(len, columns)) <= height:
            return columns
    return None


def _stacked(blocks: Sequence[list[Line]], height: int) -> list[list[Line]]:
    columns: list[list[Line]] = [[]]
    for block in blocks:
        if columns[-1] and len(columns[-1]) + 1 + len(block) > height:
            columns.append([])
        if columns[-1]:
            columns[-1].append((Span(" " * sum(cell_width(span.text) for span in block[0])),))
        columns[-1] += block
    return columns
