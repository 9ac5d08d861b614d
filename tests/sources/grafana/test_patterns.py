"""Patterns: what they find, replace and refuse, with Python's own expressions as the judge."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.values.pattern_syntax import MOST_STEPS
from te_tui.sources.grafana.values.patterns import Effort, Pattern, pattern_of
from tests.models.wire import SETTINGS

PIECES = [
    "a", "b", "-", "1", ".", r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", "[ab]", "[^ab]", "[a-c1-3]",
    "[^a-c]", r"[\d-]",
    "[b-]", "[-b]", r"[\w.]", r"\.", r"\-", r"\x61", r"\u0062", r"\t", r"\n", "(a)", "(a|b)", "(?:ab|a)",
    "(a|)", "(?=a)",
    "(?!b)", "(?=(?:a|b)1)", "(?:a(b)?)", "a{2}", "b{1,2}", "a{0,1}?", "a{1,}", "a*", "b*?", "a+", "b+?",
    "a?", "b??",
    "(?:ab)*", "(a|b)+", "(?:a|b){2,3}", "^", "$", r"\b", r"\B", "a{,2}", "a{x}", "{",
]  # fmt: skip
SOURCES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)
TEXTS = st.text("abABc1 .-\n\t{}x,2", max_size=10)


def pattern(written: str) -> Pattern:
    found = pattern_of(written, Effort())
    assert found is not None, written
    return found


def judged(source: str, flags: int) -> re.Pattern[str]:
    source = source.replace("a{,2}", r"a\{,2\}")  # which is no repetition to a browser
    source = source.replace(r"\B", r"(?!\b)")  # which Python before 3.14 does not find in an empty text
    if not flags & re.MULTILINE:
        source = re.sub(r"(?<!\\)\$", r"\\Z", source)
    return re.compile(source, flags | re.ASCII)


@given(SOURCES, TEXTS, st.sampled_from(["", "i", "s", "m", "is", "im"]))
@SETTINGS
def test_a_pattern_finds_the_same_groups_at_the_same_places(source: str, text: str, flags: str) -> None:
    wanted = judged(
        source, sum({"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE}[flag] for flag in flags)
    )
    groups = "".join(f"|${number}" for number in range(1, wanted.groups + 1))
    found = pattern(f"/{source}/{flags}")
    match = wanted.search(text)
    assert found.fits(text) == (match is not None)
    if match is not None:
        shown = match[0] + "".join(f"|{group or ''}" for group in match.groups())
        if not re.search(r"[*+}]\??", source):  # browsers forget groups of the round before, Python does not
            assert found.replaced(text, f"<$&{groups}>") == (
                f"{text[: match.start()]}<{shown}>{text[match.end() :]}"
            )
        assert found.replaced(text, "<$&>") == f"{text[: match.start()]}<{match[0]}>{text[match.end() :]}"


@pytest.mark.parametrize("piece", PIECES)
def test_each_piece_finds_what_python_finds(piece: str) -> None:
    for source in (piece, f"^{piece}$", f"a{piece}b", f"(?:{piece})?1"):
        for text in (
            "",
            "a",
            "b",
            "ab",
            "ba",
            "aab",
            "1",
            "a1",
            "ab1",
            "-",
            " ",
            ".",
            "A",
            "\n",
            "\t",
            "a{,2}",
            "a{x}",
        ):
            wanted = judged(source, 0).search(text)
            found = pattern(f"/{source}/")
            assert found.fits(text) == (wanted is not None), (source, text)
            if wanted is not None:
                replaced = f"{text[: wanted.start()]}<{wanted[0]}>{text[wanted.end() :]}"
                assert found.replaced(text, "<$&>") == replaced, (source, text)


@given(SOURCES, TEXTS)
@SETTINGS
def test_with_the_flag_every_match_is_replaced(source: str, text: str) -> None:
    parts: list[str] = []
    position = start = 0
    wanted = judged(source, 0)
    while position <= len(text) and (match := wanted.search(text, position)):
        parts += text[start : match.start()], f"<{match[0]}>"
        start, position = match.end(), match.end() + (match.end() == match.start())
    assert pattern(f"/{source}/g").replaced(text, "<$&>") == "".join(parts) + text[start:]


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("/a/", "A", False),
        ("/a/i", "A", True),
        ("/[b-d]/i", "C", True),
        ("/[B-D]/i", "c", True),
        ("/[b-d]/i", "E", False),
        ("/[b-d]/", "C", False),
        ("/./", "\n", False),
        ("/./s", "\n", True),
        ("/^b/m", "a\nb", True),
        ("/^b/", "a\nb", False),
        ("/a$/m", "a\nb", True),
        ("/a$/", "a\nb", False),
        (r"/\s/", "\u00a0", True),
        (r"/\s/", "\u200b", False),
        (r"/\s/", "\u200a", True),
        (r"/[\b]/", "\b", True),
        (r"/\cJ/", "\n", True),
        (r"/\x4/", "x4", True),
        (r"/\u12/", "u12", True),
        (r"/\0/", "\0", True),
        (r"/\q/", "q", True),
        (r"/\k/", "k", True),
        ("/[]/", "a", False),
        ("/[^]/", "a", True),
        (r"/[\d-x]/", "-", True),
        (r"/[a-\d]/", "-", True),
        (r"/[a-\d]/", "b", False),
        ("/]/", "]", True),
        ("/a{1/", "a{1", True),
        ("/(?:a|b|c)d/", "cd", True),
        ("/(?:a|b|c)d/", "c", False),
        ("/(?=a)b/", "ab", False),
        ("/x(?!a)/", "xb", True),
        ("/x(?!a)/", "xa", False),
        ("/x(?!a)/", "x", True),
        ("/(?=ab)a/", "xab", True),
        ("abc", "abc", True),
        ("abc", "xabc", False),
        ("a|b", "ax", True),
        ("", "", None),
        ("/a", "a", None),
        ("/a/x", "a", None),
        ("/a/gimys", "a", True),
    ],
)
def test_patterns_are_read_as_browsers_read_them(source: str, text: str, found: bool | None) -> None:
    read = pattern_of(source, Effort())
    assert (None if read is None else read.fits(text)) is found


@pytest.mark.parametrize(
    "source",
    ["(", ")", "a)", "(a", "*", "a**", "^*", r"\b+", "[", "[a", "[b-a]", "\\", r"a\1", r"(a)\9",
     r"(?<n>a)\k<n>", "(?<n",
     "(?<1>a)", "(?<=a)", "(?>a)", "(?", "a{3,2}", "a{3001}", "a{99999}", "(" * 52 + ")" * 52, "a" * 3001,
     "(?:a{60}){60}",
     "(?:" * 9 + "a{9}" + "){9}" * 9],
)  # fmt: skip
def test_what_cannot_be_followed_is_no_pattern(source: str) -> None:
    assert pattern_of(f"/{source}/", Effort()) is None


def test_patterns_are_read_up_to_their_bounds() -> None:
    assert pattern("/" + "(" * 50 + "a" + ")" * 50 + "/").fits("a")
    # A step for each repetition, two that save where it is, and the end.
    assert pattern_of(f"/a{{{MOST_STEPS - 3}}}/", Effort()) is not None
    assert pattern_of(f"/a{{{MOST_STEPS - 2}}}/", Effort()) is None
    assert pattern_of("a" * 2001, Effort()) is None
    assert pattern_of("a" * 2000, Effort()) is not None


@pytest.mark.parametrize(
    ("source", "replacement", "wanted"),
    [
        ("/(b)(c)/", "[$1$2]", "a[bc]d"),
        ("/(b)(c)/", "[$3]", "a[$3]d"),
        ("/(b)(c)/", "[$0]", "a[$0]d"),
        ("/(b)(c)/", "[$20]", "a[c0]d"),
        ("/(b)(c)/", "[$02]", "a[c]d"),
        ("/(b)(c)/", "[$00]", "a[$00]d"),
        ("/(b)(c)/", "[$`|$']", "a[a|d]d"),
        ("/(b)(c)/", "$$1", "a$1d"),
        ("/(b)(c)/", "$<n>", "a$<n>d"),
        ("/(?<n>b)(?<m>c)/", "$<m>$<n>$<o>", "acbd"),
        ("/b(x)?c/", "[$1]", "a[]d"),
        ("/(?:b)(c)/", "$1", "acd"),
        ("/(?=b)/", "-", "a-bcd"),
        ("/$/", "!", "abcd!"),
        ("/x/", "!", "abcd"),
        ("/(a)(b)(c)(d)()()()()()(?<ten>)/", "$4$10$1", "da"),
    ],
)
def test_replacements_name_groups_and_what_is_around(source: str, replacement: str, wanted: str) -> None:
    assert pattern(source).replaced("abcd", replacement) == wanted


def test_the_effort_of_a_panel_is_shared_and_once_exhausted_nothing_fits() -> None:
    effort = Effort()
    slow, quick = pattern_of("/(?:a|a)*b/", effort), pattern_of("/a/", effort)
    assert slow is not None
    assert quick is not None
    assert quick.fits("a")
    for _ in range(200):
        slow.fits("a" * 3_000)
        if effort.is_exhausted:
            break
    assert effort.is_exhausted
    assert not quick.fits("a")
    assert quick.replaced("a", "b") == "a"


def test_a_text_that_is_too_long_is_not_replaced_in() -> None:
    text = "a" * (LIMITS.text + 1)
    assert pattern("/a/").replaced(text, "b") == text
    assert pattern("/a/").replaced("a" * LIMITS.text, "b") == "b" + "a" * (LIMITS.text - 1)
