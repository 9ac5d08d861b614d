from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.models.content import Series, TimeChart
from te_tui.render.charts import explore
from te_tui.render.charts.explore import ChartView
from te_tui.render.series.timeline import bin_of, extent
from tests.render.examples import BIN, DAY, FEW, MIDNIGHT, a_chart, incident, series

Step = Callable[[ChartView, TimeChart], ChartView]

STEPS: dict[str, Step] = {
    "left": partial(explore.step_cursor, steps=-1),
    "right": partial(explore.step_cursor, steps=1),
    "far left": partial(explore.step_cursor, steps=-10),
    "far right": partial(explore.step_cursor, steps=10),
    "home": explore.cursor_home,
    "end": explore.cursor_end,
    "no cursor": explore.without_cursor,
    **{
        f"at {hour}": partial(explore.cursor_at, time=MIDNIGHT + hour * 3600 + 77) for hour in (-3, 5, 19, 40)
    },
    **{f"legend {n}": partial(explore.scroll_legend, lines=n, room=1) for n in (-1, 5)},
    "in": explore.zoom_in,
    "out": explore.zoom_out,
    "back": partial(explore.pan, steps=-1),
    "forth": partial(explore.pan, steps=1),
    "everything": explore.show_everything,
    **{f"toggle {index}": partial(explore.toggle_series, index=index) for index in (-1, 0, 1, 2, 9)},
    **{f"isolate {index}": partial(explore.isolate_series, index=index) for index in (-1, 0, 1, 9)},
    "order": explore.next_order,
    "logarithmic": explore.toggle_logarithmic,
    "multiples": explore.toggle_multiples,
    "face": explore.next_face,
}


def walked(names: str, chart: TimeChart) -> ChartView:
    """The look after some steps: `end, in, in`."""
    view = ChartView()
    for name in names.split(", "):
        view = STEPS[name](view, chart)
    return view


def assert_valid(view: ChartView, chart: TimeChart) -> None:
    first, last = extent(chart)
    start, end = view.window or (first, last)
    assert first <= start <= end <= last
    assert view.window is None or end - start >= explore._LEAST_BINS * bin_of(chart)
    assert view.window != (first, last)
    assert view.cursor is None or start <= view.cursor <= end
    assert view.cursor is None or any(view.cursor in line.times for line in chart.series)
    assert view.hidden <= set(range(len(chart.series)))


@FEW
@given(a_chart, st.lists(st.sampled_from(sorted(STEPS)), max_size=30))
def test_any_walk_over_any_chart_keeps_the_look_valid(chart: TimeChart, names: list[str]) -> None:
    view = explore.first_view(chart)
    for name in names:
        view = STEPS[name](view, chart)
        assert_valid(view, chart)


@pytest.mark.parametrize(
    ("names", "bins"),
    [
        ("right", 287), ("left", 287), ("end, left", 286), ("end, far left", 277), ("end, right", 287),
        ("home", 0), ("home, right", 1), ("home, far right", 10), ("home, left", 0),
    ],
)  # fmt: skip
def test_the_cursor_goes_from_instant_to_instant(names: str, bins: int) -> None:
    assert walked(names, incident()).cursor == MIDNIGHT + bins * BIN


def test_the_cursor_passes_over_instants_that_only_hidden_series_know() -> None:
    chart = TimeChart((series("a", [1.0] * 3, step=600), series("b", [1.0] * 6, step=300)))

    assert walked("home, right", chart).cursor == MIDNIGHT + 300
    assert walked("toggle 1, home, right", chart).cursor == MIDNIGHT + 600
    assert walked("home, right, toggle 1, right", chart).cursor == MIDNIGHT + 600
    assert walked("home, right, toggle 1, left", chart).cursor == MIDNIGHT


def test_the_cursor_stops_at_each_instant_within_a_second() -> None:
    times = [MIDNIGHT, MIDNIGHT + 0.001, MIDNIGHT + 0.25, MIDNIGHT + 1]
    chart = TimeChart((Series("a", (), times, [1.0, 2.0, 3.0, 4.0]),))

    assert [walked(f"home{', right' * steps}", chart).cursor for steps in range(4)] == times
    assert [walked(f"end{', left' * steps}", chart).cursor for steps in range(4)] == times[::-1]


def test_zooming_in_halves_the_window_and_keeps_the_cursor_where_it_was() -> None:
    view = walked("end, in", incident())
    start, end = view.window or (0, 0)

    assert end - start == DAY // 2
    assert view.cursor is not None
    assert (view.cursor - start) / (end - start) == pytest.approx((DAY - BIN) / DAY, abs=0.01)


def test_zooming_stops_at_four_bins_and_at_everything() -> None:
    near = walked(", ".join(["in"] * 20), incident())
    assert near.window is not None
    assert near.window[1] - near.window[0] == 4 * BIN

    for _ in range(20):
        near = explore.zoom_out(near, incident())
    assert near.window is None


def test_panning_goes_by_half_a_window_and_stops_at_the_data() -> None:
    assert walked("in, back", incident()).window == (MIDNIGHT, MIDNIGHT + DAY // 2)
    assert walked("in, back, back", incident()).window == (MIDNIGHT, MIDNIGHT + DAY // 2)
    assert walked("in, forth", incident()).window == (MIDNIGHT + DAY // 2, MIDNIGHT + DAY)


def test_panning_takes_the_cursor_along_and_the_cursor_the_window() -> None:
    view = walked("end, in, back", incident())
    assert view.window is not None
    assert view.cursor is not None
    assert 0 <= view.window[1] - view.cursor < BIN

    view = walked("in, home, left", incident())
    assert view.window is not None
    assert view.cursor == view.window[0]


def test_series_are_switched_and_isolated() -> None:
    chart = replace(incident(), series=incident().series * 2)

    assert walked("toggle 1", chart).hidden == {1}
    assert walked("toggle 1, toggle 1", chart).hidden == frozenset()
    assert walked("isolate 1", chart).hidden == {0, 2, 3}
    assert walked("isolate 1, isolate 0", chart).hidden == {1, 2, 3}
    assert walked("isolate 1, isolate 1", chart).hidden == frozenset()
    assert walked("toggle 9, isolate 9, toggle -1", chart) == ChartView()


def test_orders_and_faces_come_round() -> None:
    chart = incident()
    orders = [walked(", ".join(["order"] * count), chart).order for count in range(1, 6)]
    faces = [walked(", ".join(["face"] * count), chart).face for count in range(1, 4)]

    assert orders == ["last", "mean", "p95", "max", "given"]
    assert faces == ["table", "figures", "chart"]


def test_a_dashboard_that_wants_one_chart_each_starts_with_them() -> None:
    assert explore.first_view(replace(incident(), one_each=True)).multiples
    assert not explore.first_view(incident()).multiples
