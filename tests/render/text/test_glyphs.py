"""Drawing glyphs, units and punctuation keep their meaning in ASCII."""

from __future__ import annotations

import pytest

from te_tui.render.text.glyphs import to_ascii


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("████░░", "####.."),
        ("12 µs", "12 us"),
        ("12 μg/m³", "12 ug/m3"),
        ("21 °C", "21  C"),
        ("≤ 5 – ≥ 7", "< 5 - > 7"),
        ("“Checkout” — Ann’s", '"Checkout" - Ann\'s'),
        ("東京", "????"),
    ],
)
def test_ascii_keeps_the_meaning_and_the_width(text: str, shown: str) -> None:
    assert to_ascii(text) == shown
