from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from te_tui.render.text.times import (
    Expiry,
    expiry,
    format_date,
    format_duration,
    format_length,
    format_relative,
    format_time,
    format_window,
)

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def test_a_time_names_its_zone_and_leaves_the_current_year_out() -> None:
    assert format_time(datetime(2026, 11, 11, 3, 12, tzinfo=UTC), zone=UTC, now=NOW) == "11 Nov 03:12 UTC"


def test_a_time_of_another_year_says_so() -> None:
    assert format_time(datetime(2025, 5, 1, tzinfo=UTC), zone=UTC, now=NOW) == "1 May 2025 00:00 UTC"


def test_a_time_is_told_in_the_wanted_zone() -> None:
    assert format_time(1_794_363_120, zone=BERLIN, now=NOW) == "11 Nov 03:12 CET"


def test_a_zone_without_letters_is_named_by_its_offset() -> None:
    zone = timezone(timedelta(hours=5, minutes=30))
    assert format_time(NOW, zone=zone, now=NOW) == "18 Nov 17:30 UTC+05:30"


def test_the_zone_may_stand_in_the_head_of_a_column() -> None:
    assert format_time(NOW, zone=UTC, now=NOW, labelled=False) == "18 Nov 12:00"


def test_an_unknown_time_is_a_dash() -> None:
    assert format_time(None, zone=UTC, now=NOW) == "–"


@pytest.mark.parametrize("seconds", [-1e18, 1e18, 253_402_300_799, -62_135_596_800])
def test_times_beyond_the_calendar_do_not_raise(seconds: float) -> None:
    assert format_date(seconds, zone=BERLIN, now=NOW)


def test_a_window_names_both_days_its_zone_and_its_length() -> None:
    start, end = datetime(2026, 11, 10, 21, tzinfo=UTC), datetime(2026, 11, 11, 3, tzinfo=UTC)
    assert format_window(start, end, zone=UTC, now=NOW) == "10 Nov 21:00 – 11 Nov 03:00 UTC (6 h)"


def test_a_window_within_one_day_names_it_once() -> None:
    start, end = datetime(2026, 11, 10, 21, tzinfo=UTC), datetime(2026, 11, 10, 22, 30, tzinfo=UTC)
    assert format_window(start, end, zone=UTC, now=NOW) == "10 Nov 21:00 – 22:30 UTC (90 min)"


def test_a_window_over_a_change_of_clocks_has_its_true_length_and_both_zone_names() -> None:
    start, end = datetime(2026, 10, 25, 0, tzinfo=UTC), datetime(2026, 10, 25, 6, tzinfo=UTC)
    assert format_window(start, end, zone=BERLIN, now=NOW) == "25 Oct 02:00 CEST – 07:00 CET (6 h)"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (300, "5 min"),
        (5_400, "90 min"),
        (21_600, "6 h"),
        (86_400, "1 d"),
        (129_600, "36 h"),
        (604_800, "7 d"),
        (40 * 86_400 + 5, "40 d"),
    ],
)
def test_a_duration_has_one_unit(seconds: float, text: str) -> None:
    assert format_duration(seconds) == text


@pytest.mark.parametrize(
    ("offset", "text"),
    [
        (timedelta(days=6, hours=23), "in 6 d"),
        (timedelta(days=344), "in 344 d"),
        (timedelta(days=729), "in 2 y"),
        (timedelta(days=1315), "in 3 y"),
        (timedelta(hours=47), "in 47 h"),
        (timedelta(hours=-3, minutes=-59), "3 h ago"),
        (timedelta(minutes=119), "in 119 min"),
        (timedelta(seconds=-45), "45 s ago"),
        (timedelta(0), "now"),
    ],
)
def test_relative_times_are_rounded_down(offset: timedelta, text: str) -> None:
    assert format_relative(NOW + offset, NOW) == text


@pytest.mark.parametrize(
    ("offset", "shown"),
    [
        (timedelta(days=2), Expiry("in 2 d", "▲", "bad")),
        (timedelta(days=7), Expiry("in 7 d", "▲", "bad")),
        (timedelta(days=7, seconds=1), Expiry("in 7 d", "△", "warning")),
        (timedelta(days=30), Expiry("in 30 d", "△", "warning")),
        (timedelta(days=31), Expiry("in 31 d", "", "")),
        (timedelta(days=-2), Expiry("expired 2 d ago", "×", "muted")),
        (timedelta(0), Expiry("expired now", "×", "muted")),
    ],
)
def test_expiry_is_told_by_words_and_glyph_and_role(offset: timedelta, shown: Expiry) -> None:
    assert expiry(NOW + offset, NOW) == shown


def test_an_unknown_expiry_is_a_dash() -> None:
    assert expiry(None, NOW) == Expiry("–", "", "muted")


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (349, "in 349 d"),
        (350, "in 12 mo"),
        (364.9, "in 12 mo"),
        (526, "in 17 mo"),
        (688, "in 23 mo"),
        (1094, "in 3 y"),
    ],
)
def test_from_a_year_on_months_and_years_are_told(days: float, text: str) -> None:
    assert format_relative(NOW + timedelta(days=days), NOW) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (248 * 60, "4 h 8 min"),
        (11 * 3600, "11 h"),
        (90, "1 min 30 s"),
        (86_400 + 7_300, "1 d 2 h"),
        (5, "5 s"),
        (0, "0 s"),
    ],
)
def test_a_length_is_told_in_its_two_largest_units(seconds: float, text: str) -> None:
    assert format_length(seconds) == text
