"""The first line keeps what matters most, whatever its width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from te_tui.widgets.cells import Cell
from te_tui.widgets.top_line import TopLine

PLACE = ("demo", "Network Ops", "Checkout latency")
FACTS = (Cell("expires in 2 d ▲", "warning"), Cell("10 Nov 21:00 – 11 Nov 03:00 UTC (6 h)"), Cell("9/10 req"))


class Line(App[None]):
    def compose(self) -> ComposeResult:
        yield TopLine()


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (110, ["demo › Network Ops › Checkout latency", "expires in 2 d ▲", "(6 h)", "9/10 req"]),
        (92, ["… › Checkout latency", "expires in 2 d ▲", "(6 h)", "9/10 req"]),
        (78, ["Checkout latency", "expires in 2 d ▲", "(6 h)"]),
        (50, ["… › Checkout latency", "expires in 2 d ▲"]),
        (38, ["Checkout latency", "expires in 2 d ▲"]),
        (28, ["Checko…", "expires in 2 d ▲"]),
    ],
)
async def test_lesser_facts_and_outer_places_give_way_first(width: int, shown: list[str]) -> None:
    app = Line()
    async with app.run_test(size=(width, 3)):
        line = app.query_one(TopLine)
        line.breadcrumb, line.facts = PLACE, FACTS
        text = line.render_line(0).text
        assert all(part in text for part in shown), text


async def test_a_long_place_is_cut_for_the_first_two_facts() -> None:
    app = Line()
    async with app.run_test(size=(80, 3)):
        line = app.query_one(TopLine)
        line.breadcrumb = ("demo", "Network Ops", "HTTP Server Dashboard Snapshot")
        line.facts = (Cell("read-only"), Cell("29 Nov 17:35 – 30 Nov 17:35 UTC (1 d)"), Cell("220/240 req"))
        text = line.render_line(0).text
        assert (
            text.rstrip() == " HTTP Server Dashboard Sna… │ read-only · 29 Nov 17:35 – 30 Nov 17:35 UTC (1 d)"
        )


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (48, "… › Checkout latency, 11 Nov › Timeline"),
        (37, "… › Checkout latency, 1… › Timeline"),
        (25, "… › Checkou… › Timeline"),
        (24, "… › Timeline"),
    ],
)
async def test_an_outer_place_is_cut_before_it_is_left_out(width: int, shown: str) -> None:
    app = Line()
    async with app.run_test(size=(width, 3)):
        line = app.query_one(TopLine)
        line.breadcrumb = ("demo", "Network Ops", "Checkout latency, 11 Nov", "Timeline")
        assert line.render_line(0).text.strip() == shown


@pytest.mark.parametrize(
    ("width", "shown", "hidden"),
    [(80, ("3 late", "9/10 req"), ()), (70, ("9/10 req",), ("3 late",)), (60, (), ("req", "3 late"))],
)
async def test_spare_facts_are_told_only_where_they_hide_no_place(
    width: int, shown: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    app = Line()
    async with app.run_test(size=(width, 3)):
        line = app.query_one(TopLine)
        line.breadcrumb, line.facts, line.spare = PLACE, FACTS[:1], (FACTS[2], Cell("3 late"))
        text = line.render_line(0).text
        assert "demo › Network Ops › Checkout latency" in text
        assert "│ expires in 2 d ▲" in text
        assert all(fact in text for fact in shown), text
        assert not any(fact in text for fact in hidden), text


@pytest.mark.parametrize("place", [(), ("東京",) * 3, ("long " * 800,)])
async def test_it_is_exactly_one_line_wide_in_any_terminal(place: tuple[str, ...]) -> None:
    app = Line()
    async with app.run_test(size=(80, 3)) as pilot:
        line = app.query_one(TopLine)
        line.breadcrumb, line.facts, line.spare = place, (*FACTS, Cell("x" * 300)), FACTS
        for width in (1, 5, 20, 80, 200):
            await pilot.resize_terminal(width, 3)
            assert cell_len(line.render_line(0).text) == line.size.width
