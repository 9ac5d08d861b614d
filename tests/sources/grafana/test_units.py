"""Units: what one, and a thousand, of each kind of unit is called, and what they do at their steps."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.sources.grafana.values.units import (
    Setting,
    axis_step,
    format_of,
    is_boolean,
    is_date,
    system_date,
)
from tests.models.wire import SETTINGS

ONE = {
    "sishort": "1",
    "decbytes": "1 B",
    "bps": "1 b/s",
    "watt": "1 W",
    "amph": "1 Ah",
    "forceN": "1 N",
    "massg": "1 g",
    "radbq": "1 Bq",
    "radr": "1 R",
    "deckbytes": "1 kB",
    "kwatt": "1 kW",
    "kwatth": "1 kWh",
    "kamp": "1 kA",
    "forcekN": "1 kN",
    "masskg": "1 kg",
    "rotkhz": "1 kHz",
    "decmbytes": "1 MB",
    "megwatt": "1 MW",
    "MHs": "1 MH/s",
    "rotmhz": "1 MHz",
    "decgbytes": "1 GB",
    "gwatt": "1 GW",
    "dectbytes": "1 TB",
    "THs": "1 TH/s",
    "decpbytes": "1 PB",
    "PHs": "1 PH/s",
    "eflops": "1 EFLOPS",
    "zflops": "1 ZFLOPS",
    "yflops": "1 YFLOPS",
    "mwatt": "1 mW",
    "massmg": "1 mg",
    "lengthmm": "1 mm",
    "mlitre": "1 mL",
    "radusv": "1 µSv",
    "µfarad": "1 µF",
    "µhenry": "1 µH",
    "nfarad": "1 nF",
    "pfarad": "1 pF",
    "ffarad": "1 fF",
    "bytes": "1 B",
    "binbps": "1 b/s",
    "kbytes": "1 KiB",
    "KiBs": "1 KiB/s",
    "mbytes": "1 MiB",
    "gbytes": "1 GiB",
    "tbytes": "1 TiB",
    "pbytes": "1 PiB",
    "ops": "1 ops/s",
    "cpm": "1 c/m",
    "pressurepsi": "1psi",
    "humidity": "1 %H",
    "m3": "1 m³",
    "bool": "True",
    "bool_yes_no": "Yes",
    "si:MB": "1 MB",
    "si:nope": "1 nope",
    "si:µs": "1 µs",
    "si:": "1",
    "bool:a/b": "a",
    "bool:a": "a",
    "prefix:": "1",
    "suffix:": "1",
    "currency:X": "X1",
    "currency:financial": "financial1",
    "currency:financial:$": "$1",
    "currency:financial:$:prefix": "$1",
    "currency:financial:$:suffix": "1$",
    "currency:financial:": "1",
    ":x": "1 :x",
    "odd:x": "1 odd:x",
    "string": "1",
    "": "1",
}


@pytest.mark.parametrize(("unit", "text"), ONE.items())
def test_one_of_a_unit_has_its_prefix_and_its_sign(unit: str, text: str) -> None:
    assert str(format_of(unit)(1, None, Setting())).strip() == text


BEHIND = "DKK ISK NOK SEK VND TRY"
BEFORE = "USD GBP EUR JPY RUB UAH BRL CZK CHF PLN BTC mBTC μBTC ZAR INR KRW IDR PHP MYR XPF BGN PYG UYU ILS"


@pytest.mark.parametrize("currency", BEFORE.split())
def test_most_currencies_stand_before_the_amount(currency: str) -> None:
    assert str(format_of(f"currency{currency}")(-25, 0, Setting())).endswith("25")
    assert str(format_of(f"currency{currency}")(-25, 0, Setting())).startswith("-")


@pytest.mark.parametrize("currency", BEHIND.split())
def test_some_currencies_stand_behind_the_amount(currency: str) -> None:
    written = str(format_of(f"currency{currency}")(-2500, 2, Setting()))
    assert written.startswith("-2.50K")
    assert len(written) > len("-2.50K")


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        ("currencyUSD", -0.5, "-$0.50"), ("currencyUSD", 0.0, "$0.00"), ("currencyUSD", 0.5, "$0.50"),
        ("currencyUSD", 999.99, "$999.99"), ("currencyUSD", -1000.0, "-$1.00K"),
        ("currencySEK", -0.5, "-0.50kr"), ("currencySEK", 1500.0, "1.50Kkr"),
        ("currency:financial:€", -0.5, "€-0.50"), ("hex0x", -1.0, "-0x1"), ("hex0x", 1.0, "0x1"),
        ("percentunit", -0.005, "-0.50%"), ("percentunit", 1.0, "100.00%"),
    ],
)  # fmt: skip
def test_small_amounts_keep_their_sign(unit: str, value: float, text: str) -> None:
    assert str(format_of(unit)(value, 2, Setting())) == text


SI = ["f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"]
BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"]
COUNTS = ["", "K", "M", "B", "T"]


@pytest.mark.parametrize("power", range(-6, 11))
@pytest.mark.parametrize("sign", [1, -1])
def test_a_unit_of_thousands_has_a_prefix_for_each_and_stops_at_its_ends(power: int, sign: int) -> None:
    index = min(max(power, -5), 8)
    wanted = f"{sign * 2 * 10 ** (3 * (power - index)):.3f}"
    written = format_of("watt")(sign * 2 * 1000.0**power, 3, Setting())
    assert written.suffix == f" {SI[index + 5]}W"
    assert float(written.text) == pytest.approx(float(wanted))


@pytest.mark.parametrize("power", range(10))
def test_a_binary_unit_steps_at_1024(power: int) -> None:
    index = min(power, 8)
    size = 1024.0**power
    assert str(format_of("bytes")(size, 0, Setting())) == f"{1024 ** (power - index)} {BINARY[index]}B"
    if 0 < power <= 8:
        below = format_of("bytes")(size * 0.9999, 2, Setting())
        assert below.suffix == f" {BINARY[power - 1]}B"


@pytest.mark.parametrize("power", range(6))
def test_a_count_goes_up_to_a_trillion(power: int) -> None:
    index = min(power, 4)
    wanted = f"{3 * 1000 ** (power - index)}{COUNTS[index]} ops/s"
    assert str(format_of("ops")(3 * 1000.0**power, 0, Setting())) == wanted
    assert format_of("currencyUSD")(3 * 1000.0**power, 0, Setting()).suffix == COUNTS[index]


@pytest.mark.parametrize("unit", ["watt", "bytes", "ops", "short", "currencyUSD", "dthms", "clockms"])
@pytest.mark.parametrize(("value", "text"), [(math.inf, "∞"), (0.0, "0")])
def test_nothing_and_the_infinite_have_no_step(unit: str, value: float, text: str) -> None:
    written = format_of(unit)(value, 0, Setting())
    assert text in written.text
    assert not written.suffix.strip().startswith(("K", "k", "M"))


@given(st.floats(1e-14, 1e26), st.sampled_from(["watt", "short", "decbytes", "ops"]))
@SETTINGS
def test_what_is_written_is_below_a_thousand_of_its_step(value: float, unit: str) -> None:
    number = float(format_of(unit)(value, 12, Setting()).text)
    if (unit == "watt" and 1e-14 < value < 1e26) or 1 <= value < 1e14:
        assert 0.9999 <= number < 1000.001


NOW = 1_700_000_000_000.0


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        ("dateTimeAsIsoNoDateIfToday", NOW, "22:13:20"),
        ("dateTimeAsIsoNoDateIfToday", NOW - 86_400_000, "2023-11-13 22:13:20"),
        ("dateTimeAsIsoNoDateIfToday", NOW + 86_400_000 * 30, "2023-12-14 22:13:20"),
        ("dateTimeAsIsoNoDateIfToday", NOW + 86_400_000 * 366, "2024-11-14 22:13:20"),
        ("dateTimeAsUSNoDateIfToday", NOW, "10:13:20 pm"),
        ("dateTimeAsLocal", NOW, "11/14/2023, 10:13:20\u202fPM"),
        ("dateTimeAsUS", NOW, "11/14/2023 10:13:20 pm"),
        ("dateTimeFromNow", NOW - 120_000, "2 minutes ago"),
        ("time:HH", NOW, "22"),
        ("dateTimeAsIso", math.nan, "Invalid date"),
    ],
)
def test_instants_are_written_without_their_day_only_where_that_is_today(
    unit: str, value: float, text: str
) -> None:
    assert str(format_of(unit)(value, None, Setting(now=NOW))) == text


@pytest.mark.parametrize(("milliseconds", "text"), [(True, "22:13:20.000"), (False, "22:13:20")])
def test_times_without_a_unit_show_milliseconds_if_wanted(text: str, *, milliseconds: bool) -> None:
    written = system_date()(NOW, None, Setting(milliseconds=milliseconds))
    assert str(written) == f"2023-11-14 {text}"


@pytest.mark.parametrize(
    ("unit", "date", "boolean"),
    [
        (None, False, False),
        ("", False, False),
        ("time:YYYY", True, False),
        ("dateTimeFromNow", True, False),
        ("dateTimeAsUS", True, False),
        ("timeticks", False, False),
        ("bool", False, True),
        ("bool:a/b", False, True),
    ],
)
def test_dates_and_truths_are_told_from_numbers(unit: str | None, *, date: bool, boolean: bool) -> None:
    assert is_date(unit) is date
    assert is_boolean(unit) is boolean


@pytest.mark.parametrize(
    ("unit", "largest", "size", "word"),
    [
        ("watt", 0.0, 1, None),
        ("watt", math.inf, 1, None),
        ("watt", 2e6, 1e6, "MW"),
        ("bool", 3, 1, None),
        ("time:YYYY", 3, 1, None),
        ("dthms", 90, 1, None),
        ("locale", 90, 1, None),
        ("currencyUSD", 2e6, 1e6, "$M"),
        ("bool:x", 3, 1, None),
        ("watt", 1e-290, 1, "fW"),
        ("s", 7200, 3600, "hours"),
        ("percent", 50, 1, "%"),
    ],
)
def test_the_step_of_an_axis_is_that_of_its_largest_figure(
    unit: str, largest: float, size: float, word: str | None
) -> None:
    step = axis_step(unit, largest)
    assert step.size == pytest.approx(size)
    assert step.unit == word


def test_a_unit_that_is_endless_is_looked_at_no_further() -> None:
    assert len(str(format_of("x" * 300)(1, 0, Setting()))) == len("1 ") + 200
