"""Terminals of every kind: without Unicode, too small, and resized all the time."""

from __future__ import annotations

import pytest

from tests.e2e.program import Program

DEMO = ("demo", "--now", "2026-11-21T09:00:00Z", "--aid", "1234")

SETTLED = ("Every widget type", "Filter", "210 snapshots")


def test_a_locale_without_unicode_gets_ascii_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")
    assert_ascii_only(*DEMO)


def test_plain_gets_ascii_only() -> None:
    assert_ascii_only(*DEMO, "--plain")


def assert_ascii_only(*words: str) -> None:
    """From the list to a chart and to the help, no character is drawn that needs Unicode."""
    with Program(*words) as program:
        listing = program.until(*SETTLED)
        assert ">  HTTP Server" in listing
        program.press("enter")
        program.until("Checkout at a", "mean")
        program.press("?")
        program.until("esc closes . ")
        program.press("ctrl+c")
        assert program.end() == 0
        assert program.written.isascii()


def test_after_a_storm_of_sizes_the_last_one_is_shown() -> None:
    with Program(*DEMO) as program:
        program.until(*SETTLED)
        for step in range(30):
            program.resize(101 + step % 7, 30 - step % 5)
        program.resize(90, 24)
        program.until(*SETTLED, last_line="? Help")
        program.press("ctrl+c")
        assert program.end() == 0


def test_a_terminal_that_is_too_small_says_so_until_it_is_larger() -> None:
    with Program(*DEMO, columns=59, lines=20) as program:
        program.until("needs a terminal of 60 columns and 20 lines", "ctrl+c", without="Every widget type")
        program.resize(60, 20)
        program.until("Every widget type", "Filter", without="needs a terminal")
        program.resize(60, 19)
        program.until("needs a terminal of 60 columns and 20 lines", without="Every widget type")
        program.press("ctrl+c")
        assert program.end() == 0
        program.assert_terminal_is_as_it_was()


def test_escape_is_not_lost_when_a_letter_arrives_together_with_it() -> None:
    with Program(*DEMO) as program:
        program.until(*SETTLED)
        program.press("/", "prod on fire")
        program.until("prod on fire", "of 210")
        program.press("escape", "s")
        program.until("210 snapshots", without="prod on fire")
        program.press("ctrl+c")
        assert program.end() == 0
