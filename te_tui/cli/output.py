"""Writing to stdout in the form that was asked for."""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from te_tui.models.content import Grid
from te_tui.render.export import csv_cell
from te_tui.render.pictures import draw, to_ansi, to_plain
from te_tui.render.text.grid import uncut_width
from te_tui.render.text.picture import Picture

DEFAULT_WIDTH = 80
# Wider than any terminal: a table that is piped somewhere is cut by nobody.
_UNCUT = 10_000
_HALVES = re.compile("[\ud800-\udfff]")


def print_json(value: dict[str, Any]) -> None:
    """One object, one line, at once: whoever reads a pipe should not wait for a buffer."""
    unicode = sys.stdout.encoding.lower() in {"utf-8", "utf8"}
    line = json.dumps(value, ensure_ascii=not unicode, separators=(",", ":"))
    if _HALVES.search(line):  # bytes of a path that are no UTF-8: JSON cannot hold them but as escapes
        line = json.dumps(value, separators=(",", ":"))
    print(line, flush=True)


def print_csv(rows: Iterable[Iterable[object]]) -> None:
    """Rows as CSV with plain line ends, at once."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for row in rows:
        writer.writerow([csv_cell(value) for value in row])
    sys.stdout.flush()


def print_table(grid: Grid, arguments: argparse.Namespace) -> None:
    """A table, cut to the terminal where stdout is one."""
    width = width_of(arguments) if sys.stdout.isatty() else min(uncut_width(grid), _UNCUT)
    print_picture(draw(grid, width), arguments)


def print_picture(picture: Picture, arguments: argparse.Namespace) -> None:
    """A drawing, in colour where the reader is a terminal that wants it."""
    coloured = in_colour(arguments)
    text = to_ansi(picture) if coloured else to_plain(picture, ascii_only=ascii_only(arguments))
    print(text, end="", flush=True)


def in_colour(arguments: argparse.Namespace) -> bool:
    """Whether escape sequences are welcome."""
    if arguments.no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty() and not ascii_only(arguments)


def ascii_only(arguments: argparse.Namespace) -> bool:
    """Whether only ASCII will do."""
    return bool(getattr(arguments, "plain", False))


def terminal_columns(stream: TextIO) -> int | None:
    """Columns of the terminal that something is written to; None where it is none."""
    return shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns if stream.isatty() else None


def width_of(arguments: argparse.Namespace) -> int:
    """How wide to draw: as asked, as the terminal is, or 80 columns."""
    asked: int | None = getattr(arguments, "width", None)
    if asked:
        return asked
    return terminal_columns(sys.stdout) or DEFAULT_WIDTH
