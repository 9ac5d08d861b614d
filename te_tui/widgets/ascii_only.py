"""A line filter that turns everything drawn into ASCII, for terminals and locales without Unicode."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from te_tui.render.text.glyphs import to_ascii


class AsciiOnly(LineFilter):
    """Replaces each character outside of ASCII by ASCII of the same width, whichever widget drew it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's own
        """Return one line with all of its text in ASCII."""
        return [
            segment if segment.text.isascii() else Segment(to_ascii(segment.text), *segment[1:])
            for segment in segments
        ]
