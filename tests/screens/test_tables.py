"""A table in the large view is moved through by rows, pages and columns, until all of it was seen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from textual.pilot import Pilot

from te_tui.models.snapshot import Snapshot
from te_tui.screens.snapshot.widget_detail import WidgetDetailScreen
from te_tui.sources.thousandeyes.body.panel import Panel, PanelPart
from te_tui.sources.thousandeyes.body.panel_data import (
    Alert,
    Column,
    Graphlet,
    GraphletPoint,
    PanelData,
    TestRow,
)
from te_tui.sources.thousandeyes.body.points import PointGroup, Points
from tests.screens.conftest import explorer, lines, screen, snapshot, until, until_shown
from tests.screens.fake_source import FakeSource

SMALL = (60, 20)
BIN = 300
START = 1_794_268_800  # 10 Nov 2026 00:00 UTC
ROWS, COLUMNS = 300, 12
CITIES = tuple(f"City-{index:02}" for index in range(COLUMNS))
TIMES = tuple(
    f"{when.day} Nov {when:%H:%M}"
    for index in range(ROWS)
    for when in [datetime.fromtimestamp(START + BIN * index, UTC)]
)
NAMES = tuple(f"row-{index:03}" for index in range(ROWS))


def values() -> PanelData:
    return PanelData(
        bin_size=BIN,
        points=tuple(
            Points(
                (PointGroup("AGENT", city, city),),
                tuple(START + BIN * row for row in range(ROWS)),
                tuple(row + column / 8 for row in range(ROWS)),
            )
            for column, city in enumerate(CITIES)
        ),
    )


def crossed() -> PanelData:
    return PanelData(
        points=tuple(
            Points(
                (PointGroup("TEST", name, name), PointGroup("AGENT", city, city)),
                (START,),
                (row + column / 8,),
            )
            for row, name in enumerate(NAMES)
            for column, city in enumerate(CITIES)
        )
    )


def metrics() -> PanelData:
    columns = [
        Column(
            city,
            BIN,
            None,
            tuple(Points((PointGroup("AGENT", name, name),), (START,), (7,)) for name in NAMES),
        )
        for city in CITIES
    ]
    return PanelData(columns=tuple(columns))


def graphlets() -> PanelData:
    drawn = [Graphlet(city, [GraphletPoint(START, 7)]) for city in CITIES]
    return PanelData(tests=tuple(TestRow(name=name, graphlets=drawn) for name in NAMES))


def alerts() -> PanelData:
    """Of which the first column says only the state: the names stand in the third."""
    started = datetime(2026, 11, 10, tzinfo=UTC)
    return PanelData(
        total_alerts=ROWS,
        active_alerts=ROWS,
        alerts=tuple(
            Alert(source=name, rule="Loss", type="net", started=started - timedelta(minutes=row), active=True)
            for row, name in enumerate(NAMES)
        ),
    )


def events() -> PanelData:
    rows: list[dict[str, str | None]] = [{"Event": name, **dict.fromkeys(CITIES, "seven")} for name in NAMES]
    return PanelData(rows=tuple(rows), legend=(("Events", str(ROWS)),))


@asynccontextmanager
async def large(
    source: FakeSource, type_: str, data: PanelData, *keys: str, size: tuple[int, int] = SMALL
) -> AsyncIterator[Pilot[None]]:
    """One widget, large."""
    parts = [PanelPart(part_id=city, description=city, metric=city) for city in CITIES]
    panel = Panel(widget_id="w0", title="Widget", type=type_, columns=parts)
    source.opened["a"] = Snapshot(snapshot("a", ()).row, (panel,))
    source.data = {"w0": data}
    async with explorer(source, snapshot_id="a").run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: source.asked["w0"] == 1)
        await until_shown(pilot, "Widget")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WidgetDetailScreen))
        await until(pilot, lambda: "…" not in lines(pilot)[1])
        await pilot.press(*keys)
        await until_shown(pilot, "rows ")
        yield pilot


def chosen(pilot: Pilot[None]) -> str:
    """The row that stands out by reversed video; empty where none does."""
    strips = pilot.app.screen._compositor.render_strips()
    texts = ["".join(part.text for part in strip if part.style and part.style.reverse) for strip in strips]
    return "".join(text for text in texts[2:-1] if len(text) > 4).strip()


async def seen_by(pilot: Pilot[None], key: str, told: Callable[[], str], most: int) -> str:
    """Everything that stood on the screen while a key was pressed until it changed nothing."""
    found = screen(pilot)
    for _ in range(most):
        before = told()
        await pilot.press(key)
        found += screen(pilot)
        if told() == before:
            return found
    pytest.fail(f"{key} did not come to an end")


def cell(pilot: Pilot[None]) -> tuple[int, str]:
    """The cell that stands out in the row of the cursor: where it begins, and its text."""
    for strip in pilot.app.screen._compositor.render_strips()[2:-1]:
        at, is_row = 0, any(part.style and part.style.reverse and len(part.text) > 4 for part in strip)
        for part in strip:
            if is_row and part.style and part.style.bold and not part.style.reverse:
                return at, part.text.strip()
            at += part.cell_length
    return 0, ""


def position(pilot: Pilot[None]) -> str:
    return next(line for line in lines(pilot) if "rows " in line)


class Kind(NamedTuple):
    """A widget of 300 rows and 12 columns, and the keys that make it a table."""

    type: str
    data: Callable[[], PanelData]
    rows: tuple[str, ...] = NAMES
    keys: tuple[str, ...] = ()


KINDS = [
    pytest.param(Kind("Time Series: Line", values, TIMES, ("t",)), id="values of a chart"),
    pytest.param(Kind("Table", crossed), id="table"),
    pytest.param(Kind("Multi Metric Table", metrics), id="multi metric table"),
    pytest.param(Kind("Test Table", graphlets), id="tests"),
    pytest.param(Kind("List", events), id="events"),
]


@pytest.mark.parametrize("kind", KINDS)
async def test_every_row_is_reached_by_pages_and_the_head_stays(source: FakeSource, kind: Kind) -> None:
    async with large(source, kind.type, kind.data(), *kind.keys) as pilot:
        found = await seen_by(pilot, "pagedown", lambda: chosen(pilot), 60)
        assert [row for row in kind.rows if row not in found] == []
        assert CITIES[0] in screen(pilot)
        assert kind.rows[-1] in chosen(pilot)
        found = await seen_by(pilot, "ctrl+b", lambda: chosen(pilot), 60)
        assert [row for row in kind.rows if row not in found] == []
        assert kind.rows[0] in chosen(pilot)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("forth", "back"), [("shift+right", "shift+left"), ("right", "left"), ("l", "h")])
async def test_every_column_is_reached_by_columns_and_pages_of_them(
    source: FakeSource, kind: Kind, forth: str, back: str
) -> None:
    async with large(source, kind.type, kind.data(), *kind.keys) as pilot:
        assert CITIES[-1] not in screen(pilot)
        found = await seen_by(pilot, forth, lambda: f"{position(pilot)} {cell(pilot)}", 20)
        assert [column for column in CITIES if column not in found] == []
        assert kind.rows[0] in screen(pilot)
        found = await seen_by(pilot, back, lambda: f"{position(pilot)} {cell(pilot)}", 20)
        assert [column for column in CITIES if column not in found] == []
        assert CITIES[0] in screen(pilot)


async def test_all_keys_for_rows_do_what_they_say(source: FakeSource) -> None:
    async with large(source, "Table", crossed()) as pilot:
        for keys, row in (
            ("down", 0), ("down", 1), ("j", 2), ("k", 1), ("up", 0), ("G", 299), ("g", 0), ("end", 299),
            ("home", 0), ("pagedown", 14), ("ctrl+f", 28), ("pageup", 14), ("ctrl+b", 0), ("ctrl+d", 7),
            ("ctrl+u", 0), ("up", 0),
        ):  # fmt: skip
            await pilot.press(keys)
            assert NAMES[row] in chosen(pilot), (keys, chosen(pilot))


async def test_the_position_says_which_rows_and_columns_these_are(source: FakeSource) -> None:
    async with large(source, "Table", crossed(), "l", "G") as pilot:
        await until_shown(pilot, "rows 287–300 of 300 · columns 3–7 of 13")


@pytest.mark.parametrize("size", [SMALL, (80, 24), (120, 40)])
async def test_alerts_are_seen_to_the_last_row_and_column(source: FakeSource, size: tuple[int, int]) -> None:
    async with large(source, "Alert List", alerts(), size=size) as pilot:
        assert "300 of 300 active" in screen(pilot)
        await pilot.press("shift+right", "shift+right", "shift+right")
        assert "Type" in screen(pilot)
        await pilot.press("shift+left", "shift+left", "l")
        found = await seen_by(pilot, "pagedown", lambda: chosen(pilot), 60)
        assert [name for name in NAMES if name not in found] == []


async def test_the_row_of_the_table_is_the_time_of_the_charts_cursor_and_back(source: FakeSource) -> None:
    async with large(source, "Time Series: Line", values(), "home", "right", "right", "t") as pilot:
        assert TIMES[2] in chosen(pilot)
        await pilot.press("j", "pagedown")
        row = next(index for index, time in enumerate(TIMES) if time in chosen(pilot))
        assert row > 8
        await pilot.press("t", "t")
        await until_shown(pilot, f"{TIMES[row]}:00 UTC")
        await pilot.press("right", "t")
        assert TIMES[row + 1] in chosen(pilot)


async def test_v_copies_the_cell_that_stands_out_also_in_the_last_column_and_the_label(
    source: FakeSource,
) -> None:
    async with large(source, "Table", crossed()) as pilot:
        await pilot.press("v")
        await until_shown(pilot, "Which value? The arrow keys move a cursor")
        await pilot.press("down", "down", "right")
        assert cell(pilot)[1] == "1.12"
        await pilot.press("v")
        await until_shown(pilot, "v Value", "Copied, if your terminal allows it: 1.12")
        assert pilot.app.clipboard == "1.12"
        await pilot.press(*["right"] * 12, "v")
        assert cell(pilot)[1] == pilot.app.clipboard == "2.38"
        await pilot.press(*["left"] * 12, "v")
        assert cell(pilot)[1] == pilot.app.clipboard == "row-001"


async def test_v_copies_a_cell_of_a_charts_values_exactly_and_its_time_from_the_first_column(
    source: FakeSource,
) -> None:
    async with large(source, "Time Series: Line", values(), "t", "down", "down", "right", "v") as pilot:
        assert cell(pilot)[1] == pilot.app.clipboard == "1.125"
        await until_shown(pilot, "it: 1.125 (City-01")
        await pilot.press("left", "left", "v")
        assert pilot.app.clipboard == "10 Nov 00:05:00 UTC"


async def test_times_say_no_year_seconds_or_zone_that_the_head_says(source: FakeSource) -> None:
    async with large(source, "Time Series: Line", values(), "t") as pilot:
        assert "Time (UTC)" in screen(pilot)
        row = next(line for line in lines(pilot) if TIMES[3] in line)
        assert row.split()[:3] == ["10", "Nov", "00:15"]
        assert "2026" not in row
        assert "UTC" not in row


async def test_help_promises_the_keys_of_a_table_only_where_there_is_one(source: FakeSource) -> None:
    async with large(source, "Time Series: Line", values(), "t") as pilot:
        await pilot.resize_terminal(120, 50)
        await pilot.press("question_mark")
        await until_shown(pilot, "↑↓ kj", "One line", "A page of columns")
        assert "Move the cursor" not in screen(pilot)
        await pilot.press("escape", "t", "t", "question_mark")
        await until_shown(pilot, "Move the cursor")
        assert "(Move the cursor)" not in screen(pilot)
        assert "One column" not in screen(pilot)
        assert screen(pilot).count("home") == 1  # the first values; the table's own row is elsewhere


async def test_the_other_keys_of_the_large_view_stay_in_a_table(source: FakeSource) -> None:
    async with large(source, "Time Series: Line", values(), "t", "o", "1", "plus") as pilot:
        await until_shown(pilot, "by last", "1 hidden", "zoomed")
        assert "columns 1–" in screen(pilot)
        assert "of 12" in screen(pilot)


async def test_a_table_stays_where_it_is_in_another_zone_and_after_a_change_of_size(
    source: FakeSource,
) -> None:
    async with large(source, "Table", crossed(), "l", "l", "pagedown", "j") as pilot:
        before = chosen(pilot).split()[0]
        await pilot.press("z")
        assert chosen(pilot).split()[0] == before
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "columns 4–" in position(pilot))
        assert chosen(pilot).split()[0] == before
