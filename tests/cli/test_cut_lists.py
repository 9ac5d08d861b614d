"""A list that may be cut is followed where it can be, and never counts as whole."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.cli.answers import Answer, answering
from tests.cli.conftest import Run, Serve, access
from tests.cli.lying import snapshot

BOARD = "646f4d2ce3c99b0536c3821e"
SOON = {"snapshotExpirationDate": "2050-11-23T00:00:00Z"}


class Listed:
    """Two account groups; `following` leads from the first page of 1234 to its second."""

    def __init__(self, following: Any) -> None:
        self.following = following
        self.asked: list[str] = []

    def answer(self, path: str) -> Answer:
        self.asked.append(path)
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path.endswith("/account-groups"):
            groups = [{"aid": aid, "accountGroupName": aid} for aid in ("1234", "1307")]
            return Answer(json.dumps({"accountGroups": groups}))
        if parts.path.endswith("/beginning"):  # of an id, and none itself
            return Answer("{}", 404)
        if query["aid"] == "1307":
            return Answer(json.dumps({"dashboardSnapshots": [snapshot("other", aid="1307", **SOON)]}))
        if "cursor" in query:
            return Answer(json.dumps({"dashboardSnapshots": [snapshot("second", **SOON)], "pages": {}}))
        first = {"dashboardSnapshots": [snapshot("first", **SOON)], "pages": {"next": self.following}}
        return Answer(json.dumps(first))


@pytest.mark.parametrize(
    "following", ["https://x/?cursor=abc", {"href": "/v7/dashboard-snapshots?cursor=abc"}]
)
@pytest.mark.parametrize("command", [("ls", "--json"), ("expiring", "--within", "9999d", "--json")])
def test_a_list_by_pages_is_followed_to_its_end(
    te_tui: Run, following: Any, command: tuple[str, ...]
) -> None:
    with answering(Listed(following).answer) as url:
        listed = te_tui(*command, "--aid", "1234", TE_BASE_URL=url, TE_TOKEN="demo")
    assert (listed.code, listed.err) == (0, "")
    assert [row["snapshotId"] for row in listed.objects] == ["first", "second"]


@pytest.mark.parametrize(
    "following",
    ["https://x/v7/dashboard-snapshots?aid=1234", {"href": "?cursor="}, 2, {"cursor": "abc"}],
)
def test_a_cut_list_is_told_and_nothing_is_chosen_from_it(te_tui: Run, following: Any) -> None:
    with answering(Listed(following).answer) as url:
        access_ = {"TE_BASE_URL": url, "TE_TOKEN": "demo"}
        listed = te_tui("ls", "--aid", "1234", "--json", **access_)
        assert (listed.code, "may be incomplete" in listed.err) == (6, True)
        for command in (
            ("expiring",),
            ("prune", "--filter", "Weekly", "--dry-run"),
            ("trend", "--dashboard", BOARD, "--widget", "w"),
            ("rm", "beginning", "--yes", "--no-archive"),
        ):
            refused = te_tui(*command, "--aid", "1234", **access_)
            assert (refused.code, refused.out) == (6, "")
            assert "may be incomplete" in refused.err


def test_prune_of_all_groups_plans_nothing_from_the_one_whose_list_is_cut(te_tui: Run) -> None:
    with answering(Listed("?nothing").answer) as url:
        planned = te_tui(
            "prune", "--all-groups", "--filter", "Weekly", "--dry-run", TE_BASE_URL=url, TE_TOKEN="demo"
        )
    assert planned.code == 5
    assert "other" in planned.out
    assert "first" not in planned.out
    assert "may be incomplete" in planned.err


# A filter by a dashboard's id is the service's own


@pytest.mark.parametrize("expression", [f"dashboard:{BOARD}", f'dashboard:"{BOARD.upper()}" -scheduled:yes'])
def test_a_filter_by_a_dashboards_id_is_sent(
    te_tui: Run, serve: Serve, expression: str, tmp_path: Any
) -> None:
    log = tmp_path / "log"
    server = serve(snapshots=2_000, log=log)
    whole = te_tui("ls", "--json", **access(server)).objects
    log.write_text("")
    found = te_tui("ls", "--json", "--filter", expression, **access(server)).objects
    wanted = [row for row in whole if row["dashboard"]["dashboardId"] == BOARD]
    if "scheduled" in expression:
        wanted = [row for row in wanted if row["isScheduled"] is False]
    assert found == wanted
    lists = [json.loads(line) for line in log.read_text().splitlines() if "dashboard-snapshots" in line]
    assert all(f"dashboardId={BOARD}" in one["query"] for one in lists)
    assert len(lists) <= 4


@pytest.mark.parametrize(
    ("command", "groups"),
    [
        (("prune", "--filter", f"dashboard:{BOARD}", "--dry-run"), 1),
        (("trend", "--dashboard", BOARD, "--widget", "w"), 2),
        (("ls", "--all-groups", "--filter", f"dashboard:{BOARD}"), 2),
        (("ls", "--everywhere", "--filter", f"dashboard:{BOARD}"), 2),
    ],
)
def test_every_command_asks_for_the_snapshots_of_the_dashboard_alone(
    te_tui: Run, command: tuple[str, ...], groups: int
) -> None:
    listed = Listed(None)
    with answering(listed.answer) as url:
        te_tui(*command, TE_BASE_URL=url, TE_TOKEN="demo")
    lists = [path for path in listed.asked if "aid=" in path]
    assert len(lists) == groups
    assert all(f"dashboardId={BOARD}" in path for path in lists)


@pytest.mark.parametrize(
    "expression", ["dashboard:NOC", f"-dashboard:{BOARD}", BOARD, f"dashboard:{BOARD[:8]}"]
)
def test_any_other_filter_lists_everything(te_tui: Run, expression: str) -> None:
    listed = Listed(None)
    with answering(listed.answer) as url:
        te_tui("ls", "--aid", "1234", "--filter", expression, TE_BASE_URL=url, TE_TOKEN="demo")
    assert not any("dashboardId" in path for path in listed.asked)


@pytest.mark.parametrize("status", [400, 404])
def test_where_the_service_does_not_know_the_dashboard_the_whole_list_is_looked_through(
    te_tui: Run, status: int
) -> None:
    row = snapshot("first", dashboard={"dashboardId": BOARD, "title": "gone"})

    def answer(path: str) -> Answer:
        if "dashboardId" in path:
            return Answer("{}", status)
        return Answer(json.dumps({"dashboardSnapshots": [row, snapshot("second")]}))

    with answering(answer) as url:
        found = te_tui(
            "ls",
            "--aid",
            "1234",
            "--json",
            "--filter",
            f"dashboard:{BOARD}",
            TE_BASE_URL=url,
            TE_TOKEN="demo",
        )
    assert [one["snapshotId"] for one in found.objects] == ["first"]
