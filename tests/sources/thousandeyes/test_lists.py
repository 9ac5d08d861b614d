"""The small lists and the answer to a new test snapshot."""

from typing import Any

import pytest

from te_tui.models.account_group import AccountGroup
from te_tui.models.dashboard import Dashboard, NetworkTest
from te_tui.models.saved_test import SavedTest
from te_tui.sources.thousandeyes.body.account_groups import read_account_groups
from te_tui.sources.thousandeyes.body.dashboards import read_dashboards, read_tests
from te_tui.sources.thousandeyes.body.saved_test import read_saved_test
from te_tui.sources.thousandeyes.body.snapshot import read_snapshot
from te_tui.sources.thousandeyes.body.snapshot_list import read_snapshot_page
from tests.models.wire import encode


@pytest.mark.parametrize("name", ["", "   ", "\u3164", "\u200b\u200b", "\u2800 \u0301", "\u00a0"])
def test_what_is_named_with_blanks_or_invisible_signs_falls_back_to_its_id(name: str) -> None:
    snapshot = {"snapshotId": "s1", "snapshotName": name, "dashboard": {"dashboardId": "d1", "title": name}}
    page = read_snapshot_page(encode({"dashboardSnapshots": [snapshot]}))
    assert (page.rows[0].label, page.rows[0].dashboard_title, page.damage) == ("s1", None, ())
    groups = read_account_groups(encode({"accountGroups": [{"aid": "7", "accountGroupName": name}]}))
    assert groups.value[0].label == "7"
    opened = read_snapshot(encode(snapshot | {"widgets": [{"id": "w1", "title": name}]}))
    assert (opened.row.label, opened.panels[0].label) == ("s1", "w1")
    assert read_dashboards(encode([{"dashboardId": "d1", "title": name}])).value == (Dashboard("d1"),)
    assert read_tests(encode({"tests": [{"testId": "5", "testName": name}]})).value[0].name is None


def test_account_groups_are_read_each_id_once_and_without_secrets() -> None:
    said = [
        {
            "aid": 11,
            "accountGroupName": "NOC",
            "organizationName": "Ours",
            "isCurrentAccountGroup": True,
            "isDefaultAccountGroup": 0,
            "accountToken": "canary-canary",
        },
        {"aid": "12", "accountGroupName": None},
        {"aid": "11", "accountGroupName": "NOC again"},
    ]
    found = read_account_groups(encode({"accountGroups": said}))
    assert found.value == (AccountGroup("11", "NOC again"), AccountGroup("12"))
    assert found.damage == ()
    assert "canary" not in repr(found)


@pytest.mark.parametrize(
    ("group", "label"),
    [(AccountGroup("1", "NOC"), "NOC"), (AccountGroup("1"), "1"), (AccountGroup(), "(unnamed)")],
)
def test_an_account_group_is_called_by_its_name_or_else_its_id(group: AccountGroup, label: str) -> None:
    assert group.label == label


def test_an_account_group_without_an_id_is_damage_and_comes_last() -> None:
    found = read_account_groups(encode({"accountGroups": [{"accountGroupName": "lost"}, 7, {"aid": "1"}]}))
    assert found.value == (AccountGroup("1"), AccountGroup(None, "lost"), AccountGroup())
    assert set(found.damage) == {"accountGroups[0].aid", "accountGroups[1]"}


def test_dashboards_come_as_a_bare_list() -> None:
    said = [{"dashboardId": "64", "title": "Branches", "description": "All\nof them"}, {}]
    assert read_dashboards(encode(said)).value == (Dashboard("64", "Branches", "All of them"), Dashboard())


def test_tests_are_read_and_saved_events_are_marked() -> None:
    said = {
        "tests": [
            {"testId": 5, "testName": "Web", "type": "http-server", "enabled": 1, "savedEvent": True},
            {},
        ]
    }
    assert read_tests(encode(said)).value == (
        NetworkTest("5", "Web", "http-server", enabled=True, saved_event=True),
        NetworkTest(),
    )


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            {
                "id": "q1",
                "displayName": "Slow",
                "startRoundId": 60,
                "endRoundId": "120",
                "test": {"savedEvent": False},
                "_links": {"appLink": {"href": "https://ab.share.thousandeyes.com"}},
            },
            SavedTest(
                "q1", "Slow", saved_event=False, start=60, end=120, link="https://ab.share.thousandeyes.com"
            ),
        ),
        ({"test": None, "_links": {}}, SavedTest(*[None] * 6)),
        ({"test": 5, "_links": {"appLink": {"href": 5}}}, SavedTest(*[None] * 6)),
        ({}, SavedTest(*[None] * 6)),
    ],
)
def test_the_answer_to_a_new_test_snapshot_is_read(said: dict[str, Any], found: SavedTest) -> None:
    assert read_saved_test(encode(said)) == found


def test_a_link_that_is_no_address_once_it_is_cleaned_is_damage() -> None:
    page = read_snapshot_page(
        b'{"dashboardSnapshots": [], "_links": {"next": {"href": "http://[v1.\\u007f]/?cursor=x"}}}'
    )
    assert any(place.startswith("_links") for place in page.damage)


@pytest.mark.parametrize(
    ("wire", "unreadable"),
    [
        ({}, set()),
        ({"snapshotName": None, "snapshotExpirationDate": None, "dashboard": None}, set()),
        ({"snapshotName": ["x"]}, {"name"}),
        ({"snapshotExpirationDate": "soon"}, {"expires"}),
        ({"expirationDate": {}}, {"expires"}),
        ({"snapshotExpirationDate": {}, "expirationDate": "2027-01-01T00:00:00Z"}, set()),
        ({"snapshotCreatedDate": []}, {"created"}),
        ({"isShared": {}, "isScheduled": []}, {"shared", "scheduled"}),
        ({"dashboard": 7}, {"dashboard_id", "dashboard_title"}),
        ({"dashboard": {"title": {}, "dashboardId": "d"}}, {"dashboard_title"}),
        ({"timeSpan": 7, "permalink": {}, "aid": {}}, set()),
    ],
)
def test_a_row_knows_which_of_its_fields_could_not_be_read(
    wire: dict[str, Any], unreadable: set[str]
) -> None:
    snapshot = {"snapshotId": "s1"} | wire
    assert read_snapshot(encode(snapshot)).row.unreadable == unreadable
    rows = [7, {"snapshotId": "before"}, snapshot, "no row", {"snapshotId": "behind"}]
    page = read_snapshot_page(encode({"dashboardSnapshots": rows}))
    told = {row.snapshot_id: row.unreadable for row in page.rows}
    assert told == {"before": set(), "s1": unreadable, "behind": set()}


def test_behind_more_damage_than_is_named_what_is_not_known_could_not_be_read() -> None:
    hurt = [{"snapshotId": f"s{n}", "isShared": {}, "snapshotName": "x"} for n in range(1_002)]
    rows = read_snapshot_page(encode({"dashboardSnapshots": [*hurt, {"snapshotId": "behind"}]})).rows
    assert rows[0].unreadable == {"shared"}
    assert {"expires", "created"} <= rows[-1].unreadable
    assert "name" not in rows[-2].unreadable
    widgets = [{"id": f"w{n}", "title": {}} for n in range(1_002)]
    opened = read_snapshot(encode({"snapshotId": "s", "dashboard": {"widgets": widgets}})).row
    assert "expires" in opened.unreadable
