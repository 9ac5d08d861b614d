"""Colours as they are sent to a terminal.

Textual finds out whether there are 16, 256 or all colours, and takes the nearest ones. This module does two
more things: without colours only attributes are sent, and with 16 colours text that would be illegible on
its background gets another colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from te_tui.terminal.pens import Pen

if TYPE_CHECKING:
    from textual.app import App

STYLES_WITHOUT_COLOURS: Final = {
    "block-cursor-text-style": "reverse",
    "block-cursor-blurred-text-style": "underline",
    "input-cursor-text-style": "reverse",
}
"""CSS variables that mark the cursor's row and place where a background cannot."""

STYLES_IN_SIXTEEN_COLOURS: Final = {
    True: {
        "footer-key-foreground": "#ffff55",
        "text-error": "#ff5555",
        "text-warning": "#ffff55",
        "text-success": "#55ff55",
    },
    False: {
        "footer-key-foreground": "#0000aa",
        "text-error": "#aa0000",
        "text-warning": "#aa5500",
        "text-success": "#00aa00",
    },
}
"""CSS variables of a dark theme, and of a light one, whose nearest colours say nothing or are illegible."""

_DARK_TEXT, _LIGHT_TEXT = frozenset({"30", "90"}), frozenset({"37", "97"})
_DARK, _LIGHT = frozenset({"40", "100"}), frozenset({"47", "107"})
_GREY, _BLACK = "37", "30"


def has_sixteen(app: App[Any]) -> bool:
    """Whether the app draws on a terminal that has no more than 16 colours."""
    return not app.is_headless and app.console.color_system == "standard"


def coloured(pen: Pen) -> Pen:
    """The pen, changed if it would draw dark text on dark or light text on light with the 16 colours.

    A bright black background counts as black: the Linux console shows bright backgrounds as dark ones.
    """
    if pen.background in _DARK and pen.foreground in _DARK_TEXT:
        return pen._replace(foreground=_GREY)
    if pen.background in _LIGHT and pen.foreground in _LIGHT_TEXT:
        return pen._replace(foreground=_BLACK)
    return pen


def colourless(pen: Pen) -> Pen:
    """A pen with the same attributes, but without colours."""
    return Pen(pen.attributes)
