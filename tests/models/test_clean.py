import unicodedata

import pytest
from hypothesis import given

from te_tui.models.clean import clean
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
        "[bold]not markup here[/]",
        "a\u00a0b\u200bc",
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
    ],
)
def test_what_a_terminal_obeys_is_removed_and_breaks_become_a_space(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@SETTINGS
@given(any_text)
def test_nothing_unsafe_is_ever_left_and_a_second_cleaning_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    assert not {unicodedata.category(c) for c in cleaned} & {"Cc", "Cs", "Zl", "Zp"}
    assert not BIDIRECTIONAL & set(cleaned)
    assert clean(cleaned) == cleaned
