"""Two terminals, one that is sent all that Textual writes and one that is sent only what changes: `Pair`."""

from __future__ import annotations

from collections.abc import Callable

from te_tui.terminal.differences import Differences
from te_tui.terminal.pens import Pen
from tests.terminal.emulator import Emulator

_GARBAGE = "\x1b[H\x1b[41;4m" + "XY日" * 100


class Pair:
    """Two terminals: one is sent everything that Textual writes, the other only what changes."""

    def __init__(
        self,
        columns: int,
        lines: int,
        pen_for: Callable[[Pen], Pen] = lambda pen: pen,
        erases_in_colour: bool = False,
    ) -> None:
        self.size = (columns, lines)
        self.differences = Differences(lambda: self.size, pen_for, erases_in_colour)
        self.differences.forget()
        self.all, self.changes = Emulator(columns, lines), Emulator(columns, lines)
        self.written = self.sent = 0
        self.log = ""
        """What was sent."""

    def take(self, data: str) -> str:
        sent = self.differences.sent(data)
        self.all.take(data)
        self.changes.take(sent)
        self.log += sent
        self.written += len(data.encode())
        self.sent += len(sent.encode())
        return sent

    def resize(self, columns: int, lines: int) -> None:
        """What a terminal shows after a resize is its own affair: anything."""
        self.size = (columns, lines)
        for terminal in (self.all, self.changes):
            terminal.resize(lines, columns)
        self.changes.take(_GARBAGE[:columns])
        self.differences.forget()

    def assert_same(self) -> None:
        assert not self.changes.scrolled
        assert self.changes.spot == self.all.spot
        assert self.changes.cursor.hidden == self.all.cursor.hidden
        rows = self.differences.surface.rows
        for number in (self.all.dirty | self.changes.dirty) & set(range(self.all.lines)):
            assert self.changes.line(number) == self.all.line(number), number
            known = [cell.text for cell in rows[number]]
            shown = self.changes.texts(number)
            assert [text for text in known if text != "\0"] == [
                seen for text, seen in zip(known, shown, strict=True) if text != "\0"
            ]
        self.all.dirty.clear()
        self.changes.dirty.clear()
