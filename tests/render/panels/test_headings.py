"""The line above a widget."""

from __future__ import annotations

from typing import Any

import pytest

from te_tui.render.headings import panel_heading
from te_tui.render.text.picture import line_width
from te_tui.sources.thousandeyes.panels.facts import panel_facts, panel_scope
from tests.render.bodies import data, panel
from tests.render.reading import facts_of


def text_of(width: int, title: str = "Page load time, by agent") -> str:
    """The heading of a usual widget."""
    one = panel("Time Series: Line", title=title, metric="WEB_PAGE_LOAD", measure={"type": "MEAN"})
    return "".join(span.text for span in panel_heading(one.label, panel_facts(one, data(binSize=300)), width))


def test_the_facts_are_metric_measure_unit_and_bin_as_far_as_they_are_known() -> None:
    full = panel(metric="NET_LOSS", measure={"type": "NTH_PERCENTILE", "percentileValue": 95})
    assert facts_of(full, data(binSize=300)) == "Network loss · p95 · % · bins of 5 min"
    assert facts_of(panel(), None) == ""


def test_a_single_bin_is_not_told_as_one() -> None:
    window = {"startDate": "2026-11-10T00:00:00Z", "endDate": "2026-11-11T00:00:00Z"}
    assert facts_of(panel(), data(binSize=86_400, **window)) == ""
    assert facts_of(panel(), data(binSize=3_600, **window)) == "bins of 1 h"


def test_a_type_that_nobody_knows_is_told() -> None:
    assert facts_of(panel("Sankey Diagram"), None) == "Sankey Diagram, shown as tables"
    assert facts_of(panel("TABLE"), None) == facts_of(panel("heatmap"), None) == ""


def test_the_title_stands_on_the_left_and_the_facts_on_the_right() -> None:
    line = text_of(80)
    assert line.startswith("Page load time, by agent  ")
    assert line.endswith("bins of 5 min")


@pytest.mark.parametrize("width", [8, 20, 40, 41, 79, 120])
@pytest.mark.parametrize("title", ["", "A", "東京リージョンの遅延調査", "x" * 300])
def test_a_heading_is_exactly_as_wide_as_asked(width: int, title: str) -> None:
    one = panel("Number", title=title, metric="WEB_PAGE_LOAD")
    assert line_width(panel_heading(one.label, panel_facts(one, data()), width)) == width


def test_where_it_is_narrow_the_facts_give_way_and_not_the_title() -> None:
    assert text_of(30).startswith("Page load time, by agent")
    assert "bins" not in text_of(30)


def test_facts_are_whole_or_not_there() -> None:
    assert text_of(60).split("  ")[-1].strip() == "Web page load · mean · ms"
    assert text_of(45).split("  ")[-1].strip() == "Web page load"


def test_a_span_of_its_own_and_filters_come_first_and_whole_in_the_scope() -> None:
    narrowed = panel(
        metric="NET_LOSS",
        fixedTimespan={"value": 10, "unit": "Days"},
        filters={"AGENT": ["3", 5], "TEST": ["202701"], "EMPTY": []},
        isEmbedded=True,
    )
    assert facts_of(narrowed, None) == ("own span: 10 days · filtered by agent, test · Network loss · %")
    assert panel_scope(narrowed) == "own span: 10 days · embedded · only agent 3, 5 · only test 202701"


@pytest.mark.parametrize(
    ("field", "part", "name"),
    [
        ("multiMetricColumns", {"id": "c1", "metric": "NET_LOSS"}, "Network loss"),
        ("numberCards", {"id": "c1", "description": "Oslo", "metric": "NET_LOSS"}, "Oslo"),
    ],
)
def test_filters_of_one_column_or_card_are_told_behind_its_name(
    field: str, part: dict[str, str], name: str
) -> None:
    filters = {"AGENT": ["3"]}
    fields: dict[str, Any] = {field: [part | {"filters": filters}, {"id": "c2"}]}
    narrowed = panel(filters={"TEST": ["7"]}, **fields)
    assert panel_scope(narrowed) == f"only test 7 · {name}: only agent 3"
    assert facts_of(narrowed, None).startswith("filtered by test, agent")
    assert narrowed.own_settings == {"filters": {"TEST": ["7"]}, field: [{"id": "c1", "filters": filters}]}


@pytest.mark.parametrize(
    "filters", [None, {}, [], "x", 5, {"A": None}, {"": [{}]}, {"A": {"b": 1}}, {"\x1b": "c"}]
)
@pytest.mark.parametrize("span", [None, {}, {"value": None, "unit": "Days"}, {"value": 1}])
def test_odd_filters_and_spans_break_no_heading(filters: object, span: object) -> None:
    odd = panel("Number", title="A", filters=filters, fixedTimespan=span)
    assert line_width(panel_heading(odd.label, panel_facts(odd, data()), 60)) == 60
    assert "\x1b" not in panel_scope(odd)
