"""Values and differences of a quantity, as the sentences and tables of an analysis write them."""

from __future__ import annotations

from datetime import UTC

import pytest

from te_tui.analysis.comparison import compare
from te_tui.analysis.series import PanelSeries, Quantity, State, UnitStep
from te_tui.analysis.timeline import timeline
from te_tui.analysis.trend import trends
from te_tui.analysis.weeks import Part
from te_tui.models.content import Series as ChartSeries
from te_tui.models.content import TimeChart
from te_tui.render.analysis.amounts import (
    amount,
    amounts,
    difference,
    differences,
    in_readable_unit,
    relative_amount,
)
from te_tui.render.analysis.comparison import draw_comparison, shift_alone, shift_words, sides
from te_tui.render.analysis.timeline import (
    describe_episode_in,
    describe_incident,
    draw_timeline,
    levels_words,
    verdict_words,
)
from te_tui.render.analysis.trend import describe_trend, week_words
from te_tui.render.analysis.trend_chart import trend_chart
from te_tui.render.pictures import to_plain
from tests.analysis.planted import ERRORS, LATENCY, LOSS, MIDNIGHT, UNKNOWN, between, noisy, series

BYTES = Quantity(
    unit="B",
    steps=tuple(UnitStep(1024.0**power, unit) for power, unit in enumerate(("B", "KiB", "MiB", "GiB"))),
)
SHORT = Quantity(steps=(UnitStep(1.0, None), UnitStep(1000.0, "K")))
CHECKOUT = Quantity(worst="low", states=(State(0.0, "down"), State(1.0, "degraded"), State(2.0, "up")))


@pytest.mark.parametrize(
    ("value", "quantity", "text"),
    [
        (8.788 * 1024**3, BYTES, "8.788 GiB"),
        (1024, BYTES, "1 KiB"),
        (0, BYTES, "0 B"),
        (0.5, BYTES, "0.5 B"),
        (11_480, SHORT, "11.48 K"),
        (11_480, UNKNOWN, "11,480"),
        (812, LATENCY, "812 ms"),
        (99.996, LOSS, "99.996 %"),
        (1, CHECKOUT, "degraded"),
        (1.5, CHECKOUT, "1.5"),
        (None, BYTES, "–"),
    ],
)
def test_a_value_is_written_in_the_unit_of_its_size(
    value: float | None, quantity: Quantity, text: str
) -> None:
    assert amount(value, quantity) == text


@pytest.mark.parametrize(
    ("before", "after", "quantity", "text"),
    [
        (121, 246, LATENCY, "121 → 246 ms"),
        (2 * 1024**3, 3.5 * 1024**3, BYTES, "2 → 3.5 GiB"),
        (0, 3.5 * 1024**3, BYTES, "0 → 3.5 GiB"),
        (2048, 3 * 1024**2, BYTES, "2 KiB → 3 MiB"),
        (18, 11_498, SHORT, "18 → 11,498"),
        (2, 0, CHECKOUT, "up → down"),
        (0, 0, BYTES, "0 B → 0 B"),
        (None, 3, LATENCY, "– → 3 ms"),
    ],
)
def test_two_values_share_a_unit_where_they_can(
    before: float | None, after: float | None, quantity: Quantity, text: str
) -> None:
    assert amounts(before, after, quantity) == text


@pytest.mark.parametrize(
    ("value", "quantity", "text"),
    [
        (37.84, LOSS, "+37.84 points"),
        (-0.004, LOSS, "−0.004 points"),
        (-3 * 1024**2, BYTES, "−3 MiB"),
        (41, ERRORS, "+41 a bin"),
        (139, LATENCY, "+139 ms"),
    ],
)
def test_a_difference_has_a_sign_and_that_of_percentages_is_in_points(
    value: float, quantity: Quantity, text: str
) -> None:
    assert difference(value, quantity) == text


def test_the_ends_of_an_interval_are_in_the_unit_of_the_whole() -> None:
    size = 1024**2
    assert differences(2 * size, 512 * 1024, 3 * size, BYTES) == "+2 MiB (+0.5 … +3)"
    assert differences(18.2, 14.1, 22.3, LOSS, " a week") == "+18.2 points a week (+14.1 … +22.3)"


@pytest.mark.parametrize(
    ("relative", "quantity", "text"),
    [
        (7.64, LATENCY, "+764 %"),
        (-0.25, LATENCY, "−25 %"),
        (189.2, LOSS, "×190"),
        (-0.5, LOSS, "×0.5"),
        (-1.0, CHECKOUT, ""),
        (None, LATENCY, ""),
    ],
)
def test_a_relative_change_is_no_percentage_beside_points(
    relative: float | None, quantity: Quantity, text: str
) -> None:
    assert relative_amount(relative, quantity) == text


def test_a_chart_is_drawn_in_the_unit_of_its_largest_value() -> None:
    chart = TimeChart((ChartSeries("a", (), [0, 60], [1024.0, None]), ChartSeries("b", (), [0], [2048.0])))
    drawn = in_readable_unit(chart, BYTES)
    assert (drawn.unit, [list(one.values) for one in drawn.series]) == ("KiB", [[1.0, None], [2.0]])
    assert in_readable_unit(chart, LATENCY) == TimeChart(chart.series, unit="ms")


def test_no_two_percentages_stand_beside_each_other() -> None:
    found = timeline([series(noisy(0.2, 0.01, 288, 1, between(100, 150, 37.8)), quantity=LOSS)])
    (episode,) = found.episodes
    told = describe_episode_in(episode, None, UTC)
    assert "+37.8 points (×19" in told
    assert ", from 0.1" in told
    assert told.count("%") == 1
    wide = to_plain(draw_timeline(found, None, 120, UTC))
    assert "%" not in wide
    assert "relative" in wide
    other = timeline([series(noisy(100, 1, 288, 1, between(100, 150, 80)))]).episodes[0]
    assert " % of usual), from " in describe_episode_in(other, None, UTC)


def test_the_largest_change_is_told_with_its_size_and_as_a_part_of_the_usual() -> None:
    found = timeline(
        [
            series(noisy(100, 1, 288, 1, between(100, 150, 80))),
            series(noisy(100, 1, 288, 2, between(100, 150, 40)), "Oslo"),
        ]
    )
    told = describe_incident(found, found.incidents[0], None, UTC)
    assert "the largest: Frankfurt · Title of w1 +8" in told
    assert " % of usual); over at" in told


def test_states_are_told_by_name_and_come_before_other_changes_of_the_same_time() -> None:
    fall = [2.0] * 100 + [0.0] * 50 + [2.0] * 138
    rise = noisy(100, 1, 288, 1, between(100, 150, 800))
    found = timeline([series(rise, "Oslo"), series(fall, quantity=CHECKOUT)])
    first, second = found.episodes
    assert (first.start, first.series.label) == (second.start, "Frankfurt")
    assert (verdict_words(first), levels_words(first)) == ("▼ worse", "up → down")
    told = describe_episode_in(first, None, UTC)
    assert ": worse from " in told
    assert "; from up to down; clear." in told
    unknown = timeline([series(fall, quantity=CHECKOUT._replace(worst=None))]).episodes[0]
    assert verdict_words(unknown) == "changed"
    assert ": changed from " in describe_episode_in(unknown, None, UTC)


def test_a_comparison_is_written_in_readable_units() -> None:
    size = 1024.0**3
    before = series(noisy(8 * size, size / 50, 288, 1), quantity=BYTES)
    after = series(noisy(10 * size, size / 50, 288, 2), quantity=BYTES, start=before.times[0] + 86_400)
    old, new = (PanelSeries("w1", None, None, None, (one,)) for one in (before, after))
    found = compare([old], [new])
    (one,) = found.series
    assert [text.partition(" ")[2] for text in sides(one, pictures=False)] == ["GiB", "GiB"]
    assert shift_alone(one).endswith(" GiB")
    assert shift_words(one).startswith(f"{shift_alone(one)} (+")
    lines = to_plain(draw_comparison(found, 60)).splitlines()
    assert any(line.endswith(shift_alone(one)) for line in lines)


def test_a_trend_is_written_in_readable_units_and_in_points() -> None:
    weeks = 604_800

    def told(quantity: Quantity, level: float, growth: float) -> str:
        parts = [
            Part(
                f"s{week}",
                MIDNIGHT + (week + 1) * weeks,
                series(
                    noisy(level + growth * week, level / 500, 168, week),
                    quantity=quantity,
                    bin_size=3600,
                    start=MIDNIGHT + week * weeks,
                ),
            )
            for week in range(12)
        ]
        (trend,) = trends({"Frankfurt": parts}, 3600)
        assert trend_chart(trend).unit == ("GiB" if quantity is BYTES else "%")
        return " ".join([*describe_trend(trend), week_words(trend.weeks[0], quantity)])

    memory = told(BYTES, 8 * 1024.0**3, 1024.0**3 / 8)
    assert "rising, +12" in memory
    assert " MiB a week (+1" in memory
    assert " GiB in 11 weeks" in memory
    assert ": median 7.999 GiB" in memory
    loss = told(LOSS, 20, 0.8)
    assert " points a week (+" in loss
    assert " points in 11 weeks" in loss
