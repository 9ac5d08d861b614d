"""Commands against an embedded Grafana, which is below a path of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from te_tui.archive.reader import open_archive
from te_tui.demo import LOGIN_TOKEN, GrafanaOptions
from te_tui.demo.grafana.directory import Directory as GrafanaDirectory
from te_tui.demo.server import DemoServer
from te_tui.sources.grafana.body.snapshot import read_snapshot
from te_tui.sources.grafana.exact import exact_panel
from tests.cli.answers import Answer, answering
from tests.cli.conftest import NOW, Outcome, Run
from tests.demo.grafana.servers import client_of

OPTIONS = GrafanaOptions(now=NOW, snapshots=30, base_path="/grafana")
CANARIES = ("deleteKeyCanary", LOGIN_TOKEN)

Grafana = Callable[..., Outcome]
Own = tuple[Grafana, Path, DemoServer]


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    """One Grafana for all tests of this module that change nothing."""
    with DemoServer(OPTIONS) as running:
        yield running


def at(te_tui: Run, server: DemoServer) -> Grafana:
    """Run commands on this Grafana."""
    environment = {"GRAFANA_URL": server.url, "GRAFANA_TOKEN": LOGIN_TOKEN}
    return lambda *argv, **more: te_tui(*argv, "--vendor", "grafana", **environment | more)


@pytest.fixture
def grafana(te_tui: Run, server: DemoServer) -> Grafana:
    """Run commands on the module's Grafana."""
    return at(te_tui, server)


@pytest.fixture
def own(te_tui: Run, tmp_path: Path) -> Iterator[Own]:
    """Run commands on a Grafana that may be changed; its log, and the server."""
    log = tmp_path / "log"
    with ExitStack() as stack:
        running = stack.enter_context(DemoServer(OPTIONS._replace(log=log)))
        yield at(te_tui, running), log, running


def create(server: DemoServer, key: str, title: str, expires: int = 0) -> None:
    """Make a snapshot under a key that was chosen."""
    with client_of(server) as client:
        uid = client.get("/api/search").json()[0]["uid"]
        dashboard = {"id": None, "uid": uid, "title": title, "panels": []}
        sent = {"dashboard": dashboard, "name": title, "key": key, "expires": expires}
        answer = client.post("/api/snapshots", json=sent | {"deleteKey": f"deleteKeyCanary-{key}"})
        assert answer.status_code == 200, answer.text


def key_of(grafana: Grafana, name: str) -> str:
    rows = grafana("ls", "--json").objects
    return next(str(row["key"]) for row in rows if row["snapshotName"].startswith(name))


def test_a_list_says_what_grafana_says_besides(grafana: Grafana) -> None:
    first = grafana("ls", "--json").objects[0]
    assert (first["vendor"], first["key"], first["isExternal"]) == ("grafana", first["snapshotId"], False)
    assert (first["isShared"], first["dashboard"], first["timeSpan"]) == (None, None, None)
    heading = grafana("ls", "--csv").lines[0].split(",")
    assert heading[-4:] == ["vendor", "key", "isExternal", "creator"]


def test_the_data_is_what_the_body_holds(grafana: Grafana, server: DemoServer) -> None:
    for name in ("Every panel type", "Checkout down in Frankfurt, rows of version 4"):
        key = key_of(grafana, name)
        with client_of(server) as client:
            read = read_snapshot(client.get(f"/api/snapshots/{key}").content)
        expected = [exact_panel(panel, key, float(read.now or 0)) for panel in read.panels]
        assert grafana("data", key, "--json").objects == json.loads(json.dumps(expected))


def test_the_data_of_all_panels_is_one_table_with_their_ids(grafana: Grafana) -> None:
    printed = grafana("data", key_of(grafana, "Every panel type"), "--csv")
    assert printed.code == 0
    assert printed.lines[0].startswith("widgetId,label,time,value")


def test_a_link_opens_and_one_that_deletes_does_not(grafana: Grafana, server: DemoServer) -> None:
    key = key_of(grafana, "Every panel type")
    assert grafana("show", f"{server.url}/dashboard/snapshot/{key}?orgId=1").code == 0
    refused = grafana("show", f"{server.url}/api/snapshots-delete/{key}")
    assert (refused.code, key in refused.err) == (2, False)


def test_deleting_archives_first_and_leaks_nothing(own: Own, tmp_path: Path) -> None:
    grafana, log, _ = own
    key = key_of(grafana, "Every panel type")
    home = tmp_path / "home"
    done = grafana("rm", key, "--yes", TE_TUI_HOME=str(home))
    assert done.code == 0
    (archived,) = home.rglob("*.tesnap")
    assert open_archive(archived).manifest.snapshot_id == key
    shown = grafana("show", str(archived))
    assert shown.code == 0
    again = grafana("rm", key, "--yes", TE_TUI_HOME=str(home))
    assert again.code == 4
    kept = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    said = [text.encode() for one in (done, shown, again) for text in (one.out, one.err)]
    assert not [canary for canary in CANARIES for one in (*kept, *said) if canary.encode() in one]
    calls = [json.loads(line)["deleteKeyCalls"] for line in log.read_text().splitlines()]
    assert set(calls) == {0}


def test_pruning_goes_by_the_names_of_the_list(own: Own, tmp_path: Path) -> None:
    grafana, *_ = own
    done = grafana(
        "prune", "--filter", "Handover", "--yes", "--no-archive", TE_TUI_HOME=str(tmp_path / "home")
    )
    assert (done.code, done.err.count("Deleted 1 snapshot")) == (0, 1)


def test_extending_tells_what_changes_before_anything_is_done(own: Own, tmp_path: Path) -> None:
    grafana, log, server = own
    create(server, "weekly", "Weekly", expires=86_400)
    home = {"TE_TUI_HOME": str(tmp_path / "home")}
    for way, words in (((), "The old one and its link stay"), (("--same-link",), "The link stays; for a mo")):
        told = grafana("extend", "weekly", "--until", "2027-01-31", *way, "--dry-run", **home)
        assert told.code == 0, told.err
        assert words in told.err
        assert "creator (this token's) and delete key" in told.err
    asked = [json.loads(line)["method"] for line in log.read_text().splitlines()]
    assert asked.count("POST") == 1  # that of the test
    assert "DELETE" not in asked
    kept = grafana("extend", "weekly", "--until", "2027-01-31", "--yes", "--read-only", **home)
    assert kept.code == 3
    assert not list((tmp_path / "home").rglob("*.jsonl"))


def test_a_new_link_is_told_and_the_old_one_is_only_offered_to_be_deleted(own: Own, tmp_path: Path) -> None:
    grafana, _, server = own
    create(server, "weekly", "Weekly", expires=86_400)
    home = {"TE_TUI_HOME": str(tmp_path / "home")}
    (made,) = grafana("extend", "weekly", "--until", "2027-01-31", "--json", "--yes", **home).objects
    assert (made["way"], made["error"]) == ("new link", None)
    assert made["newLink"] == f"{server.url}/dashboard/snapshot/{made['newSnapshotId']}"
    rows = {row["key"]: row for row in grafana("ls", "--filter", "Weekly", "--json").objects}
    assert rows["weekly"]["snapshotExpirationDate"] < "2027"
    assert rows[made["newSnapshotId"]]["snapshotExpirationDate"][:16] == "2027-01-31T00:00"
    back = grafana("extend", "--undo", "--yes", **home)
    assert (back.code, f"te-tui rm {made['newSnapshotId']}" in back.err) == (5, True)


def test_the_same_link_lasts_longer_and_undo_gives_the_old_expiry_back(own: Own, tmp_path: Path) -> None:
    grafana, log, server = own
    create(server, "weekly", "Weekly", expires=86_400)
    home = {"TE_TUI_HOME": str(tmp_path / "home")}

    def expiries() -> list[str]:
        rows = grafana("ls", "--filter", "Weekly", "--json").objects
        return [f"{row['key']} {row['snapshotExpirationDate'][:10]}" for row in rows]

    (before,) = expiries()
    done = grafana("extend", "weekly", "--until", "never", "--same-link", "--yes", **home)
    assert done.code == 0, done.err
    assert "--undo" in done.err
    ((after,),) = (expiries(),)
    assert after > "weekly 2070"
    again = grafana("extend", "weekly", "--until", "never", "--same-link", "--yes", **home)
    assert "it never expires already" in again.err
    assert grafana("extend", "--undo", "--yes", **home).code == 0
    assert expiries() == [before]
    calls = [json.loads(line)["deleteKeyCalls"] for line in log.read_text().splitlines()]
    assert set(calls) == {0}
    kept = [path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert not [one for one in kept if b"deleteKeyCanary" in one]


@pytest.mark.parametrize("may_list", [True, False])
@pytest.mark.parametrize(
    "command",
    [("rm",), ("extend", "--by", "30d"), ("extend", "--by", "30d", "--same-link")],
    ids=["rm", "new link", "same link"],
)
def test_what_opens_out_of_a_cache_is_no_ground_to_change_what_is_listed_by_now(
    te_tui: Run, command: tuple[str, ...], *, may_list: bool
) -> None:
    """The key was given again: what was archived, or made to last longer, would be the one of before."""
    dates = {"created": "2026-11-01T00:00:00Z", "expires": "2026-12-01T00:00:00Z"}
    row = {"key": "weekly", "name": "Weekly", "orgId": 1} | dates | {"created": "2026-11-20T00:00:00Z"}
    opened = {"meta": dates, "dashboard": {"title": "t", "panels": []}}

    def answer(path: str) -> Answer:
        if path.startswith("/api/org"):
            return Answer('{"id": 1, "name": "Shop"}')
        if path.startswith("/api/dashboard/snapshots"):
            return Answer(json.dumps([row])) if may_list else Answer("{}", 403)
        return Answer(json.dumps(opened))

    with answering(answer) as url:
        access = {"GRAFANA_URL": url, "GRAFANA_TOKEN": LOGIN_TOKEN}
        told = te_tui(*command, "weekly", "--vendor", "grafana", "--dry-run", **access)
    if may_list:
        assert (told.code, told.out) == (5, "")
        assert "by the list it was created 2026-11-20" in told.err
    elif command == ("rm",):
        assert told.code == 0
        assert "weekly" in told.out
    else:  # its name is in the list alone
        assert (told.code, told.out) == (3, "")


@pytest.mark.parametrize("until", ["2027-01-31", "never"])
@pytest.mark.parametrize("how", [(), ("--same-link",)], ids=["new link", "same link"])
def test_a_plan_that_was_carried_out_makes_nothing_a_second_time(
    own: Own, tmp_path: Path, how: tuple[str, ...], until: str
) -> None:
    grafana, _, server = own
    create(server, "weekly", "Weekly", expires=86_400)
    create(server, "nightly", "Nightly", expires=86_400)
    plan = ("--plan", str(tmp_path / "plan"))
    home = {"TE_TUI_HOME": str(tmp_path / "home")}
    assert (
        grafana("extend", "weekly", "nightly", "--until", until, *how, "--dry-run", *plan, **home).code == 0
    )
    assert len(grafana("extend", *plan, "--yes", **home).lines) >= 2

    def listed_keys() -> list[str]:
        return [str(row["key"]) for row in grafana("ls", "--json").objects]

    before = listed_keys()
    elsewhere = {"TE_TUI_HOME": str(tmp_path / "another home")}
    again = grafana("extend", *plan, "--yes", **elsewhere)
    assert (again.code, again.out) == (0, "")
    assert "There is nothing to do." in again.err
    assert listed_keys() == before


def test_of_two_with_one_name_a_plan_makes_none_a_second_time(own: Own, tmp_path: Path) -> None:
    grafana, _, server = own
    for key in ("weekly-1", "weekly-2"):
        create(server, key, "Weekly", expires=86_400)
    plan = tmp_path / "plan"
    home = {"TE_TUI_HOME": str(tmp_path / "home")}
    grafana("extend", "weekly-1", "weekly-2", "--until", "never", "--dry-run", "--plan", str(plan), **home)
    whole = plan.read_text()
    plan.write_text("".join(whole.splitlines(keepends=True)[:2]))
    assert grafana("extend", "--plan", str(plan), "--yes", **home).code == 0
    plan.write_text(whole)
    again = grafana("extend", "--plan", str(plan), "--yes", **home)
    assert (again.code, again.out) == (5, "")
    assert again.err.count("it was made again since the plan was written, as ") == 2


def test_what_cannot_be_made_again_is_left_out_and_why(grafana: Grafana) -> None:
    rows = grafana("ls", "--json").objects
    external = next(row["key"] for row in rows if row["isExternal"])
    expired = next(row["key"] for row in rows if row["snapshotExpirationDate"] <= f"{NOW:%Y-%m-%dT%H:%M:%SZ}")
    told = grafana("extend", external, expired, "--by", "30d", "--dry-run")
    assert told.code == 5
    assert "its content is on another server" in told.err
    assert "it has expired and does not open any more" in told.err


@pytest.mark.parametrize(("version", "taken"), [(9, True), (13, False)])
def test_a_dashboard_that_is_gone_is_told_before_anything_is_done(
    te_tui: Run, tmp_path: Path, version: int, taken: bool
) -> None:
    with DemoServer(OPTIONS._replace(version=version)) as running:
        create(running, "weekly", "Weekly", expires=86_400)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(GrafanaDirectory, "find", lambda self, org, uid: None)
            told = at(te_tui, running)("extend", "weekly", "--by", "3d", "--same-link", "--dry-run")
    assert told.code == (0 if taken else 5), told.err
    assert ("is not in this Grafana any more" in told.err) is not taken


def test_never_is_for_services_that_know_it(te_tui: Run) -> None:
    refused = te_tui("extend", "x", "--until", "never", "--yes", TE_TOKEN="demo-token")
    assert (refused.code, "--until max" in refused.err) == (2, True)


def test_the_vendors_token_is_no_other_vendors(te_tui: Run, server: DemoServer) -> None:
    nobody = te_tui("ls", "--vendor", "grafana", GRAFANA_URL=server.url, TE_TOKEN=LOGIN_TOKEN)
    assert nobody.code == 3
    assert "GRAFANA_TOKEN" in nobody.err


def test_status_says_the_vendor(grafana: Grafana) -> None:
    told = grafana("status", "--json").objects[0]
    assert (told["vendor"], told["source"]) == ("grafana", "environment")


def test_a_key_that_is_given_again_has_an_archive_of_its_own(own: Own, tmp_path: Path) -> None:
    grafana, home = own[0], tmp_path / "home"
    titles = ("Nightly, before", "Nightly, after")
    for title in titles:
        create(own[2], "nightly-report", title)
        assert grafana("rm", "nightly-report", "--yes", TE_TUI_HOME=str(home)).code == 0
    archives = [open_archive(path) for path in home.rglob("*.tesnap")]
    bodies = [json.loads(archive.body(archive.manifest.snapshot)) for archive in archives]
    assert {body["dashboard"]["title"] for body in bodies} == set(titles)


def test_a_key_that_is_gone_stands_for_no_longer_one(own: Own, tmp_path: Path) -> None:
    grafana = own[0]
    create(own[2], "incident-12", "Another incident")
    refused = grafana("rm", "incident-1", "--yes", TE_TUI_HOME=str(tmp_path / "home"))
    assert refused.code == 4
    assert grafana("show", "incident-1").code == 0


def test_one_that_expired_is_there_and_says_how_it_is_deleted(own: Own, tmp_path: Path) -> None:
    grafana, home = own[0], str(tmp_path / "home")
    key = next(row["key"] for row in grafana("ls", "--filter", "expires:past", "--json").objects)
    refused = grafana("rm", str(key), "--yes", TE_TUI_HOME=home)
    assert refused.code == 5
    assert "--no-archive" in refused.err
    assert grafana("rm", str(key), "--yes", "--no-archive", TE_TUI_HOME=home).code == 0


def test_a_link_of_another_grafana_changes_nothing_here(own: Own, tmp_path: Path) -> None:
    grafana = own[0]
    create(own[2], "status-board", "Status")
    other = "https://staging.example/dashboard/snapshot/status-board"
    refused = grafana("rm", other, "--yes", TE_TUI_HOME=str(tmp_path / "home"))
    assert (refused.code, "--profile" in refused.err) == (2, True)
    assert grafana("show", "status-board").code == 0


def test_a_token_for_a_grafana_is_kept_under_a_profile_that_is_named(te_tui: Run) -> None:
    refused = te_tui("login", "--vendor", "grafana", "--base-url", "https://g.example")
    assert (refused.code, "--profile" in refused.err) == (2, True)


def test_a_grafana_has_no_tests_to_make_snapshots_of(grafana: Grafana) -> None:
    refused = grafana("create-test-snapshot", "--test", "1", "--name", "n", "--window", "2h", "--private")
    assert (refused.code, refused.err) == (2, "te-tui: Grafana cannot create snapshots of tests.\n")


def test_timeline_compare_and_trend_answer_for_its_snapshots(grafana: Grafana) -> None:
    incident = key_of(grafana, "Checkout down in Frankfurt: the servers")
    (told,) = grafana("timeline", incident, "--json").objects
    assert "Frankfurt" in told["incidents"][0]["first"][:2]
    verdicts = {one["verdict"] for one in told["episodes"] if "Latency" in str(one["title"])}
    assert verdicts == {"worse"}

    same = grafana("compare", incident, incident, "--json")
    words = {one["verdict"] for one in same.objects[0]["series"]}
    assert "no clear change" in words
    assert words <= {"no clear change", "not comparable"}

    (trend,) = grafana("trend", incident, "--widget", "Latency p99", "--json").objects
    assert {one["verdict"] for one in trend["series"]} == {"not comparable"}


def test_compare_orders_its_snapshots_and_tells_two_dashboards(grafana: Grafana) -> None:
    earlier, later = (
        key_of(grafana, "Checkout down in Frankfurt, second schema"),
        key_of(grafana, "Two hundred"),
    )
    answer = grafana("compare", later, earlier, "--json")
    (found,) = answer.objects
    assert found["sameDashboard"] is False
    assert None not in {found["before"]["end"], found["after"]["end"]}
    assert found["before"]["end"] <= found["after"]["end"]
    assert {one["verdict"] for one in found["series"]} <= {
        "higher",
        "lower",
        "no clear change",
        "not comparable",
    }


def test_trend_takes_the_snapshots_of_a_dashboard_and_says_what_it_did_not_open(
    te_tui: Run,
) -> None:
    with DemoServer(OPTIONS._replace(snapshots=120)) as running:
        answer = at(te_tui, running)(
            "trend", "--dashboard", "shop-checkout", "--widget", "Failed now", "--json"
        )
    told = " ".join(answer.err.split())
    assert 'without "Checkout: servers" in the name; the list does not tell their dashboard' in told
    (series,) = answer.objects[0]["series"]
    assert len({name for one in series["weeks"] for name in one["snapshots"]}) > 5


def test_trend_of_a_dashboard_that_is_not_there_is_4(grafana: Grafana) -> None:
    assert grafana("trend", "--dashboard", "nowhere", "--widget", "x").code == 4
