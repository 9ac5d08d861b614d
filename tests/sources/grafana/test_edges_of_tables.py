"""Tables, states, logs and nodes at their edges, and what panels of Grafana 4 to 6 say elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from te_tui.models.content import Drawing, Grid, Headline, Note, Numbers, Stack, TimeChart
from te_tui.models.limits import LIMITS
from te_tui.render.text.words import written_words
from te_tui.sources.grafana.content.drawing import drawing_of, is_known, plain_lines
from te_tui.sources.grafana.content.tables import _length
from tests.sources.grafana.bodies import MINUTE, T0, configured, field, frame, panel, series, snapshot


def drawn(*frames: Any, kind: str, dashboard: dict[str, Any] | None = None, **rest: Any) -> Drawing:
    found = snapshot(panel(*frames, kind=kind, **rest), **(dashboard or {}))
    return drawing_of(found.panels[0], found)


def parts(drawing: Drawing) -> list[Any]:
    """What is drawn, in words: headings and notes, and the titles of tables."""
    told: list[Any] = []
    for part in drawing.parts if isinstance(drawing, Stack) else (drawing,):
        if isinstance(part, Headline):
            told.append(" ".join(written_words(phrase.text) for phrase in part.phrases))
        elif isinstance(part, Note):
            told.append(written_words(part.text))
        elif isinstance(part, Grid):
            told.append([column.title for column in part.columns])
        else:
            told.append(type(part).__name__)
    return told


def runs(values: list[Any], times: list[Any] | None = None, **rest: Any) -> list[tuple[Any, ...]]:
    when = times if times is not None else [MINUTE * index for index in range(len(values))]
    found = drawn(
        frame([field("t", "time"), field("up", "string")], [when, values]), kind="state-timeline", **rest
    )
    assert isinstance(found, Grid)
    if len(found.columns) < 5:
        return []  # a table of all values, where there is no state
    return [
        (row[1], *(str(told).removeprefix("1970-01-01 ") for told in row[2:4]), row[4]) for row in found.rows
    ]


@pytest.mark.parametrize(
    ("values", "times", "wanted"),
    [
        (["a", "a", "b"], None,
         [("a", "00:00:00", "00:02:00", "2 min"), ("b", "00:02:00", "00:02:00", "0 s")]),
        (["a", None, "a"], None,
         [("a", "00:00:00", "00:01:00", "1 min"), ("a", "00:02:00", "00:02:00", "0 s")]),
        ([None, "a", "a"], None, [("a", "00:01:00", "00:02:00", "1 min")]),
        (["b", "a"], [MINUTE, 0],
         [("a", "00:00:00", "00:01:00", "1 min"), ("b", "00:01:00", "00:01:00", "0 s")]),
        (["a", "x", "a"], [0, None, MINUTE], [("a", "00:00:00", "00:01:00", "1 min")]),
        ([None, None], None, []),
        ([], None, []),
    ],
)  # fmt: skip
def test_equal_states_are_one_run_and_gaps_are_none(
    values: list[Any], times: list[Any] | None, wanted: list[tuple[str, ...]]
) -> None:
    assert runs(values, times) == wanted


@pytest.mark.parametrize(
    ("end", "until"),
    [(5 * MINUTE, "00:05:00"), (MINUTE, "00:01:00"), (30_000, "00:01:00"), (-MINUTE, "00:01:00")],
)
def test_the_last_state_lasts_until_the_end_of_the_dashboard(end: int, until: str) -> None:
    time = {"from": "-3600000", "to": str(end)}
    assert runs(["a", "a"], dashboard={"time": time}) == [("a", "00:00:00", until, f"{int(until[4])} min")]


def test_states_are_those_of_shown_fields_that_have_a_time() -> None:
    config = configured({}, ("byName", "hidden", {"custom.hideFrom.viz": True}))
    fields = [field("t", "time"), *(field(name, kind) for name, kind in
              [("a", "string"), ("hidden", "string"), ("b", "boolean"), ("c", "other")])]  # fmt: skip
    timeless = frame([field("x", "string")], [["lost"]])
    timed = frame(fields, [[T0], ["on"], ["off"], [True], [{}]])
    found = drawn(timeless, timed, kind="state-timeline", fieldConfig=config)
    assert isinstance(found, Grid)
    assert [row[:2] for row in found.rows] == [("a", "on"), ("b", "true")]
    assert [column.title for column in found.columns] == ["Series", "State", "From", "To", "For"]


@pytest.mark.parametrize(("more", "hidden"), [(0, 0), (1, 1), (9, 1)])
def test_more_states_than_are_drawn_are_told(more: int, hidden: int) -> None:
    most = LIMITS.cells // 5
    times = list(range(most + more))
    sent = frame([field("t", "time"), field("up", "number")], [times, times])
    found = drawn(sent, kind="status-history")
    assert isinstance(found, Grid)
    assert (len(found.rows), found.more_rows) == (most, hidden)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (0.9, "0 s"),
        (1, "1 s"),
        (59.9, "59 s"),
        (60, "1 min"),
        (61, "1 min 1 s"),
        (3600, "1 h"),
        (3601, "1 h 1 s"),
        (3661, "1 h 1 min"),
        (86_399, "23 h 59 min"),
        (86_400, "1 d"),
        (90_061, "1 d 1 h"),
    ],
)
def test_a_length_of_time_is_told_in_its_two_largest_parts(seconds: float, words: str) -> None:
    assert _length(seconds) == words


LOG = [
    field("labels", "other"), field("body", "string"), field("severity", "string"), field("ts", "time"),
    field("id", "string"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "titles"),
    [
        (LOG, ["ts", "severity", "body", "labels"]),
        ([field("ts", "time"), field("Line", "string"), field("level", "string")], ["ts", "level", "Line"]),
        ([field("message", "string"), field("detected_level", "string")], ["detected_level", "message"]),
        ([field("line", "string"), field("body", "string")], ["body"]),
        ([field("anything", "string"), field("n", "number")], ["anything"]),
        ([field("labels", "string")], ["labels"]),
    ],
)
def test_lines_of_logs_stand_behind_their_time_and_severity(
    fields: list[dict[str, Any]], titles: list[str]
) -> None:
    assert parts(drawn(frame(fields, [[None]] * len(fields)), kind="logs")) == [titles]


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (("arc", "mainstat", "id", "title"), ["title", "mainstat", "id", "arc"]),
        (("id", "mainstat", "target", "source"), ["source", "target", "mainstat", "id"]),
    ],
)
def test_nodes_and_edges_begin_with_what_they_are_called(names: tuple[str, ...], titles: list[str]) -> None:
    sent = frame([field(name, "string") for name in names], [["x"]] * len(names))
    words = "Edges 1 of 1" if "source" in names else "Nodes 1 of 1"
    assert parts(drawn(sent, kind="nodeGraph")) == [words, titles]


def test_several_tables_stand_below_their_names_and_numbers() -> None:
    named, by_ref = series([1], "a", name="first"), series([1], "b", refId="B")
    nameless = frame([field("c", "string")], [["x"]], refId=None)
    empty = frame([], [])
    found = drawn(named, by_ref, nameless, empty, kind="table")
    assert parts(found) == [
        "first 1 of 3", ["Time", "first a"], "B 2 of 3", ["Time", "b"], "3 of 3", ["c"],
    ]  # fmt: skip
    assert parts(drawn(nameless, empty, kind="table")) == [["c"]]


def test_a_table_has_as_many_columns_and_rows_as_are_drawn() -> None:
    wide = frame([field(f"c{index}", "number") for index in range(LIMITS.columns + 2)],
                 [[1]] * (LIMITS.columns + 2))  # fmt: skip
    found = drawn(wide, kind="table")
    assert isinstance(found, Grid)
    assert (len(found.columns), found.more_columns, found.more_rows) == (LIMITS.columns, 2, 0)
    tall = drawn(frame([field("a", "number")], [[1] * (LIMITS.cells + 3)]), kind="table")
    assert isinstance(tall, Grid)
    assert (len(tall.rows), tall.more_rows) == (LIMITS.cells, 3)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("frame", [1, 2], "2 rows"),
        ("nestedFrames", [1], "1 rows"),
        ("frame", {"a": 1}, '{"a": 1}'),
        ("other", [1, 2], "[1, 2]"),
        ("other", {"a": "\x1b[1m"}, None),
        ("number", None, None),
        ("string", "", None),
        ("number", 0, "0"),
    ],
)
def test_a_cell_has_a_text_for_any_value(kind: str, value: Any, text: str | None) -> None:
    found = drawn(frame([field("v", kind)], [[value]]), kind="table")
    assert isinstance(found, Grid)
    (cell,) = found.rows[0]
    assert cell == text or (text is None and cell is not None and "\x1b" not in str(cell))


OLD_GRAPH: dict[str, Any] = {
    "type": "graph",
    "snapshotData": [{"target": name, "datapoints": [[50, T0]]} for name in "ab"],
}


@pytest.mark.parametrize(
    ("sent", "labels"),
    [
        ({"yaxes": [{"format": "ms"}]}, ["a", "b"]),
        ({"y_formats": ["ms", "s"], "seriesOverrides": [{"alias": "b", "yaxis": 2}]}, ["a (ms)", "b (s)"]),
        ({"y_formats": ["ms", "s"], "seriesOverrides": [{"alias": "/B/i", "yaxis": "2"}]},
         ["a (ms)", "b (s)"]),
        ({"y_formats": ["ms", "s"], "seriesOverrides": [{"alias": "b", "yaxis": 1}]}, ["a", "b"]),
        ({"y_formats": ["ms"], "seriesOverrides": [{"alias": "b", "yaxis": 2}]}, ["a", "b"]),
        ({"y_formats": ["ms", "s"], "seriesOverrides": [{"yaxis": 2}]}, ["a", "b"]),
        ({"yaxes": [{"format": "ms"}, {}], "y_formats": ["s", "s"],
          "seriesOverrides": [{"alias": "b", "yaxis": 2}]}, ["a", "b"]),
    ],
)  # fmt: skip
def test_series_of_an_old_graph_have_the_unit_of_their_axis(sent: dict[str, Any], labels: list[str]) -> None:
    found = snapshot(OLD_GRAPH | sent)
    drawing = drawing_of(found.panels[0], found)
    assert isinstance(drawing, TimeChart)
    assert [one.label for one in drawing.series] == labels
    if labels == ["a", "b"]:
        assert drawing.unit == "ms"


def styled(*styles: Any) -> list[Any]:
    sent = {"columns": [{"text": "n"}, {"text": "m"}], "rows": [[1.25, 1_700_000_000_000]], "type": "table"}
    found = snapshot({"type": "table-old", "snapshotData": [sent], "styles": list(styles)})
    drawing = drawing_of(found.panels[0], found)
    assert isinstance(drawing, Grid)
    return [*zip((column.title for column in drawing.columns), drawing.rows[0], strict=True)]


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ({"pattern": "n", "alias": "N", "type": "number", "unit": "s", "decimals": 1}, ("N", "1.3 s")),
        ({"pattern": "/^n$/", "type": "number", "unit": "s"}, ("n", "1.25 s")),
        ({"pattern": "n", "type": "string", "unit": "s"}, ("n", "1.25")),
        ({"pattern": "", "alias": "N"}, ("n", "1.25")),
        ({"alias": "N"}, ("n", "1.25")),
        (7, ("n", "1.25")),
    ],
)
def test_columns_of_older_tables_have_styles(style: Any, shown: tuple[str, str]) -> None:
    assert styled(style)[0] == shown


def test_styles_hide_columns_tell_dates_and_the_first_that_fits_wins() -> None:
    assert [title for title, _ in styled({"pattern": "n", "type": "hidden"})] == ["m"]
    assert styled({"pattern": "m", "type": "date"})[1] == ("m", "2023-11-14 22:13:20")
    both = [{"pattern": "n", "alias": "first"}, {"pattern": "/./", "alias": "second"}]
    assert [title for title, _ in styled(*both)] == ["first", "second"]


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ({"valueName": "avg"}, "15"),
        ({"valueName": "current"}, "20"),
        ({"valueName": "total"}, "30"),
        ({"valueName": "max"}, "20"),
        ({"valueName": "min"}, "10"),
        ({}, "20"),
        ({"valueName": "min", "format": "s", "decimals": 2, "postfix": " ago"}, "10.00 s ago"),
        ({"valueName": "min", "valueMaps": [{"value": "10", "text": "ten"}]}, "ten"),
        ({"valueName": "min", "options": {"fieldOptions": {"defaults": {"unit": "ms"}}}, "format": "s"},
         "10 ms"),
        ({"valueName": "min", "fieldConfig": {"defaults": {"unit": "%", "decimals": 0}}, "format": "s",
          "decimals": 3}, "10 %"),
    ],
)  # fmt: skip
def test_a_single_stat_says_what_it_shows_in_its_own_words(sent: dict[str, Any], text: str) -> None:
    data = [{"target": "x", "datapoints": [[10, T0], [20, T0 + 1]]}]
    found = snapshot({"type": "singlestat", "snapshotData": data, **sent})
    drawing = drawing_of(found.panels[0], found)
    assert isinstance(drawing, Numbers)
    assert drawing.numbers[0].text == text


def test_only_a_single_stat_has_words_around_its_figure() -> None:
    found = drawn(series([3]), kind="stat", prefix="~", postfix="!", valueName="total")
    assert isinstance(found, Numbers)
    assert found.numbers[0].text == "3"


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("", []),
        (" \n \n", []),
        ("one", ["one"]),
        ("# a\n\n*  b  *", ["# a", "* b *"]),
        ("a<br>b<p>c</p><div>d</div>", ["a", "b", "c", "d"]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
        ("<table><tr><td>a<td>b</table>", ["a", "b"]),
        ("<h1>a</h1><h2>b</h2><h3>c</h3><b>d</b>", ["a", "b", "cd"]),
        ("a &amp; b &lt;c&gt;", ["a & b <c>"]),
        ("<style>p{}</style>a<script>b()</script>c", ["ac"]),
        ("</script>a", ["a"]),
        ("<script>x</b></script>a", ["a"]),
    ],
)
def test_a_text_is_plain_and_has_its_lines(written: str, lines: list[str]) -> None:
    assert plain_lines(written) == lines


@pytest.mark.parametrize(("content", "told"), [("a\nb", ["a", "b"]), ("a", ["a"]), ("", ["(empty text)"]),
                                               (None, ["(empty text)"])])  # fmt: skip
def test_a_text_panel_shows_its_lines(content: str | None, told: list[str]) -> None:
    found = snapshot({"type": "text", "options": {"content": content}})
    assert parts(drawing_of(found.panels[0], found)) == told


@pytest.mark.parametrize(
    ("kind", "known"), [("stat", True), ("news", True), ("text", True), ("invented", False), ("", False)]
)
def test_a_type_is_known_where_it_has_a_form_or_shows_nothing(kind: str, *, known: bool) -> None:
    assert is_known(kind) is known


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"timeFrom": "1h"}, ["time of its own: last 1h"]),
        ({"transformations": [{"id": "odd"}]}, ["raw: 1 transformation not applied (odd)"]),
        ({"transformations": [{"id": "odd"}, {"id": "odd"}]}, ["raw: 2 transformations not applied (odd)"]),
        ({}, []),
    ],
)
def test_remarks_stand_below_what_is_drawn(sent: dict[str, Any], words: list[str]) -> None:
    assert parts(drawn(series([1]), kind="timeseries", **sent)) == ["TimeChart", *words]


def test_parts_that_could_not_be_read_are_named_up_to_three() -> None:
    (chart, words) = parts(drawn(series([1]), *[None] * 4, kind="timeseries"))
    assert chart == "TimeChart"
    assert words.startswith("4 part")
    assert words.count("it is no object") == 3


def test_a_panel_in_a_row_that_was_closed_says_so() -> None:
    found = snapshot({"type": "row", "collapsed": True, "panels": [{"type": "stat"}]})
    words = "No data: its row was collapsed when the snapshot was made."
    assert parts(drawing_of(found.panels[0], found)) == [words]


def test_an_unknown_type_shows_its_numbers_as_a_chart_and_the_rest_as_tables() -> None:
    words = frame([field("w", "string")], [["x"]], name="words")
    other = frame([field("n", "number")], [[1]])
    assert parts(drawn(series([1]), words, kind="invented")) == ["TimeChart", ["words w"]]
    assert parts(drawn(series([1]), words, other, kind="invented")) == [
        "TimeChart", "words", ["words w"], "A", ["n"],
    ]  # fmt: skip
    assert parts(drawn(words, kind="invented")) == [["w"]]
    assert parts(drawn(frame([], []), kind="invented")) == ["No data."]


def test_a_candle_begins_with_the_close_and_leaves_the_volume_out() -> None:
    names = ("open", "Volume", "high", "Close")
    found = drawn(
        frame(
            [field("t", "time"), *(field(name, "number") for name in names)],
            [[T0], [1], [9e9], [3], [2]],
        ),
        kind="candlestick",
    )
    assert isinstance(found, TimeChart)
    assert sorted(one.label for one in found.series) == ["Close", "high", "open"]
