"""The characters of drawings, which tell series apart without colour, and their ASCII replacements."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Final, get_args

from te_tui.models.forms import Symbol
from te_tui.render.text.width import clusters

_SYMBOLS: Final[tuple[Symbol, ...]] = get_args(Symbol)


@dataclass(frozen=True, slots=True)
class GlyphSet:
    """A set of glyphs for all drawings; each glyph takes one cell.

    Attributes:
        markers: The markers of series, by index: signs, then letters, so that 35 differ without colour.
        fills: The fills of stacked areas and bars, by index; as many as there are markers.
        hidden: Stands in the legend for a series that is not drawn.
        row_parts: Cells filled from the left, from empty to full: the ends of horizontal bars.
        column_parts: Cells filled from below, from empty to full: the ends of vertical bars.
        left: The vertical axis; `left_mark` where it has a label, `corner` where it meets the lower one.
        bottom: The lower axis; `bottom_mark` where it has a label.
        shade: The background of shaded periods, such as alert suppression.
        cursor: The line at the cursor's time; `cursor_mark` points at it from the lower axis.
        level: The line of a baseline.
        shades: The shades of heat maps, from the lowest step to the highest.
        box: Left end, whisker, box, median and right end of a box plot.
        point: A single value in a box plot.
        symbols: The symbols of maps and headlines, in the order of `Symbol`.
        land: A cell of the map with land in it; empty if coastlines are drawn in Braille dots.
    """

    markers: str
    fills: str
    hidden: str
    row_parts: str
    column_parts: str
    left: str
    left_mark: str
    corner: str
    bottom: str
    bottom_mark: str
    shade: str
    cursor: str
    cursor_mark: str
    level: str
    shades: str
    box: str
    point: str
    symbols: str
    land: str

    def marker(self, index: int) -> str:
        """The marker of the series at `index`."""
        return self.markers[index % len(self.markers)]

    def fill(self, index: int) -> str:
        """The fill of the stacked series at `index`."""
        return self.fills[index % len(self.fills)]

    def symbol(self, symbol: Symbol) -> str:
        """The glyph for a symbol, such as that of an offline agent."""
        return self.symbols[_SYMBOLS.index(symbol)]


UNICODE: Final = GlyphSet(
    markers=f"●■▲◆▼□◇△▽{ascii_uppercase}",
    fills=f"█▓▒░╳╱┼╲═{ascii_uppercase}",
    hidden="○",
    row_parts=" ▏▎▍▌▋▊▉█",
    column_parts=" ▁▂▃▄▅▆▇█",
    left="│",
    left_mark="┤",
    corner="└",
    bottom="─",
    bottom_mark="┬",
    shade="·",
    cursor="┊",
    cursor_mark="▲",
    level="╌",
    shades="░▒▓█",
    box="├─▓┃┤",
    point="◆",
    symbols="○◔◑●●×○?",
    land="",
)
ASCII: Final = GlyphSet(
    markers=f"*+xo#@%&={ascii_uppercase}",
    fills=f"#=:.%/+x~{ascii_uppercase}",
    hidden="-",
    row_parts=" #",
    column_parts=" #",
    left="|",
    left_mark="+",
    corner="+",
    bottom="-",
    bottom_mark="+",
    shade=":",
    cursor="!",
    cursor_mark="^",
    level="-",
    shades=".:=#",
    box="[-=|]",
    point="*",
    symbols="1234*xo?",
    land=".",
)

_ARROW: Final = re.compile(" → ")
_RANGE: Final = re.compile(r"(?<=\d) … (?=[+−\d])")
"""Signs between two values, with their spaces: a `>` would compare them, a `~` would round."""

_TO_ASCII: Final = {
    **dict(zip("…–−·×✓▲▼△●○◌", "~--.x+^v'*ox", strict=True)),
    **dict(zip("▁▂▃▄▅▆▇█", "_.-~=+*#", strict=True)),
    # What screens and widgets draw: pointers, arrows, the types of dashboard widgets, frames, scrollbars.
    **dict(zip("▸◂›•↑↓←→░▓", "><>*^v<>.%", strict=True)),
    # What units and names have.
    **dict(zip("µμ°≤≥‐‑—―“”‘’", "uu <>----\"\"''", strict=True)),
    **dict(zip("≈◢▮◔▦◉▒≡▤⊕╪", "~/|%#@:==+|", strict=True)),
    **dict.fromkeys("─━═╌┄┈╴╶▔", "-"),
    **dict.fromkeys("│┃║┆┊╎▏▎▍▌▋▊▉▐▕", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛╔╗╚╝", "+"),
}


def glyph_set(*, ascii_only: bool) -> GlyphSet:
    """The glyphs for a terminal that shows Unicode, or for one that does not."""
    return ASCII if ascii_only else UNICODE


def to_ascii(text: str) -> str:
    """The text in ASCII, equally wide: drawing glyphs are replaced, `é` becomes `e`, other scripts `?`."""
    if text.isascii():
        return text
    text = _RANGE.sub("...", _ARROW.sub(" ->", text))
    return "".join(_ascii(cluster, width) for cluster, width in clusters(text))


def _ascii(cluster: str, width: int) -> str:
    """The ASCII replacement of a cluster (what a terminal draws as one character), as wide as the cluster."""
    if cluster in _TO_ASCII:
        return _TO_ASCII[cluster]
    base = unicodedata.normalize("NFKD", cluster)[:1]
    return base if base.isascii() and width == 1 else "?" * width
