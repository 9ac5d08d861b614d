"""Which end of a panel's values is trouble, by its colours."""

from __future__ import annotations

from typing import Any

import pytest

from te_tui.render.glance import Glance, glance_at
from te_tui.sources.grafana.fields.trouble import RED, urgency_of
from te_tui.sources.grafana.shown import ShownPanel
from tests.sources.grafana.bodies import T0, configured, field, frame, panel, series, snapshot

STEADY = [5, 5.1, 4.9, 5, 5, 5.1, 4.9, 5, 5, 5]


def glance(*frames: Any, **rest: Any) -> Glance:
    its = snapshot(panel(*frames, **rest))
    content = ShownPanel(its.panels[0], its)
    return glance_at(content.glimpse(content.drawing()))


def thresholds(*colors: str) -> dict[str, Any]:
    steps = [{"color": color, "value": index or None} for index, color in enumerate(colors)]
    return {"thresholds": {"mode": "absolute", "steps": steps}}


@pytest.mark.parametrize(
    ("color", "urgency"),
    [
        ("red", RED), ("semi-dark-red", RED), ("#F2495C", RED), ("rgba(245, 54, 54, 0.9)", RED),
        ("#d44a3a", RED),
        ("orange", 2), ("#FF9830", 2), ("super-light-yellow", 1), ("#EAB839", 1), ("green", 0),
        ("#299c46", 0),
        ("rgb(50, 172, 45)", 0), ("transparent", 0), ("#808080", 0), ("", 0), (None, 0),
    ],
)  # fmt: skip
def test_colours_are_as_urgent_as_they_look(color: str | None, urgency: int) -> None:
    assert urgency_of(color) == urgency


@pytest.mark.parametrize(
    ("colors", "figure"),
    [(("green", "red"), "max 90"), (("red", "yellow", "green"), "min -90"), (("blue", "purple"), "max 90")],
)
def test_the_worst_value_lies_where_the_thresholds_are_red(colors: tuple[str, ...], figure: str) -> None:
    config = configured(thresholds(*colors))
    assert glance(series([-90, *STEADY, 90]), fieldConfig=config).marked == f"! {figure}"


def test_older_panels_say_it_by_colours_of_their_own_or_by_a_side() -> None:
    sent = series([1, *STEADY, 9])
    assert glance(sent, kind="singlestat", colors=["#d44a3a", "orange", "#299c46"]).figure == "min 1"
    assert glance(sent, kind="graph", thresholds=[{"op": "lt", "value": 3}]).figure == "min 1"
    assert glance(sent, kind="graph", thresholds=[{"op": "gt", "value": 3}]).figure == "max 9"


def test_of_several_units_the_first_one_that_is_far_from_usual_speaks() -> None:
    config = configured({}, ("byName", "lag", {"unit": "s"}))
    calm, wild = series(STEADY, "waiting"), series([*STEADY, 90], "lag")
    assert glance(calm, wild, fieldConfig=config).marked == "! max 1.5 mins"
    assert glance(calm, series(STEADY, "lag"), fieldConfig=config).figure == "max 5.1"


def test_one_value_alone_needs_no_word() -> None:
    assert glance(series([7]), kind="stat").figure == "7"


def test_numbers_that_came_as_text_count_and_what_is_none_does_not() -> None:
    assert glance(series(["3", None, "NaN", 12, "x"])).figure == "max 12"


def test_a_panel_without_numbers_has_rows_or_no_data() -> None:
    assert glance(series([])).figure == "no data"
    assert glance(series(["a", "b"]), kind="table").figure == "2 rows"


@pytest.mark.parametrize(("values", "far"), [(8, False), (7, True)])
def test_a_series_of_eight_values_is_its_own_measure_of_what_is_usual(values: int, far: bool) -> None:
    high = [90 + number % 2 for number in range(values)]
    assert glance(series(STEADY * 3, "low"), series(high, "high")).far is far


def test_places_and_edges_are_no_measures_and_hidden_fields_say_nothing() -> None:
    columns = [[50.1], [8.7], [3]]
    fields = [field("lat", "number"), field("Longitude", "number"), field("n", "number")]
    assert glance(frame(fields, columns), kind="geomap").figure == "3"
    edges = [field("xMin", "number"), field("xMax", "number"), field("n", "number")]
    assert glance(frame(edges, [[900], [901], [4]]), kind="histogram").figure == "4"
    hidden = configured({}, ("byName", "b", {"custom.hideFrom.viz": True}))
    assert glance(series([1], "a"), series([900], "b"), fieldConfig=hidden).figure == "1"


def states(*colors: str | None) -> dict[str, Any]:
    options = {
        str(index): {"text": f"s{index}"} | ({"color": color} if color else {})
        for index, color in enumerate(colors)
    }
    return configured({"mappings": [{"type": "value", "options": options}]})


@pytest.mark.parametrize(
    ("colors", "values", "marked"),
    [
        (("green", "orange", "red"), [0, 1, 0], "worst s1"),
        (("green", "orange", "red"), [0, 2, 1], "! worst s2"),
        (("green", "yellow"), [0, 0], "s0"),
        (("red",), [0, None], "! s0"),
        (("green", None), [0, 1], "max 1"),
    ],
)
def test_of_states_with_a_colour_each_the_most_alarming_one_is_told(
    colors: tuple[str | None, ...], values: list[Any], marked: str
) -> None:
    assert glance(series(values), kind="state-timeline", fieldConfig=states(*colors)).marked == marked


@pytest.mark.parametrize(("different", "figure"), [(50, "worst s0"), (51, "max 50")])
def test_more_than_fifty_different_values_are_no_states(different: int, figure: str) -> None:
    config = states(*["green"] * 60)
    assert glance(series([*range(different)] * 2), fieldConfig=config).figure == figure


def test_the_small_picture_is_of_the_series_that_moved_most() -> None:
    its = snapshot(
        panel(series([1, 1, None], "calm"), series([None, None], "none"), series([0, 9, 3], "wild"))
    )
    content = ShownPanel(its.panels[0], its)
    spark = content.glimpse(content.drawing()).spark
    assert spark is not None
    assert (list(spark.values), spark.width, spark.keep) == ([0, 9, 3], 8, "high")


@pytest.mark.parametrize(
    ("frames", "kind", "figure"),
    [
        ([frame([field("a", "string")], [["x"]])], "table", "1 row"),
        ([frame([field("a", "string")], [["x", "y"]])] * 2, "table", "4 rows"),
        ([frame([field("t", "time"), field("body", "string")], [[T0], ["boom"]])], "logs", "1 row"),
        ([], "stat", "no data"),
    ],
)
def test_what_has_no_numbers_is_counted_in_rows(frames: list[Any], kind: str, figure: str) -> None:
    assert glance(*frames, kind=kind).figure == figure


@pytest.mark.parametrize(
    ("color", "urgency"),
    [
        # By hue: 18, 40, 70 and 335 degrees are the borders.
        ("#ff4c00", RED), ("#ff5100", 2), ("#ffa900", 2), ("#ffae00", 1), ("#d5ff00", 1), ("#d0ff00", 0),
        ("#ff006f", 0), ("#ff0066", RED), ("#ff0000", RED),
        ("#ff4c0", 0), ("rgb(255,0,0)", RED), ("rgb(300, 0, 0)", RED), ("rgb(255, 179, 179)", 0),
        ("rgb(255, 178, 178)", RED), ("dark-orange", 2), ("yellowish", 0),
    ],
)  # fmt: skip
def test_the_hue_of_a_colour_decides_how_urgent_it_is(color: str, urgency: int) -> None:
    assert urgency_of(color) == urgency
