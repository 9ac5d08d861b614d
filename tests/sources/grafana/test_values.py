import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.sources.grafana.body.times import time_range
from te_tui.sources.grafana.body.variables import read_variables
from te_tui.sources.grafana.values.dates import format_instant
from te_tui.sources.grafana.values.numbers import number_text, to_number
from te_tui.sources.grafana.values.patterns import Effort, pattern_of
from te_tui.sources.grafana.values.units import Setting, axis_step, format_of
from tests.models.wire import SETTINGS


@pytest.mark.parametrize(
    ("unit", "value", "decimals", "text"),
    [
        (None, 0.5, None, "0.500"),
        (None, 1234567.891, None, "1234568"),
        (None, 1e-9, None, "1e-9"),
        (None, -1.5, 0, "-1"),
        (None, 0, 2, "0.00"),
        ("none", math.inf, None, "∞"),
        ("short", 1536, None, "1.54 K"),
        ("bytes", 1536, None, "1.50 KiB"),
        ("decbytes", 1536, None, "1.54 kB"),
        ("mbytes", 1024, None, "1 GiB"),
        ("bps", 0.002, None, "2 mb/s"),
        ("percent", 99.99, 1, "100.0%"),
        ("percentunit", 0.5, None, "50%"),
        ("reqps", 12345, None, "12.3K req/s"),
        ("currencyUSD", -1536, None, "-$1.54K"),
        ("s", 0.0001234, None, "123 µs"),
        ("currencySEK", 5, None, "5kr"),
        ("s", 61, None, "1.02 mins"),
        ("s", 60, None, "1 min"),
        ("s", 0, 2, "0 s"),
        ("ms", 31536e6, None, "1 year"),
        ("m", 59, None, "59 min"),
        ("dtdurations", 90061, 1, "1 day, 1 hour"),
        ("dthms", 90061, None, "25:01:01"),
        ("dtdhms", 90061, None, "1 d 01:01:01"),
        ("clockms", 90061, 1, "01m:30s"),
        ("hex", 12.3, None, "C.4CCCCCCCCCCD"),
        ("hex0x", -255, None, "-0xFF"),
        ("sci", 12.5, 1, "1.3e+1"),
        ("locale", 1234.5, None, "1,234.5"),
        ("bool_on_off", 0, None, "Off"),
        ("bool:up/down", 3, None, "up"),
        ("dateTimeAsIso", 1.7e12, None, "2023-11-14 22:13:20"),
        ("time:MMM Do, h:mm a", 1.7e12, None, "Nov 14th, 10:13 pm"),
        ("prefix:~", 2, None, "~2"),
        ("suffix:req", 2, None, "2 req"),
        ("si:mF", 1000, None, "1 F"),
        ("count:shirt", 1500, None, "1.50K shirt"),
        ("currency:financial:€:suffix", 1234.5, None, "1,234.5€"),
        ("celsius", 21, None, "21 °C"),
        ("invented unit", 1, None, "1 invented unit"),
        ("timeticks", 6000, None, "1 min"),
    ],
)
def test_units_are_written_as_grafana_writes_them(
    unit: str | None, value: float, decimals: int | None, text: str
) -> None:
    assert str(format_of(unit)(value, decimals, Setting())) == text


@pytest.mark.parametrize(
    ("unit", "largest", "size", "word"),
    [
        ("bps", 1.2e6, 1e6, "Mb/s"),
        ("bytes", 2048, 1024, "KiB"),
        ("percentunit", 0.9, 0.01, "%"),
        ("ms", 9e4, 6e4, "mins"),
        ("dateTimeAsIso", 5, 1, None),
        ("hex", 16, 1, None),
        (None, 5, 1, None),
        ("celsius", 20, 1, "°C"),
    ],
)
def test_an_axis_takes_one_step_for_all_its_figures(
    unit: str | None, largest: float, size: float, word: str | None
) -> None:
    step = axis_step(unit, largest)

    assert step.unit == word
    assert step.size == pytest.approx(size)


@given(st.text(max_size=30), st.floats(), st.none() | st.integers(0, 20))
@SETTINGS
def test_any_unit_writes_any_number(unit: str, value: float, decimals: int | None) -> None:
    assert isinstance(str(format_of(unit)(value, decimals, Setting())), str)


@given(st.floats(allow_nan=False))
@SETTINGS
def test_the_text_of_a_number_reads_as_that_number(value: float) -> None:
    assert to_number(number_text(value)) == value


def test_dates_of_any_year_have_their_weekday_and_week() -> None:
    assert format_instant(0, "dddd W GGGG DDD") == "Thursday 1 1970 1"
    assert format_instant(951_782_400_000, "YYYY-MM-DD [in week] WW") == "2000-02-29 in week 09"
    assert format_instant(8.64e15, "YYYY-MM-DD") == "275760-09-13"
    assert format_instant(9e15, "YYYY") == "Invalid date"


HOSTILE = ["(a*)*b", "(a|a)*b", "(a+)+$", "(.*)*x", "(?=(a+)+b)a", "((a{1,30}){1,30})b", "(?:(?:){99}){99}"]


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_patterns_end_after_few_steps(source: str) -> None:
    effort = Effort()
    pattern = pattern_of(f"/{source}/", effort)
    found = pattern is not None and pattern.fits("a" * 300 + "!")

    assert not found or source.endswith("{99}")
    assert effort.steps < 2_000_000


@pytest.mark.parametrize("source", ["(a", "a)", "[", "*", "a{5000}", r"(a)\1", "(?<=a)b", "(" * 99])
def test_what_is_no_pattern_matches_nothing(source: str) -> None:
    assert pattern_of(f"/{source}/", Effort()) is None


SOURCES = st.lists(
    st.sampled_from(
        ["a", "b", ".", "[ab]", "[^a]", "(a|b)", "(?:ab)", "a*", "b+?", "(ab)?", "a{1,2}", "^", r"\w", r"\b"]
    ),
    max_size=5,
).map("".join)


@given(SOURCES, st.text("ab c", max_size=8))
@SETTINGS
def test_patterns_find_what_python_finds(source: str, text: str) -> None:
    pattern, wanted = pattern_of(f"/{source}/", Effort()), re.compile(source).search(text)

    assert pattern is not None
    assert pattern.fits(text) == (wanted is not None)
    if wanted is not None:
        assert (
            pattern.replaced(text, "<$&>") == text[: wanted.start()] + f"<{wanted[0]}>" + text[wanted.end() :]
        )


def test_groups_are_put_where_they_are_named() -> None:
    pattern = pattern_of("/(?<first>a+)-(b)?/g", Effort())

    assert pattern is not None
    assert pattern.replaced("aa-b a-", "$1$2$$$10$<first>") == "aab$aa0aa a$a0a"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("$site", "fra + lon"),
        ("${site:csv}", "fra,lon"),
        ("[[site:pipe]]", "fra|lon"),
        ("${site:regex}", "(fra|lon)"),
        ("${site:json}", '["fra","lon"]'),
        ("${site:queryparam}", "var-site=fra&var-site=lon"),
        ("${site:odd}", "{fra,lon}"),
        ("${site:singlequote}", "'fra','lon'"),
        ("$nobody ${nobody:csv} $5", "$nobody ${nobody:csv} $5"),
        ("$all", "All"),
    ],
)
def test_variables_are_written_in_the_format_asked_for(text: str, wanted: str) -> None:
    listed = [
        {"name": "site", "current": {"text": ["fra", "lon"], "value": ["fra", "lon"]}},
        {"name": "all", "current": {"text": "All", "value": "$__all"}},
    ]

    assert read_variables({"templating": {"list": listed}}).expand(text) == wanted


def test_variables_in_contents_are_escaped_and_scopes_come_first() -> None:
    dashboard = {"templating": {"list": [{"name": "a", "current": {"text": "A", "value": "<b>"}}]}}
    variables = read_variables(dashboard)

    assert variables.expand("$a", "html") == "&lt;b&gt;"
    assert variables.with_scope({"a": {"text": "own", "value": "own"}}).expand("$a") == "own"


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        ("now-6h", "now", (-21_600_000, 0)),
        ("now/d", "now/d", (-80_000_000, 6_399_999)),
        ("now-1M/M", "now", (-3_881_600_000, 0)),
        ("1700000000000", 1_700_000_060_000, (0, 60_000)),
        ("nonsense", "now-", (None, None)),
        (None, {}, (None, None)),
    ],
)
def test_ranges_are_instants_epochs_or_offsets(
    start: object, end: object, wanted: tuple[int | None, int | None]
) -> None:
    now = 1_700_000_000_000
    found = time_range(start, end, now)

    assert tuple(None if one is None else one - now for one in found[:2]) == wanted
