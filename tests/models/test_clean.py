import unicodedata

import pytest
from hypothesis import given

from te_tui.models.clean import clean, visible
from tests.models.wire import SETTINGS, any_text

BIDIRECTIONAL = {
    "\u061c",
    "\u200e",
    "\u200f",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Frankfurt, DE (Zürich–Genève) 100 %",
        "東京データセンター",
        "شبكة الفرع ورשת סניף",
        "👩‍👩‍👧 🇩🇪 👍🏽",
        "न्यू यॉर्क",
        "1\ufe0f\u20e3 ❤\ufe0f می\u200cخواهم",
        "[bold]not markup here[/]",
        "a\u00a0b\u00adc",
    ],
)
def test_ordinary_text_is_unchanged(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\x1b[2Jgone", "[2Jgone"),
        ("\x1b]52;c;cHduZWQ=\x07x", "]52;c;cHduZWQ=x"),
        ("\x9b31mred", "31mred"),
        ("a\x00b\x7fc\x08d", "abcd"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\u2066a\u2069\u200fb\u061c", "ab"),
        ("half \ud83d of a pair \udc00", "half  of a pair "),
        ("one\ntwo\r\nthree\tfour\x85five\u2028six\u2029seven", "one two three four five six seven"),
        ("\n", " "),
        ("\ufeffa\u200bb\u2060c\u180ed\u2063e\ufffbf", "abcdef"),
        ("\u200dabc \ufe0fd\u200ce", "abc de"),
    ],
)
def test_what_a_terminal_obeys_is_removed_and_breaks_become_a_space(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        " \u00a0\u3000 ",
        "\u200b",
        "\u3164\u3164",
        "\u2800",
        "\u200d\ufe0f",
        "\u0301",
        "\u00ad",
        "\U000e0061",
    ],
)
def test_a_text_of_which_nothing_is_seen_is_none(text: str) -> None:
    assert visible(text) is None


@pytest.mark.parametrize("text", ["a", " a", "\u0301a", "-", "हि", "👍🏽", "[/]", "東"])
def test_a_text_of_which_something_is_seen_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@SETTINGS
@given(any_text)
def test_nothing_unsafe_is_ever_left_and_a_second_cleaning_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    assert not {unicodedata.category(c) for c in cleaned} & {"Cc", "Cs", "Zl", "Zp"}
    assert not BIDIRECTIONAL & set(cleaned)
    assert clean(cleaned) == cleaned
