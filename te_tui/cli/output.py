"""Writing to stdout, remarks to stderr, in the form that was asked for."""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import sys
from collections.abc import Iterable
from typing import Any

from te_tui.models.clean import clean
from te_tui.render.panels.export import csv_cell
from te_tui.render.panels.pictures import draw, to_ansi, to_plain
from te_tui.render.text.picture import Picture
from te_tui.render.values import Grid
from te_tui.sources.base import Budget, Wait
from te_tui.sources.errors import SourceError

DEFAULT_WIDTH = 80
# Wider than any terminal: a table that is piped somewhere is cut by nobody.
_UNCUT = 10_000
_FEW_CREATIONS = 10


class Remarks:
    """Says on stderr what goes on, and is quiet when asked to be; observes a source.

    Attributes:
        left_out: whether there was anything that had to be left out.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._told: Wait | None = None
        self.left_out = False

    def say(self, sentence: str) -> None:
        """Make a remark."""
        if not self._quiet:
            self.warn(sentence)

    def warn(self, sentence: str) -> None:
        """Say what has to be known even by who asked for quiet."""
        print(f"te-tui: {sentence}", file=sys.stderr, flush=True)

    def budget_seen(self, budget: Budget) -> None:
        """Keep the budget to oneself: a command has no place for it."""

    def creations_seen(self, budget: Budget) -> None:
        """Say how many snapshots may still be made, where that is few."""
        if budget.remaining is not None and budget.remaining <= _FEW_CREATIONS:
            self.say(f"{budget.remaining:,} more snapshots may be made this hour")

    def waiting(self, wait: Wait | None) -> None:
        """Say how long a wait of a second or more will be, once."""
        if wait is not None and wait.seconds >= 1 and wait is not self._told:
            self._told = wait
            self.say(f"waiting {wait.seconds:,.0f} s because {wait.reason} (ctrl+c stops)")

    async def give_way(self) -> None:
        """Let answers be read at once."""

    def insist(self, sentence: str) -> None:
        """Say that something is not as it was asked for, also when asked to be quiet."""
        self.left_out = True
        print(f"te-tui: {clean(sentence)}", file=sys.stderr, flush=True)

    def failure(self, error: SourceError) -> None:
        """Say that something failed while the rest goes on, also when asked to be quiet."""
        self.left_out = True
        self.warn(str(error))

    def damaged(self, sentence: str) -> None:
        """Say what could not be read; nothing, if there is nothing to say."""
        if sentence:
            self.left_out = True
            self.say(sentence)

    def damage(self, places: tuple[str, ...]) -> None:
        """Say that parts of an answer could not be read."""
        if places:
            self.left_out = True
            shown = ", ".join(places[:3]) + (", …" if len(places) > 3 else "")
            self.say(f"{len(places):,} part(s) could not be read and were left out: {shown}")


def print_json(value: dict[str, Any]) -> None:
    """One object, one line, at once: whoever reads a pipe should not wait for a buffer."""
    unicode = sys.stdout.encoding.lower() in {"utf-8", "utf8"}
    print(json.dumps(value, ensure_ascii=not unicode, separators=(",", ":")), flush=True)


def print_csv(rows: Iterable[Iterable[object]]) -> None:
    """Rows as CSV with plain line ends, at once."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for row in rows:
        writer.writerow([csv_cell(value) for value in row])
    sys.stdout.flush()


def print_table(grid: Grid, arguments: argparse.Namespace) -> None:
    """A table, cut to the terminal where stdout is one."""
    print_picture(draw(grid, width_of(arguments) if sys.stdout.isatty() else _UNCUT), arguments)


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


def width_of(arguments: argparse.Namespace) -> int:
    """How wide to draw: as asked, as the terminal is, or 80 columns."""
    asked: int | None = getattr(arguments, "width", None)
    if asked:
        return asked
    return shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns if sys.stdout.isatty() else DEFAULT_WIDTH
