"""Time ranges: offsets from now, rounded to units of the calendar, and instants of every kind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.sources.grafana.body.times import instant_of
from tests.models.wire import SETTINGS

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 18, 3, 12, 45, 678_000, tzinfo=UTC)  # a Wednesday


def milliseconds(when: datetime) -> int:
    return (when - EPOCH) // timedelta(milliseconds=1)


def told(
    written: object, *, is_end: bool = False, now: datetime | None = NOW, zone: str = "UTC"
) -> str | None:
    found = instant_of(written, None if now is None else milliseconds(now), ZoneInfo(zone), is_end=is_end)
    if found is None:
        return None
    return (EPOCH + timedelta(milliseconds=found)).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("now", "2026-11-18 03:12:45.678"),
        ("now-1ms", "2026-11-18 03:12:45.677"),
        ("now+1s", "2026-11-18 03:12:46.678"),
        ("now-1m", "2026-11-18 03:11:45.678"),
        ("now-h", "2026-11-18 02:12:45.678"),
        ("now-1h", "2026-11-18 02:12:45.678"),
        ("now-1d", "2026-11-17 03:12:45.678"),
        ("now-2w", "2026-11-04 03:12:45.678"),
        ("now-1M", "2026-10-18 03:12:45.678"),
        ("now-11M", "2025-12-18 03:12:45.678"),
        ("now+2M", "2027-01-18 03:12:45.678"),
        ("now-1Q", "2026-08-18 03:12:45.678"),
        ("now-1y", "2025-11-18 03:12:45.678"),
        ("now-1d-1h+30m", "2026-11-17 02:42:45.678"),
        ("now/s", "2026-11-18 03:12:45.000"),
        ("now/m", "2026-11-18 03:12:00.000"),
        ("now/h", "2026-11-18 03:00:00.000"),
        ("now/d", "2026-11-18 00:00:00.000"),
        ("now/w", "2026-11-15 00:00:00.000"),
        ("now/M", "2026-11-01 00:00:00.000"),
        ("now/Q", "2026-10-01 00:00:00.000"),
        ("now-1Q/Q", "2026-07-01 00:00:00.000"),
        ("now-2Q/Q", "2026-04-01 00:00:00.000"),
        ("now/y", "2026-01-01 00:00:00.000"),
        ("now/fQ", "2026-10-01 00:00:00.000"),
        ("now-1d/d", "2026-11-17 00:00:00.000"),
        ("now/d-1h", "2026-11-17 23:00:00.000"),
        ("now-3d/w", "2026-11-15 00:00:00.000"),
        ("now-4d/w", "2026-11-08 00:00:00.000"),
    ],
)
def test_an_offset_counts_from_now_and_rounds_down(written: str, wanted: str) -> None:
    assert told(written) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("now/s", "2026-11-18 03:12:45.999"),
        ("now/m", "2026-11-18 03:12:59.999"),
        ("now/h", "2026-11-18 03:59:59.999"),
        ("now/d", "2026-11-18 23:59:59.999"),
        ("now/w", "2026-11-21 23:59:59.999"),
        ("now/M", "2026-11-30 23:59:59.999"),
        ("now/Q", "2026-12-31 23:59:59.999"),
        ("now/y", "2026-12-31 23:59:59.999"),
        ("now-1h", "2026-11-18 02:12:45.678"),
    ],
)
def test_the_end_of_a_range_rounds_up_to_the_last_millisecond(written: str, wanted: str) -> None:
    assert told(written, is_end=True) == wanted


@pytest.mark.parametrize(
    ("now", "written", "wanted"),
    [
        (datetime(2026, 3, 31, tzinfo=UTC), "now-1M", "2026-02-28"),
        (datetime(2028, 3, 31, tzinfo=UTC), "now-1M", "2028-02-29"),
        (datetime(2028, 2, 29, tzinfo=UTC), "now-1y", "2027-02-28"),
        (datetime(2026, 1, 31, tzinfo=UTC), "now-1M", "2025-12-31"),
        (datetime(2026, 12, 31, tzinfo=UTC), "now+1M", "2027-01-31"),
    ],
)
def test_months_without_that_day_end_earlier(now: datetime, written: str, wanted: str) -> None:
    assert (told(written, now=now) or "")[:10] == wanted


def test_days_begin_in_the_zone_and_hours_are_hours_also_when_clocks_change() -> None:
    changed = datetime(2026, 10, 25, 12, tzinfo=UTC)  # Berlin's clocks went back at 01:00 UTC
    assert told("now/d", now=changed, zone="Europe/Berlin") == "2026-10-24 22:00:00.000"
    assert told("now-12h", now=changed, zone="Europe/Berlin") == "2026-10-25 00:00:00.000"
    assert told("now-1d", now=changed, zone="Europe/Berlin") == "2026-10-24 11:00:00.000"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (1_700_000_000_000, "2023-11-14 22:13:20.000"),
        (1_700_000_000_000.4, "2023-11-14 22:13:20.000"),
        ("1700000000000", "2023-11-14 22:13:20.000"),
        ("-1000", "1969-12-31 23:59:59.000"),
        (0, "1970-01-01 00:00:00.000"),
        (20_231_114, "2023-11-14 00:00:00.000"),
        ("20231114", "2023-11-14 00:00:00.000"),
        ("2023-11-14T22:13:20.5+01:00", "2023-11-14 21:13:20.500"),
        (" 2023-11-14 22:13:20 ", "2023-11-14 22:13:20.000"),
        (1e17, None),
        (1e300, None),
        (9e16, None),
        ("99999999999999999999", None),
        ("", None),
        (None, None),
        (True, None),
        ({}, None),
        ("yesterday", None),
        ("now-", None),
        ("now/", None),
        ("now-1x", None),
        ("now/ms", None),
        ("now 1h", None),
        ("now-1d/d tomorrow", None),
        ("now-999999999y", None),
        ("now" + "-1d" * 17, "2026-11-01 03:12:45.678"),
        ("now" + "-1d" * 18, None),
        ("now-10d" + "-1d" * 17, None),
    ],
)
def test_what_is_no_instant_is_none(written: object, wanted: str | None) -> None:
    assert told(written) == wanted


def test_without_a_now_only_offsets_are_unknown() -> None:
    assert told("now-1h", now=None) is None
    assert told("2023-11-14", now=None) == "2023-11-14 00:00:00.000"


@given(st.integers(0, 500), st.sampled_from("smhdw"), st.integers(0, 10**9))
@SETTINGS
def test_an_offset_of_a_length_is_that_length(count: int, unit: str, now: int) -> None:
    lengths = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
    length = timedelta(**{lengths[unit]: count}) // timedelta(milliseconds=1)
    assert instant_of(f"now-{count}{unit}", now) == now - length
