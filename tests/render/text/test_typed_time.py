"""A time as it is typed, found in a window."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.render.text.typed_time import find_time

START, END = (
    datetime(2026, 11, 10, 21, tzinfo=UTC).timestamp(),
    datetime(2026, 11, 11, 3, tzinfo=UTC).timestamp(),
)
WEEK_AGO = END - 7 * 86_400


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("22:30", "2026-11-10 22:30:00"), ("2230", "2026-11-10 22:30:00"), ("1:05", "2026-11-11 01:05:00"),
        (" 11 nov 02:15 ", "2026-11-11 02:15:00"), ("10 November 22:30:15", "2026-11-10 22:30:15"),
        ("11 2:15", "2026-11-11 02:15:00"), ("2026-11-11 01:00", "2026-11-11 01:00:00"),
        ("2026-11-11T01:00", "2026-11-11 01:00:00"), ("11 Nov 2026 01:00", "2026-11-11 01:00:00"),
        ("11 Nov", "2026-11-11 00:00:00"), ("10 Nov", "2026-11-10 21:00:00"), ("11", "2026-11-11 00:00:00"),
    ],
)  # fmt: skip
def test_a_time_is_found_in_the_ways_in_which_people_type_it(typed: str, found: str) -> None:
    when = find_time(typed, (START, END), END, UTC)
    assert when is not None
    assert f"{datetime.fromtimestamp(when, UTC):%Y-%m-%d %H:%M:%S}" == found


@pytest.mark.parametrize(
    "typed", ["05:00", "26:00", "12 Nov", "10 Dec 22:30", "11 Nov 2025", "", "x", "22:", "-1"]
)
def test_what_is_no_time_of_the_window_is_not_found(typed: str) -> None:
    assert find_time(typed, (START, END), END, UTC) is None


def test_a_time_without_a_day_is_that_nearest_to_where_one_looks() -> None:
    looked_at = datetime(2026, 11, 7, 12, tzinfo=UTC).timestamp()
    assert (
        find_time("22:30", (WEEK_AGO, END), looked_at, UTC)
        == datetime(2026, 11, 7, 22, 30, tzinfo=UTC).timestamp()
    )
    assert (
        find_time("22:30", (WEEK_AGO, END), END, UTC)
        == datetime(2026, 11, 10, 22, 30, tzinfo=UTC).timestamp()
    )


def test_a_typed_time_is_one_of_the_zone_that_is_shown() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert (
        find_time("23:30", (START, END), END, berlin)
        == datetime(2026, 11, 10, 22, 30, tzinfo=UTC).timestamp()
    )


@given(st.text(max_size=20))
def test_any_text_is_a_time_of_the_window_or_none(typed: str) -> None:
    when = find_time(typed, (WEEK_AGO, END), START, UTC)
    assert when is None or WEEK_AGO <= when <= END
