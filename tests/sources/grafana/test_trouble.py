"""Which end of a panel's values is trouble, by its colours."""

from __future__ import annotations

from typing import Any

import pytest

from te_tui.render.glance import Glance, glance_at
from te_tui.sources.grafana.fields.trouble import RED, urgency_of
from te_tui.sources.grafana.shown import ShownPanel
from tests.sources.grafana.bodies import configured, panel, series, snapshot

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
    frame = series([1, *STEADY, 9])
    assert glance(frame, kind="singlestat", colors=["#d44a3a", "orange", "#299c46"]).figure == "min 1"
    assert glance(frame, kind="graph", thresholds=[{"op": "lt", "value": 3}]).figure == "min 1"
    assert glance(frame, kind="graph", thresholds=[{"op": "gt", "value": 3}]).figure == "max 9"


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
