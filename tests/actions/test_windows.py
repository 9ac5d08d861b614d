from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from te_tui.actions.windows import (
    EARLIEST,
    Missing,
    NotAllowed,
    Window,
    checked,
    last,
    last_minute,
    length_until,
    read_instant,
    read_length,
    read_zone,
)
from te_tui.sources.thousandeyes.abilities import LIMITS

NOW = datetime(2026, 11, 11, 3, 12, 40, tzinfo=UTC)
BERLIN = read_zone("Europe/Berlin")

known = settings(max_examples=200, derandomize=True, deadline=None, database=None)
instants = st.integers(31_536_000, 200_000_000_000).map(lambda seconds: EARLIEST + timedelta(seconds=seconds))


def test_the_window_that_has_just_ended_ends_at_a_whole_minute_that_every_clock_has_passed() -> None:
    window = last(timedelta(hours=6), NOW)
    assert window.end == datetime(2026, 11, 11, 3, 12, tzinfo=UTC)
    assert window.length == timedelta(hours=6)
    assert last_minute(NOW - timedelta(seconds=30)) == datetime(2026, 11, 11, 3, 11, tzinfo=UTC)


@known
@given(instants, st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=36_500)))
def test_a_preset_is_a_window_that_may_be_asked_for_or_says_why_not(now: datetime, length: timedelta) -> None:
    try:
        window = last(length, now)
    except NotAllowed:
        assert last_minute(now) - length < EARLIEST
    else:
        assert checked(window, now).length == length
        assert timedelta(seconds=15) <= now - window.end < timedelta(seconds=75)


@known
@given(instants, instants, instants)
@example(EARLIEST, NOW, NOW)
@example(EARLIEST - timedelta(seconds=1), NOW, NOW)
@example(NOW, NOW, NOW)
def test_a_window_passes_exactly_when_it_runs_forward_and_has_ended(
    start: datetime, end: datetime, now: datetime
) -> None:
    allowed = EARLIEST <= start < end <= now
    if allowed:
        assert checked(Window(start, end), now) == Window(start, end)
    else:
        with pytest.raises(NotAllowed):
            checked(Window(start, end), now)


@known
@given(st.sampled_from((1, 2, 4, 6, 12, 24, 48)) | st.integers(-100, 1000), instants, instants)
@example(1, NOW, NOW)
@example(48, EARLIEST + timedelta(hours=48), NOW)
def test_a_test_window_passes_exactly_when_it_has_one_of_seven_lengths_and_has_ended(
    hours: int, end: datetime, now: datetime
) -> None:
    length = timedelta(hours=hours)
    if hours in (1, 2, 4, 6, 12, 24, 48) and end <= now:
        assert length_until(length, end, now, LIMITS) == Window(end - length, end)
    else:
        with pytest.raises(NotAllowed):
            length_until(length, end, now, LIMITS)


def test_a_wrong_length_of_a_test_window_says_which_are_right() -> None:
    with pytest.raises(NotAllowed, match="takes 1, 2, 4, 6, 12, 24 or 48 hours"):
        length_until(timedelta(hours=3), NOW, NOW, LIMITS)


@pytest.mark.parametrize("end", [EARLIEST, datetime(1, 1, 1, tzinfo=UTC)])
def test_a_test_window_at_the_edge_of_the_calendar_is_refused(end: datetime) -> None:
    with pytest.raises(NotAllowed, match="begins before 1970"):
        length_until(timedelta(hours=1), end, NOW, LIMITS)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90min", timedelta(minutes=90)),
        (" 6 h ", timedelta(hours=6)),
        ("7D", timedelta(days=7)),
        ("2w", timedelta(days=14)),
        ("1y", timedelta(days=365)),
    ],
)
def test_lengths_are_read(text: str, length: timedelta) -> None:
    assert read_length(text) == length


@pytest.mark.parametrize("text", ["", "6", "h", "0h", "-6h", "6m", "1.5h", "6h 30min", "999999d", "٦h"])
def test_what_is_no_length_says_what_one_is(text: str) -> None:
    with pytest.raises(NotAllowed, match="is not a length such as 90min, 6h, 7d"):
        read_length(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-11-11T03:00Z", "2026-11-11T03:00:00+00:00"),
        ("2026-11-11T03:00+01:00", "2026-11-11T02:00:00+00:00"),
        ("2026-11-11 03:00", "2026-11-11T02:00:00+00:00"),
        (" 2026-07-01 03:00:59.9 ", "2026-07-01T01:00:59+00:00"),
        ("2026-11-11", "2026-11-10T23:00:00+00:00"),
        ("2026-10-25T02:30+01:00", "2026-10-25T01:30:00+00:00"),
    ],
)
def test_dates_without_an_offset_are_in_the_zone(text: str, read: str) -> None:
    assert read_instant(text, BERLIN).isoformat() == read


@pytest.mark.parametrize(("text", "times"), [("2026-10-25T02:30", "twice"), ("2026-03-29T02:30", "never")])
def test_a_time_that_the_clocks_show_twice_or_never_asks_for_the_offset(text: str, times: str) -> None:
    with pytest.raises(NotAllowed, match=f"{times}; add the offset"):
        read_instant(text, BERLIN)


def test_a_date_that_is_missing_is_asked_for() -> None:
    with pytest.raises(Missing, match="A date and time is needed, such as 2026-11-11 03:00"):
        read_instant("", BERLIN)


@pytest.mark.parametrize("text", ["now", "11 Nov", "2026-13-01", "0001-01-01", "9999-12-31T23:59-12:00"])
def test_what_is_no_date_says_what_one_is(text: str) -> None:
    with pytest.raises(NotAllowed, match="is not a date and time such as"):
        read_instant(text, BERLIN)


@known
@given(st.text(max_size=30))
def test_no_text_can_do_more_than_be_refused(text: str) -> None:
    for read in (read_length, read_zone, lambda text: read_instant(text, BERLIN)):
        try:
            read(text)
        except NotAllowed as refusal:
            assert str(refusal)  # noqa: PT017 - whether it is raised depends on the text


@pytest.mark.parametrize("name", ["", "PST", "Europe", "../UTC", "/etc/passwd", "\0", "x" * 400])
def test_what_is_no_iana_zone_says_what_one_is(name: str) -> None:
    with pytest.raises(NotAllowed, match="is no IANA time zone such as Europe/Berlin"):
        read_zone(name)


@pytest.mark.parametrize("known", [set(), {"UTC"}])
def test_a_machine_without_zone_data_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, known: set[str]
) -> None:
    def not_here(name: str) -> None:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr("te_tui.actions.windows.ZoneInfo", not_here)
    monkeypatch.setattr("te_tui.actions.windows._zone_names", lambda: tuple(known))
    with pytest.raises(NotAllowed, match=r"no zone data\. Install the package tzdata"):
        read_zone("Europe/Berlin")


def test_a_zone_that_is_nearly_right_is_proposed() -> None:
    with pytest.raises(NotAllowed, match="such as America/New_York"):
        read_zone("America/NewYork")
