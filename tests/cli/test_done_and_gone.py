"""Done is what the service calls done and what is not there any more; gone is what others are seen beside."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from te_tui.files.private import Appending, FileTrouble
from tests.cli.conftest import NOW, Run
from tests.cli.lying import Reply, Service, served
from tests.cli.test_stale_decisions import Site

IDS = [f"id-{number}" for number in range(1, 7)]
pytestmark = pytest.mark.usefixtures("without_waiting")


@pytest.fixture
def site(te_tui: Run) -> Iterator[Site]:
    with ExitStack() as stack:
        service = Service(*IDS)
        yield Site(service, stack.enter_context(served(service, NOW)), te_tui)


def name_of(tmp_path: Path) -> str:
    (journal,) = (tmp_path / "journals").iterdir()
    return journal.name.removesuffix(".jsonl").removesuffix(".done")


NOT_SO: dict[str, Reply] = {
    "200 failed": (200, {"status": "failed"}),
    "202": (202, {}),
    "204 without effect": (204, None),
    "207": (207, {"status": [{"status": 423}]}),
}


@pytest.mark.parametrize("archive", [(), ("--no-archive",)], ids=["archived", "not archived"])
@pytest.mark.parametrize("answer", NOT_SO)
@pytest.mark.parametrize("many", [1, 4])
def test_a_deletion_that_was_not_carried_out_is_told_and_can_be_finished(
    site: Site, tmp_path: Path, answer: str, many: int, archive: tuple[str, ...]
) -> None:
    service = site.service
    service.delete = lambda one: NOT_SO[answer] if one == IDS[0] else service._delete(one)
    done = site.run("rm", *IDS[:many], "--yes", *archive)
    assert done.code == 5
    assert f"Could not delete Weekly {IDS[0]}: the service took the request, but" in done.err
    assert list(service.snapshots) == [IDS[0], *IDS[many:]]
    service.delete = service._delete
    again = site.run("rm", "--resume", name_of(tmp_path))
    assert (again.code, list(service.snapshots)) == (0, IDS[many:])


@pytest.mark.parametrize("status", [400, 404, 405, 409, 410, 423, 501])
@pytest.mark.parametrize("many", [1, 4])
def test_what_cannot_be_deleted_and_opens_is_never_gone_and_can_be_finished(
    site: Site, tmp_path: Path, status: int, many: int
) -> None:
    service = site.service
    service.delete = lambda one: (status, {"title": "No"}) if one == IDS[0] else service._delete(one)
    told = site.run("rm", *IDS[:many], "--yes")
    assert told.code not in {0, 4}
    assert f"Could not delete {'Weekly ' if status == 404 else 'snapshot '}{IDS[0]}" in told.err
    assert "still opens" in told.err or status != 404
    service.delete = service._delete
    assert (site.run("rm", "--resume", name_of(tmp_path)).code, list(service.snapshots)) == (0, IDS[many:])


@pytest.mark.parametrize("many", [1, 4])
def test_what_cannot_be_extended_and_opens_is_never_gone_and_can_be_finished(
    site: Site, tmp_path: Path, many: int
) -> None:
    answer = site.service.answer

    def no_patch(method: str, path: str, body: bytes) -> Reply:
        refuses = method == "PATCH" and IDS[0] in path
        return (404, {"title": "No"}) if refuses else answer(method, path, body)

    site.service.answer = no_patch  # type: ignore[method-assign]
    told = site.run("extend", *IDS[:many], "--until", "2030-01-01", "--yes")
    assert told.code not in {0, 4}
    assert f"Could not extend Weekly {IDS[0]}: the service does not find it for that" in told.err
    site.service.answer = answer  # type: ignore[method-assign]
    assert site.run("extend", "--resume", name_of(tmp_path)).code == 0
    new = {site.service.snapshots[one]["snapshotExpirationDate"] for one in IDS[:many]}
    assert new == {"2030-01-01T00:00:00Z"}


@pytest.mark.parametrize("status", [200, 202, 207])
@pytest.mark.parametrize("many", [1, 4])
def test_a_deletion_that_is_answered_otherwise_and_carried_out_is_done(
    site: Site, status: int, many: int
) -> None:
    def delete(one: str) -> Reply:
        site.service._delete(one)
        return status, {"status": "ok"}

    site.service.delete = delete
    answer = site.run("rm", *IDS[:many], "--yes", "--json")
    assert (answer.code, len(answer.objects)) == (0, many)
    assert site.service.asked["GET", "list"] == 1


def test_a_bulk_deletion_is_confirmed_by_one_listing_and_a_single_one_by_one_look(site: Site) -> None:
    assert site.run("rm", *IDS[:4], "--no-archive", "--yes").code == 0
    assert site.service.asked["GET", "list"] == 1
    assert site.service.count("GET") == 2 * 4  # to plan, and to compare
    assert site.run("rm", IDS[4], "--no-archive", "--yes").code == 0
    assert site.service.asked["GET", "list"] == 1
    assert site.service.asked["GET", IDS[4]] == 3


def test_in_a_long_list_each_is_opened_instead(site: Site) -> None:
    site.service.page = 1
    assert site.run("rm", *IDS[:2], "--no-archive", "--yes").code == 0
    assert site.service.asked["GET", "list"] <= 3  # of four pages; one may be on its way


@pytest.mark.parametrize("many", [1, 4])
def test_a_list_that_cannot_be_had_leaves_it_unconfirmed_and_says_so(
    site: Site, tmp_path: Path, many: int
) -> None:
    answer = site.service.answer

    def cut(method: str, path: str, body: bytes) -> Reply:
        looking = method == "GET" and "account-groups" not in path and site.service.count("DELETE") == many
        return (403, {"title": "Forbidden"}) if looking else answer(method, path, body)

    site.service.answer = cut  # type: ignore[method-assign]
    told = site.run("rm", *IDS[:many], "--no-archive", "--yes")
    assert told.code == 5
    assert "could not be confirmed" in told.err
    site.service.answer = answer  # type: ignore[method-assign]
    assert site.run("rm", "--resume", name_of(tmp_path)).code == 0


def test_rows_that_cannot_be_read_confirm_nothing(site: Site) -> None:
    def damage(method: str, what: str) -> None:
        if what == "list":
            site.service.snapshots[IDS[5]].pop("snapshotId", None)

    site.service.before = damage
    told = site.run("rm", *IDS[:4], "--no-archive", "--yes")
    assert told.code == 5
    assert "could not be confirmed" in told.err


@pytest.mark.parametrize("command", [("rm", "--no-archive"), ("rm",), ("extend", "--until", "2030-01-01")])
def test_with_a_token_that_sees_nothing_any_more_nothing_is_gone(
    site: Site, tmp_path: Path, command: tuple[str, ...]
) -> None:
    name, *how = command
    service = site.service

    def blind(method: str, what: str) -> None:
        service.blind = service.blind or service.count("DELETE") + service.count("PATCH") >= 1

    service.before = blind
    told = site.run(name, *IDS, *how, "--yes")
    assert told.code == (3 if name == "extend" else 5)  # no extension was read back
    assert "this token sees no other snapshot of account group Network Ops (1234)" in told.err
    service.before = lambda method, what: None
    service.blind = False
    again = site.run(name, "--resume", name_of(tmp_path))
    assert again.code == 0
    if name == "rm":
        assert service.snapshots == {}
    else:
        assert {one["snapshotExpirationDate"] for one in service.snapshots.values()} == {
            "2030-01-01T00:00:00Z"
        }


def test_a_plan_is_not_done_because_the_token_sees_nothing(site: Site, tmp_path: Path) -> None:
    plan = str(tmp_path / "plan")
    site.run("rm", *IDS, "--dry-run", "--plan", plan)
    site.service.blind = True
    told = site.run("rm", "--plan", plan, "--yes")
    assert told.code == 5
    assert "this token sees no other snapshot" in told.err


def test_one_answer_that_says_gone_decides_nothing(site: Site) -> None:
    answer, behind = site.service.answer, {IDS[1], IDS[3]}

    def lag(method: str, path: str, body: bytes) -> Reply:
        one = path.partition("?")[0].rpartition("/")[2]
        if site.service.asked[method, one] == 1 and one in behind:
            behind.discard(one)
            return 404, {"title": "Not found"}
        return answer(method, path, body)

    site.service.answer = lag  # type: ignore[method-assign]
    assert site.run("rm", *IDS, "--no-archive", "--yes").code == 0
    assert (behind, site.service.snapshots) == (set(), {})


@pytest.mark.parametrize("many", [2, 4])
def test_a_list_that_lags_behind_deletions_is_told_as_such_and_can_be_looked_at_again(
    site: Site, tmp_path: Path, many: int
) -> None:
    service = site.service
    listed = list(service.snapshots.values())
    service._list = lambda begin: {"dashboardSnapshots": listed}  # type: ignore[method-assign]
    told = site.run("rm", *IDS[:many], "--no-archive", "--yes")
    assert (told.code, list(service.snapshots)) == (5, IDS[many:])
    assert f"Weekly {IDS[0]} does not open any more, but the list still shows it" in told.err
    assert "still there" not in told.err
    assert site.run("rm", "--resume", name_of(tmp_path)).code == 5
    del service._list
    again = site.run("rm", "--resume", name_of(tmp_path))
    assert (again.code, service.count("DELETE")) == (0, many)


def test_what_is_gone_beside_others_is_gone(site: Site) -> None:
    def meanwhile(method: str, what: str) -> None:
        if site.service.count("DELETE"):
            site.service.snapshots.pop(IDS[4], None)

    site.service.before = meanwhile
    told = site.run("rm", IDS[0], IDS[1], IDS[2], IDS[3], IDS[4], "--no-archive", "--yes")
    assert told.code == 5
    assert f"Weekly {IDS[4]}: Could not" in told.err
    assert "remain" not in told.err
    assert list(site.service.snapshots) == [IDS[5]]


def test_a_single_one_that_is_gone_is_exit_code_4(site: Site) -> None:
    def meanwhile(method: str, what: str) -> None:
        if site.service.asked["GET", IDS[0]]:
            site.service.snapshots.clear()

    site.service.before = meanwhile
    assert site.run("rm", IDS[0], "--yes").code == 4


def test_the_only_one_is_not_gone_while_nothing_else_is_seen(site: Site, tmp_path: Path) -> None:
    def meanwhile(method: str, what: str) -> None:
        site.service.blind = site.service.blind or bool(site.service.asked["GET", IDS[0]])

    site.service.before = meanwhile
    told = site.run("rm", IDS[0], "--yes")
    assert told.code == 4
    assert "this token sees no other snapshot of account group Network Ops (1234)" in told.err
    site.service.before = lambda method, what: None
    site.service.blind = False
    assert (site.run("rm", "--resume", name_of(tmp_path)).code, list(site.service.snapshots)) == (0, IDS[1:])


@pytest.mark.parametrize("many", [1, 3, 6])
def test_what_was_asked_for_is_not_deleted_because_a_token_without_rights_sees_nothing(
    site: Site, tmp_path: Path, many: int
) -> None:
    service = site.service
    service.delete = lambda _: (503, {"title": "Unavailable"})
    site.run("rm", *IDS[:many], "--no-archive", "--yes")
    service.delete, service.blind = service._delete, True
    told = site.run("rm", "--resume", name_of(tmp_path))
    assert told.code not in {0, 4}
    assert "Deleted" not in told.err
    assert "this token sees no other snapshot of account group Network Ops (1234)" in told.err
    assert "Where that group is empty by now, nothing is left to do" in told.err
    service.blind = False
    assert site.run("rm", "--resume", name_of(tmp_path)).code == 0
    assert list(service.snapshots) == IDS[many:]


def test_an_empty_list_confirms_no_deletion(site: Site) -> None:
    site.service.delete = lambda _: (204, None)
    site.service._list = lambda begin: {"dashboardSnapshots": []}  # type: ignore[method-assign]
    told = site.run("rm", *IDS[:4], "--no-archive", "--yes")
    assert told.code == 5
    assert "Deleted" not in told.err
    assert "the service took the request, but the snapshot is still there" in told.err


@pytest.mark.parametrize("archive", [(), ("--no-archive",)], ids=["archived", "not archived"])
def test_a_whole_account_group_can_be_deleted(site: Site, archive: tuple[str, ...]) -> None:
    assert site.run("rm", *IDS, *archive, "--yes").code == 0
    assert site.service.snapshots == {}


def test_a_page_with_more_damage_than_is_named_confirms_nothing(site: Site) -> None:
    def hide(method: str, what: str) -> None:
        if what == "list":
            rows = site.service.snapshots
            rows |= {f"more-{n}": {"snapshotId": f"more-{n}", "isShared": {}} for n in range(1_001)}
            for one in [one for one in rows if one in IDS]:
                rows[one] = "no row"  # type: ignore[assignment]
            site.service.snapshots = dict(sorted(rows.items(), reverse=True))
            site.service.page = 5_000

    site.service.delete = lambda _: (204, None)
    site.service.before = hide
    told = site.run("rm", *IDS[:4], "--no-archive", "--yes")
    assert (told.code, "could not be confirmed" in told.err) == (5, True)


@pytest.mark.parametrize("step", ["done", "end"])
def test_what_could_not_be_written_down_is_told_as_deleted_and_is_exit_code_5(
    site: Site, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    append = Appending.append

    def full(file: Appending, line: bytes) -> None:
        if f'"step":"{step}"'.encode() in line:
            raise FileTrouble("write", file.path, "No space left on device")
        append(file, line)

    monkeypatch.setattr("te_tui.files.private.Appending.append", full)
    answer = site.run("rm", IDS[0], "--yes", "--json")
    assert (answer.code, len(answer.objects)) == (5, 1)
    assert "No space left on device" in answer.err
    assert "remain" not in answer.err
    assert IDS[0] not in site.service.snapshots


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["text", "json"])
def test_a_run_that_is_stopped_names_all_that_it_deleted(site: Site, options: tuple[str, ...]) -> None:
    service = site.service
    others_deleted = threading.Event()

    def delete(one: str) -> Reply:
        if one == IDS[0]:
            return 401, {"title": "Unauthorized"}
        reply = service._delete(one)
        if not service.snapshots.keys() & set(IDS[1:4]):
            others_deleted.set()
        return reply

    def hold(method: str, what: str) -> None:
        if (method, what) == ("DELETE", IDS[0]):
            others_deleted.wait(10)

    service.delete, service.hold = delete, hold
    answer = site.run("rm", *IDS[:4], "--yes", *options)
    assert answer.code == 5
    assert set(service.snapshots) == {IDS[0], *IDS[4:]}
    assert all(one in answer.out for one in IDS[1:4])
    assert IDS[0] not in answer.out


@pytest.mark.parametrize("many", [1, 4])
def test_archives_that_are_moved_during_the_run_are_told_and_exit_code_5(
    site: Site, tmp_path: Path, many: int
) -> None:
    def delete(one: str) -> Reply:
        if one == IDS[0]:
            (tmp_path / "archives").rename(tmp_path / "moved")
        return site.service._delete(one)

    site.service.delete = delete
    answer = site.run("rm", *IDS[:many], "--yes")
    assert answer.code == 5
    assert "not where te-tui wrote" in answer.err
    assert str(tmp_path / "archives") in answer.err
