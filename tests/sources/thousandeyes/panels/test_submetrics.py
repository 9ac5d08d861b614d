"""Pies and stacked areas of metrics with components: one chart for each group, or one for all."""

from __future__ import annotations

from typing import Any

import pytest

from te_tui.models.content import Headline, Phrase, Stack, TimeChart
from te_tui.models.forms import Pie, Slice
from te_tui.render.pictures import draw, to_plain
from te_tui.render.text.words import written_words
from te_tui.sources.thousandeyes.body.panel_data import PanelData
from tests.render.bodies import data, panel, point
from tests.render.reading import drawing_of

PIE, AREA = "Pie Chart", "Time Series: Stacked Area"


def components(*agents: str) -> PanelData:
    return data(
        points=[
            point(time, value + time, AGENT=agent, COMPONENT=part)
            for time in (0, 300)
            for agent in agents
            for part, value in (("DNS", 1), ("SSL", 3))
        ],
        binSize=300,
    )


def headings(drawing: object) -> list[str]:
    assert isinstance(drawing, Stack)
    return [written_words(part.phrases[0].text) for part in drawing.parts if isinstance(part, Headline)]


@pytest.mark.parametrize("fields", [{}, {"showSubmetrics": True}, {"showSubmetrics": "true"}])
def test_each_group_has_a_pie_of_its_own_components(fields: dict[str, Any]) -> None:
    drawing = drawing_of(panel(PIE, groupBy="AGENT", **fields), components("Oslo", "Rome"))
    shares = Pie((Slice("SSL", 303), Slice("DNS", 301)))
    assert drawing == Stack(
        (Headline((Phrase("Oslo", "title"),)), shares, Headline((Phrase("Rome", "title"),)), shares)
    )
    assert to_plain(draw(drawing, 40)).count("50.2 %") == 2


@pytest.mark.parametrize("shown", [False, None])
def test_all_components_are_in_one_pie_where_the_dashboard_says_so_or_there_are_none(shown: object) -> None:
    drawing = drawing_of(panel(PIE, showSubmetrics=shown), components("Oslo", "Rome"))
    assert isinstance(drawing, Pie)
    assert {one.label for one in drawing.slices} == {"Oslo · DNS", "Oslo · SSL", "Rome · DNS", "Rome · SSL"}


def test_each_group_has_a_stack_of_its_own_components() -> None:
    drawing = drawing_of(panel(AREA, groupBy="AGENT"), components("Oslo", "Rome"))
    assert headings(drawing) == ["Oslo", "Rome"]
    assert isinstance(drawing, Stack)
    charts = [part for part in drawing.parts if isinstance(part, TimeChart)]
    assert [[line.label for line in chart.series] for chart in charts] == [["DNS", "SSL"]] * 2
    assert all(chart.stacked for chart in charts)


@pytest.mark.parametrize("shown", [False, None])
def test_all_components_are_in_one_stack_where_the_dashboard_says_so(shown: object) -> None:
    drawing = drawing_of(panel(AREA, showSubmetrics=shown), components("Oslo", "Rome"))
    assert isinstance(drawing, TimeChart)
    assert len(drawing.series) == 4


def test_the_group_is_the_one_that_the_widget_is_grouped_by_wherever_it_stands() -> None:
    assert headings(drawing_of(panel(PIE, groupBy="COMPONENT"), components("Oslo", "Rome"))) == ["DNS", "SSL"]


@pytest.mark.parametrize("type_", [PIE, AREA])
@pytest.mark.parametrize(("apart", "heading"), [({}, "all"), ({"AGENT": "Bern"}, "Bern")])
def test_points_without_components_join_no_other_groups_chart(
    type_: str, apart: dict[str, str], heading: str
) -> None:
    points = [point(0, value, AGENT="Oslo", COMPONENT=part) for part, value in (("DNS", 1), ("SSL", 3))]
    drawing = drawing_of(panel(type_, groupBy="AGENT"), data(points=[*points, point(0, 9, **apart)]))
    assert headings(drawing) == ["Oslo", heading]


@pytest.mark.parametrize("odd", ["maybe", {}, 7])
def test_a_setting_that_cannot_be_read_is_taken_for_the_default(odd: object) -> None:
    drawing = drawing_of(panel(PIE, groupBy="AGENT", showSubmetrics=odd), components("Oslo", "Rome"))
    assert headings(drawing) == ["Oslo", "Rome"]


@pytest.mark.parametrize("type_", [PIE, AREA])
def test_without_components_there_is_one_chart(type_: str) -> None:
    points = [point(0, 1, AGENT="Oslo"), point(0, 2, AGENT="Rome")]
    assert isinstance(drawing_of(panel(type_, groupBy="AGENT"), data(points=points)), Pie | TimeChart)


def test_a_group_whose_components_are_no_shares_spoils_no_other_pie() -> None:
    points = [
        point(0, value, AGENT=agent, COMPONENT=part)
        for agent, values in (("Oslo", (1, -1)), ("Rome", (1, 3)))
        for part, value in zip("ab", values, strict=True)
    ]
    text = to_plain(draw(drawing_of(panel(PIE), data(points=points)), 60))
    assert "No shares: a value is below zero." in text
    assert "75.0 %" in text
