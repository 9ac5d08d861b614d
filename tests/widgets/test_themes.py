"""Themes for people who do not see red, or green: their colours stay apart, as CIELAB measures it."""

from __future__ import annotations

from itertools import combinations
from typing import TypeAlias

import pytest
from rich.color import Color, ColorSystem
from textual.theme import BUILTIN_THEMES

from te_tui.render.palettes import FOR_COLOUR_BLIND_ON_DARK, FOR_COLOUR_BLIND_ON_LIGHT, Palette
from te_tui.terminal.colors import STYLES_IN_SIXTEEN_COLOURS
from te_tui.widgets.themes import own_themes, palette_of

Vector: TypeAlias = tuple[float, float, float]
Matrix: TypeAlias = tuple[Vector, Vector, Vector]

# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
UNCHANGED: Matrix = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
PROTANOPIA: Matrix = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTERANOPIA: Matrix = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
TO_XYZ: Matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE: Vector = (0.95047, 1.0, 1.08883)

PALETTES = [FOR_COLOUR_BLIND_ON_DARK, FOR_COLOUR_BLIND_ON_LIGHT]
SEEN = [UNCHANGED, PROTANOPIA, DEUTERANOPIA]


def _times(matrix: Matrix, vector: Vector) -> Vector:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def _linear(colour: str) -> Vector:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return red, green, blue


def _lab(colour: str, seen: Matrix) -> Vector:
    red, green, blue = (min(max(part, 0.0), 1.0) for part in _times(seen, _linear(colour)))
    xyz = _times(TO_XYZ, (red, green, blue))
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (part / white for part, white in zip(xyz, WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _distance(one: str, other: str, seen: Matrix) -> float:
    pairs = zip(_lab(one, seen), _lab(other, seen), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _contrast(one: str, other: str) -> float:
    bright, dim = sorted((_times(TO_XYZ, _linear(colour))[1] for colour in (one, other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("palette", PALETTES)
def test_series_and_urgencies_stay_apart_for_people_who_do_not_see_red_or_green(
    palette: Palette, seen: Matrix
) -> None:
    for one, other in combinations(palette.series, 2):
        assert _distance(one, other, seen) >= 40, (one, other)
    for one, other in combinations((palette.good, palette.warning, palette.bad, palette.text), 2):
        assert _distance(one, other, seen) >= 20, (one, other)


@pytest.mark.parametrize("palette", PALETTES)
def test_every_colour_can_be_read_on_its_background(palette: Palette) -> None:
    for colour in (*palette.series, palette.good, palette.warning, palette.bad, palette.muted):
        assert _contrast(colour, palette.background) >= 3, colour


def test_the_measure_knows_colours_that_these_people_confuse() -> None:
    assert _distance("#e8607a", "#3fb56f", UNCHANGED) > 80
    assert _distance("#b08030", "#6fa030", PROTANOPIA) < 20


def _in_sixteen(colour: str) -> int | None:
    return Color.parse(colour).downgrade(ColorSystem.STANDARD).number


@pytest.mark.parametrize("name", ["textual-dark", "textual-light"])
def test_in_sixteen_colours_each_series_has_one_of_its_own(name: str) -> None:
    palette = palette_of(BUILTIN_THEMES[name], sixteen=True)
    series = set(map(_in_sixteen, palette.series))
    assert len(series) == len(palette.series)
    assert _in_sixteen(palette.background) not in series


@pytest.mark.parametrize("dark", [True, False])
def test_in_sixteen_colours_the_footer_can_be_read_and_verdicts_differ(dark: bool) -> None:
    styles = STYLES_IN_SIXTEEN_COLOURS[dark]
    grey = "#555555" if dark else "#aaaaaa"
    assert _contrast(styles["footer-key-foreground"], grey) >= 4
    assert len({_in_sixteen(styles[f"text-{verdict}"]) for verdict in ("error", "warning", "success")}) == 3


def test_drawings_and_words_have_the_same_colours_in_a_theme() -> None:
    for theme in own_themes():
        assert palette_of(theme).bad == theme.error
        assert theme.variables["text-warning"] == palette_of(theme).warning
