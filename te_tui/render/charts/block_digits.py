"""Large figures: three lines high, drawn in half blocks, five dots high and three wide."""

from __future__ import annotations

from typing import Final

_FONT: Final = {
    "0": ("█▀█", "█ █", "▀▀▀"),
    "1": ("▀█ ", " █ ", "▀▀▀"),
    "2": ("▀▀█", "█▀▀", "▀▀▀"),
    "3": ("▀▀█", " ▀█", "▀▀▀"),
    "4": ("█ █", "▀▀█", "  ▀"),
    "5": ("█▀▀", "▀▀█", "▀▀▀"),
    "6": ("█▀▀", "█▀█", "▀▀▀"),
    "7": ("▀▀█", "  █", "  ▀"),
    "8": ("█▀█", "█▀█", "▀▀▀"),
    "9": ("█▀█", "▀▀█", "▀▀▀"),
    ".": (" ", " ", "▀"),
    ",": (" ", " ", "█"),
    "-": ("  ", "▀▀", "  "),
    "%": ("▀ █", "▄▀ ", "▀ ▀"),
    " ": (" ", " ", " "),
}

LARGE_LINES: Final = 3


def large_figure(text: str) -> tuple[str, ...]:
    """The lines of a figure; words after it, such as a unit, stand in plain letters on the last one.

    A figure with a letter in it (1.0e15) has no large form, and no lines.
    """
    figure, _, rest = text.partition(" ")
    if rest == "%":
        figure, rest = text, ""
    if not figure or not all(character in _FONT for character in figure):
        return ()
    lines = [" ".join(_FONT[character][level] for character in figure) for level in range(LARGE_LINES)]
    tail = f" {rest}" if rest else ""
    return (*(line + " " * len(tail) for line in lines[:-1]), lines[-1] + tail)
