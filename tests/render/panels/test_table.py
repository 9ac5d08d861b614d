"""A widget that is a table: what counts as one, and what stands above and below it."""

from __future__ import annotations

import pytest

from te_tui.models.content import Column, Drawing, Grid, Headline, Note, Phrase, Stack
from te_tui.models.forms import WorldMap
from te_tui.render.table import TableView, draw_table, move_in_table, table_of, table_page
from te_tui.render.text.table_page import Move
from tests.render.examples import texts

GRID = Grid(
    (Column("Name"), Column("State")),
    tuple((f"row {index}", "up") for index in range(40)),
    tuple("bad" for _ in range(40)),
)
HEAD, FOOT = Headline((Phrase("3 of 40 active"),)), Note("No data for one of them.")


@pytest.mark.parametrize(
    ("drawing", "is_table"),
    [
        (GRID, True),
        (Stack((HEAD, GRID, FOOT)), True),
        (Stack((GRID, GRID)), False),
        (Stack((WorldMap(()), GRID)), False),
        (HEAD, False),
    ],
)
def test_a_table_is_one_grid_and_words(drawing: Drawing, is_table: bool) -> None:
    assert (table_of(drawing) is not None) is is_table


def test_words_stay_above_and_below_whatever_row_is_shown() -> None:
    table = table_of(Stack((HEAD, GRID, FOOT)))
    assert table is not None
    view, page = TableView(), table_page(table, TableView(), 60, 20)
    for _ in range(4):
        lines = texts(draw_table(table, view, 60, 20))
        assert len(lines) <= 20
        assert lines[0].startswith("3 of 40 active")
        assert lines[2].split() == ["Name", "State"]
        assert lines[-1].startswith("No data")
        view = move_in_table(view, table, Move(pages=1), page)
    assert "rows 24–38 of 40" in lines[1]


def test_the_cursors_row_is_reversed_and_the_others_keep_their_roles() -> None:
    table = table_of(GRID)
    assert table is not None
    roles = [line[0].role for line in draw_table(table, TableView(row=1), 40, 10).lines[2:]]

    assert roles[:3] == ["bad", "cursor", "bad"]
    assert "cursor" not in [line[0].role for line in draw_table(table, TableView(), 40, 10).lines]


def test_an_empty_table_has_nowhere_to_go() -> None:
    table = table_of(Grid((Column("Name"),), ()))
    assert table is not None
    page = table_page(table, TableView(), 40, 10)

    assert move_in_table(TableView(), table, Move(end=1), page) == TableView(row=0)
    assert texts(draw_table(table, TableView(row=0), 40, 10))[0].startswith("no rows")
