from typing import Any

import pytest

from te_tui.sources.grafana.body.frame_reader import Filling, read_frame
from te_tui.sources.grafana.exact import plain
from te_tui.sources.grafana.fields.names import Names
from te_tui.sources.grafana.frames import Field, Frame
from te_tui.sources.grafana.transformations.apply import transformed
from te_tui.sources.grafana.transformations.joining import _spread
from te_tui.sources.grafana.values.patterns import Effort
from tests.sources.grafana.bodies import field, frame

CPU = frame([field("Time", "time"), field("Value", "number")], [[0, 1, 2], [5, None, 7]], name="cpu")
MEMORY = frame(
    [field("Time", "time"), field("Value", "number")], [[1, 2, 3], [1, 2, 3]], name="mem", refId="B"
)
HOSTS = frame([field("host", "string"), field("n", "number")], [["b", "a", "c"], [2, 3, 1]])


def applied(chain: list[tuple[str, dict[str, Any]]], *sent: dict[str, Any]) -> tuple[Frame, ...] | None:
    frames = tuple(read_frame(one, Filling()) for one in sent)
    return transformed(frames, [{"id": kind, "options": options} for kind, options in chain], Effort())


def columns(kind: str, options: dict[str, Any], *sent: dict[str, Any]) -> dict[str, list[Any]]:
    """The columns of the only frame, by what they are called."""
    found = applied([(kind, options)], *sent)
    assert found is not None
    [one], names = found, Names(found)
    return {
        names.name(field, one, index, field.config): [plain(value) for value in field.values]
        for index, field in enumerate(one.fields)
    }


def test_organize_leaves_out_orders_and_renames() -> None:
    options = {
        "excludeByName": {"gone": True},
        "indexByName": {"n": 0, "host": 1},
        "renameByName": {"n": "N"},
    }

    assert columns("organize", options, HOSTS) == {"N": [2, 3, 1], "host": ["b", "a", "c"]}
    assert columns("organize", {"excludeByName": {"host": True}}, HOSTS) == {"n": [2, 3, 1]}


def test_filter_keeps_what_is_included_and_not_excluded() -> None:
    assert list(columns("filterFieldsByName", {"include": {"pattern": "/^h/"}}, HOSTS)) == ["host"]
    assert list(columns("filterFieldsByName", {"exclude": {"names": ["host"]}}, HOSTS)) == ["n"]


def test_sort_puts_rows_in_the_order_of_a_column() -> None:
    assert columns("sortBy", {"sort": [{"field": "n"}]}, HOSTS) == {"host": ["c", "b", "a"], "n": [1, 2, 3]}
    descending = {"sort": [{"field": "host", "desc": True}]}
    assert columns("sortBy", descending, HOSTS)["host"] == ["c", "b", "a"]


def test_reduce_gives_a_row_for_each_field() -> None:
    found = columns("reduce", {"reducers": ["max", "mean"]}, CPU, MEMORY)

    assert found == {"Field": ["cpu", "mem"], "Max": [7, 3], "Mean": [6, 2]}


def test_reduce_can_give_one_row() -> None:
    assert columns("reduce", {"reducers": ["sum"], "mode": "reduceFields"}, HOSTS) == {"host": [0], "n": [6]}


def test_join_puts_frames_side_by_side_by_time() -> None:
    assert columns("joinByField", {}, CPU, MEMORY) == {
        "Time": [0, 1, 2, 3],
        "cpu": [5, None, 7, None],
        "mem": [None, 1, 2, 3],
    }


def test_merge_makes_one_row_of_rows_that_agree() -> None:
    other = frame([field("host", "string"), field("up", "boolean")], [["a", "d"], [True, False]])

    assert columns("merge", {}, HOSTS, other) == {
        "host": ["b", "a", "c", "d"],
        "n": [2, 3, 1, None],
        "up": [None, True, None, False],
    }


@pytest.mark.parametrize(
    ("kind", "options", "sent"),
    [
        ("groupBy", {}, [HOSTS]),
        ("organize", {"orderByMode": "auto"}, [HOSTS]),
        ("filterFieldsByName", {"byVariable": True}, [HOSTS]),
        ("sortBy", {"sort": [{"field": "host"}]}, [frame([field("host", "string")], [["ä", "b"]])]),
        ("reduce", {"reducers": ["invented"]}, [HOSTS]),
        ("joinByField", {"mode": "outerTabular"}, [CPU, MEMORY]),
        ("joinByField", {}, [CPU, frame([field("Time", "time"), field("v", "number")], [[1, 1], [1, 2]])]),
        ("merge", {}, [HOSTS, frame([field("host", "number")], [[1]])]),
    ],
)
def test_what_cannot_be_done_as_grafana_does_is_not_done(
    kind: str, options: dict[str, Any], sent: list[Any]
) -> None:
    assert applied([(kind, options)], *sent) is None


def test_a_chain_is_applied_as_a_whole_or_not_at_all() -> None:
    chain: list[tuple[str, dict[str, Any]]] = [
        ("reduce", {"reducers": ["max"]}),
        ("sortBy", {"sort": [{"field": "Max"}]}),
    ]

    found = applied(chain, CPU, MEMORY)
    assert found is not None
    assert found[0].fields[1].values == [3, 7]
    assert applied([*chain, ("limit", {})], CPU, MEMORY) is None


def test_nothing_reduces_to_no_number() -> None:
    empty = frame([field("v", "number")], [[None, None]])

    assert columns("reduce", {"reducers": ["max"]}, empty)["Max"] == ["NaN"]


LABELLED = frame(
    [field("Time", "time"), field("a", "number"), field("b", "number", labels={"h": "x"})],
    [[0, 1], [1, 2], [3, 4]],
    name="f",
)


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({}, ["host", "n"]),
        ({"excludeByName": {"n": False}}, ["host", "n"]),
        ({"includeByName": {"n": True}}, ["n"]),
        ({"includeByName": {"n": False}}, ["host", "n"]),
        ({"includeByName": {"n": True, "host": True}, "excludeByName": {"n": True}}, ["host"]),
        ({"orderByMode": "manual", "indexByName": {"n": 1, "host": 2}}, ["n", "host"]),
        ({"renameByName": {"n": "", "host": 7}}, ["host", "n"]),
        ({"renameByName": {"n": "host"}}, ["host", "host"]),
    ],
)
def test_organize_follows_what_is_named_and_nothing_else(options: dict[str, Any], names: list[str]) -> None:
    found = applied([("organize", options)], HOSTS)
    assert found is not None
    its = Names(found)
    assert [its.name(one, found[0], index, one.config) for index, one in enumerate(found[0].fields)] == names


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({}, ["host", "n"]),
        ({"include": {}}, ["host", "n"]),
        ({"include": {"names": ["n"]}}, ["n"]),
        ({"include": {"names": ["n"], "pattern": "/^h/"}}, ["host", "n"]),
        ({"exclude": {"pattern": "/^h/"}}, ["n"]),
        ({"include": {"pattern": "/./"}, "exclude": {"names": ["host"]}}, ["n"]),
        ({"exclude": {"names": ["n"], "pattern": "/zzz/"}}, ["host"]),
        ({"byVariable": False}, ["host", "n"]),
    ],
)
def test_columns_are_kept_that_are_included_and_not_excluded(
    options: dict[str, Any], names: list[str]
) -> None:
    assert list(columns("filterFieldsByName", options, HOSTS)) == names


def test_frames_of_which_no_column_is_kept_are_dropped() -> None:
    found = applied([("filterFieldsByName", {"include": {"names": ["host"]}})], HOSTS, CPU)
    assert found is not None
    assert [[one.name for one in kept.fields] for kept in found] == [["host"]]
    assert applied([("filterFieldsByName", {"include": {"pattern": "("}})], HOSTS) == ()


def test_only_frames_that_have_the_column_are_sorted_and_by_the_first_one() -> None:
    sorts = {"sort": [{"field": "n"}, {"field": "host"}]}
    found = applied([("sortBy", sorts)], HOSTS, CPU)
    assert found is not None
    assert [list(found[0].fields[0].values), list(found[1].fields[1].values)] == [
        ["c", "b", "a"],
        [5, None, 7],
    ]
    untouched = applied([("sortBy", {"sort": []})], HOSTS)
    assert untouched is not None
    assert list(untouched[0].fields[1].values) == [2, 3, 1]


@pytest.mark.parametrize("descending", [True, False])
def test_equal_rows_stay_as_they_are(descending: bool) -> None:
    sent = frame([field("n", "number"), field("k", "string")], [[1, 1, 1], ["x", "y", "z"]])
    found = columns("sortBy", {"sort": [{"field": "n", "desc": descending}]}, sent)
    assert found["k"] == ["x", "y", "z"]


@pytest.mark.parametrize(
    "more", [{"filter": {"id": "byRefId", "options": "A"}}, {"topic": "annotations"}, {"id": "odd"}]
)
def test_a_transformation_of_some_frames_only_is_not_applied(more: dict[str, Any]) -> None:
    one = {"id": "organize", "options": {}}
    frames = (read_frame(HOSTS, Filling()),)
    assert transformed(frames, [one], Effort()) is not None
    assert transformed(frames, [one | {"filter": {"id": "byRefId"}}], Effort()) is not None
    assert transformed(frames, [one | more], Effort()) is None
    assert transformed(frames, [], Effort()) is frames


def test_joining_leaves_out_frames_without_the_field_and_keeps_one_alone() -> None:
    assert columns("joinByField", {}, CPU) == {"Time": [0, 1, 2], "cpu": [5, None, 7]}
    assert columns("joinByField", {}, CPU, HOSTS) == {"Time": [0, 1, 2], "cpu": [5, None, 7]}
    assert applied([("joinByField", {})], HOSTS, CPU) is None
    assert applied([("joinByField", {"byField": "none"})], CPU, HOSTS) is None
    assert list(columns("seriesToColumns", {"mode": "outer", "byField": "Time"}, CPU, MEMORY)) == [
        "Time", "cpu", "mem",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("spans", "values"), [(True, [9, 1, 2]), (False, [None, 1, 2]), (3_600_000, [None, 1, 2])]
)
def test_a_gap_does_not_take_the_place_of_a_value_where_gaps_are_spanned(
    spans: bool | int, values: list[Any]
) -> None:
    column = Field("v", "number", [9, 1, 2, None], {"custom": {"spanNulls": spans}})
    assert _spread(column, [0, 1, 2, 0], 3) == values


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        ([HOSTS], ["host", "n"]),
        ([HOSTS, frame([], [])], ["host", "n"]),
        ([frame([], []), frame([], [])], []),
    ],
)
def test_merging_little_changes_nothing(sent: list[Any], wanted: list[str]) -> None:
    found = applied([("merge", {})], *sent)
    assert found is not None
    assert [one.name for kept in found for one in kept.fields] == wanted


def test_frames_that_share_nothing_or_have_a_name_twice_are_not_merged() -> None:
    other = frame([field("x", "number")], [[1]])
    found = applied([("merge", {})], HOSTS, other)
    assert found is not None
    assert len(found) == 2
    twice = frame([field("host", "string"), field("host", "string")], [["a"], ["b"]])
    assert applied([("merge", {})], HOSTS, twice) is None
    text_as_number = frame([field("host", "string"), field("n", "number")], [["a"], ["3"]])
    assert applied([("merge", {})], HOSTS, text_as_number) is None


def test_a_truth_is_no_number_where_rows_are_merged() -> None:
    left = frame([field("k", "string"), field("v", "other")], [["a"], [1]])
    right = frame([field("k", "string"), field("v", "other"), field("w", "other")], [["a"], [True], [5]])
    # Both share k and v, whose texts differ.
    assert columns("merge", {}, left, right) == {"k": ["a", "a"], "v": [1, True], "w": [None, 5]}


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"reducers": []}, None),
        ({"reducers": ["max"]}, {"Field": ["f a", "b x"], "Max": [2, 4]}),
        ({"reducers": ["max"], "fields": {"id": "byName", "options": "a"}}, {"Field": ["f a"], "Max": [2]}),
        ({"reducers": ["last", "p50"]}, {"Field": ["f a", "b x"], "Last": [2, 4], "50th %": [2, 4]}),
    ],
)
def test_a_row_of_each_field_has_a_column_of_each_calculation(
    options: dict[str, Any], wanted: dict[str, list[Any]] | None
) -> None:
    found = applied([("reduce", options)], LABELLED)
    assert found is not None
    if wanted is None:
        assert [one.name for one in found[0].fields] == ["Time", "a", "b"]
    else:
        values = [list(one.values) for one in found[0].fields]
        assert [one.name for one in found[0].fields] == list(wanted)
        assert values[1:] == list(wanted.values())[1:]


def test_calculations_of_several_types_or_of_one_name_are_not_put_in_one_column() -> None:
    words = frame([field("w", "string")], [["x"]], name="g")
    assert applied([("reduce", {"reducers": ["last"]})], LABELLED, words) is None
    assert applied([("reduce", {"reducers": ["max", "max"]})], LABELLED) is None
    assert applied([("reduce", {"reducers": ["max"]})]) == ()
