from typing import Any

import pytest

from te_tui.sources.grafana.body.frame_reader import Filling, read_frame
from te_tui.sources.grafana.exact import plain
from te_tui.sources.grafana.fields.names import Names
from te_tui.sources.grafana.frames import Frame
from te_tui.sources.grafana.transformations.apply import transformed
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
