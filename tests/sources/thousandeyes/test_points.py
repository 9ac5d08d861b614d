from typing import Any

import pytest

from te_tui.sources.thousandeyes.body.panel_data import read_panel_data
from te_tui.sources.thousandeyes.body.points import PointGroup, Points
from tests.models.wire import labels, panel_data, point


def groups_of(*said: tuple[Any, Any], names: tuple[dict[str, Any], ...] = ()) -> tuple[PointGroup, ...]:
    points = read_panel_data(panel_data(*names, points=[point(0, 1, *said)])).points
    assert points is not None
    return points[0].groups


AGENTS = labels("AGENT", _7="Lisbon", _8="Lisbon")
COUNTRIES = labels("COUNTRY", PT="Portugal", _7="Seventh")


@pytest.mark.parametrize(
    ("said", "names", "label"),
    [
        (("AGENT", "7"), (AGENTS,), "Lisbon"),
        (("AGENT", 7), (AGENTS,), "Lisbon"),
        (("agent", "7"), (AGENTS,), "Lisbon"),
        (("AGENT", "7"), (COUNTRIES, AGENTS), "Lisbon"),
        (("Agents", "7"), (AGENTS,), "Lisbon"),
        ((None, "7"), (AGENTS,), "Lisbon"),
        (("Agents", "7"), (labels("NOT AGENT", x="y"), AGENTS), "7"),
        (("AGENT", "9"), (AGENTS,), "9"),
        (("AGENT", "PT"), (COUNTRIES, AGENTS), "PT"),
        (("AGENT", "7"), (), "7"),
        (("AGENT", "7"), (labels("AGENT", _7=""),), "7"),
        (("AGENT", None), (AGENTS,), ""),
        (("AGENT", "7"), (labels("AGENT", _7="\x1b[2JLisbon"),), "[2JLisbon"),
    ],
)
def test_a_group_is_named_by_its_property_or_else_by_its_position_or_else_by_its_value(
    said: tuple[Any, Any], names: tuple[dict[str, Any], ...], label: str
) -> None:
    assert groups_of(said, names=names)[0].label == label


def test_two_ids_with_one_label_stay_two_groups() -> None:
    first, second = groups_of(("AGENT", "7"), ("AGENT", "8"), names=(AGENTS,))
    assert first.label == second.label
    assert first != second


def test_labels_of_one_property_may_come_in_parts() -> None:
    names = (labels("AGENT", _7="Lisbon"), labels("agent", _8="Porto"))
    assert [group.label for group in groups_of(("AGENT", "7"), ("AGENT", "8"), names=names)] == [
        "Lisbon",
        "Porto",
    ]


def test_points_of_one_group_are_kept_together() -> None:
    points = read_panel_data(
        panel_data(AGENTS, points=[point(t, t, ("AGENT", "7")) for t in range(3)])
    ).points
    assert points == (Points((PointGroup("AGENT", "7", "Lisbon"),), (0, 1, 2), (0, 1, 2)),)


def test_points_of_several_groups_are_sorted_by_group_in_the_order_in_which_they_are_named() -> None:
    said = [point(t, t + int(agent), ("AGENT", agent)) for t in range(3) for agent in ("8", "7")]
    points = read_panel_data(panel_data(points=said)).points
    assert points == (
        Points((PointGroup("AGENT", "8", "8"),), (0, 1, 2), (8, 9, 10)),
        Points((PointGroup("AGENT", "7", "7"),), (0, 1, 2), (7, 8, 9)),
    )


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        (None, ()),
        ([], ()),
        ("AGENT", ()),
        ([5], ()),
        ([None, {"groupProperty": "AGENT", "groupValue": "7"}], (PointGroup("AGENT", "7", "7"),)),
        ([{"groupProperty": [], "groupValue": {}}], (PointGroup("", "", ""),)),
        ([{}], (PointGroup("", "", ""),)),
    ],
)
def test_damaged_groups_do_not_cost_the_point(groups: object, expected: tuple[PointGroup, ...]) -> None:
    body = panel_data(points=[{"timestamp": 60, "value": 1, "groups": groups}])
    assert read_panel_data(body).points == (Points(expected, (60,), (1,)),)


def test_a_damaged_point_leaves_the_others_and_is_named() -> None:
    said = [
        point(60, 1.5),
        None,
        "x",
        point(120, "many"),
        point(180, None),
        {},
        point("2026-11-10T12:00:00Z", "2.5"),
        point(1_794_312_000_000, 3),
        point(None, True),
    ]
    found = read_panel_data(panel_data(points=said))
    assert found.points == (
        Points(
            (),
            (60, 120, 180, None, 1_794_312_000, 1_794_312_000, None),
            (1.5, None, None, None, 2.5, 3, None),
        ),
    )
    assert found.damage == (
        "data.points[1]",
        "data.points[2]",
        "data.points[3].value",
        "data.points[8].value",
    )


@pytest.mark.parametrize(
    "value",
    ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400, "9" * 5_000, '"nan"', "[]"],
    ids=lambda value: value[:12],
)
def test_a_value_that_cannot_be_drawn_is_a_damaged_gap(value: str) -> None:
    found = read_panel_data(b'{"data": {"points": [{"timestamp": 5, "value": %s}]}}' % value.encode())
    assert found.points == (Points((), (5,), (None,)),)
    assert found.damage == ("data.points[0].value",)
