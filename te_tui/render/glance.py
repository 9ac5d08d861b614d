"""Glances: what a list of widgets says of each, a sparkline and the main number, as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from te_tui.render.text.words import written_word, written_words

if TYPE_CHECKING:
    from te_tui.models.content import Glimpse
    from te_tui.models.panels import Kind

# One glyph a form, so that the eye finds the charts; every one is in DejaVu Sans Mono.
_GLYPHS: Final[dict[Kind, str]] = {
    "lines": "≈",
    "areas": "◢",
    "bars": "▮",
    "pie": "◔",
    "table": "▦",
    "numbers": "#",
    "agents": "◉",
    "tiles": "▒",
    "alerts": "!",
    "list": "≡",
    "tests": "▤",
    "map": "⊕",
    "boxes": "╪",
    "heat map": "▒",
}


@dataclass(frozen=True, slots=True)
class Glance:
    """The main number of a widget as text, and a sparkline.

    Attributes:
        spark: The sparkline of the series with the widest range; empty without a time axis.
        figure: `max 4,047 ms`, `min 91.42 %`, a count in words, or `no data`.
        far: Whether the number is an outlier on the side that is known to be bad for its metric.
    """

    spark: str = ""
    figure: str = ""
    far: bool = False

    @property
    def marked(self) -> str:
        """The number as text; an outlier (`far`) has `!` in front, so that it stands out without colour."""
        return f"! {self.figure}" if self.far else self.figure


def glyph_of(kind: Kind | None) -> str:
    """The glyph for a kind of widget; `?` for None, an unknown kind."""
    return _GLYPHS[kind] if kind else "?"


def glance_at(glimpse: Glimpse) -> Glance:
    """Write as text what a list of widgets shows of one: its main number and its sparkline."""
    spark = written_word(glimpse.spark).rstrip() if glimpse.spark else ""
    return Glance(spark, written_words(glimpse.figure), glimpse.far)
