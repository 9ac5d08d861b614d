"""Te-tui's own themes, and the colours of drawings in any theme."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

from te_tui.render.palettes import (
    DARK,
    FOR_COLOUR_BLIND_ON_DARK,
    FOR_COLOUR_BLIND_ON_LIGHT,
    IN_SIXTEEN_ON_DARK,
    IN_SIXTEEN_ON_LIGHT,
    LIGHT,
    Palette,
)

ON_DARK: Final = "textual-dark"
ON_LIGHT: Final = "textual-light"
"""The themes of a dark and of a light terminal, where none was chosen."""

_OWN: Final = {
    "colour-blind-dark": FOR_COLOUR_BLIND_ON_DARK,
    "colour-blind-light": FOR_COLOUR_BLIND_ON_LIGHT,
}


def own_themes() -> list[Theme]:
    """The themes that te-tui adds: for colour-blind people, on dark and on light backgrounds."""
    return [_theme(name, palette, dark=name.endswith("dark")) for name, palette in _OWN.items()]


def palette_of(theme: Theme, *, sixteen: bool = False) -> Palette:
    """The colours of charts in a theme; with `sixteen`, for terminals that have only 16 colours."""
    on_dark, on_light = (IN_SIXTEEN_ON_DARK, IN_SIXTEEN_ON_LIGHT) if sixteen else (DARK, LIGHT)
    return _OWN.get(theme.name) or (on_dark if theme.dark else on_light)


def _theme(name: str, palette: Palette, *, dark: bool) -> Theme:
    return Theme(
        name,
        primary=palette.good,
        secondary=palette.series[1],
        accent=palette.series[0],
        warning=palette.warning,
        error=palette.bad,
        success=palette.good,
        foreground=palette.text,
        background=palette.background,
        surface="#1e1e1e" if dark else "#d8d8d8",
        panel="#242f38" if dark else "#d0d0d0",
        dark=dark,
        variables={
            "text-error": palette.bad,
            "text-warning": palette.warning,
            "text-success": palette.good,
        },
    )
