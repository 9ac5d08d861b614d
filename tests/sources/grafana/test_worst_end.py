import pytest

from te_tui.sources.grafana.fields.worst_end import worst_end
from te_tui.sources.grafana.values.units import steady_step


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
