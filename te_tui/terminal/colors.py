"""The colours that a terminal is sent."""

from __future__ import annotations

from te_tui.terminal.pens import Pen


def pen_for(pen: Pen, *, has_colours: bool) -> Pen:
    """The pen that the terminal can show; without colours only attributes are left."""
    return pen if has_colours else Pen(pen.attributes)
