import pytest

from te_tui.sources.grafana.fields.worst_end import worst_end
from te_tui.sources.grafana.values.units import unit_word


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
    ("unit", "word"),
    [
        ("reqps", "req/s"),
        ("percent", "%"),
        ("s", "s"),
        ("bytes", "B"),
        ("short", None),
        (None, None),
        # As it was captured, 0.38 is no 38 %; and a currency stands before the number.
        ("percentunit", "percentunit"),
        ("currencyUSD", "currencyUSD"),
        ("pizzas", "pizzas"),
    ],
)
def test_a_figure_as_it_was_captured_has_the_word_of_its_unit_or_the_id(
    unit: str | None, word: str | None
) -> None:
    assert unit_word(unit) == word
