"""Short pieces of text side by side, wrapped into lines: headlines and legends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.render.text.picture import Line, Picture, Span, fit_line, line_width
from te_tui.render.text.words import written_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from te_tui.models.content import Headline
    from te_tui.render.text.glyphs import GlyphSet

_BETWEEN: Final = "  "


def flow(pieces: Iterable[Line], width: int) -> Picture:
    """The pieces side by side in lines of `width` cells; a piece is never split, but cut if too wide."""
    lines: list[list[Span]] = []
    used = width
    for piece in pieces:
        size = line_width(piece)
        if lines and used + len(_BETWEEN) + size <= width:
            lines[-1] += [Span(_BETWEEN), *piece]
            used += len(_BETWEEN) + size
        else:
            lines.append(list(piece))
            used = size
    return Picture(tuple(fit_line(line, width) for line in lines))


def draw_headline(headline: Headline, width: int, glyphs: GlyphSet) -> Picture:
    """Draw the phrases of a headline, each behind its symbol: `● 11 online  ○ 1 offline`."""
    pieces = []
    for phrase in headline.phrases:
        mark = phrase.mark
        sign = (Span(f"{glyphs.symbol(mark.symbol)} ", mark.role),) if mark else ()
        pieces.append((*sign, Span(written_words(phrase.text), phrase.role)))
    return flow(pieces, width)
