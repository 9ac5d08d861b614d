"""The content of a screen, to show to others: as text for a chat, or as SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.models.clean import clean
from te_tui.models.words import counted
from te_tui.render.charts.readings import format_instant, readings
from te_tui.render.pictures import to_plain
from te_tui.render.text.numbers import format_exactly
from te_tui.render.text.picture import Line, Picture, Span, above
from te_tui.render.text.width import cell_width

if TYPE_CHECKING:
    from te_tui.models.content import TimeChart
    from te_tui.render.charts.explore import ChartView
    from te_tui.render.palettes import Palette

_CELL: Final = (8, 17)
"""Units of a cell in SVG, across and down."""

_MARGIN: Final = 8
_FONT: Final = "13.3px 'DejaVu Sans Mono',Menlo,Consolas,monospace"
_NOT_IN_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Values(NamedTuple):
    """The exact values at a chart's cursor, as a part of `Evidence`.

    Attributes:
        words: How many there are, and the instant, such as `8 values at 10 Nov 22:30:00 UTC`.
        picture: The instant, and below it a line for each series.
        texts: The values with their units, the highest first.
    """

    words: str
    picture: Picture
    texts: tuple[str, ...] = ()


class Evidence(NamedTuple):
    """What a screen shows, gathered to be copied or saved, and shown to others.

    Attributes:
        place: The breadcrumb, outermost first; the last part is the title.
        picture: The main picture.
        window: The time that the snapshot shows, in words; empty if there is none.
        values: The exact values at the cursor; None if there are none.
        link: The snapshot's link; None if it may not be shared.
    """

    place: tuple[str, ...]
    picture: Picture
    window: str = ""
    values: Values | None = None
    link: str | None = None

    @property
    def contents(self) -> str:
        """What it contains, in words: `the screen, 8 values at 10 Nov 22:30:00 UTC and the link`."""
        *parts, last = (
            "the screen",
            *([self.values.words] if self.values else []),
            *(["the link"] if self.link else []),
        )
        return f"{', '.join(parts)} and {last}" if parts else last

    def lines(self) -> Iterator[Line]:
        """All parts as lines, with an empty line between parts, and without control characters."""
        head = [(Span(" › ".join(self.place), "title"),)]
        if self.window:
            head.append((Span(self.window, "muted"),))
        link = Picture(((Span(self.link),),)) if self.link else Picture()
        values = self.values.picture if self.values else Picture()
        parts = (part for part in (Picture(tuple(head)), self.picture, values, link) if part.lines)
        for index, part in enumerate(parts):
            if index:
                yield ()
            for line in part.lines:
                yield tuple(Span(clean(span.text), span.role) for span in line)


def evidence_text(evidence: Evidence, *, ascii_only: bool = False) -> str:
    """What a screen shows, as plain text for a chat."""
    return to_plain(Picture(tuple(evidence.lines())), ascii_only=ascii_only)


def evidence_svg(evidence: Evidence, palette: Palette) -> str:
    """What a screen shows, as SVG that looks right in any monospaced font."""
    across, down = _CELL
    picture = Picture(tuple(evidence.lines()))
    width, height = picture.width * across + 2 * _MARGIN, picture.height * down + 2 * _MARGIN
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    drawn = (text for row, line in enumerate(picture.lines) for text in _texts(line, row, palette))
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
            f"<title>{_xml(clean(evidence.place[-1]))}</title>",
            f"<style>text{{font:{_FONT};white-space:pre}}</style>",
            f'<rect width="100%" height="100%" fill="{palette.background}"/>',
            *drawn,
            "</svg>\n",
        )
    )


def _texts(line: Line, row: int, palette: Palette) -> Iterator[str]:
    """The spans of a line as SVG, each at its own column, so that wider glyphs do not move later spans."""
    across, down = _CELL
    column, top = 0, _MARGIN + row * down
    for span in line:
        width = cell_width(span.text)
        left, colour = _MARGIN + column * across, palette.colour(span.role)
        column += width
        if span.role == "cursor":
            yield f'<rect x="{left}" y="{top}" width="{width * across}" height="{down}" fill="{colour}"/>'
            colour = palette.background
        if span.text.strip():
            weight = ' font-weight="bold"' if span.role == "title" else ""
            place = f'x="{left}" y="{top + down - 4}" textLength="{width * across}"'
            yield f'<text {place} fill="{colour}"{weight}>{_xml(span.text)}</text>'


def _xml(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text))


def values_at_cursor(chart: TimeChart, view: ChartView, zone: tzinfo, now: datetime) -> Values | None:
    """The exact values of the series shown, highest first; None without a cursor or a series."""
    shown = [index for index in range(len(chart.series)) if index not in view.hidden]
    if view.cursor is None or not shown:
        return None
    values = readings(chart, view)
    known = sorted(
        ((value, index) for index in shown if (value := values[index]) is not None),
        key=lambda one: (-one[0], one[1]),
    )
    unit = f" {chart.unit}" if chart.unit else ""
    texts = format_exactly([value for value, _ in known])
    rows = [(f"{text}{unit}", index) for text, (_, index) in zip(texts, known, strict=True)]
    rows += [("no value", index) for index in shown if values[index] is None]
    width = max((cell_width(text) for text, _ in rows), default=0)
    instant = format_instant(view.cursor, zone, now)
    picture = above(
        Picture(((Span(f"Values at {instant}", "title"),),)),
        Picture(
            tuple(
                (Span(f"  {' ' * (width - cell_width(text))}{text}"), Span(f"  {chart.series[index].label}"))
                for text, index in rows
            )
        ),
    )
    words = f"{counted(len(known), 'value')} at {instant}"
    return Values(words, picture, tuple(text for text, _ in rows[: len(known)]))
