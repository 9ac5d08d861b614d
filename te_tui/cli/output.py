"""Writing to stdout in the form that was asked for."""

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
from te_tui.render.text.grid import beyond_words, column_sizes
from te_tui.render.text.picture import Picture, Span
from te_tui.render.text.width import cell_width, drawn_part, wrap

DEFAULT_WIDTH = 80
_LEAST_NAME = 20
_MOST_PADDING = 14
_HALVES = re.compile("[\ud800-\udfff]")


class Output(NamedTuple):
    """How output for people looks.

    Attributes:
        no_color: Whether colours are unwelcome on any terminal.
        plain: Whether only ASCII will do.
        width: Columns to draw in; None is the terminal's, or 80.
    """

    no_color: bool
    plain: bool = False
    width: int | None = None

    @property
    def ascii_only(self) -> bool:
        """Whether only ASCII will do."""
        return self.plain or is_accessible()

    @property
    def in_colour(self) -> bool:
        """Whether escape sequences are welcome."""
        if self.no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            return False
        return sys.stdout.isatty() and not self.ascii_only

    @property
    def columns(self) -> int:
        """The width to draw in: as asked, else the terminal's, else 80 columns."""
        return self.width or terminal_columns(sys.stdout) or DEFAULT_WIDTH


def print_json(value: dict[str, Any]) -> None:
    """Print an object as one line, and flush, so that the reader of a pipe does not wait."""
    unicode = sys.stdout.encoding.lower() in {"utf-8", "utf8"}
    line = json.dumps(value, ensure_ascii=not unicode, separators=(",", ":"))
    if _HALVES.search(line):  # bytes of a path that are no UTF-8: JSON cannot hold them but as escapes
        line = json.dumps(value, separators=(",", ":"))
    print(line, flush=True)


class WorkOutput:
    """Standard output of work that goes on when nobody takes what it prints.

    Attributes:
        unwritten: why something could not be written, if it could not.
    """

    def __init__(self) -> None:
        self.unwritten: OSError | None = None

    def print(self, print_it: Callable[[], None]) -> None:
        """Print something; what was begun is carried out all the same."""
        try:
            print_it()
        except BrokenPipeError:
            pass  # whoever read our output has enough
        except OSError as error:
            self.unwritten = error


def print_sentences(told: Iterable[str], output: Output) -> None:
    """Sentences, each from a line of its own on, folded at words."""
    lines = (line for sentence in told for line in wrap(sentence, output.columns))
    print_picture(Picture(tuple((Span(line),) for line in lines)), output)


def print_csv(rows: Iterable[Iterable[object]]) -> None:
    """Rows as CSV with plain line ends, at once."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for row in rows:
        writer.writerow([csv_cell(value) for value in row])
    sys.stdout.flush()


def print_table(grid: Grid, output: Output, *, wide: bool = False) -> None:
    """Print a table, cut to the terminal's width where stdout is a terminal, unless it is `wide`."""
    if is_accessible():
        print_picture(Picture(tuple((Span(line),) for line in row_sentences(grid))), output)
    elif sys.stdout.isatty() and not wide:
        print_picture(draw(grid, output.columns), output)
    else:
        print_picture(_uncut(grid), output)


def _uncut(grid: Grid) -> Picture:
    """A table in which nothing is cut, and no long text makes the other lines long.

    The first column is padded as far as 80 columns have room, the others to some width; longer texts
    stick out.
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
    """Cells that columns are padded to: the first as far as 80 columns have room."""
    others = sizes[1:]
    room = DEFAULT_WIDTH - sum(others) - 2 * len(others)
    return [*(min(size, max(room, _LEAST_NAME)) for size in sizes[:1]), *others]


def _padded(text: str, width: int, align: Align) -> str:
    text = drawn_part(text)
    padding = " " * (width - cell_width(text))
    return padding + text if align == "right" else text + padding


def print_picture(picture: Picture, output: Output) -> None:
    """A drawing, in colour where the reader is a terminal that wants it."""
    text = to_ansi(picture) if output.in_colour else to_plain(picture, ascii_only=output.ascii_only)
    print(text, end="", flush=True)


def terminal_columns(stream: TextIO) -> int | None:
    """Columns of the terminal that something is written to; None where it is none."""
    return shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns if stream.isatty() else None
