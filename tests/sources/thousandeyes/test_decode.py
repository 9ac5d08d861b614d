from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.sources.reading.decode import NotReadable
from te_tui.sources.thousandeyes.body.account_groups import read_account_groups
from te_tui.sources.thousandeyes.body.dashboards import read_dashboards, read_tests
from te_tui.sources.thousandeyes.body.panel_data import read_panel_data
from te_tui.sources.thousandeyes.body.saved_test import read_saved_test
from te_tui.sources.thousandeyes.body.snapshot import read_created_id, read_snapshot
from te_tui.sources.thousandeyes.body.snapshot_list import read_snapshot_page
from tests.models.wire import SETTINGS, any_json, encode, labels, panel_data, point, row, scalar

Reader = Callable[[bytes], object]

READERS: tuple[Reader, ...] = (
    read_snapshot_page,
    read_snapshot,
    read_created_id,
    read_panel_data,
    read_account_groups,
    read_dashboards,
    read_tests,
    read_saved_test,
)

# Names that the readers know, so that generated documents reach beyond the outermost object.
KEYS = [
    "dashboardSnapshots",
    "_links",
    "next",
    "href",
    "appLink",
    "snapshotId",
    "snapshotName",
    "aid",
    "accountId",
    "timeSpan",
    "start",
    "duration",
    "dashboard",
    "widgets",
    "layout",
    "details",
    "widgetPositioning",
    "id",
    "title",
    "type",
    "measure",
    "fixedTimespan",
    "multiMetricColumns",
    "numberCards",
    "groupLabels",
    "groupProperty",
    "groupId",
    "groupLabel",
    "binSize",
    "data",
    "points",
    "timestamp",
    "value",
    "groups",
    "groupValue",
    "columns",
    "cards",
    "alerts",
    "agents",
    "location",
    "summary",
    "tests",
    "graphlets",
    "x",
    "y",
    "rows",
    "legend",
    "alertSuppressionWindows",
    "startTimes",
    "accountGroups",
    "accountGroupName",
    "test",
    "savedEvent",
    "startRoundId",
    "snapshotCreatedDate",
    "createdDate",
]
documents = st.recursive(
    scalar,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=8),
    max_leaves=40,
)


def survives(read: Reader, body: bytes) -> None:
    try:
        read(body)
    except NotReadable as error:
        str(error).encode()


every_reader = pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)


@every_reader
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"<html></html>",
        b"null",
        b"5",
        b'"text"',
        b"true",
        b"[",
        b'{"a": ',
        b'{"a": 1}}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe{\x00}\x00",
        b"\x00",
    ],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_no_json_of_the_right_shape_is_not_readable(read: Reader, body: bytes) -> None:
    with pytest.raises(NotReadable, match="the body is n"):
        read(body)


@every_reader
@SETTINGS
@given(document=documents | any_json)
def test_a_document_is_read_or_not_readable_and_nothing_else_happens(read: Reader, document: object) -> None:
    survives(read, encode(document))


@every_reader
@SETTINGS
@given(body=st.binary(max_size=60), cut=st.integers(0, 400))
def test_bytes_are_read_or_not_readable_and_nothing_else_happens(read: Reader, body: bytes, cut: int) -> None:
    whole = encode(
        {"dashboardSnapshots": [row()], "widgets": [{"id": "k2"}], "data": {"points": [point(0, 1)]}}
    )
    survives(read, body)
    survives(read, whole[:cut])
    survives(read, whole[:cut] + body + whole[cut:])


@pytest.mark.parametrize(
    ("noise", "name"),
    [
        (b'"plain"', "plain"),
        (b'"bad \xff byte"', "bad \ufffd byte"),
        (b'"raw \x1b control"', "raw  control"),
        (b'"lone \\ud800 half"', "lone  half"),
        (b"12", "12"),
        (b"9" * 5_000, "9" * 5_000),
        (b'"x", "\\udfff unknown": 1', "x"),
        (b'"x", "unknown": ' + b"9" * 5_000, "x"),
        (b'"x", "unknown": NaN', "x"),
        (b'"x", "unknown": ' + b"[" * 300 + b"]" * 300, "x"),
        (b"[]", None),
    ],
    ids=lambda value: repr(value[:24]) if value else None,
)
def test_a_damaged_name_costs_nothing_but_itself(noise: bytes, name: str | None) -> None:
    body = b'{"dashboardSnapshots": [{"snapshotId": "a", "snapshotName": %s}, {"snapshotId": "b"}]}' % noise
    for prefix in (b"", b"\xef\xbb\xbf"):
        page = read_snapshot_page(prefix + body)
        assert [(found.snapshot_id, found.name) for found in page.rows] == [("a", name), ("b", None)]
        assert page.damage == (() if name is not None else ("dashboardSnapshots[0].snapshotName",))


@pytest.mark.parametrize(
    ("read", "body", "damage"),
    [
        (
            read_snapshot_page,
            {"dashboardSnapshots": [row(), None, 5, row(1), "x"]},
            ("dashboardSnapshots[1]", "dashboardSnapshots[2]", "dashboardSnapshots[4]"),
        ),
        (read_snapshot_page, {"dashboardSnapshots": "none"}, ("dashboardSnapshots",)),
        (read_snapshot_page, {}, ("dashboardSnapshots",)),
        (
            read_snapshot_page,
            {"dashboardSnapshots": [row(timeSpan=[], dashboard=7)]},
            ("dashboardSnapshots[0].dashboard", "dashboardSnapshots[0].timeSpan"),
        ),
        (
            read_snapshot,
            {"widgets": [{"id": "a"}, 4, {"id": "b", "measure": "MEAN", "numberCards": [1, {}]}]},
            ("widgets[1]", "widgets[2].measure", "widgets[2].numberCards[0]"),
        ),
        (
            read_account_groups,
            {"accountGroups": [{"aid": "1"}, {}, None]},
            ("accountGroups[2]", "accountGroups[1].aid"),
        ),
        (read_dashboards, [{"dashboardId": "1"}, None], ("[1]",)),
        (read_tests, {"tests": [[], {"testId": 5}]}, ("tests[0]",)),
    ],
)
def test_what_is_left_out_is_named_by_its_place(
    read: Callable[[bytes], object], body: object, damage: tuple[str, ...]
) -> None:
    assert read(encode(body)).damage == damage  # type: ignore[attr-defined]


def test_the_names_of_places_are_safe_to_print() -> None:
    found = read_panel_data(panel_data(labels("AGENT"), legend={"\x1b[2J": 1}, rows=[{"a\x07": "b\x1b"}]))
    assert found.legend == (("[2J", 1),)
    assert found.rows == ({"a": "b"},)


def test_a_page_of_nothing_but_damage_is_read_in_one_go() -> None:
    page = read_snapshot_page(encode({"dashboardSnapshots": [0] * 2_000}))
    assert page.rows == ()
    assert len(page.damage) == 1_001
    assert page.damage[-1] == "and more"
    assert page.damage[:2] == ("dashboardSnapshots[0]", "dashboardSnapshots[1]")
