"""Fields of the contract that people and programs look for, and saved tests, by the command line."""

from __future__ import annotations

import csv
import json

import pytest

from te_tui.demo import LOGIN_TOKEN, PERMISSIONS
from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT
from tests.cli.answers import Answer, answering
from tests.cli.conftest import Run, Serve, access, raw_ids
from tests.cli.lying import snapshot
from tests.cli.test_show import EVERY_TYPE, LINK

pytestmark = pytest.mark.usefixtures("without_waiting")

CREATE = ("create", "--dashboard", "HTTP Server Widgets", "--last", "6h", "--name", "New")


def test_lists_and_snapshots_have_their_link_as_a_field(demo: Run) -> None:
    rows = demo("ls", "--json").objects
    assert all(row["link"] == f"{LINK}{row['snapshotId']}" for row in rows)
    cells = list(csv.DictReader(demo("ls", "--csv").lines))
    assert [row["link"] for row in cells] == [row["link"] for row in rows]
    soon = demo("expiring", "--json", "--within", "365d").objects
    assert soon
    assert all(row["link"] == f"{LINK}{row['snapshotId']}" for row in soon)
    assert demo("show", CONTRACT_SNAPSHOT, "--json").objects[0]["link"] == f"{LINK}{CONTRACT_SNAPSHOT}"


def test_an_opened_snapshot_tells_what_it_says_of_its_dashboard(demo: Run) -> None:
    dashboard = demo("show", EVERY_TYPE, "--json", "--quiet").objects[0]["dashboard"]
    assert dashboard["description"] == "HTTP Server Widgets, kept by the team on call"
    assert (dashboard["isPrivate"], dashboard["dashboardCreatedBy"]) == (True, "281474976810911")
    assert dashboard["dashboardModifiedDate"].endswith("Z")
    heading = demo("show", EVERY_TYPE, "--quiet", "--width", "200").out.partition(LINK)[0]
    for words in (
        "kept by the team on call",
        "private dashboard",
        "created by user 281474976810911",
        "changed",
    ):
        assert words in heading


@pytest.mark.parametrize(
    "dashboard",
    [
        {"createdBy": 7, "modifiedBy": 8, "modifiedDate": "2023-05-16 10:14:28"},
        {"createdBy": "7", "modifiedBy": "8", "modifiedDate": "2023-05-16T10:14:28Z"},
        {
            "dashboardCreatedBy": "7",
            "dashboardModifiedBy": "8",
            "dashboardModifiedDate": "2023-05-16T10:14:28Z",
            "createdBy": 1,
            "modifiedBy": 1,
        },
    ],
)
def test_who_changed_a_dashboard_is_read_in_every_spelling(te_tui: Run, dashboard: dict[str, object]) -> None:
    body = json.dumps(snapshot("s1", dashboard={"dashboardId": "d", "title": "T", **dashboard}))
    with answering(lambda _path: Answer(body)) as url:
        shown = te_tui("show", "s1", "--aid", "1234", "--json", TE_BASE_URL=url, TE_TOKEN="demo")
    found = shown.objects[0]["dashboard"]
    assert (found["dashboardCreatedBy"], found["dashboardModifiedBy"]) == ("7", "8")
    assert found["dashboardModifiedDate"] == "2023-05-16T10:14:28Z"


def test_a_widget_with_filters_or_a_span_of_its_own_says_so(demo: Run) -> None:
    data = demo("data", EVERY_TYPE, "embed", "--json").objects[0]
    assert data["filters"] == {"TEST": ["202701"]}
    assert (data["fixedTimespan"], data["isEmbedded"]) == ({"value": 24, "unit": "Hours"}, True)
    shown = demo("show", EVERY_TYPE, "--quiet", "--width", "120").out
    assert "own span: 24 hours · embedded · only test 202701" in shown
    plain = demo("data", CONTRACT_SNAPSHOT, "unpmg", "--json").objects[0]
    assert not {"filters", "fixedTimespan", "isEmbedded"} & set(plain)


def test_addresses_rules_and_shares_are_in_the_data(demo: Run) -> None:
    agents = demo("data", CONTRACT_SNAPSHOT, "Agents", "--json").objects[0]["rows"]
    assert all(set(row["ipInfo"]) >= {"publicIp", "privateIp"} for row in agents)
    assert all(
        row["ruleId"] for row in demo("data", CONTRACT_SNAPSHOT, "Alerts", "--json").objects[0]["rows"]
    )
    tests = demo("data", CONTRACT_SNAPSHOT, "Tests", "--json").objects[0]["rows"]
    assert {row["isShared"] for row in tests} == {False}
    shown = demo("show", CONTRACT_SNAPSHOT, "--width", "160").out
    assert agents[0]["ipInfo"]["publicIp"] in shown


def test_rows_of_a_list_keep_their_types_and_nothing_is_damaged(demo: Run) -> None:
    events = demo("data", CONTRACT_SNAPSHOT, "Detected events", "--json")
    assert (events.code, events.err) == (0, "")
    row = events.objects[0]["rows"][0]
    assert (type(row["Duration (min)"]), type(row["Affected tests"]), type(row["Severe"])) == (
        float,
        int,
        bool,
    )
    assert "_links" not in demo("show", CONTRACT_SNAPSHOT).out


def test_private_test_snapshots_are_listed_as_what_they_are(te_tui: Run, serve: Serve) -> None:
    server = serve(now=None)
    make = ("create-test-snapshot", "--test", "Checkout", "--window", "2h", "--name", "Leak")
    made = te_tui(*make, "--private", "--json", **access(server)).objects[0]
    te_tui(*make, "--public", **access(server))
    assert made["roundId"] == made["startRoundId"]
    assert (made["sourceTestId"], made["uid"]) == ("202701", "281474976810911")
    assert made["shareDate"].endswith("Z")
    (row,) = te_tui("ls", "--tests", "--json", **access(server)).objects
    assert (row["testId"], row["testName"], row["savedEvent"], row["aid"]) == (
        made["testId"],
        "Checkout",
        True,
        "1234",
    )
    for form in ((), ("--csv",), ("--all-groups",)):
        listed = te_tui("ls", "--tests", *form, **access(server))
        assert (listed.code, len(listed.lines), made["testId"] in listed.out) == (0, 2, True)
    assert te_tui("ls", "--tests", "--filter", "x", **access(server)).code == 2


@pytest.mark.parametrize(
    "link",
    [
        "https://abcde.share.thousandeyes.com/view/tests?testId=1&roundId=2",
        "https://app.thousandeyes.com/view/tests/?testId=1&roundId=2",
        "https://x.share.eu.thousandeyes.com/view/tests",
    ],
)
@pytest.mark.parametrize("command", [("show",), ("archive",), ("rm", "--yes")])
def test_a_link_of_a_test_snapshot_is_recognised(demo: Run, command: tuple[str, ...], link: str) -> None:
    refused = demo(*command, link)
    assert refused.code == 2
    assert "link of a test snapshot" in refused.err
    assert "te-tui ls --tests" in refused.err


def test_lists_by_pages_and_ids_in_headers_are_no_hindrance(te_tui: Run, serve: Serve) -> None:
    server = serve(now=None, by_pages=True, location_only=True)
    whole = te_tui("ls", "--json", **access(server))
    assert (whole.code, whole.err, len(whole.lines)) == (0, "", 210)
    made = te_tui(*CREATE, "--json", "--quiet", **access(server))
    assert (made.code, made.objects[0]["snapshotName"]) == (0, "New")
    assert (
        te_tui("ls", "--json", "--limit", "1", **access(server)).objects[0]["snapshotId"]
        == (made.objects[0]["snapshotId"])
    )


@pytest.mark.parametrize(
    ("permission", "command"),
    [
        (PERMISSIONS[0], ("ls",)),
        (PERMISSIONS[0], ("show", CONTRACT_SNAPSHOT, "--aid", "1234")),
        (PERMISSIONS[1], CREATE),
        (PERMISSIONS[2], ("extend", CONTRACT_SNAPSHOT, "--until", "max", "--yes")),
        (PERMISSIONS[3], ("rm", CONTRACT_SNAPSHOT, "--no-archive", "--yes")),
        (
            PERMISSIONS[4],
            ("create-test-snapshot", "--test", "Checkout", "--window", "2h", "--name", "Leak", "--private"),
        ),
    ],
)
def test_a_refusal_names_the_permission(
    te_tui: Run, serve: Serve, permission: str, command: tuple[str, ...]
) -> None:
    refused = te_tui(*command, **access(serve(lacking=(permission,))))
    assert f'probably "{permission}" is missing' in refused.err + refused.out
    assert refused.code != 0


def test_the_other_token_is_accepted(te_tui: Run, serve: Serve) -> None:
    server = serve()
    listed = te_tui("ls", "--json", **access(server) | {"TE_TOKEN": LOGIN_TOKEN})
    assert [row["snapshotId"] for row in listed.objects] == raw_ids(server, "1234")
