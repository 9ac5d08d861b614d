"""Adapting colours to terminals with only 16 colours or none.

Textual finds out how many colours there are, and takes the nearest ones. In addition, this module removes
colours where none are wanted, and replaces a text colour that would be illegible among only 16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from te_tui.terminal.pens import Pen

if TYPE_CHECKING:
    from textual.app import App

COLOURED_STYLES: Final = {"hint-text-style": "none", "backdrop-opacity": "60%"}
"""CSS variables of te-tui's own for terminals with more than 16 colours."""

_FEW_COLOURS: Final = {"hint-text-style": "dim", "backdrop-opacity": "100%"}
"""The same variables for 16 colours or none: nothing can be darkened, so what is below a dialog is hidden."""

STYLES_WITHOUT_COLOURS: Final = {
    "block-cursor-text-style": "reverse",
    "block-cursor-blurred-text-style": "underline",
    "input-cursor-text-style": "reverse",
} | _FEW_COLOURS
"""CSS variables that mark the cursor's row and place where a background cannot."""

STYLES_IN_SIXTEEN_COLOURS: Final = {
    True: _FEW_COLOURS
    | {
        "footer-key-foreground": "#ffff55",
        "text-error": "#ff5555",
        "text-warning": "#ffff55",
        "text-success": "#55ff55",
    },
    False: _FEW_COLOURS
    | {
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
    """The pen (colours and attributes), with another text colour if dark is on dark or light on light.

    Only the 16 basic colours are checked. A bright black background counts as black: the Linux console shows
    it so.
    """
    if pen.background in _DARK and pen.foreground in _DARK_TEXT:
        return pen._replace(foreground=_GREY)
    if pen.background in _LIGHT and pen.foreground in _LIGHT_TEXT:
        return pen._replace(foreground=_BLACK)
    return pen


def colourless(pen: Pen) -> Pen:
    """The pen (colours and attributes) without its colours."""
    return Pen(pen.attributes)
