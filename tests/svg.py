"""A screen as a small SVG: a line of it for each line of the terminal, so that differences can be read."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.app import App
from textual.strip import Strip

_CELL = (10, 19)  # units of a cell, across and down
_FONT = "16.6px 'DejaVu Sans Mono',monospace"  # a glyph of it is one cell wide
_BASELINE = 15


def svg_of(app: App[None]) -> str:
    """The screen on top, in the colours of its theme."""
    across, down = _CELL
    width, height = app.size.width * across, app.size.height * down
    classes: dict[str, str] = {}
    lines = [
        "".join(_line(strip, row * down, classes))
        for row, strip in enumerate(app.screen._compositor.render_strips())
    ]
    styles = "".join(f".{name}{{{rules}}}" for rules, name in classes.items())
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
            f"<style>text{{font:{_FONT};white-space:pre}}{styles}</style>",
            *lines,
            "</svg>\n",
        )
    )


def _line(strip: Strip, top: int, classes: dict[str, str]) -> Iterator[str]:
    """The backgrounds of a line, then its texts."""
    across, down = _CELL
    runs = [(segment.text, segment.style or Style()) for segment in strip]
    place = 0
    for back, same in groupby(runs, key=lambda run: _colors(run[1])[1]):
        cells = cell_len("".join(text for text, _ in same))
        name = _class(f"fill:{back}", classes)
        yield f'<rect class="{name}" x="{place}" y="{top}" width="{cells * across}" height="{down}"/>'
        place += cells * across
    place = 0
    for style, same in groupby(runs, key=itemgetter(1)):
        run = "".join(text for text, _ in same)
        text = run.strip(" ")
        left = place + cell_len(run.removesuffix(run.lstrip(" "))) * across
        place += cell_len(run) * across
        if text:
            name = _class(f"fill:{_colors(style)[0]}{_face(style)}", classes)
            size = cell_len(text) * across
            words = escape(text, quote=False)
            yield f'<text class="{name}" x="{left}" y="{top + _BASELINE}" textLength="{size}">{words}</text>'


def _colors(style: Style) -> tuple[str, str]:
    """What a text and its background are filled with."""
    fill, back = _hex(style.color, "#fff"), _hex(style.bgcolor, "#000")
    return (back, fill) if style.reverse else (fill, back)


def _hex(color: Color | None, otherwise: str) -> str:
    return otherwise if color is None or color.is_default else color.get_truecolor().hex


def _face(style: Style) -> str:
    bold = ";font-weight:bold" if style.bold else ""
    underlined = ";text-decoration:underline" if style.underline else ""
    return f"{bold}{';opacity:.6' if style.dim else ''}{underlined}"


def _class(rules: str, classes: dict[str, str]) -> str:
    """The short name of a style, the same throughout a picture."""
    return classes.setdefault(rules, f"s{len(classes)}")
