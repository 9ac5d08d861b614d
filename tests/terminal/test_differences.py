from __future__ import annotations

from typing import ClassVar

import pytest

from te_tui.render.text.width import fit
from te_tui.terminal.cells import UNKNOWN
from te_tui.terminal.differences import Differences
from tests.terminal.emulator import Emulator
from tests.terminal.pair import Pair

BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"


@pytest.fixture
def pair() -> Pair:
    """A terminal of three lines, all drawn."""
    made = Pair(20, 3)
    made.take(
        "\x1b[1;1Habcdefghijklmnopqrst\n\x1b[2;1H" + "日本" * 5 + "\n\x1b[3;1H" + " " * 20 + "\x1b[1;1H"
    )
    return made


def test_the_same_again_sends_nothing(pair: Pair) -> None:
    assert pair.take("\x1b[1;1Habcdefghijklmnopqrst\x1b[1;1H") == ""


def test_only_the_cells_that_changed_are_sent(pair: Pair) -> None:
    assert pair.take("\x1b[1;1HabcdEfghijklmnopqrst\x1b[1;1H") == "\x1b[5GE\r"


def test_few_unchanged_cells_are_written_again(pair: Pair) -> None:
    assert pair.take("\x1b[1;1HAbCdefghijklmnopqrst\x1b[1;1H") == "AbC\r"


def test_a_blank_end_of_line_is_erased_only_with_the_own_background(pair: Pair) -> None:
    assert pair.take("\x1b[1;1H" + "a" + " " * 19 + "\x1b[1;1H") == "\x1b[C\x1b[K\r"
    assert "\x1b[K" not in pair.take("\x1b[1;1H\x1b[44m" + " " * 20 + "\x1b[0m\x1b[1;1H")


def test_an_update_in_which_nothing_changes_sends_no_marks(pair: Pair) -> None:
    assert [pair.take(data) for data in (BEGIN, "\x1b[1;1Habc\x1b[1;1H", END)] == ["", "", ""]


def test_an_update_keeps_its_marks(pair: Pair) -> None:
    assert [pair.take(data) for data in (BEGIN, "\x1b[1;1HX\x1b[1;1H", END)] == ["", BEGIN + "X\r", END]


@pytest.mark.parametrize(
    "setting",
    ["\x07", "\x1b[?25h", "\x1b[?1000h\x1b[?1003h", "\x1b[?2004l", "\x1b]52;c;YWJj\x07", "\x1b]0;title\x1b\\",
     "\x1b]22;text\x07", "\x1b[>1u", "\x1b[<u", "\x1b[?2026$p", "\x1bPtmux;\x1b\x1b]52;c;YWJj\x07\x1b\\"],
)  # fmt: skip
def test_settings_pass_and_the_screen_stays_known(pair: Pair, setting: str) -> None:
    assert pair.take(setting) == setting
    assert pair.take("\x1b[1;1Habcdefghijklmnopqrst\x1b[1;1H") == ""


@pytest.mark.parametrize(
    "unknown",
    [
        "\x1b[2J", "\x1b[?1049h", "plain", "\x1b[1;1Hab\x1b[5mc\x1b[3@", "\x1b[1;1H\x1b]8;;https://x\x1b\\x\x1b]8;;\x1b\\",
        "\x1b[3;1Hlast line\n", "\x1b[9;1Hbelow", "\x1b[1;15Hfarther than the end",
        "\x1b[1;1H\x1b[58;5;1mx", "\x1b[1;1Ha\tb",
    ],
)  # fmt: skip
def test_what_is_not_understood_passes_and_the_screen_is_forgotten(pair: Pair, unknown: str) -> None:
    assert pair.take(unknown) == unknown
    assert {cell for row in pair.differences.surface.rows for cell in row} == {UNKNOWN}
    everything = "\x1b[1;1Habcdefghijklmnopqrst\x1b[1;1H"
    assert "abcdefghijklmnopqrst" in pair.take(everything)


def test_what_is_not_understood_is_written_in_a_clean_pen(pair: Pair) -> None:
    pair.take("\x1b[1;1H\x1b[1;44mX\x1b[0m\x1b[1;1H")
    assert pair.take("\x1b[?1049l") == "\x1b[m\x1b[?1049l"


def test_nothing_is_known_after_a_resize(pair: Pair) -> None:
    pair.resize(20, 2)
    assert "abcdefghijklmnopqrst" in pair.take("\x1b[1;1Habcdefghijklmnopqrst\x1b[1;1H")


def test_what_textual_draws_for_the_old_size_passes_as_it_is(pair: Pair) -> None:
    pair.resize(10, 3)
    late = "\x1b[1;1Habcdefghijklmnopqrst\x1b[1;1H"
    assert pair.take(late) == late


def test_what_goes_beyond_a_screen_that_became_smaller_is_left_out() -> None:
    size = (20, 3)
    behind = False
    differences = Differences(lambda: size, lambda pen: pen, is_behind=lambda: behind)
    differences.forget()
    differences.sent("\x1b[1;1Habc\x1b[1;1H")
    size, behind = (10, 2), True
    differences.forget()

    assert differences.sent("\x1b[1;1Habcdefghijklmnopqrst\x1b[1;1H") == ""
    assert differences.sent("\x1b[3;1Hbelow") == ""
    assert "inside" in differences.sent("\x1b[1;1Hinside\x1b[1;1H")
    assert differences.sent("\x1b[2J") == "\x1b[2J"


@pytest.mark.parametrize(("column", "line"), [(2, "日x 日本"), (3, "日 x日本"), (4, "日本x 本")])
def test_a_halved_wide_character_becomes_a_space(pair: Pair, column: int, line: str) -> None:
    pair.take(f"\x1b[2;{column + 1}Hx\x1b[1;1H")
    pair.assert_same()
    assert "".join(pair.changes.texts(1)).startswith(line)


@pytest.mark.parametrize("sign", ["\u0301", "\ufe0f", "\u0e31", "\u3164"])
def test_a_text_that_begins_with_what_has_no_width_costs_what_any_text_costs(pair: Pair, sign: str) -> None:
    pair.take(f"\x1b[1;1H {sign}bcdefghijklmnopqrst\x1b[1;1H")
    written = pair.take(f"\x1b[1;1H\x1b[1m \x1b[0m{sign}bcdefghijklmnopqrsX\x1b[1;1H")
    assert len(written) < 30
    assert pair.take("\x1b[2;1H" + "日本" * 5 + "\x1b[1;1H") == ""
    assert len(pair.take(f"\x1b[3;1H{sign}{sign}x\x1b[1;1H")) < 20
    assert UNKNOWN not in pair.differences.surface.rows[2]


def filter_key_costs(first: str) -> int:
    """Characters that a filter key costs, and taking it back: all lines but the first one are others then."""
    differences = Differences(lambda: (60, 20), lambda pen: pen)
    differences.forget()

    def draw(numbers: range) -> int:
        lines = [fit("plain" if number else first, 30) + fit(f"{number} of a list", 30) for number in numbers]
        written = "\n".join(f"\x1b[{place};1H{line}" for place, line in enumerate(lines, 1))
        return len(differences.sent(written + "\x1b[1;1H"))

    draw(range(20))
    return draw(range(0, 40, 2)) + draw(range(20))


@pytest.mark.parametrize(
    "odd",
    [
        "\u0301accent",
        "\ufe0f\u20e3",
        "1\ufe0f\u20e3 step",
        "\u0600123",
        "\u0903visarga",
        "मासिक रिपोर्ट",
        "👍🏽 weekly 👩🏽\u200d💻",
        "👨\u200d👩\u200d👧 ❤\ufe0f 🇩🇪",
        "ก็ำ 한국어",
    ],
)
def test_a_filter_key_costs_little_more_beside_an_odd_name(odd: str) -> None:
    assert filter_key_costs(odd) <= 1.5 * filter_key_costs("plain")


class OldTerminal(Emulator):
    """Draws joined characters one by one, as many terminals do, and the letters of a flag wide."""

    APART: ClassVar = {0x200D: "", **dict.fromkeys(range(0x1F1E6, 0x1F200), "旗")}

    def draw(self, data: str) -> None:
        for character in data.translate(self.APART):
            super().draw(character)


def test_what_follows_a_joined_character_stays_in_its_place_on_any_terminal() -> None:
    pair, old = Pair(12, 1), OldTerminal(12, 1)
    drawings = (
        "👩\u200d💻cdefghijkl",
        "👩\u200d💻cdeXghijkl",
        "🧑\u200d💻cdeXghijkl",
        "🇩🇪cde  hijkl",
        "🇫🇷cde  hijkl",
    )
    for drawn in ("abcdefghijkl", *drawings):
        old.take(pair.take(f"\x1b[1;1H{drawn}\x1b[1;1H"))
        assert "".join(old.texts(0)).endswith(drawn[-10:])
