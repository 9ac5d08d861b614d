"""What a widget says in one line of a list."""

from __future__ import annotations

from typing import Any

import pytest

from te_tui.render.panels.drawing import drawing_of
from te_tui.render.panels.glance import Glance, glance, type_glyph
from te_tui.render.text.width import cell_width
from tests.render.bodies import data, panel, point

KNOWN = (
    "Time Series: Line", "Time Series: Stacked Area", "Bar Chart: Grouped", "Bar Chart: Stacked", "Pie Chart",
    "Table", "Multi Metric Table", "Number", "Agent Status", "Color Grid", "Alert List", "List", "Test Table",
    "Map", "Box and Whiskers", "Heatmap",
)  # fmt: skip


def seen(type_: str, config: dict[str, Any] | None = None, **parts: Any) -> Glance:
    """The glance at a widget."""
    one, its = panel(type_, **(config or {})), data(**parts)
    return glance(one, its, drawing_of(one, its))


@pytest.mark.parametrize("type_", KNOWN)
def test_every_known_type_has_a_glyph_of_one_cell(type_: str) -> None:
    assert type_glyph(type_) != "?"
    assert cell_width(type_glyph(type_)) == 1
    assert type_glyph(type_.upper()) == type_glyph(type_)


@pytest.mark.parametrize("type_", ["Quantum Foam", None])
def test_an_unknown_type_says_so(type_: str | None) -> None:
    assert type_glyph(type_) == "?"


def test_a_time_chart_shows_the_series_that_moved_most_and_where_it_ends() -> None:
    points = [point(t, 100, AGENT="calm") for t in range(8)] + [point(t, t, AGENT="wild") for t in range(8)]
    glanced = seen("Time Series: Line", {"metric": "NET_LATENCY"}, points=points)

    assert glanced == Glance("▁▂▃▄▅▆▇█", "7 ms")


def test_bars_show_their_profile_and_the_highest_total() -> None:
    points = [point(0, 1, AGENT="a"), point(0, 3, AGENT="b"), point(0, None, AGENT="c")]

    assert seen("Bar Chart: Grouped", points=points).figure == "3"


def test_stacked_bars_show_their_sum_and_grouped_ones_their_highest() -> None:
    points = [point(0, 99, AGENT="a", TEST="x"), point(0, 98, AGENT="a", TEST="y")]

    assert seen("Bar Chart: Stacked", points=points).figure == "197"
    assert seen("Bar Chart: Grouped", points=points).figure == "99"


def test_a_number_shows_its_first_card_and_where_it_went() -> None:
    cards = [{"cardId": "c", "value": 97.2, "previousValue": 99.1}, {"cardId": "d", "value": 1}]

    assert seen("Number", cards=cards).figure == "97.2 ▼"


@pytest.mark.parametrize(
    ("type_", "parts", "figure"),
    [
        ("Alert List", {"totalAlerts": 14, "activeAlerts": 3, "alerts": []}, "3 of 14"),
        (
            "Agent Status",
            {"summary": {"online": 9, "offline": 2}, "agents": [{"agentName": "a"}]},
            "2 offline",
        ),
        ("Table", {"points": [point(0, 1, COUNTRY="NO"), point(0, 1, COUNTRY="SE")]}, "2 rows"),
        ("Table", {"points": [point(0, 1, COUNTRY="NO")]}, "1 row"),
        ("Agent Status", {"agents": [{"status": "OFFLINE"}, {"status": "online"}]}, "1 offline"),
        ("List", {"legend": {"Severe": 2}}, "2 Severe"),
        ("Quantum Foam", {"cards": [{"value": 7}], "alerts": [{"active": True}]}, "7"),
        ("Map", {"status": "No data"}, "no data"),
    ],
)
def test_other_widgets_are_counted(type_: str, parts: dict[str, Any], figure: str) -> None:
    assert seen(type_, **parts) == Glance(figure=figure)
