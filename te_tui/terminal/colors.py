"""Colours as they are sent to a terminal.

Textual finds out whether there are 16, 256 or all colours, and takes the nearest ones. Two things are
left: without colours nothing but attributes goes out, and the nearest of 16 colours can be illegible on
the nearest background.
"""

from __future__ import annotations

from typing import Final

from te_tui.terminal.pens import Pen

STYLES_WITHOUT_COLOURS: Final = {
    "block-cursor-text-style": "reverse",
    "block-cursor-blurred-text-style": "underline",
    "input-cursor-text-style": "reverse",
}
"""CSS variables that mark the cursor's row and place where a background cannot."""

_DARK_TEXT, _LIGHT_TEXT = frozenset({"30", "90"}), frozenset({"37", "97"})
_DARK, _LIGHT = frozenset({"40", "100"}), frozenset({"47", "107"})
_GREY, _BLACK = "37", "30"


def coloured(pen: Pen) -> Pen:
    """The pen, changed where it would draw dark text on dark or light on light with the 16 colours.

    The Linux console shows bright backgrounds like dark ones: there, grey is no better than black.
    """
    if pen.background in _DARK and pen.foreground in _DARK_TEXT:
        return pen._replace(foreground=_GREY)
    if pen.background in _LIGHT and pen.foreground in _LIGHT_TEXT:
        return pen._replace(foreground=_BLACK)
    return pen


def colourless(pen: Pen) -> Pen:
    """The pen's attributes alone."""
    return Pen(pen.attributes)
