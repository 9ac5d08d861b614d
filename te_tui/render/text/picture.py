"""Pictures: lines of text in spans, each with a role; screens and commands give a role its colour, if any.

Roles are `""` (plain), `axis`, `muted`, `title`, `good`, `warning`, `bad`, `cursor` (reversed), and
`series-0` to `series-7`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeAlias

from te_tui.render.text.width import cell_width, drawn_part, fit

if TYPE_CHECKING:
    from collections.abc import Iterable

PALETTE_SIZE: Final = 8
"""How many series colours a theme has; further series use them again, with another marker."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of one line, with the role that decides its colour."""

    text: str
    role: str = ""


Line: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Lines of spans, top to bottom."""

    lines: tuple[Line, ...] = ()

    @property
    def width(self) -> int:
        """Cells of the widest line."""
        return max((line_width(line) for line in self.lines), default=0)

    @property
    def height(self) -> int:
        """Number of lines."""
        return len(self.lines)


def series_role(index: int) -> str:
    """The role of the series at `index`, which decides its colour; roles repeat after `series-7`."""
    return f"series-{index % PALETTE_SIZE}"


def line_width(line: Line) -> int:
    """Terminal cells that a line takes."""
    return sum(cell_width(span.text) for span in line)


def fit_line(spans: Iterable[Span], width: int) -> Line:
    """The spans cut or padded on the right to exactly `width` cells; a cut is marked by `…`."""
    line = tuple(Span(drawn_part(span.text), span.role) for span in spans if span.text)
    room = width
    fitted: list[Span] = []
    for position, span in enumerate(line):
        size = cell_width(span.text)
        if size > room or (size == room and position < len(line) - 1):
            fitted.append(Span(fit(f"{span.text}…", room), span.role))
            return tuple(fitted)
        fitted.append(span)
        room -= size
    if room > 0:
        fitted.append(Span(" " * room))
    return tuple(fitted)


def line_of_cells(cells: Iterable[tuple[str, str]]) -> Line:
    """A line made of (character, role) cells; neighbours of one role become one span."""
    return tuple(
        Span("".join(character for character, _ in run), role)
        for role, run in groupby(cells, key=itemgetter(1))
    )


def above(*pictures: Picture) -> Picture:
    """The pictures below one another, first on top."""
    return Picture(tuple(line for picture in pictures for line in picture.lines))
