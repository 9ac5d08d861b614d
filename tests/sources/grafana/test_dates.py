"""Dates and times as Grafana's format tokens write them, with Python's calendar as the judge."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.sources.grafana.values.dates import (
    LAST_INSTANT,
    format_instant,
    moment_of,
    read_instant,
    time_ago,
)
from tests.models.wire import SETTINGS

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
INSTANTS = st.datetimes(datetime(2, 1, 8), datetime(9998, 12, 20)).map(lambda when: when.replace(tzinfo=UTC))  # noqa: DTZ001

TOKENS: Final[dict[str, Callable[[datetime], object]]] = {
    "YYYY": lambda when: f"{when.year:04d}",
    "YYYYY": lambda when: f"{when.year:05d}",
    "YYYYYY": lambda when: f"+{when.year:06d}",
    "YY": lambda when: f"{when.year % 100:02d}",
    "Y": lambda when: f"{when.year:04d}",
    "Q": lambda when: "111222333444"[when.month - 1],
    "M": lambda when: when.month,
    "MM": lambda when: when.strftime("%m"),
    "MMM": lambda when: when.strftime("%b"),
    "MMMM": lambda when: when.strftime("%B"),
    "D": lambda when: when.day,
    "DD": lambda when: when.strftime("%d"),
    "DDD": lambda when: when.timetuple().tm_yday,
    "DDDD": lambda when: when.strftime("%j"),
    "d": lambda when: when.isoweekday() % 7,
    "e": lambda when: when.isoweekday() % 7,
    "dd": lambda when: when.strftime("%a")[:2],
    "ddd": lambda when: when.strftime("%a"),
    "dddd": lambda when: when.strftime("%A"),
    "E": lambda when: when.isoweekday(),
    "W": lambda when: when.isocalendar().week,
    "WW": lambda when: f"{when.isocalendar().week:02d}",
    "GGGG": lambda when: f"{when.isocalendar().year:04d}",
    "GG": lambda when: f"{when.isocalendar().year % 100:02d}",
    "a": lambda when: when.strftime("%p").lower(),
    "A": lambda when: when.strftime("%p"),
    "H": lambda when: when.hour,
    "HH": lambda when: when.strftime("%H"),
    "h": lambda when: int(when.strftime("%I")),
    "hh": lambda when: when.strftime("%I"),
    "k": lambda when: 24 if when.hour == 0 else when.hour,
    "kk": lambda when: "24" if when.hour == 0 else when.strftime("%H"),
    "m": lambda when: when.minute,
    "mm": lambda when: when.strftime("%M"),
    "s": lambda when: when.second,
    "ss": lambda when: when.strftime("%S"),
    "S": lambda when: when.microsecond // 100_000,
    "SS": lambda when: f"{when.microsecond // 10_000:02d}",
    "SSS": lambda when: f"{when.microsecond // 1000:03d}",
    "SSSSSSSSS": lambda when: f"{when.microsecond // 1000:03d}000000",
    "X": lambda when: milliseconds(when) // 1000,
    "L": lambda when: when.strftime("%m/%d/") + f"{when.year:04d}",
    "l": lambda when: f"{when.month}/{when.day}/{when.year:04d}",
    "LT": lambda when: f"{int(when.strftime('%I'))}:{when:%M} {when:%p}",
    "LTS": lambda when: f"{int(when.strftime('%I'))}:{when:%M}:{when:%S} {when:%p}",
    "ll": lambda when: f"{when:%b} {when.day}, {when.year:04d}",
    "LL": lambda when: f"{when:%B} {when.day}, {when.year:04d}",
}  # fmt: skip


def milliseconds(when: datetime) -> int:
    return (when - EPOCH) // timedelta(milliseconds=1)


def in_ordinals(number: int) -> str:
    if number in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


@given(INSTANTS)
@SETTINGS
def test_every_token_writes_what_the_calendar_says(when: datetime) -> None:
    form = "|".join(TOKENS)
    wanted = "|".join(str(judge(when)) for judge in TOKENS.values())
    assert format_instant(milliseconds(when), form) == wanted


@given(INSTANTS)
@SETTINGS
def test_weeks_of_sundays_hold_the_first_of_january(when: datetime) -> None:
    """A week belongs to the next year where its Saturday does."""
    sunday = when.date() - timedelta(days=when.isoweekday() % 7)
    year = (sunday + timedelta(days=6)).year
    first = when.date().replace(year=year, month=1, day=1)
    first -= timedelta(days=first.isoweekday() % 7)
    week = (sunday - first).days // 7 + 1
    assert (
        format_instant(milliseconds(when), "w ww gggg gg") == f"{week} {week:02d} {year:04d} {year % 100:02d}"
    )


@pytest.mark.parametrize("year", range(1995, 2024))
def test_days_around_new_year_are_in_the_week_that_most_of_it_is_in(year: int) -> None:
    for distance in range(-8, 9):
        when = datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=distance)
        iso = when.isocalendar()
        saturday = when + timedelta(days=6 - when.isoweekday() % 7)
        week = (saturday.timetuple().tm_yday + 6) // 7
        assert format_instant(milliseconds(when), "GGGG W gggg w") == (
            f"{iso.year} {iso.week} {saturday.year} {week}"
        )


@pytest.mark.parametrize("day", range(1, 32))
def test_days_of_a_month_have_their_ordinals(day: int) -> None:
    assert format_instant(milliseconds(datetime(2026, 1, day, tzinfo=UTC)), "Do") == in_ordinals(day)


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        (datetime(2026, 4, 21, tzinfo=UTC), "4th 2nd 111th 2nd 17th 17th"),
        (datetime(2026, 11, 23, tzinfo=UTC), "11th 4th 327th 1st 48th 48th"),
        (datetime(2026, 4, 22, tzinfo=UTC), "4th 2nd 112th 3rd 17th 17th"),
        (datetime(2026, 5, 2, tzinfo=UTC), "5th 2nd 122nd 6th 18th 18th"),
    ],
)
def test_other_parts_have_ordinals_as_well(when: datetime, wanted: str) -> None:
    assert format_instant(milliseconds(when), "Mo Qo DDDo do wo Wo") == wanted


@pytest.mark.parametrize(
    ("minutes", "wanted"),
    [(0, "+00:00 +0000"), (330, "+05:30 +0530"), (-210, "-03:30 -0330"), (60, "+01:00 +0100")],
)
def test_a_zone_moves_the_clock_and_is_written(minutes: int, wanted: str) -> None:
    zone = timezone(timedelta(minutes=minutes), "Here")
    when = datetime(2026, 12, 31, 23, 45, tzinfo=UTC)
    local = when.astimezone(zone)
    written = format_instant(milliseconds(when), "Z ZZ z zz YYYY-MM-DD HH:mm", zone)
    assert written == f"{wanted} Here Here {local:%Y-%m-%d %H:%M}"
    assert (
        format_instant(milliseconds(when), "x X", zone)
        == f"{milliseconds(when)} {milliseconds(when) // 1000}"
    )


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("[YYYY] YYYY", "YYYY 1970"),
        ("[] []x", " 0"),
        (r"\YY \[M\]", "Y1970 [1]"),
        ("[up YY", "[up 70"),
        ("N?é", "N?é"),
        ("YYYY\nMM", "1970\n01"),
        ("[LL] LLL", "LL January 1, 1970 12:00 AM"),
        ("LLLL", "Thursday, January 1, 1970 12:00 AM"),
        ("lll", "Jan 1, 1970 12:00 AM"),
        ("\\", "\\"),
        ("[", "["),
    ],
)
def test_brackets_and_backslashes_keep_text_as_it_is(form: str, wanted: str) -> None:
    assert format_instant(0, form) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (-62_167_219_200_001, "-0001 -00001 -000001 -0001 99"),  # a millisecond before the year 0
        (-62_167_219_200_000, "0000 00000 +000000 0000 00"),
        (253_402_300_799_999, "9999 09999 +009999 9999 99"),
        (253_402_300_800_000, "10000 10000 +010000 +10000 00"),
        (LAST_INSTANT, "275760 275760 +275760 +275760 60"),
        (-LAST_INSTANT, "-271821 -271821 -271821 -271821 79"),
        (LAST_INSTANT + 1, "Invalid date"),
        (-LAST_INSTANT - 1, "Invalid date"),
        (math.nan, "Invalid date"),
        (math.inf, "Invalid date"),
    ],
)
def test_years_of_any_size_are_written_up_to_the_last_instant(value: float, wanted: str) -> None:
    assert format_instant(value, "YYYY YYYYY YYYYYY Y YY") == wanted


def test_a_zone_says_nothing_of_years_beyond_its_own() -> None:
    zone = timezone(timedelta(hours=2), "Here")
    assert format_instant(LAST_INSTANT, "YYYY-MM-DD HH:mm z Z", zone) == "275760-09-13 00:00 UTC +00:00"


@given(INSTANTS, st.integers(-14 * 60, 14 * 60))
@SETTINGS
def test_a_moment_is_the_calendar_of_its_zone(when: datetime, offset: int) -> None:
    local = when.astimezone(timezone(timedelta(minutes=offset)))
    moment = moment_of(milliseconds(when), local.tzinfo or UTC)
    assert moment is not None
    assert moment[:3] == (local.year, local.month, local.day)
    assert moment[4:9] == (local.hour, local.minute, local.second, local.microsecond // 1000, offset)


SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (0, "a few seconds"),
        (44 * SECOND, "a few seconds"),
        (45 * SECOND, "a minute"),
        (89 * SECOND, "a minute"),
        (90 * SECOND, "2 minutes"),
        (44 * MINUTE, "44 minutes"),
        (45 * MINUTE, "an hour"),
        (89 * MINUTE, "an hour"),
        (90 * MINUTE, "2 hours"),
        (21 * HOUR, "21 hours"),
        (22 * HOUR, "a day"),
        (35 * HOUR, "a day"),
        (36 * HOUR, "2 days"),
        (25 * DAY, "25 days"),
        (26 * DAY, "a month"),
        (45 * DAY, "a month"),
        (46 * DAY, "2 months"),
        (319 * DAY, "10 months"),
        (320 * DAY, "a year"),
        (547 * DAY, "a year"),
        (548 * DAY, "2 years"),
        (3653 * DAY, "10 years"),
    ],
)
def test_how_long_ago_is_told_in_the_largest_unit_that_fits(distance: int, words: str) -> None:
    now = 1_700_000_000_000
    assert time_ago(now - distance, now) == f"{words} ago"
    if distance:
        assert time_ago(now + distance, now) == f"in {words}"


@pytest.mark.parametrize(
    ("value", "now", "wanted"),
    [(0, math.nan, "1970-01-01 00:00:00"), (math.nan, 0, "Invalid date"), (math.inf, 0, "Invalid date")],
)
def test_without_a_now_the_date_is_told(value: float, now: float, wanted: str) -> None:
    assert time_ago(value, now) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1970-01-02", 86_400_000),
        (" 1970-01-01T00:00:01.5Z ", 1500),
        ("1970-01-01T01:00:00+01:00", 0),
        ("1970-01-01 00:00:00.002", 2),
        ("1969-12-31T23:59:59Z", -1000),
    ],
)
def test_iso_dates_are_read_in_utc_unless_they_say_otherwise(text: str, wanted: float) -> None:
    assert read_instant(text) == wanted


@pytest.mark.parametrize("text", ["", "soon", "19700101", "1970-13-01", "0001-01-01T00:00:00+23:00x"])
def test_what_is_no_iso_date_is_no_instant(text: str) -> None:
    assert math.isnan(read_instant(text))
