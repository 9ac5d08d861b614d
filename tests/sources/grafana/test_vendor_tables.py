import math
from typing import Any

import pytest

from te_tui.sources.grafana.body.times import time_range
from te_tui.sources.grafana.exact import plain
from te_tui.sources.grafana.fields.calculations import Column, calculated
from te_tui.sources.grafana.fields.display import Display
from te_tui.sources.grafana.fields.thresholds import thresholds_of
from te_tui.sources.grafana.frames import Field
from te_tui.sources.grafana.values.patterns import Effort
from te_tui.sources.grafana.values.units import Setting, format_of
from tests.sources.grafana.at_hand import golden

NUMBERS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


def number(value: Any) -> Any:
    return NUMBERS.get(value, value) if isinstance(value, str) else value


def test_units_are_the_vendors() -> None:
    table = golden("units")
    for unit, decimals, texts in table["table"]:
        told = [str(format_of(unit)(value, decimals, Setting())) for value in table["values"]]
        assert (unit, decimals, told) == (unit, decimals, texts)


@pytest.mark.parametrize(("kind", "case"), golden("calcs").items())
def test_calculations_are_the_vendors(kind: str, case: dict[str, Any]) -> None:
    nulls = "null as zero" if kind == "null as zero" else "connected"
    column = Column([number(value) for value in case["values"]], case["type"], nulls)
    for name, wanted in case["calcs"].items():
        found = calculated(name, column)
        told = [plain(one) for one in found] if isinstance(found, list) else plain(found)
        assert (name, told) == (name, wanted)
        assert isinstance(told, bool) == isinstance(wanted, bool)


def test_mapped_texts_are_the_vendors() -> None:
    table = golden("mappings")
    inputs = [math.nan if value == "NaN" else value for value in table["inputs"]]
    for case in table["cases"]:
        display = Display(Field("x", "number", [], {"unit": "ms", "mappings": case["mappings"]}), Effort())
        assert [display(value).text for value in inputs] == case["texts"]


def test_colours_of_thresholds_are_the_vendors() -> None:
    for case in golden("thresholds")["cases"]:
        config = case["config"]
        low, high = config.get("min", 0), config.get("max", 100)
        for value, color in case["painted"]:
            assert thresholds_of(config).color(value, low, high) == color


def test_times_are_the_vendors() -> None:
    for start, end, *wanted in golden("times")["dates"]:
        assert list(time_range(start, end, 1_700_000_000_000)[:2]) == wanted
