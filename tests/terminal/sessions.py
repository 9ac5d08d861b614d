"""Random sessions: what Textual would write while its screen changes in every way, in every style."""

from __future__ import annotations

from random import Random

from rich.color import Color
from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_CHARACTERS = (
    *"abcdefghij",
    *"  ····──│█⣿é…",
    "日", "本", "語", "ﾊ", "한", "🔥", "🚀",
    "e\u0301", "n\u0303\u0323", "👩\u200d💻", "❤\ufe0f", "🏳\ufe0f\u200d🌈",
)  # fmt: skip
_WORDS = ("Network Ops", "21 Nov 06:46", "   ", "in 3 y", "────────", "             ", "日本語", "0.5%")
_COLOURS = (None, None, "#121212", "#e0e0e0", "#0178d4", "color(233)", "color(32)", "red", "bright_black")

_CONSOLE = Console(color_system="truecolor", force_terminal=True)


class Session:
    """Textual's screen in a random session; `update` tells what Textual writes next.

    Args:
        seed: another session for another seed.
        columns, lines: the terminal's size.
    """

    def __init__(self, seed: int, columns: int, lines: int) -> None:
        self._random = Random(seed)
        self._styles = [self._style() for _ in range(12)]
        self.resize(columns, lines)

    def resize(self, columns: int, lines: int) -> None:
        """Another size, and other content."""
        self._columns, self._lines = columns, lines
        self._strips = [self._strip(columns) for _ in range(lines)]

    def everything(self) -> str:
        """What Textual writes when it draws all lines."""
        painted = [_moved(0, line) + strip.render(_CONSOLE) for line, strip in enumerate(self._strips)]
        return "\n".join(painted) + self._cursor()

    def update(self) -> str:
        """Change something, and tell what Textual writes then."""
        if self._random.random() < 0.008:
            return self._random.choice((self._scrolled, self._scrolled, self.everything, self._unknown))()
        kinds = (self._one_line, self._patches, self._patches, self._dialog, self._again, self._setting)
        return self._random.choice(kinds)()

    def _one_line(self) -> str:
        line = self._random.randrange(self._lines)
        if self._random.random() < 0.5:
            self._strips[line] = self._strip(self._columns)
        else:  # the same text in another style, as when the cursor of a list moves
            style = self._random.choice(self._styles)
            self._strips[line] = Strip([Segment(self._strips[line].text, style)])
        return self._whole(line) + self._cursor()

    def _patches(self) -> str:
        lines = sorted(set(self._random.choices(range(self._lines), k=self._random.randint(1, 4))))
        return "\n".join(map(self._patch, lines)) + self._cursor()

    def _patch(self, line: int) -> str:
        start = self._random.randrange(self._columns)
        return self._put(line, start, self._strip(self._random.randint(1, min(24, self._columns - start))))

    def _dialog(self) -> str:
        left, top = self._random.randrange(self._columns), self._random.randrange(self._lines)
        width = self._random.randint(1, min(40, self._columns - left))
        bottom = self._random.randint(top, min(top + 3, self._lines - 1))
        drawn = [self._put(line, left, self._strip(width)) for line in range(top, bottom + 1)]
        return "\n".join(drawn) + self._cursor()

    def _scrolled(self) -> str:
        rows = self._random.randint(1, self._lines)
        self._strips = [*self._strips[rows:], *(self._strip(self._columns) for _ in range(rows))]
        return self.everything()

    def _again(self) -> str:
        return self._whole(self._random.randrange(self._lines)) + self._cursor()

    def _setting(self) -> str:
        return self._random.choice(
            (
                "\x07",
                "\x1b[?25h",
                "\x1b[?25l",
                "\x1b]52;c;YWJj\x07",
                "\x1b]0;title\x1b\\",
                "\x1b[?1000h",
                self._cursor(),
            )
        )

    def _unknown(self) -> str:
        """What Textual never wrote so far; it would draw everything again itself, then."""
        return self._random.choice(
            ("\x1b[2J", "\x1b[3;4Hé\x1b[1mbold\x1b[0m\x1b[2C!", "\x1b[4;2Hab\x1b[?1049h")
        )

    def _put(self, line: int, start: int, patch: Strip) -> str:
        before = self._strips[line]
        left, right = before.crop(0, start), before.crop(start + patch.cell_length)
        self._strips[line] = Strip.join([left, patch, right])
        return _moved(start, line) + patch.render(_CONSOLE)

    def _whole(self, line: int) -> str:
        return _moved(0, line) + self._strips[line].render(_CONSOLE)

    def _cursor(self) -> str:
        if self._random.random() < 0.7:
            return _moved(0, 0)
        return _moved(self._random.randrange(self._columns), self._random.randrange(self._lines))

    def _strip(self, width: int) -> Strip:
        segments = [Segment(self._text(), self._random.choice(self._styles)) for _ in range(1 + width // 14)]
        return Strip(segments).adjust_cell_length(width, self._random.choice(self._styles))

    def _text(self) -> str:
        if self._random.random() < 0.6:
            return self._random.choice(_WORDS)
        return "".join(self._random.choices(_CHARACTERS, k=self._random.randint(1, 12)))

    def _style(self) -> Style | None:
        if self._random.random() < 0.1:
            return None
        colours = [name and Color.parse(name) for name in self._random.choices(_COLOURS, k=2)]
        chance = self._random.random
        return Style(
            color=colours[0] or None, bgcolor=colours[1] or None,
            bold=chance() < 0.3, dim=chance() < 0.2, italic=chance() < 0.2, underline=chance() < 0.2,
            reverse=chance() < 0.2, strike=chance() < 0.1,
        )  # fmt: skip


def _moved(column: int, line: int) -> str:
    return Control.move_to(column, line).segment.text
