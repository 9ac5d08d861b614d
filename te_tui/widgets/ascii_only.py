"""A line filter that turns everything drawn into ASCII, for terminals and locales without Unicode."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from te_tui.render.text.glyphs import to_ascii


class AsciiOnly(LineFilter):
    """Replaces each non-ASCII character by ASCII of the same width, whichever widget has drawn it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's own
        """Return a line with all of its text in ASCII."""
        return [
            segment if segment.text.isascii() else Segment(to_ascii(segment.text), *segment[1:])
            for segment in segments
        ]
