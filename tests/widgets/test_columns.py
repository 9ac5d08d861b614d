"""Columns share the width of a list, and give way in the order they declare."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from te_tui.widgets.cells import Cell
from te_tui.widgets.columns import GAP, Column, column_widths, line

COLUMNS = st.lists(
    st.builds(
        Column[str],
        title=st.text(max_size=5),
        cell=st.just(str),
        width=st.none() | st.integers(0, 20),
        min_width=st.integers(0, 20),
        weight=st.integers(0, 3),
        most=st.none() | st.integers(0, 30),
        drop=st.integers(0, 4),
        spills=st.booleans(),
        yields=st.booleans(),
    ),
    max_size=7,
)


def column(title: str, width: int | None = None, **claims: int) -> Column[str]:
    return Column(title=title, cell=str, width=width, **claims)  # type: ignore[arg-type]


def taken(widths: tuple[int, ...]) -> int:
    """The cells that the visible columns and the gaps between them take."""
    visible = [width for width in widths if width]
    return sum(visible) + GAP * max(0, len(visible) - 1)


def test_a_long_text_uses_what_the_next_cell_leaves_free_and_nothing_more() -> None:
    columns = (column("a", spills=True), column("b", 6)._replace(align="right"))
    texts = ["".join(text for text, _ in line(columns, (5, 6), cells)) for cells in (
        ("abcdefgh", "1"), ("abcdefgh", "123456"), ("abc", "1"), ("x" * 20, ""),
    )]  # fmt: skip

    assert texts == ["abcdefgh    1", "abcd…  123456", "abc         1", "xxxxxxxxxx…  "]
    assert [text for text, _ in line((columns[0], column("b", 6)), (5, 6), ("abcdefgh", "1"))] == [
        "abcd…  1     "
    ]


def test_a_cell_that_yields_is_gone_only_where_the_text_before_it_becomes_whole() -> None:
    columns = (column("a", spills=True), column("b", 6, yields=True))
    texts = [
        "".join(text for text, _ in line(columns, (5, 6), (title, "▁▂▃▄▅▆")))
        for title in ("abc", "abcdefgh", "x" * 20)
    ]
    assert texts == ["abc    ▁▂▃▄▅▆", "abcdefgh     ", "xxxx…  ▁▂▃▄▅▆"]


def test_a_title_that_a_yielding_cell_alone_does_not_make_whole_takes_free_cells_behind_it() -> None:
    columns = (column("a", spills=True), column("b", 3, yields=True), column("c", 6)._replace(align="right"))
    texts = [
        "".join(text for text, _ in line(columns, (5, 3, 6), (title, "▁▂▃", "12")))
        for title in ("abcdefgh", "abcdefghij", "x" * 20)
    ]
    assert texts == ["abcdefgh        12", "abcdefghij      12", "xxxx…  ▁▂▃      12"]


@given(columns=COLUMNS, available=st.integers(0, 250))
def test_columns_never_take_more_than_there_is_and_never_less_than_nothing(
    columns: list[Column[str]], available: int
) -> None:
    widths = column_widths(columns, available)
    assert len(widths) == len(columns)
    assert all(width >= 0 for width in widths)
    assert taken(widths) <= available


@given(columns=COLUMNS, available=st.integers(0, 250))
def test_a_visible_flexible_column_takes_up_all_that_is_left(
    columns: list[Column[str]], available: int
) -> None:
    widths = column_widths(columns, available)
    if any(
        column.width is None and column.weight and width
        for column, width in zip(columns, widths, strict=True)
    ):
        assert taken(widths) == available


@given(columns=COLUMNS, available=st.integers(0, 250))
def test_a_column_is_dropped_only_after_all_that_should_go_before_it(
    columns: list[Column[str]], available: int
) -> None:
    widths = column_widths(columns, available)
    hidden = [
        column.drop for column, width in zip(columns, widths, strict=True) if not width and column.least
    ]
    shown = [column.drop for column, width in zip(columns, widths, strict=True) if width]
    if any(hidden):
        assert max(shown, default=0) <= min(drop for drop in hidden if drop)


@given(columns=COLUMNS, available=st.integers(0, 250))
def test_a_wider_list_hides_no_column_that_a_narrower_one_shows(
    columns: list[Column[str]], available: int
) -> None:
    narrow, wide = column_widths(columns, available), column_widths(columns, available + 1)
    assert not [pair for pair in zip(narrow, wide, strict=True) if pair[0] and not pair[1]]


def test_no_name_is_cut_for_a_column_that_shows_all_its_text() -> None:
    columns = [column("Name", min_width=33), column("Where", min_width=20, most=19), column("Expires", 13)]
    assert column_widths(columns, 80) == (44, 19, 13)
    assert column_widths([*columns, column("Dashboard", min_width=16, most=29)], 158) == (91, 19, 13, 29)


def test_the_snapshot_list_keeps_what_matters_on_a_narrow_terminal() -> None:
    columns = [
        column("Name", min_width=16, weight=2),
        column("Dashboard", min_width=12, drop=3),
        column("Created", 12, drop=1),
        column("Expires", 12),
        column("Flags", 9, drop=2),
    ]
    assert column_widths(columns, 120) == (50, 29, 12, 12, 9)
    assert column_widths(columns, 60) == (21, 0, 12, 12, 9)
    assert column_widths(columns, 40) == (26, 0, 0, 12, 0)
    assert column_widths(columns, 17) == (17, 0, 0, 0, 0)


def test_neighbours_of_one_role_are_one_run_of_text() -> None:
    columns = [column("a", 3), column("b", 3), column("hidden", 4), column("c", 3)]
    runs = line(columns, (3, 3, 0, 3), ["x", Cell("y"), Cell("z", "warning")])
    assert runs == [("x    y    ", "plain"), ("z  ", "warning")]
