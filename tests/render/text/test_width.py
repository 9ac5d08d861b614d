from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.render.text.width import cell_width, clusters, fit, shortened, wrap
from tests.render.examples import FEW

words = st.text(st.characters(blacklist_categories=["Cc", "Cs"]), max_size=30)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("plain", 5, id="latin"),
        pytest.param("東京", 4, id="Chinese"),
        pytest.param("한글", 4, id="Korean"),
        pytest.param("\u1112\u1161\u11ab", 2, id="Korean in parts"),
        pytest.param("ｱｲ", 2, id="halfwidth kana"),
        pytest.param("e\u0301", 1, id="combining accent"),
        pytest.param("שלום", 4, id="Hebrew"),
        pytest.param("نص", 2, id="Arabic"),
        pytest.param("क्षि", 2, id="Devanagari with marks"),
        pytest.param("🚀", 2, id="emoji"),
        pytest.param("👍🏽", 2, id="emoji with a skin tone"),
        pytest.param("👨‍👩‍👧", 2, id="joined emoji"),
        pytest.param("⚠️", 2, id="emoji style"),
        pytest.param("🇩🇪", 2, id="flag"),
        pytest.param("1\ufe0f\u20e3", 2, id="key"),
        pytest.param("\u060012 \u06dd1", 6, id="Arabic signs before digits"),
        pytest.param("\u1112\ud7b0\ud7cb", 2, id="old Korean in parts"),
        pytest.param(" \ufe0f", 1, id="emoji style on what is no emoji"),
        pytest.param("نـ\u200dx", 3, id="joiner between letters"),
        pytest.param("a\u200bb", 2, id="zero width space"),
        pytest.param("a\u00adb", 3, id="soft hyphen is drawn"),
        pytest.param("▲⣿█", 3, id="our own glyphs"),
    ],
)
def test_cells_of_a_text(text: str, cells: int) -> None:
    assert cell_width(text) == cells


def test_what_is_taken_to_be_plain_is_as_wide_as_its_clusters() -> None:
    for character in map(chr, range(0x20, 0x3000)):
        text = f"a{character}b{character}"
        assert cell_width(text) == sum(width for _, width in clusters(text)), ascii(character)


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("abc", 5, "abc  "),
        ("cafe\u0301 noir", 5, "cafe\u0301…"),
        ("שלום עולם", 5, "שלום…"),
        ("[red]x[/]", 9, "[red]x[/]"),
        ("👩\u200d💻 ❤\ufe0f", 6, "👩\u200d💻 ❤\ufe0f "),
        ("abcdef", 4, "abc…"),
        ("東京都", 5, "東京…"),
        ("東京都", 4, "東… "),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("abcd\u0301e", 5, "abcd\u0301e"),
        ("abcd\u0301ef", 5, "abcd\u0301…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("abc", -1, ""),
    ],
)
def test_a_text_is_cut_between_characters_and_says_so(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


def test_a_short_text_stays_as_it_is_and_a_long_one_is_cut_without_padding() -> None:
    assert (shortened("東京", 4), shortened("東京都", 4)) == ("東京", "東…")


def test_figures_are_aligned_right() -> None:
    assert fit("12", 4, "right") == "  12"


@FEW
@given(words, st.integers(0, 40))
def test_a_fitted_text_takes_exactly_its_width(text: str, width: int) -> None:
    # A mark at the very start of a text has no base to stand on, and joins the padding before it.
    assert cell_width(fit(text, width)) == width


@FEW
@given(words)
def test_clusters_are_the_text(text: str) -> None:
    assert "".join(cluster for cluster, _ in clusters(text)) == text


def test_words_are_wrapped_and_long_ones_broken() -> None:
    assert wrap("no data  in the window, abcdefghijkl 東京東京東京", 10) == (
        "no data in",
        "the",
        "window,",
        "abcdefghij",
        "kl",
        "東京東京東",
        "京",
    )


@FEW
@given(words, st.integers(-1, 30))
def test_wrapped_lines_keep_every_word_within_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)

    assert all(cell_width(line) <= max(width, 2) for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
