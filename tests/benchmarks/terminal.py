"""A terminal without a window: what a program writes becomes a screen, and its questions get answers."""

from __future__ import annotations

import codecs
import re

import pyte

_FINISHED = re.compile(
    r"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)|[P_^X].*?\x1b\\|\[[0-?]*[ -/]*[@-~]|[()*+#%].|[^\[\]P_^X()*+#%])",
    re.DOTALL,
)
_NOT_FOR_PYTE = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|\x1b[P_^X].*?\x1b\\"  # DCS, APC, PM, SOS
    r"|\x1b\[[<=>][0-?]*[ -/]*[@-~]"  # keyboard protocols, secondary attributes
    r"|\x1b\[[0-?]*[ -/]+[@-~]"  # questions about modes, shapes of the cursor
    r"|\x1b\[\?[0-9;]*[^0-9;hlJK]"  # what is private, but for modes and erasing
    r"|\x1b\[[0-9;]*t"  # about the window
    r"|\x1b[()*+].",  # character sets
    re.DOTALL,
)
_QUESTION = re.compile(
    rb"\x1b\[(0?c)|\x1b\[>(0?c)|\x1b\[([56])n|\x1b\[\?(\d+)\$p|\x1b\](1[01]);\?(?:\x07|\x1b\\)"
)
_CURSOR_KEYS_MODE = 1 << 5  # pyte's number for DECCKM


class _Screen(pyte.Screen):
    """pyte's screen with what ncurses sends besides: a character repeated, lines scrolled."""

    _drawn = " "

    def draw(self, data: str) -> None:
        self._drawn = data[-1:] or self._drawn
        super().draw(data)

    def repeat_last(self, count: int = 1) -> None:
        self.draw(self._drawn * max(count, 1))

    def scroll(self, count: int = 1, *, down: bool = False) -> None:
        top, bottom = self.margins or (0, self.lines - 1)
        before = self.cursor.y
        self.cursor.y = top if down else bottom
        for _ in range(max(count, 1)):
            (self.reverse_index if down else self.index)()
        self.cursor.y = before

    def scroll_back(self, count: int = 1) -> None:
        self.scroll(count, down=True)


class _Stream(pyte.Stream):
    csi = pyte.Stream.csi | {"b": "repeat_last", "S": "scroll", "T": "scroll_back"}
    events = pyte.Stream.events | {"repeat_last", "scroll", "scroll_back"}


class Terminal:
    """A screen of `columns` × `lines` that bytes are fed into."""

    def __init__(self, columns: int, lines: int) -> None:
        self._screen = _Screen(columns, lines)
        self._stream = _Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pending = ""
        self._cells: dict[int, tuple[pyte.screens.Char, ...]] = {}
        self.changes = 0
        """How often what can be seen has become another."""

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def application_keys(self) -> bool:
        """Whether the program wants the cursor keys as `ESC O`."""
        return _CURSOR_KEYS_MODE in self._screen.mode

    def line_of(self, glyph: str) -> int | None:
        """The first line in whose first cells a glyph stands."""
        rows = range(self._screen.lines)
        return next((y for y in rows if self._screen.buffer[y][0].data == glyph), None)

    def feed(self, data: bytes) -> None:
        """Take in what a program has written."""
        text = self._pending + self._decoder.decode(data)
        last = text.rfind("\x1b")
        if last > 0 and text[last - 1 : last + 2] != "\x1b\\" and text[last : last + 2] == "\x1b\\":
            last = text.rfind("\x1b", 0, last)
        whole = last < 0 or _FINISHED.match(text, last)
        cut = len(text) if whole else last
        self._pending = text[cut:]
        self._stream.feed(_NOT_FOR_PYTE.sub("", text[:cut]))
        self._look()

    def _look(self) -> None:
        changed = False
        columns = range(self._screen.columns)
        for y in self._screen.dirty:
            line = self._screen.buffer[y]
            cells = tuple(line[x] for x in columns)
            changed = changed or cells != self._cells.get(y)
            self._cells[y] = cells
        self._screen.dirty.clear()
        self.changes += changed


def answers(data: bytes) -> bytes:
    """What an ordinary xterm says to the questions in `data`."""
    return b"".join(_answer(match) for match in _QUESTION.finditer(data))


def _answer(question: re.Match[bytes]) -> bytes:
    primary, secondary, status, mode, colour = question.groups()
    if primary is not None:
        return b"\x1b[?64;1;2;6;9;15;22c"
    if secondary is not None:
        return b"\x1b[>41;379;0c"
    if status is not None:
        return b"\x1b[0n" if status == b"5" else b"\x1b[1;1R"
    if mode is not None:
        return b"\x1b[?" + mode + b";0$y"  # not known: neither synchronized output nor sizes in the stream
    value = b"ffff/ffff/ffff" if colour == b"10" else b"0000/0000/0000"
    return b"\x1b]" + colour + b";rgb:" + value + b"\x1b\\"
