"""A widget made large is explored by hand: read, zoomed, sorted, switched, and told in another time zone."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.models.snapshot import Snapshot
from te_tui.render.charts.explored import draw_explored
from te_tui.render.charts.readings import summaries_of
from te_tui.screens.exploring.series_list import SeriesList
from te_tui.screens.snapshot.panel_view import PanelView
from te_tui.screens.snapshot.screen import SnapshotScreen
from te_tui.screens.snapshot.widget_detail import WidgetDetailScreen
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.panel_data import PanelData
from te_tui.sources.thousandeyes.body.points import PointGroup, Points
from te_tui.sources.thousandeyes.panels.content import content_of
from tests.screens.conftest import explorer, lines, number, screen, snapshot, until, until_shown
from tests.screens.fake_source import FakeSource

BIN = 300
START = 1_794_268_800  # 10 Nov 2026 00:00 UTC


def chart(points: int, *names: str) -> PanelData:
    """Series of whole numbers that end in the index of their series: 0, 10, 20 …; 1, 11, 21 …"""
    return PanelData(
        bin_size=BIN,
        points=tuple(
            Points(
                (PointGroup("AGENT", name, name),),
                tuple(START + BIN * position for position in range(points)),
                tuple(10 * position + index for position in range(points)),
            )
            for index, name in enumerate(names)
        ),
    )


@pytest.fixture
def charts(source: FakeSource) -> FakeSource:
    """A chart of three cities, a number, and a chart of fifty."""
    kinds = ("Time Series: Line", "Number", "Time Series: Line")
    panels = tuple(
        Panel(widget_id=f"w{index}", title=f"Widget {index}", type=kind) for index, kind in enumerate(kinds)
    )
    source.opened["a"] = Snapshot(snapshot("a", ()).row, panels)
    source.data = {
        "w0": chart(60, "Oslo", "Rome", "Bonn"),
        "w1": number(7),
        "w2": chart(8, *(f"City {index:02}" for index in range(50))),
    }
    return source


def app_in_berlin(source: FakeSource) -> TeTui:
    app = explorer(source, snapshot_id="a")
    app.session.display.local = ZoneInfo("Europe/Berlin")
    return app


@asynccontextmanager
async def large(
    source: FakeSource, *keys: str, size: tuple[int, int] = (120, 40), notifications: bool = False
) -> AsyncIterator[Pilot[None]]:
    """The first widget, large."""
    async with app_in_berlin(source).run_test(size=size, notifications=notifications) as pilot:
        await until_shown(pilot, "Widget 0", "≈")
        await pilot.press("enter", *keys)
        await until(pilot, lambda: isinstance(pilot.app.screen, WidgetDetailScreen))
        await until_shown(pilot, "› Widget")
        yield pilot


def legend(pilot: Pilot[None]) -> list[str]:
    """The cities in the order in which the picture has them at a line's beginning."""
    cities = ("Oslo", "Rome", "Bonn")
    return [text.split()[1] for text in lines(pilot) if len(text.split()) > 1 and text.split()[1] in cities]


def offered(pilot: Pilot[None]) -> set[str]:
    """What the keys at hand do."""
    actives = pilot.app.screen.active_bindings.values()
    return {active.binding.id for active in actives if active.enabled and active.binding.id}


async def test_the_cursor_reads_the_values_of_all_series_at_its_time(charts: FakeSource) -> None:
    async with large(charts, "home") as pilot:
        await until_shown(pilot, "10 Nov 00:00:00 UTC")
        await pilot.press("right", "l")
        await until_shown(pilot, "10 Nov 00:10:00 UTC", "20", "21", "22")
        await pilot.press("shift+right", "left")
        await until_shown(pilot, "10 Nov 00:55:00 UTC", "110", "111", "112")
        await pilot.press("shift+left", "h")
        await until_shown(pilot, "10 Nov 00:00:00 UTC")
        await pilot.press("end")
        await until_shown(pilot, "10 Nov 04:55:00 UTC", "590", "591", "592")
        await pilot.press("c")
        await until(pilot, lambda: "04:55:00" not in screen(pilot))
        assert isinstance(pilot.app.screen, WidgetDetailScreen)


async def test_a_notice_hides_no_value_at_the_cursor(charts: FakeSource) -> None:
    async with large(charts, "end", size=(80, 24), notifications=True) as pilot:
        await until_shown(pilot, "590", "591", "592")
        pilot.app.notify(
            "\n".join(("Copied, if your terminal allows it:", *("a long link",) * 2)), timeout=20
        )
        await until_shown(pilot, "Copied", "10 Nov 04:55:00 UTC", "590", "591", "592")


async def test_v_copies_all_values_at_the_cursor_or_that_of_the_chosen_series(charts: FakeSource) -> None:
    async with large(charts, notifications=True) as pilot:
        await pilot.press("v")
        await until_shown(pilot, "Which value? The arrow keys move a cursor in a chart or table.")
        await pilot.press("left", "left", "v")
        await until_shown(pilot, "3 values at 10 Nov 04:50:00 UTC; x chooses one series", "v Value")
        assert [line.split() for line in pilot.app.clipboard.splitlines()[1:]] == [
            ["582", "Bonn"],
            ["581", "Rome"],
            ["580", "Oslo"],
        ]
        await pilot.press("x", "down", "v")
        await until_shown(pilot, "581 (Rome, 10 Nov 04:50:00 UTC)")
        assert pilot.app.clipboard == "581"


async def test_zoom_and_pan_move_through_time_and_0_shows_everything_again(charts: FakeSource) -> None:
    async with large(charts, "t", "home") as pilot:
        await until_shown(pilot, "of 60", "00:00 – 04:55 UTC")
        await pilot.press("plus")
        await until_shown(pilot, "of 30", "zoomed", "00:00 – 02:27 UTC")
        await pilot.press("greater_than_sign")
        await until_shown(pilot, "01:13 – 03:41 UTC")
        await pilot.press("less_than_sign")
        await until_shown(pilot, "00:00 – 02:27 UTC")
        await pilot.press("equals_sign", "minus", "0")
        await until_shown(pilot, "of 60", "00:00 – 04:55 UTC")
        await until(pilot, lambda: "zoomed" not in screen(pilot))


async def test_a_series_that_is_switched_off_stays_in_the_legend_as_hidden(charts: FakeSource) -> None:
    async with large(charts, "2") as pilot:
        await until_shown(pilot, "1 hidden")
        [rome] = [line for line in lines(pilot) if "Rome" in line]
        assert rome.split()[2:] == ["hidden"]
        await pilot.press("2")
        await until(pilot, lambda: "hidden" not in screen(pilot))


async def test_digits_count_by_the_order_of_the_legend(charts: FakeSource) -> None:
    async with large(charts, "o", "1") as pilot:
        await until_shown(pilot, "by last", "1 hidden")
        [bonn] = [line for line in lines(pilot) if "Bonn" in line]
        assert "hidden" in bonn


async def test_o_orders_the_legend_by_each_figure_and_back(charts: FakeSource) -> None:
    async with large(charts) as pilot:
        await until(pilot, lambda: legend(pilot) == ["Oslo", "Rome", "Bonn"])
        for order in ("last", "mean", "p95", "max"):
            await pilot.press("o")
            await until_shown(pilot, f"by {order}")
            await until(pilot, lambda: legend(pilot) == ["Bonn", "Rome", "Oslo"])
        await pilot.press("o")
        await until(pilot, lambda: legend(pilot) == ["Oslo", "Rome", "Bonn"])


async def test_any_of_fifty_series_is_picked_from_a_list_switched_and_isolated(charts: FakeSource) -> None:
    async with large(charts, "p", "x", "end", "space") as pilot:
        await until_shown(pilot, "1 hidden", "City 49")
        exploration = pilot.app.screen.feed.exploration(2)  # type: ignore[attr-defined]
        assert exploration.view.hidden == {49}
        await pilot.press("up", "i")
        await until_shown(pilot, "49 hidden")
        assert exploration.view.hidden == frozenset(range(50)) - {48}
        await pilot.press("i")
        await until(pilot, lambda: "hidden" not in screen(pilot))
        await pilot.press("right")  # while the list is open, the cursor still moves in the chart
        await until_shown(pilot, "00:35:00 UTC")
        await pilot.press("escape")
        await until(pilot, lambda: not pilot.app.screen.query_one(SeriesList).display)
        assert isinstance(pilot.app.screen, WidgetDetailScreen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotScreen))


async def test_the_list_of_series_closes_where_the_neighbour_has_none(charts: FakeSource) -> None:
    async with large(charts, "x") as pilot:
        await until(pilot, lambda: pilot.app.screen.query_one(SeriesList).has_focus)
        await pilot.press("n")
        await until_shown(pilot, "widget 2 of 3")
        assert not pilot.app.screen.query_one(SeriesList).display
        assert pilot.app.screen.query_one(PanelView).has_focus


async def test_t_goes_from_chart_to_table_to_figures_and_back(charts: FakeSource) -> None:
    async with large(charts) as pilot:
        await until_shown(pilot, "└", "t Table")
        await pilot.press("t")
        await until_shown(pilot, "oldest first", "t Figures")
        await pilot.press("t")
        await until_shown(pilot, "median", "t Chart")
        assert "chart.later" not in offered(pilot)
        await pilot.press("t")
        await until_shown(pilot, "└", "t Table")
        assert "chart.later" in offered(pilot)


async def test_m_gives_every_series_a_chart_of_its_own(charts: FakeSource) -> None:
    async with large(charts) as pilot:
        await until(pilot, lambda: screen(pilot).count("└") == 1)
        await pilot.press("m")
        await until(pilot, lambda: screen(pilot).count("└") == 3)


async def test_a_logarithmic_axis_says_how_many_values_it_cannot_show(charts: FakeSource) -> None:
    async with large(charts, "L") as pilot:
        await until_shown(pilot, "1 value ≤ 0 not shown", "logarithmic")
        await pilot.press("L")
        await until(pilot, lambda: "logarithmic" not in screen(pilot))


async def test_z_tells_times_in_local_time_on_every_screen(charts: FakeSource) -> None:
    async with app_in_berlin(charts).run_test(size=(160, 40)) as pilot:
        await until_shown(pilot, "10 Nov 21:12 – 11 Nov 03:12 UTC")
        await pilot.press("enter", "home")
        await until_shown(pilot, "10 Nov 00:00:00 UTC")
        await pilot.press("z")
        await until_shown(pilot, "10 Nov 01:00:00 CET")
        await pilot.press("escape")
        await until_shown(pilot, "10 Nov 22:12 – 11 Nov 04:12 CET")
        await pilot.press("escape")
        await until_shown(pilot, "Created (local)", "11 Nov 03:12", "11 Nov 03:12 CET")
        await pilot.press("s", "s", "s")
        await until_shown(pilot, "Created (local)↑")
        await pilot.press("z")
        await until_shown(pilot, "Created (UTC)↑", "11 Nov 02:12 UTC")


async def test_what_only_a_chart_can_do_is_not_offered_elsewhere(charts: FakeSource) -> None:
    async with large(charts) as pilot:
        await until(pilot, lambda: "chart.later" in offered(pilot))
        assert {"chart.zoom_in", "chart.face", "chart.pick", "chart.series_3"} <= offered(pilot)
        assert not {"chart.zoom_out", "chart.no_cursor", "chart.isolate", "chart.series_4"} & offered(pilot)
        await pilot.press("n")
        await until_shown(pilot, "widget 2 of 3")
        assert not {name for name in offered(pilot) if name.startswith("chart.")}
        await pilot.press("left", "plus", "x", "1", "t")
        assert "widget 2 of 3" in screen(pilot)


async def test_a_chart_is_as_somebody_left_it_after_its_neighbours_and_after_going_back(
    charts: FakeSource,
) -> None:
    async with large(charts, "home", "2", "n", "p") as pilot:
        await until_shown(pilot, "widget 1 of 3", "00:00:00 UTC", "1 hidden")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotScreen))
        await pilot.press("enter")
        await until_shown(pilot, "00:00:00 UTC", "1 hidden")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_chart_and_legend_fit_the_terminal_also_beside_the_list(
    charts: FakeSource, size: tuple[int, int]
) -> None:
    async with large(charts, "x", size=size) as pilot:
        await until_shown(pilot, "Oslo", "Series", "└", "space On/off  esc Close")
        assert pilot.app.screen.query_one(PanelView).max_scroll_y == 0


async def test_leaving_while_a_big_picture_is_being_drawn_harms_nothing(charts: FakeSource) -> None:
    charts.data["w0"] = chart(30_000, "Oslo")
    async with app_in_berlin(charts).run_test() as pilot:
        await until_shown(pilot, "≈ Widget 0", "299,990")
        for key in ("enter", "escape", "enter", "home", "plus", "escape", "escape"):
            await pilot.press(key)
        await until_shown(pilot, "5 snapshots")


async def test_the_last_of_many_keys_decides_what_a_big_chart_shows(charts: FakeSource) -> None:
    charts.data["w0"] = chart(30_000, "Oslo")
    async with large(charts, "home", *["right"] * 20) as pilot:
        await until_shown(pilot, "10 Nov 01:40:00 UTC", "200")


async def test_the_work_on_a_widget_of_100_000_points_is_never_done_by_the_thread_of_the_keys(
    charts: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = charts.opened["a"]
    charts.opened["a"] = replace(opened, panels=opened.panels[:1])
    charts.data["w0"] = chart(100_000, "Oslo")
    work: dict[str, Callable[..., Any]] = {
        "te_tui.sources.thousandeyes.panels.shown.content_of": content_of,
        "te_tui.screens.exploring.exploration.draw_explored": draw_explored,
        "te_tui.screens.exploring.exploration.summaries_of": summaries_of,
    }
    threads: dict[str, set[int]] = {name: set() for name in work}

    def noting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*arguments: Any, **options: Any) -> Any:
            threads[name].add(threading.get_ident())
            return function(*arguments, **options)

        return noted

    for name, function in work.items():
        monkeypatch.setattr(name, noting(name, function))
    async with large(charts, "home", "right", "plus") as pilot:
        await until_shown(pilot, "10 Nov", "Oslo")
    assert all(threads.values())
    assert threading.get_ident() not in set().union(*threads.values())


async def test_a_typed_time_is_gone_to_in_the_chart_and_in_its_table(charts: FakeSource) -> None:
    async with large(charts, size=(80, 24)) as pilot:
        await pilot.press("at", *"02:37", "enter")
        await until_shown(pilot, "10 Nov 02:35:00 UTC", "310")
        await pilot.press("t", "at", *"4:00", "enter")
        await until(pilot, lambda: any("10 Nov 04:00" in line and "480" in line for line in lines(pilot)))
        await pilot.press("t", "t")
        await until_shown(pilot, "10 Nov 04:00:00 UTC")


async def test_no_key_is_offered_that_would_be_typed_into_the_line_of_a_time(charts: FakeSource) -> None:
    async with large(charts, size=(80, 24)) as pilot:
        await until_shown(pilot, "+ Zoom in")
        await pilot.press("at")
        await until(pilot, lambda: "Cancel" in lines(pilot)[-1])
        assert "Zoom in" not in lines(pilot)[-1]


async def test_the_help_names_keys_that_do_nothing_now_once_with_all_that_they_may_do(
    charts: FakeSource,
) -> None:
    async with large(charts) as pilot:
        await pilot.press("question_mark")
        await until_shown(pilot, "(The legend, one", "(Ten lines, one page)")
        assert screen(pilot).count("↑↓") == screen(pilot).count("pgup") == 1


async def test_a_time_outside_of_the_window_is_said_and_escape_leaves_it(charts: FakeSource) -> None:
    async with large(charts, size=(80, 24)) as pilot:
        await pilot.press("at", *"22:30", "enter")
        await until_shown(pilot, "not in 10 Nov 00:00 – 04:55 UTC")
        await pilot.press("escape", "end")
        await until_shown(pilot, "10 Nov 04:55:00 UTC")
        assert "not in" not in screen(pilot)


async def test_a_click_into_the_chart_puts_the_cursor_there(charts: FakeSource) -> None:
    async with large(charts, size=(80, 24)) as pilot:
        view = pilot.app.screen.query_one(PanelView)
        await pilot.click(PanelView, offset=(view.size.width // 2, 5))
        await until_shown(pilot, "10 Nov 02:25:00 UTC")
        await pilot.click(PanelView, offset=(0, 5))
        assert "10 Nov 02:25:00 UTC" in screen(pilot)


async def test_the_legend_is_scrolled_where_not_all_series_have_room(charts: FakeSource) -> None:
    async with large(charts, size=(80, 24)) as pilot:
        await pilot.press("p")
        await until_shown(pilot, "City 00", "more")
        await pilot.press("j", "pagedown")
        await until_shown(pilot, "11 above and", "City 11")
        await pilot.press("k")
        await until_shown(pilot, "10 above and", "City 10")
