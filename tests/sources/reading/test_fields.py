import json
import math
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import ValidationError, from_json

from te_tui.sources.reading.fields import Flag, Name, Text, Whole, epoch, flag, instant, number, text, whole
from te_tui.sources.reading.reader import function_of, reader_of
from tests.models.wire import SETTINGS, any_json

HUGE = 10**400
NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)
NOON_EPOCH = 1_794_312_000


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (text, "a\x1bb", "ab"),
        (text, "", ""),
        (text, 202701, "202701"),
        (text, 1.5, "1.5"),
        (text, True, "true"),
        (text, False, "false"),
        (text, HUGE, str(HUGE)),
        (text, None, None),
        (text, [], None),
        (text, {}, None),
        (flag, True, True),
        (flag, False, False),
        (flag, 0, False),
        (flag, 1, True),
        (flag, 1.0, True),
        (flag, " TRUE", True),
        (flag, "false", False),
        (flag, "yes", None),
        (flag, 2, None),
        (flag, math.nan, None),
        (flag, None, None),
        (flag, [1], None),
        (flag, {}, None),
        (number, 5, 5),
        (number, -0.5, -0.5),
        (number, " 12 ", 12),
        (number, "-1.5e3", -1500.0),
        (number, ".5", 0.5),
        (number, "5.", 5.0),
        (number, "1e999", None),
        (number, "9" * 400, None),
        (number, "12 ms", None),
        (number, "0x10", None),
        (number, "nan", None),
        (number, "", None),
        (number, math.nan, None),
        (number, math.inf, None),
        (number, HUGE, None),
        (number, -HUGE, None),
        (number, True, None),
        (number, None, None),
        (number, [], None),
        (number, {}, None),
        (whole, 3, 3),
        (whole, 3.0, 3),
        (whole, "3", 3),
        (whole, 3.5, None),
        (whole, "1e999", None),
        (whole, math.inf, None),
        (whole, HUGE, None),
        (whole, None, None),
        (whole, {}, None),
    ],
)
def test_a_field_reads_what_it_can_and_is_none_for_the_rest(
    read: Callable[[object], object], value: object, expected: object
) -> None:
    found = read(value)
    assert (type(found), found) == (type(expected), expected)


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-10T12:00:00Z",
        "2026-11-10T12:00:00.000+00:00",
        "2026-11-10T14:00:00+02:00",
        "2026-11-09T22:00:00-14:00",
        "2026-11-10 12:00:00",
        " 2026-11-10T12:00:00Z ",
        NOON_EPOCH,
        NOON_EPOCH * 1000,
        float(NOON_EPOCH),
        str(NOON_EPOCH),
        str(NOON_EPOCH * 1000),
    ],
)
def test_an_instant_is_the_same_in_every_notation(value: object) -> None:
    assert instant(value) == NOON
    assert instant(value).utcoffset() == NOON.utcoffset()  # type: ignore[union-attr]
    assert epoch(value) == NOON_EPOCH


@pytest.mark.parametrize(
    "value",
    [
        "9999-12-31T23:59:59-10:00",
        "0001-01-01T00:00:00+10:00",
        "10000-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "soon",
        "",
        "1e999",
        1e300,
        HUGE,
        -HUGE,
        -99_999_999_999,
        math.nan,
        math.inf,
        True,
        None,
        [],
        {},
    ],
)
def test_what_no_calendar_has_is_no_instant(value: object) -> None:
    assert instant(value) is None
    assert epoch(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (99_999_999_999, 99_999_999_999),
        (100_000_000_000, 100_000_000),
        (0, 0),
        (-86_400, -86_400),
        (1.9, 1),
        (-1.9, -1),
        (-100_000_000_001, -100_000_001),
        ("1969-12-31T23:59:58.5Z", -2),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
        ("0001-01-01T00:00:00Z", -62_135_596_800),
    ],
)
def test_an_epoch_of_twelve_digits_is_in_milliseconds(value: object, expected: int) -> None:
    assert epoch(value) == expected


@SETTINGS
@given(any_json)
def test_no_field_fails_whatever_it_is_given(value: object) -> None:
    for read in (text, flag, number, whole, epoch, instant):
        read(value)


NEARLY_PLAIN = st.text(st.sampled_from(" a7~\x7f\u2800\u200b\n\r"))
SCALARS = st.sampled_from([2**53, 2**53 + 1, 10**18, 10**19, "true", "1", 1.0, None, " ", ""]) | NEARLY_PLAIN


@SETTINGS
@given(any_json | SCALARS, st.sampled_from([Text, Name, Flag, Whole]))
def test_the_engine_reads_by_itself_what_the_function_would_have_read(value: object, kind: object) -> None:
    function, reader = function_of(kind), reader_of(kind)
    assert function is not None
    reads: list[Callable[[], object]] = [lambda: reader.validate_python(value)]
    with suppress(ValueError):  # nothing that JSON can say
        body = json.dumps(value, allow_nan=False).encode()
        from_json(body)
        reads.append(lambda: reader.validate_json(body))
    for read in reads:
        try:
            expected = function(value)
        except ValueError:
            with pytest.raises(ValidationError):
                read()
        else:
            found = read()
            assert (type(found), found) == (type(expected), expected)


@pytest.mark.parametrize("tail", ["x", "e", ".x", "e9999"])
def test_a_long_run_of_digits_takes_no_time(tail: str) -> None:
    # Two neighbouring repetitions of digits in the pattern made this take hours.
    assert number("1" * 200_000 + tail) is None


@pytest.mark.parametrize("milliseconds", ["1711011200000", "1712011200000", "1763000000000"])
def test_milliseconds_given_as_text_are_no_date_of_another_century(milliseconds: str) -> None:
    assert instant(milliseconds) == instant(int(milliseconds))
