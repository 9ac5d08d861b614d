"""A terminal that keeps wide and joined characters whole, and takes note of what nobody may do to it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import pyte
from pyte import modes
from rich.cells import split_graphemes

# What pyte would print or misread: private sequences, DECRQM, OSC and DCS strings.
_UNKNOWN_TO_PYTE = re.compile(
    r"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\??[0-9;]*\$p|\x1b\].*?(?:\x07|\x1b\\)|\x1b[P_^X].*?\x1b\\", re.DOTALL
)
# pyte reads sequences character by character; most are these.
_COMMON = re.compile(r"\x1b\[([0-9;]*)([Hm])|\x1b\[[0-?]*[ -/]*[@-~]|([^\x00-\x1f\x7f-\x9f]+)")
_BLINK, _NEITHER_BOLD_NOR_DIM, _NO_BLINK = 5, 22, 25
_COLOUR_LENGTHS = {(38, 5): 3, (48, 5): 3, (38, 2): 5, (48, 2): 5}


class Emulator(pyte.Screen):
    """pyte's screen with characters as Rich divides and measures them.

    pyte leaves halves of wide characters, and takes joined characters apart. It does not know dim
    characters either: here they blink.
    """

    def __init__(self, columns: int, lines: int) -> None:
        super().__init__(columns, lines)
        self.scrolled = False
        """Whether anything has scrolled."""
        self._stream = pyte.Stream(self)
        self.reset_mode(7, private=True)  # as Textual does

    def take(self, data: str) -> None:
        """Show what is written."""
        # A terminal's driver makes CR LF of a line feed, but leaves VT as it is.
        data = _UNKNOWN_TO_PYTE.sub("", data).replace("\n", "\r\n")
        end = 0
        for match in _COMMON.finditer(data):
            self._stream.feed(data[end : match.start()])
            end = match.end()
            numbers, letter, text = match.groups()
            if text is not None:
                self.draw(text)
            elif letter == "m":
                self.select_graphic_rendition(*(int(number or 0) for number in numbers.split(";")))
            elif letter == "H":
                self.cursor_position(*(int(number or 0) for number in numbers.split(";")))
            else:
                self._stream.feed(match.group())
        self._stream.feed(data[end:])

    def draw(self, data: str) -> None:
        for text, width in _characters(data):
            if not width:
                self._join(text)
                continue
            if self.cursor.x + width > self.columns:
                assert modes.DECAWM not in self.mode
                self.cursor.x = self.columns - width
            self._put(text, width)
        self.dirty.add(self.cursor.y)

    def index(self) -> None:
        self.scrolled = self.scrolled or self.cursor.y == self.lines - 1
        super().index()

    def select_graphic_rendition(self, *attributes: int) -> None:
        super().select_graphic_rendition(*_with_dim_as_blink(list(attributes)))

    def line(self, number: int) -> list[Any]:
        """What can be seen of a line, cell by cell; of a space, only what shows without a character."""
        row, blank = self.buffer[number], self.default_char
        return [_seen(row[column]) if column in row else _seen(blank) for column in range(self.columns)]

    def texts(self, number: int) -> list[str]:
        """The characters of a line, cell by cell; the second half of a wide one is empty."""
        row = self.buffer[number]
        return [row[column].data for column in range(self.columns)]

    @property
    def text(self) -> str:
        """All characters, line by line."""
        return "\n".join("".join(self.texts(number)) for number in range(self.lines))

    @property
    def spot(self) -> tuple[int, int]:
        """The cursor's line and column."""
        return self.cursor.y, self.cursor.x

    def _put(self, text: str, width: int) -> None:
        line, start = self.buffer[self.cursor.y], self.cursor.x
        end = start + width
        if start and not line[start].data:
            line[start - 1] = line[start - 1]._replace(data=" ")
        if end < self.columns and not line[end].data:
            line[end] = line[end]._replace(data=" ")
        line[start] = _cell(self.cursor.attrs, text)
        for column in range(start + 1, end):
            line[column] = _cell(self.cursor.attrs, "")
        self.cursor.x = end

    def _join(self, mark: str) -> None:
        line, column = self.buffer[self.cursor.y], self.cursor.x - 1
        if column < 0:
            return
        column -= not line[column].data
        line[column] = line[column]._replace(data=line[column].data + mark)


@lru_cache(maxsize=1024)
def _characters(text: str) -> list[tuple[str, int]]:
    """What is drawn as one, and how wide it is."""
    if text.isascii():
        return [(character, 1) for character in text]
    return [(text[start:end], width) for start, end, width in split_graphemes(text)[0]]


@lru_cache(maxsize=4096)
def _cell(attributes: Any, text: str) -> Any:
    return attributes._replace(data=text)


@lru_cache(maxsize=4096)
def _seen(cell: Any) -> Any:
    if cell.data == " " and not (cell.underscore or cell.strikethrough):
        return cell._replace(bg="") if cell.reverse else (" ", cell.bg)
    return cell


def _with_dim_as_blink(attributes: list[int]) -> list[int]:
    known = []
    while attributes:
        length = _COLOUR_LENGTHS.get((attributes[0], attributes[1] if attributes[1:] else 0), 1)
        match attributes[:length]:
            case [2]:
                known.append(_BLINK)
            case [22]:
                known += [_NEITHER_BOLD_NOR_DIM, _NO_BLINK]
            case other:
                known += other
        del attributes[:length]
    return known
