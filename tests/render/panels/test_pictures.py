from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.models.cells import Instant
from te_tui.models.content import (
    BarChart,
    BarSeries,
    Column,
    Drawing,
    Grid,
    Headline,
    Note,
    Number,
    Numbers,
    Phrase,
    Stack,
    Table,
    TimeChart,
)
from te_tui.models.forms import Box, BoxPlot, HeatMap, Mark, Pie, Scale, Slice
from te_tui.render.charts.legend import draw_legend
from te_tui.render.pictures import draw, to_ansi, to_plain
from te_tui.render.text.picture import Picture, Span, fit_line
from tests.render.examples import FEW, a_chart, assert_width, incident, series, texts

GRID = Grid(
    (Column("Region"), Column("Loss", "right"), Column("Comment")),
    (("Europe", "0.3 %", "fine"), ("日本", None, "a comment that is much too long"), ("Americas", "12.0 %")),
)
NUMBERS = Numbers(
    (
        Number("Availability", 97.2, "%", 99.1),
        Number("Errors", 1204),
        Number("Jitter", None, "ms", status="No data"),
    )
)


def plain(drawing: Drawing, width: int = 60) -> list[str]:
    return to_plain(draw(drawing, width)).splitlines()


def test_a_table_is_aligned_and_absent_cells_are_blank() -> None:
    assert plain(GRID, 44) == [
        "Region      Loss  Comment",
        "Europe     0.3 %  fine",
        "日本              a comment that is much to…",
        "Americas  12.0 %",
    ]


def test_a_table_leaves_columns_out_where_there_is_no_room_and_counts_them() -> None:
    assert plain(GRID, 15) == [
        "Region     Loss",
        "Europe    0.3 %",
        "日本",
        "Americ…  12.0 %",
        "… 1 more colum…",
    ]


def test_a_head_takes_two_lines_where_its_figures_are_narrower() -> None:
    grid = Grid(
        (Column("Agent"), Column("Network latency mean", "right"), Column("Alerts", "right")),
        (("Frankfurt", "44.06 ms", "3"),),
    )

    assert plain(grid, 60)[0] == "Agent      Network latency mean  Alerts"
    assert plain(grid, 34) == [
        "                Network",
        "Agent      latency mean  Alerts",
        "Frankfurt      44.06 ms       3",
    ]


def test_columns_keep_their_least_width_and_the_last_ones_go_first() -> None:
    grid = Grid(
        (Column("Since", least=12), Column("Source", least=20), Column("Rule", least=10)),
        (("20 Nov 16:38", "Checkout from Frankfurt", "Default alert of the account"),),
    )

    assert plain(grid, 52)[1] == "20 Nov 16:38  Checkout from Frank…  Default alert o…"
    assert plain(grid, 46)[1] == "20 Nov 16:38  Checkout from Frank…  Default a…"
    assert plain(grid, 40)[1:] == ["20 Nov 16:38  Checkout from Frankfurt", "… 1 more column: Rule"]
    assert plain(grid, 26)[1:] == ["20 Nov 16:38  Checkout fr…", "… 1 more column: Rule"]


@pytest.mark.parametrize("width", range(8, 30))
def test_an_instant_is_whole_or_its_column_is_left_out(width: int) -> None:
    now = datetime(2026, 11, 30, tzinfo=UTC)
    table = Table(
        (Column("Type", least=9), Column("Since", least=4), Column("Event")),
        (("Network outage", Instant(datetime(2026, 11, 30, 6, 25, tzinfo=UTC), now), "Loss"),),
    )
    drawn = "\n".join(plain(table, width))
    assert ("30 Nov 06:25" in drawn) == (width >= 9 + 2 + 12), drawn
    assert "30 Nov 06:25" in drawn or "30" not in drawn


def test_a_stack_draws_its_parts_below_one_another() -> None:
    headline = Headline((Phrase("3 online", mark=Mark("online", "good")), Phrase("1 offline")))
    stack = Stack((headline, Note("words"), Stack((Note("more"),))))

    assert plain(stack, 40) == ["● 3 online  1 offline", "words", "more"]
    assert plain(stack, 12)[:2] == ["● 3 online", "1 offline"]


@FEW
@given(
    st.lists(st.tuples(st.text("ab ", max_size=20), st.integers(0, 10**9)), min_size=1, max_size=5),
    st.integers(1, 8),
    st.integers(12, 60),
)
def test_a_figure_is_whole_or_its_column_is_named_as_left_out(
    rows: list[tuple[str, int]], figures: int, width: int
) -> None:
    columns = (Column("Name", least=8), *(Column(f"n{index}", "right") for index in range(figures)))
    grid = Grid(columns, tuple((name, *([str(figure)] * figures)) for name, figure in rows))
    lines = texts(draw(grid, width))
    head, *body = lines[: len(rows) + 1]

    for line, (_, figure) in zip(body, rows, strict=True):
        assert line.split().count(str(figure)) == sum(f"n{index}" in head for index in range(figures))


@pytest.mark.parametrize(
    "drawing",
    [
        BarChart(("a", "b"), (BarSeries("", (99.98, 100)),), unit="%"),
        Pie((Slice("a", 100), Slice("b", 99.98)), "%"),
        HeatMap(("r",), ("a", "b"), {(0, 0): 100, (0, 1): 99.98}, Scale(0, 100)),
        BoxPlot((Box("a", 1, (1, 2, 3, 4, 100)), Box("b", 1, (1, 2, 3, 4, 99.98)))),
    ],
    ids=lambda drawing: type(drawing).__name__,
)
def test_figures_below_each_other_have_one_number_of_decimals(drawing: Drawing) -> None:
    said = "".join(texts(draw(drawing, 80)))

    assert "99.98" in said
    assert "100.00" in said


def test_a_table_without_columns_is_nothing() -> None:
    assert plain(Grid((), ())) == []


def test_numbers_show_label_figure_and_change_side_by_side() -> None:
    lines = plain(NUMBERS, 80)
    assert (lines[0], lines[-1]) == (
        "Availability            Errors                  Jitter",
        "97.2 %  ▼ 1.9 points    1,204                   No data",
    )


def test_numbers_without_room_stand_below_each_other() -> None:
    assert plain(NUMBERS, 20)[0::3] == ["Availability", "Errors", "Jitter"]


def test_a_note_is_wrapped() -> None:
    assert plain(Note("No data: nothing was measured."), 20) == ["No data: nothing was", "measured."]


def test_a_remark_is_dim_and_a_text_of_the_dashboard_is_not() -> None:
    roles = [draw(note, 20).lines[0][0].role for note in (Note("No data."), Note("Runbook", written=True))]
    assert roles == ["muted", ""]


def test_a_legend_stands_below_its_chart() -> None:
    lines = plain(incident(), 80)

    assert len(lines) == 17
    assert lines[-2].startswith("● Frankfurt")
    assert lines[-1].startswith("■ Dallas")
    assert "max 3,900" in lines[-2]
    assert lines[-1].endswith("1 gap")


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (80, ["last", "min", "mean", "p95", "max"]),
        (48, ["mean", "p95", "max"]),
        (34, ["p95", "max"]),
        (24, ["max"]),
        (20, []),
    ],
)
def test_a_legend_leaves_figures_out_where_there_is_no_room(width: int, names: list[str]) -> None:
    legend = draw_legend(replace(incident(), series=incident().series[:1]), width)

    assert_width(legend, width)
    assert re.findall(r"last|min|mean|p95|max", texts(legend)[0]) == names


def test_a_legend_says_what_is_hidden_and_what_has_no_values() -> None:
    chart = TimeChart((series("a", [1]), series("b", [None])))
    lines = [line.rstrip() for line in texts(draw_legend(chart, 60, hidden=frozenset({0})))]

    assert lines == ["○ a  hidden", "■ b  no values"]


@FEW
@given(a_chart, st.integers(1, 120))
def test_any_legend_fits_its_width(chart: TimeChart, width: int) -> None:
    assert_width(draw_legend(chart, width), width)


@FEW
@given(
    st.lists(st.lists(st.one_of(st.none(), st.text("ab東 é", max_size=12)), max_size=5), max_size=5),
    st.integers(1, 60),
)
def test_any_table_fits_its_width(rows: list[list[str | None]], width: int) -> None:
    grid = Grid(tuple(Column(f"column {index}") for index in range(4)), tuple(map(tuple, rows)))
    assert_width(draw(grid, width), width)


@pytest.mark.parametrize("width", [1, 2, 7, 20, 80])
@pytest.mark.parametrize(
    "drawing",
    [
        incident(),
        GRID,
        NUMBERS,
        Numbers(()),
        Note("words and words"),
        Note(""),
        BarChart(("a",), (BarSeries("x", (1,)),)),
    ],
    ids=lambda drawing: type(drawing).__name__,
)
def test_every_drawing_fits_its_width(drawing: Drawing, width: int) -> None:
    assert_width(draw(drawing, max(width, 2)), max(width, 2))


def test_plain_text_holds_no_escape_and_no_trailing_space() -> None:
    text = to_plain(draw(incident(), 80))

    assert "\x1b" not in text
    assert not re.search(r" +$", text, re.MULTILINE)


def test_ascii_text_is_ascii_and_keeps_its_columns() -> None:
    chart = TimeChart((series("São Paulo", [1, 2]), series("東京", [3])))
    text = to_plain(draw(chart, 60, ascii_only=True), ascii_only=True)

    assert text.isascii()
    assert "Sao Paulo" in text
    assert "+ ????  " in text


def test_coloured_text_ends_every_line_uncoloured_and_says_the_same() -> None:
    picture = draw(incident(), 80)
    lines = to_ansi(picture).splitlines()

    assert all(line.rfind("\x1b[0m") >= line.rfind("\x1b[") for line in lines)
    colourless = [re.sub(r"\x1b\[\d+m", "", line).rstrip() for line in lines]
    assert colourless == to_plain(picture).splitlines()


def test_a_picture_knows_its_size() -> None:
    picture = Picture(((Span("東京"), Span("x")), (Span("a"),)))

    assert (picture.width, picture.height) == (5, 2)
    assert Picture().width == 0


def test_our_own_glyphs_have_ascii_twins() -> None:
    assert to_plain(Picture(((Span("– ▲ ▼ △ × …"),),)), ascii_only=True) == "- ^ v ' x ~\n"


@pytest.mark.parametrize(
    ("spans", "width", "text"),
    [
        ((Span("ab"), Span("cd")), 6, "abcd  "),
        ((Span("ab"), Span("cd")), 4, "abcd"),
        ((Span("ab"), Span("cd")), 3, "ab…"),
        ((Span("ab"), Span("cd")), 2, "a…"),
        ((Span("東京"), Span("x")), 4, "東… "),
        ((), 2, "  "),
        ((Span("ab"),), 0, ""),
    ],
)
def test_a_line_is_cut_with_a_mark_or_padded(spans: tuple[Span, ...], width: int, text: str) -> None:
    assert texts(Picture((fit_line(spans, width),))) == [text]
