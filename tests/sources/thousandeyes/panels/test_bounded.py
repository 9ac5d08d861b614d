"""Very much data in one widget: drawn in so many rows, columns and marks, with a word about the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from te_tui.models.content import BarChart, Grid, TimeChart
from te_tui.models.limits import LIMITS
from te_tui.render.data_table import data_table
from te_tui.render.pictures import draw, to_plain
from te_tui.sources.thousandeyes.body.panel import Panel, PanelPart
from te_tui.sources.thousandeyes.body.panel_data import PanelData, read_panel_data
from te_tui.sources.thousandeyes.panels.shown import ShownPanel
from tests.render.reading import drawing_of

pytestmark = pytest.mark.long

MANY = 20_000


def read(data: dict[str, Any]) -> PanelData:
    return read_panel_data(json.dumps({"data": data}).encode())


def drawn(kind: str, data: PanelData, panel: Panel | None = None) -> str:
    return to_plain(draw(drawing_of(panel or Panel(type=kind), data), 80))


def point(*values: str, time: int = 1_790_000_000) -> dict[str, Any]:
    groups = [{"groupProperty": f"P{place}", "groupValue": value} for place, value in enumerate(values)]
    return {"timestamp": time, "value": 1, "groups": groups}


def points(columns: int) -> list[dict[str, Any]]:
    """Points of as many groups, each of another value: a pivot in which they stand on the diagonal."""
    return [point(*[f"g{number}"] * columns) for number in range(MANY)]


@cache
def series(columns: int) -> PanelData:
    """The same, read once for all kinds of widgets."""
    return read({"points": points(columns)})


def own_metrics() -> list[dict[str, Any]]:
    return [{"graphlets": [{"metric": f"m{number}", "points": [{"y": 1}]}]} for number in range(MANY)]


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("List", lambda: read({"rows": [{f"c{n}": n for n in range(MANY)}]}), "and 19,744 more columns"),
        ("List", lambda: read({"rows": [{f"c{n}": n} for n in range(MANY)]}), "and 18,829 more rows"),
        (
            "List",
            lambda: read({"rows": [{"a": 1}], "legend": {f"c{n}": n for n in range(MANY)}}),
            "and 19,744 more kinds",
        ),
        ("Table", lambda: series(2), "and 19,744 more columns"),
        ("Table", lambda: series(2), "and 18,833 more rows"),
        (
            "Multi Metric Table",
            lambda: read({"columns": [{"points": [{"value": 1}]}] * MANY}),
            "and 19,744 more columns",
        ),
        ("Test Table", lambda: read({"tests": own_metrics()}), "and 19,744 more columns"),
        ("Time Series: Line", lambda: series(1), "and 19,000 more series"),
        ("Time Series: Stacked Area", lambda: series(1), "and 19,000 more series"),
        ("Time Series: Stacked Area", lambda: series(2), "and 19,744 more charts"),
        ("Bar Chart: Grouped", lambda: series(1), "and 10,000 more bars"),
        ("Bar Chart: Stacked", lambda: series(2), "more bars"),
        ("Pie Chart", lambda: series(1), "and 10,000 more series"),
        ("Color Grid", lambda: series(2), "and 10,000 more series"),
        ("Heatmap", lambda: series(2), "and 10,000 more series"),
        ("Map", lambda: series(1), "and 10,000 more series"),
        ("Box and Whiskers", lambda: series(1), "and 10,000 more series"),
        ("Number", lambda: read({"cards": [{"value": n} for n in range(MANY)]}), "and 10,000 more cards"),
        (
            "Agent Status",
            lambda: read({"agents": [{"status": f"s{n}"} for n in range(MANY)]}),
            "and 19,744 more states",
        ),
    ],
)
def test_what_is_beyond_a_drawing_is_counted(kind: str, data: Callable[[], PanelData], said: str) -> None:
    picture = drawn(kind, data())
    assert said in picture
    assert picture.count("\n") <= 4 * LIMITS.marks + LIMITS.entries


@pytest.mark.parametrize(
    ("categories", "parts"), [(2, 2), (3, LIMITS.columns + 2), (LIMITS.marks // 2 + 5, 2)]
)
def test_every_bar_is_drawn_or_counted(categories: int, parts: int) -> None:
    sent = [point(f"c{category}", f"p{part}") for category in range(categories) for part in range(parts)]
    chart = drawing_of(Panel(type="Bar Chart: Grouped"), read({"points": sent}))
    assert isinstance(chart, BarChart)
    assert len(chart.categories) * len(chart.series) + chart.more == categories * parts
    assert chart.left_out == 0


def test_boxes_and_maps_beyond_a_drawing_are_counted() -> None:
    spread = [{"timestamp": 1_790_000_000 + n, "value": 1} for n in range(MANY)] * 2
    assert "and 10,000 more boxes" in drawn("Box and Whiskers", read({"points": spread}))
    tests = [{"value": 1, "groups": [{"groupProperty": "TEST", "groupValue": f"t{n}"}]} for n in range(600)]
    picture = drawn("Map", read({"points": tests}), Panel(type="Map", map_per_test=True))
    assert "and 344 more maps" in picture


def test_a_table_of_values_is_cut_in_the_same_way() -> None:
    wide = PanelData(rows=({f"c{n}": "1" for n in range(MANY)},))
    grid = data_table(ShownPanel(Panel(), wide))
    assert (len(grid.columns), grid.more_columns, grid.more_rows) == (256, 19_744, 0)
    sparse = PanelData(rows=tuple({f"c{n}": "1"} for n in range(MANY)))
    grid = data_table(ShownPanel(Panel(), sparse))
    assert (len(grid.columns), grid.more_columns) == (256, 19_744)
    assert len(grid.rows) + grid.more_rows == MANY


def test_what_sound_widgets_have_is_drawn_whole() -> None:
    hundred_thousand = read({"points": [{"timestamp": n, "value": n} for n in range(100_000)]})
    grid = data_table(ShownPanel(Panel(), hundred_thousand))
    assert (len(grid.rows), grid.more_rows, grid.more_columns) == (100_000, 0, 0)
    many = read({"points": points(1)[:500]})
    chart = drawing_of(Panel(type="Time Series: Line"), many)
    assert isinstance(chart, TimeChart)
    assert (len(chart.series), chart.more) == (500, 0)
    rows = read({"rows": [{"a": n, "b": n} for n in range(MANY)]})
    listed = drawing_of(Panel(type="List"), rows)
    assert isinstance(listed, Grid)
    assert (len(listed.rows), listed.more_rows) == (MANY, 0)


@pytest.mark.parametrize("letter", ["a ", "\u0915\u094d", "\u0301", "👍🏽"])
@pytest.mark.parametrize("kind", ["Time Series: Line", "Unheard of"])
def test_one_very_long_text_is_cut(kind: str, letter: str) -> None:
    long = letter * (400_000 // len(letter))
    data = {
        "status": long,
        "rows": [{long: long}],
        "points": [point(long, long)],
        "cards": [{"cardName": long, "status": long}],
        "tests": [{"testName": long, "graphlets": [{"metric": long, "points": [{"y": 1}]}]}],
    }
    assert len(drawn(kind, read(data))) < 200_000


def test_suppressed_spans_without_end_are_shaded_once() -> None:
    windows = [{"startTimes": [1_790_000_000] * 20_000, "durationInSeconds": 10**9}]
    data = {"points": [point("a"), point("a", time=1_790_000_600)], "alertSuppressionWindows": windows}
    assert "alerts suppressed" in drawn("Time Series: Line", read(data))


def test_many_parts_are_looked_up_at_once() -> None:
    parts = [PanelPart(part_id=f"c{n}", description=f"Card {n}") for n in range(MANY)]
    cards = [{"cardId": f"c{n}", "value": n} for n in range(MANY)]
    assert "Card 9999" in drawn("Number", read({"cards": cards}), Panel(type="Number", cards=parts))
