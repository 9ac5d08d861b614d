import pytest

from te_tui.analysis.series import Quantity, UnitStep
from te_tui.render.analysis.amounts import amount
from te_tui.render.text.numbers import format_number
from te_tui.sources.grafana.fields.worst_end import worst_end
from te_tui.sources.grafana.values import unit_ids
from te_tui.sources.grafana.values.durations import SCALES
from te_tui.sources.grafana.values.units import axis_step, steady_step, steps_of


@pytest.mark.parametrize(
    ("label", "title", "unit", "end"),
    [
        ("Frankfurt", "Latency p99, by place", "s", "high"),
        ("Frankfurt", "Share of failed requests, by place", "percentunit", "high"),
        ("http_errors_total", None, None, "high"),
        ("Frankfurt", "Availability", "percent", "low"),
        ("replication lag", "Payment queue and replication lag", "s", "high"),
        ("p95", "Response time", "ms", "high"),
        ("Frankfurt", "Request rate", "reqps", None),
        ("host-1", "Uptime", "s", "low"),
        ("certificate", "Time left", "s", None),
        ("success", "Errors", None, "low"),
        ("errors and successful ones", "Availability", None, None),
        ("terrors", None, None, None),
        ("", None, None, None),
    ],
)
def test_names_and_units_say_which_end_is_trouble_and_nothing_is_guessed(
    label: str, title: str | None, unit: str | None, end: str | None
) -> None:
    assert worst_end(label, title, unit) == end


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("reqps", "1 req/s"),
        ("percent", "1 %"),
        ("percentunit", "100 %"),
        ("s", "1 s"),
        ("dtdurations", "1 s"),
        ("clockms", "1 ms"),
        ("bytes", "1 B"),
        ("kbytes", "1 KiB"),
        ("timeticks", "10 ms"),
        ("currencyUSD", "1 $"),
        ("pizzas", "1 pizzas"),
        ("short", "1"),
        ("hex", "1"),
        (None, "1"),
    ],
)
def test_figures_of_all_sizes_have_the_unit_that_a_chart_would_write_behind_a_one(
    unit: str | None, one: str
) -> None:
    step = steady_step(unit)
    assert " ".join(filter(None, (f"{1 / step.size:g}", step.unit))) == one


@pytest.mark.parametrize(
    "unit",
    [
        *(unit_ids.SI | unit_ids.BINARY | unit_ids.COUNTS | unit_ids.WORDS | unit_ids.CURRENCIES),
        *(*SCALES, *unit_ids.FIXED, "percent", "percentunit", "timeticks", "pizzas", "si:mF", None),
    ],
)
def test_a_value_of_any_size_is_written_as_a_chart_of_it_would(unit: str | None) -> None:
    steady = steady_step(unit)
    quantity = Quantity(unit=steady.unit, steps=tuple(UnitStep(*one) for one in steps_of(unit)))
    for power in range(-9, 15):
        value = 1.7 * 10.0**power
        step = axis_step(unit, value)
        assert amount(value / steady.size, quantity) == format_number(value / step.size, step.unit)


@pytest.mark.parametrize(
    ("unit", "units"),
    [
        ("bytes", ["B", "KiB", "MiB", "GiB"]),
        ("short", [None, "K", "Mil", "Bil"]),
        ("ms", ["ms", "s", "mins", "hours"]),
        ("clocks", ["ns", "µs", "ms", "s"]),
        ("clockms", ["ms", "s", "mins", "hours"]),
        ("percentunit", []),
        ("dateTimeAsIso", []),
        (None, []),
    ],
)
def test_a_unit_has_its_larger_and_smaller_ones(unit: str | None, units: list[str | None]) -> None:
    assert [step.unit for step in steps_of(unit)][:4] == units
