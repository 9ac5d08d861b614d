"""What is not as it was shown is left alone, in each way to change snapshots (safety rule 19)."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import NOW, Outcome, Run
from tests.cli.lying import Json, Service, served

KEPT, OTHER = "aaaa-1", "bbbb-2"

CHANGES: dict[str, tuple[dict[str, Any], str]] = {
    "extended by four years": (
        {"snapshotExpirationDate": "2033-01-01T00:00:00Z"},
        "now it expires 2033-01-01",
    ),
    "a second later": (
        {"snapshotExpirationDate": "2029-01-01T00:00:01Z"},
        "now it expires 2029-01-01 00:00:01",
    ),
    "renamed": ({"snapshotName": "KEEP legal hold"}, "its name is KEEP legal hold"),
    "made anew": ({"snapshotCreatedDate": "2025-01-01T00:00:00Z"}, "it says 2025-01-01"),
    "shared": ({"isShared": True}, "by the plan it is not shared, and now it is"),
}


class Site:
    """A service with two snapshots, and te-tui on it."""

    def __init__(self, service: Service, url: str, te_tui: Run) -> None:
        self.service = service
        self._environment = {"TE_BASE_URL": url, "TE_TOKEN": "demo-token"}
        self._te_tui = te_tui

    def run(self, *argv: str) -> Outcome:
        return self._te_tui(*argv, **self._environment)

    def at_the_turn(self, what: dict[str, Any], *, looks: int) -> None:
        """Change one of them after so many looks at it: the next is that of its turn."""

        def change(method: str, asked: str) -> None:
            if (method, asked) == ("GET", KEPT) and self.service.asked["GET", KEPT] == looks:
                self.service.snapshots[KEPT] |= what

        self.service.before = change


@pytest.fixture
def site(te_tui: Run, without_waiting: None) -> Iterator[Site]:
    with ExitStack() as stack:
        service = Service(KEPT, OTHER)
        yield Site(service, stack.enter_context(served(service, NOW)), te_tui)


WAYS: dict[str, tuple[tuple[str, ...], int]] = {
    "rm": (("rm", KEPT, OTHER, "--yes"), 1),
    "rm without archives": (("rm", KEPT, OTHER, "--yes", "--no-archive"), 1),
    "prune": (("prune", "--filter", "age>30d", "--yes"), 0),
    "prune without archives": (("prune", "--filter", "age>30d", "--yes", "--no-archive"), 0),
    "extend": (("extend", KEPT, OTHER, "--until", "2030-01-01", "--yes"), 1),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("what", CHANGES)
def test_what_changed_between_list_and_turn_is_left_alone_and_told(site: Site, way: str, what: str) -> None:
    argv, looks = WAYS[way]
    change, said = CHANGES[what]
    site.at_the_turn(change, looks=looks)
    answer = site.run(*argv)
    assert answer.code == 5
    assert KEPT in site.service.snapshots
    assert site.service.asked["DELETE", KEPT] == site.service.asked["PATCH", KEPT] == 0
    assert said in answer.err
    assert "It is left alone, as it changed" in answer.err
    assert f"Weekly {OTHER}" in answer.out
    assert site.service.asked["PATCH" if argv[0] == "extend" else "DELETE", OTHER] == 1


@pytest.mark.parametrize("way", WAYS)
def test_what_is_of_another_account_group_at_its_turn_is_not_changed(site: Site, way: str) -> None:
    argv, looks = WAYS[way]
    site.at_the_turn({"aid": "77"}, looks=looks)
    answer = site.run(*argv)
    assert (answer.code, KEPT in site.service.snapshots) == (5, True)
    assert site.service.asked["DELETE", KEPT] == site.service.asked["PATCH", KEPT] == 0
    assert "it is about account group 77" in answer.err
    assert "base URL" not in answer.err


def test_snapshots_that_moved_do_not_end_the_run(te_tui: Run, without_waiting: None) -> None:
    ids = [f"id-{number}" for number in range(6)]
    service = Service(*ids)
    service.snapshots |= {one: service.snapshots[one] | {"aid": "77"} for one in ids[:5]}
    with served(service, NOW) as url:
        answer = Site(service, url, te_tui).run("rm", *ids, "--yes")
    assert (answer.code, list(service.snapshots)) == (5, ids[:5])
    assert answer.err.count("--aid 77") == 5
    assert "Deleted 1 snapshot of" in answer.err


def test_snapshots_that_move_before_their_turn_do_not_end_the_run(te_tui: Run, without_waiting: None) -> None:
    ids = [f"id-{number}" for number in range(6)]
    service = Service(*ids)

    def move(method: str, what: str) -> None:
        if service.asked["GET", what] == 1 and what in ids[:5]:
            service.snapshots[what]["aid"] = "77"

    service.before = move
    with served(service, NOW) as url:
        answer = Site(service, url, te_tui).run("rm", *ids, "--yes")
    assert (answer.code, list(service.snapshots)) == (5, ids[:5])
    assert "Deleted 1 snapshot of" in answer.err


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("archive", [(), ("--no-archive",)], ids=["archived", "not archived"])
def test_what_changed_before_a_resumption_is_left_alone(
    site: Site, tmp_path: Path, archive: tuple[str, ...], what: str
) -> None:
    change, said = CHANGES[what]
    service = site.service
    service.delete = lambda _: (403, {"title": "Forbidden"})
    assert site.run("rm", KEPT, OTHER, "--yes", *archive).code == 3
    service.delete = service._delete
    service.snapshots[KEPT] |= change
    (journal,) = (tmp_path / "journals").iterdir()
    answer = site.run("rm", "--resume", journal.name.removesuffix(".done.jsonl"))
    assert (answer.code, list(service.snapshots)) == (5, [KEPT])
    assert said in answer.err


def test_what_changed_before_an_undo_keeps_its_expiry(site: Site) -> None:
    site.run("extend", KEPT, OTHER, "--until", "2030-01-01", "--yes")
    site.service.snapshots[KEPT]["snapshotExpirationDate"] = "2034-01-01T00:00:00Z"
    answer = site.run("extend", "--undo", "--yes")
    assert answer.code == 5
    expiries = [one["snapshotExpirationDate"] for one in site.service.snapshots.values()]
    assert expiries == ["2034-01-01T00:00:00Z", "2029-01-01T00:00:00Z"]


@pytest.mark.parametrize("what", CHANGES)
def test_what_changed_since_a_plan_was_reviewed_is_left_alone(site: Site, tmp_path: Path, what: str) -> None:
    change, said = CHANGES[what]
    site.run("prune", "--filter", "age>30d", "--dry-run", "--plan", str(tmp_path / "plan"))
    site.service.snapshots[KEPT] |= change
    answer = site.run("prune", "--plan", str(tmp_path / "plan"), "--yes")
    assert (answer.code, list(site.service.snapshots)) == (5, [KEPT])
    assert said in answer.err


def test_the_filter_is_applied_again_to_what_the_snapshot_says_at_its_turn(site: Site) -> None:
    site.at_the_turn({"dashboard": {"dashboardId": "d2", "title": "Legal"}}, looks=0)
    answer = site.run("prune", "--filter", "dashboard:NOC", "--yes", "--no-archive")
    assert (answer.code, list(site.service.snapshots)) == (5, [KEPT])
    assert "the filter dashboard:NOC does not find it any more (dashboard Legal)" in answer.err


def piped(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Put a text on standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("argv", [("rm", "-"), ("rm", "-", "--no-archive"), ("extend", "-", "--by", "30d")])
def test_what_changed_since_it_was_listed_is_left_out_of_what_its_rows_are_piped_into(
    site: Site, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], what: str
) -> None:
    change, said = CHANGES[what]
    rows = site.run("ls", "--json").out
    site.service.snapshots[KEPT] |= change
    piped(monkeypatch, rows)
    answer = site.run(*argv, "--yes")
    assert answer.code == 5
    assert KEPT in site.service.snapshots
    assert site.service.asked["DELETE", KEPT] == site.service.asked["PATCH", KEPT] == 0
    assert f"{KEPT} is left out: it is not as it was listed: " in answer.err
    assert said.replace("plan", "list") in answer.err
    assert site.service.asked["PATCH" if argv[0] == "extend" else "DELETE", OTHER] == 1


def test_a_row_that_spells_an_id_otherwise_than_the_service_is_compared_as_well(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, other = site.service.answer, KEPT.upper()
    monkeypatch.setattr(
        site.service, "answer", lambda how, path, body: answer(how, path.replace(other, KEPT), body)
    )
    rows = site.run("ls", "--json").out
    site.service.snapshots[KEPT]["snapshotName"] = "KEEP legal hold"
    piped(monkeypatch, rows.replace(f'"{KEPT}"', f'"{other}"'))
    assert site.run("rm", "-", "--yes").code == 5
    assert list(site.service.snapshots) == [KEPT]


def test_a_dry_run_of_rows_that_changed_tells_it_and_leaves_them_out_of_its_plan(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = site.run("ls", "--json").out
    site.service.snapshots[KEPT]["snapshotName"] = "KEEP legal hold"
    piped(monkeypatch, rows)
    answer = site.run("rm", "-", "--dry-run", "--plan", str(tmp_path / "plan"))
    assert (answer.code, KEPT in (tmp_path / "plan").read_text()) == (5, False)
    assert "the list calls it Weekly aaaa-1, and its name is KEEP legal hold" in answer.err


@pytest.mark.parametrize(
    "row",
    [
        {"snapshotId": KEPT},
        {"snapshotId": KEPT, "snapshotName": None, "snapshotExpirationDate": "next year", "isShared": "no"},
        {"snapshotId": KEPT, "snapshotCreatedDate": "2024-01-01T01:00:00.3+01:00", "aid": "1234"},
    ],
)
def test_what_a_row_does_not_tell_is_no_difference(
    site: Site, monkeypatch: pytest.MonkeyPatch, row: dict[str, Any]
) -> None:
    piped(monkeypatch, json.dumps(row))
    assert site.run("rm", "-", "--yes", "--no-archive").code == 0
    assert list(site.service.snapshots) == [OTHER]


SAME: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "other notations of the same instants": lambda row: (
        row
        | {
            "snapshotExpirationDate": "2029-01-01T02:00:00.400+02:00",
            "snapshotCreatedDate": "2024-01-01T00:00:00Z",
        }
    ),
    "legacy fields only": lambda row: {
        "widgets": [],
        "snapshotId": row["snapshotId"],
        "snapshotName": row["snapshotName"],
        "accountId": 1234,
        "expirationDate": "2029-01-01 00:00:00",
        "createdDate": "2024-01-01 00:00:00",
    },
    "no more than id and expiry": lambda row: {
        name: row[name] for name in ("snapshotId", "snapshotExpirationDate", "widgets")
    },
    "a name with signs that are cleaned away": lambda row: (
        row | {"snapshotName": f"{row['snapshotName']}\x07"}
    ),
}


@pytest.mark.parametrize("same", SAME)
def test_what_says_the_same_in_other_words_or_less_is_not_changed(site: Site, same: str) -> None:
    service = site.service

    def detail(method: str, asked: str) -> None:
        if method == "GET" and asked in service.snapshots:
            service.snapshots[asked] = SAME[same](service.snapshots[asked])

    service.before = detail
    answer = site.run("prune", "--filter", "dashboard:NOC scheduled:yes age>30d -shared:yes", "--yes")
    assert (answer.code, service.snapshots) == (0, {})


def test_the_answer_that_is_archived_is_the_one_that_is_compared(site: Site) -> None:
    """The comparison asks for nothing: it is the archive that opens one without widgets twice.

    The list is empty afterwards, which decides nothing: each is opened once more.
    """
    assert site.run("prune", "--filter", "age>30d", "--yes").code == 0
    assert {what: n for (method, what), n in site.service.asked.items() if method == "GET"} == {
        "groups": 2,
        "list": 2,
        KEPT: 3,
        OTHER: 3,
    }


@pytest.mark.parametrize("command", ["rm", "extend"])
def test_plans_and_journals_of_before_are_compared_by_what_they_know(
    site: Site, tmp_path: Path, command: str
) -> None:
    how = ("--until", "2030-01-01") if command == "extend" else ("--no-archive",)
    plan = tmp_path / "plan"
    site.run(command, KEPT, OTHER, *how, "--dry-run", "--plan", str(plan))
    new = ("snapshotCreatedDate", "isShared", "isScheduled", "dashboardId", "dashboardTitle")
    lines = [json.loads(line) for line in plan.read_text().splitlines()]
    plan.write_text("\n".join(json.dumps({k: v for k, v in line.items() if k not in new}) for line in lines))
    site.service.snapshots[KEPT] |= {"isShared": True}
    assert site.run(command, "--plan", str(plan), "--yes").code == 0


def test_one_id_in_two_spellings_of_its_case_is_one_snapshot(site: Site) -> None:
    def any_case(method: str, asked: str) -> None:
        service = site.service
        if asked.casefold() == KEPT and asked not in service.snapshots and KEPT in service.snapshots:
            service.snapshots[asked] = service.snapshots[KEPT]

    site.service.before = any_case
    planned = site.run("rm", KEPT, KEPT.upper(), "--dry-run", "--json")
    assert [one["snapshotId"] for one in planned.objects] == [KEPT]


@pytest.mark.parametrize("first", [True, False])
def test_what_a_list_names_twice_is_pruned_only_if_the_filter_finds_both(site: Site, *, first: bool) -> None:
    listed = site.service._list

    def twice(begin: int) -> Json:
        page = listed(begin)
        rows = page["dashboardSnapshots"]
        others = [row | {"snapshotName": "KEEP"} if row["snapshotId"] == KEPT else row for row in rows]
        return page | {"dashboardSnapshots": [*rows, *others] if first else [*others, *rows]}

    site.service._list = twice  # type: ignore[method-assign]
    answer = site.run("prune", "--filter", "-keep", "--yes")
    assert (answer.code, list(site.service.snapshots)) == (5, [KEPT])
    assert "the list names it twice, and the filter finds only one of them" in answer.err
