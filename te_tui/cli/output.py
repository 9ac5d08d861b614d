"""Writing to stdout: JSON, CSV, tables, sentences, and pictures made of text."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TextIO

from te_tui.cli.accessible import is_accessible
from te_tui.models.content import Align, Grid
from te_tui.render.export import csv_cell
from te_tui.render.pictures import draw, to_ansi, to_plain
from te_tui.render.sentences import row_sentences
from te_tui.render.text.glyphs import to_ascii
from te_tui.render.text.grid import beyond_words, column_sizes
from te_tui.render.text.picture import Picture, Span
from te_tui.render.text.width import cell_width, drawn_part, wrap

DEFAULT_WIDTH = 80
_LEAST_NAME = 20
_MOST_PADDING = 14
# What a path may hold and nothing else does: bytes that are no UTF-8, and signs that terminals obey.
_IN_PATHS = re.compile("[\ud800-\udfff\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Output(NamedTuple):
    """The options for output that people read.

    Attributes:
        no_color: Whether --no-color was typed.
        plain: Whether --plain was typed.
        width: The typed width in columns; None for the terminal's width, or 80 without a terminal.
    """

    no_color: bool
    plain: bool = False
    width: int | None = None

    @property
    def ascii_only(self) -> bool:
        """Whether to write only ASCII: with --plain or --accessible."""
        return self.plain or is_accessible()

    @property
    def in_colour(self) -> bool:
        """Whether to write colours: on a terminal, unless an option or the environment forbids it."""
        if self.no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            return False
        return sys.stdout.isatty() and not self.ascii_only

    @property
    def columns(self) -> int:
        """The width to draw in: as typed, else the terminal's, else 80 columns."""
        return self.width or terminal_columns(sys.stdout) or DEFAULT_WIDTH


def print_json(value: dict[str, Any]) -> None:
    """Print an object as one line of JSON, and flush, so that a program reading the pipe gets it at once."""
    unicode = sys.stdout.encoding.lower() in {"utf-8", "utf8"}
    line = json.dumps(value, ensure_ascii=not unicode, separators=(",", ":"))
    if _IN_PATHS.search(line):  # JSON can hold them as escapes, which every reader takes for the same
        line = json.dumps(value, separators=(",", ":"))
    print(line, flush=True)


def print_line(text: str) -> None:
    """Print a line for people, in ASCII with --accessible, and flush."""
    print(to_ascii(text) if is_accessible() else text, flush=True)


class WorkOutput:
    """Prints for a command that archives or changes snapshots, and must go on even if printing fails.

    Attributes:
        unwritten: the last error of printing; None if there was none. A closed pipe does not count.
    """

    def __init__(self) -> None:
        self.unwritten: OSError | None = None

    def print(self, print_it: Callable[[], None]) -> None:
        """Call `print_it`; if writing fails, keep the error in `unwritten` instead of raising it."""
        try:
            print_it()
        except BrokenPipeError:
            pass  # the reader has enough
        except OSError as error:
            self.unwritten = error


def print_sentences(told: Iterable[str], output: Output) -> None:
    """Print sentences, each on new lines, wrapped between words to the output's width."""
    lines = (line for sentence in told for line in wrap(sentence, output.columns))
    print_picture(Picture(tuple((Span(line),) for line in lines)), output)


def print_csv(rows: Iterable[Iterable[object]]) -> None:
    """Print rows as CSV with line feeds as line ends, and flush."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for row in rows:
        writer.writerow([csv_cell(value) for value in row])
    sys.stdout.flush()


def print_table(grid: Grid, output: Output, *, wide: bool = False) -> None:
    """Print a table, cut to the terminal's width unless `wide` or piped; one line per row if --accessible."""
    if is_accessible():
        print_picture(Picture(tuple((Span(line),) for line in row_sentences(grid))), output)
    elif sys.stdout.isatty() and not wide:
        print_picture(draw(grid, output.columns), output)
    else:
        print_picture(_uncut(grid), output)


def _uncut(grid: Grid) -> Picture:
    """Lay out a table without cutting any text.

    If the whole table is wider than 80 cells of a terminal, its columns are made narrower, and a longer text
    pushes the rest of its line to the right.
    """
    sizes = [max(size.body, size.title) for size in column_sizes(grid)]
    widths = _padded_widths(sizes)
    if sum(widths) + 2 * len(widths) - 2 > DEFAULT_WIDTH:
        # Figures are never wide.
        aligned = zip(sizes, grid.columns, strict=True)
        widths = _padded_widths(
            [
                min(size, _MOST_PADDING) if column.align == "left" and index else size
                for index, (size, column) in enumerate(aligned)
            ]
        )
    rows = ([column.title for column in grid.columns], *grid.rows)
    lines = [
        "  ".join(
            _padded(cell or "", width, column.align)
            for cell, width, column in zip(row, widths, grid.columns, strict=False)
        )
        for row in rows
    ]
    lines += [f"… {words}" for words in beyond_words(grid)]
    return Picture(tuple((Span(line),) for line in lines))


def _padded_widths(sizes: list[int]) -> list[int]:
    """The width to pad each column of a table to, in terminal cells.

    The first column gets at most what the others leave of 80 cells, but 20 cells if it needs them.
    """
    others = sizes[1:]
    room = DEFAULT_WIDTH - sum(others) - 2 * len(others)
    return [*(min(size, max(room, _LEAST_NAME)) for size in sizes[:1]), *others]


def _padded(text: str, width: int, align: Align) -> str:
    text = drawn_part(text)
    padding = " " * (width - cell_width(text))
    return padding + text if align == "right" else text + padding


def print_picture(picture: Picture, output: Output) -> None:
    """Print a picture, which is lines of styled text; in colour if `output.in_colour`."""
    text = to_ansi(picture) if output.in_colour else to_plain(picture, ascii_only=output.ascii_only)
    print(text, end="", flush=True)


def terminal_columns(stream: TextIO) -> int | None:
    """The width of a stream's terminal in columns; None if the stream is no terminal."""
    return shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns if stream.isatty() else None
