"""Figures have the colour in which their panel paints them, as far as that says how good they are."""

from __future__ import annotations

from typing import Any

import pytest

from te_tui.models.content import Number, Numbers
from te_tui.render.pictures import draw
from te_tui.render.sentences import sentences
from te_tui.sources.grafana.content.drawing import drawing_of
from te_tui.sources.grafana.fields.trouble import role_of
from tests.sources.grafana.bodies import configured, panel, series, snapshot

STEPS = [{"color": "green", "value": None}, {"color": "orange", "value": 70}, {"color": "red", "value": 90}]
PAINTED = {"thresholds": {"mode": "absolute", "steps": STEPS}}


def paint(value: Any, config: dict[str, Any], kind: str = "stat", **rest: Any) -> str:
    its = snapshot(panel(series([0, 100, value]), kind=kind, fieldConfig=configured(config), **rest))
    drawing = drawing_of(its.panels[0], its)
    assert isinstance(drawing, Numbers)
    return drawing.numbers[0].paint


@pytest.mark.parametrize("kind", ["stat", "gauge", "bargauge"])
@pytest.mark.parametrize(("value", "role"), [(-5, "good"), (69.9, "good"), (70, "warning"), (90, "bad")])
def test_a_figure_is_painted_by_the_last_threshold_that_it_reaches(
    kind: str, value: float, role: str
) -> None:
    assert paint(value, PAINTED, kind) == role


@pytest.mark.parametrize(
    ("config", "role"),
    [
        ({"min": 0, "max": 200}, "good"), ({"min": 100, "max": 200}, "good"), ({"max": 120}, "warning"),
        ({}, "bad"), ({"min": 95, "max": 95}, "good"), ({"min": 5, "max": 5}, "bad"),
    ],
)  # fmt: skip
def test_percentages_are_of_the_panels_limits_or_of_its_numbers(config: dict[str, Any], role: str) -> None:
    assert paint(95, {"thresholds": {"mode": "percentage", "steps": STEPS}, **config}) == role


def test_a_mapping_decides_before_thresholds() -> None:
    mapping = {"type": "value", "options": {"95": {"text": "up", "color": "green"}}}
    assert paint(95, {**PAINTED, "mappings": [mapping]}) == "good"


@pytest.mark.parametrize("sent", ["", {}, {"steps": ""}, {"steps": [None, {}]}, {"steps": [{"value": "x"}]}])
def test_damaged_thresholds_paint_nothing(sent: object) -> None:
    assert paint(95, {"thresholds": sent}) == ""


def test_a_panel_that_paints_no_figure_leaves_it_plain() -> None:
    assert paint(95, PAINTED, options={"colorMode": "none"}) == ""
    assert paint(95, {**PAINTED, "color": {"mode": "palette-classic"}}) == ""
    assert paint(None, PAINTED, options={"reduceOptions": {"calcs": ["last"]}}) == ""


def test_old_single_stats_have_colours_of_their_own() -> None:
    old = {"thresholds": "70, 90", "colors": ["#299c46", "rgba(237, 129, 40, 0.89)", "#d44a3a"]}
    assert paint(71, {}, "singlestat", colorValue=True, **old) == "warning"
    assert paint(91, {}, "singlestat", gauge={"show": True}, **old) == "bad"
    assert paint(91, {}, "singlestat", **old) == ""
    assert paint(91, {}, "singlestat", colorValue=True, **{**old, "thresholds": "a,b"}) == ""


def test_only_red_yellow_and_green_say_how_good_a_figure_is() -> None:
    roles = [
        role_of(color) for color in ("dark-red", "#EAB839", "super-light-green", "#73BF69", "blue", "#ccc")
    ]
    assert roles == ["bad", "warning", "good", "good", "", ""]


def test_what_is_bad_is_marked_besides_its_colour() -> None:
    figures = Numbers((Number("CPU", 95.0, "%", paint="bad"), Number("Disk", 5.0, "%", paint="good")))
    spans = [span for line in draw(figures, 60).lines for span in line]
    assert [(span.text.strip(), span.role) for span in spans if span.role in {"good", "bad"}] == [
        ("95 %", "bad"), ("!", "bad"), ("5 %", "good"),
    ]  # fmt: skip
    assert list(sentences(figures)) == ["CPU: 95 %, marked as bad.", "Disk: 5 %."]
