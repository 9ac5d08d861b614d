"""`te-tui ls --everywhere`: all account groups of all profiles as one list."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from te_tui.demo import TOKEN, GrafanaOptions
from te_tui.demo.options import OTHER_ORG_TOKEN
from te_tui.demo.server import DemoServer
from te_tui.render.text.width import cell_width
from tests.cli.answers import Answer, answering
from tests.cli.conftest import NOW, Outcome, Run, raw_ids
from tests.demo.grafana.servers import client_of, listed
from tests.profiles import profile, write_profiles

pytestmark = pytest.mark.long

GROUPS = ("1234", "1307", "281474976710706", "5590")
REFUSAL = Answer('{"message": "no"}', 403)


@pytest.fixture(scope="module")
def grafana() -> Iterator[DemoServer]:
    """Two organizations below a path."""
    with DemoServer(GrafanaOptions(now=NOW, snapshots=30, base_path="/grafana")) as server:
        yield server


@pytest.fixture
def home(tmp_path: Path, shared_server: DemoServer, grafana: DemoServer) -> Path:
    """Six account groups of three profiles."""
    write_profiles(
        tmp_path,
        profile("prod", shared_server.url, TOKEN),
        profile("shop", grafana.url, TOKEN, "grafana"),
        profile("shop-eu", grafana.url, OTHER_ORG_TOKEN, "grafana"),
    )
    return tmp_path


def keys(server: DemoServer, token: str) -> set[str]:
    with client_of(server, token) as client:
        return {row["key"] for row in listed(client)}


def test_all_groups_of_all_profiles_are_listed_and_each_row_says_where_it_is_from(
    te_tui: Run, home: Path, shared_server: DemoServer, grafana: DemoServer
) -> None:
    told = te_tui("ls", "--everywhere", "--json")
    assert (told.code, told.err) == (0, "")
    by_profile: dict[str, set[str]] = {"prod": set(), "shop": set(), "shop-eu": set()}
    for row in told.objects:
        by_profile[row["profile"]].add(row["snapshotId"])
    assert by_profile == {
        "prod": set(raw_ids(shared_server, *GROUPS)),
        "shop": keys(grafana, TOKEN),
        "shop-eu": keys(grafana, OTHER_ORG_TOKEN),
    }
    assert {(row["profile"], row["vendor"], row["group"]) for row in told.objects} >= {
        ("prod", "thousandeyes", "Network Ops"),
        ("shop", "grafana", "Shop"),
    }
    assert {row["host"] for row in told.objects if row["vendor"] == "grafana"} == {
        grafana.url.removeprefix("http://")
    }


@pytest.mark.parametrize(
    ("expression", "profiles"),
    [
        ("vendor:grafana", {"shop", "shop-eu"}),
        ("group:shop-eu", {"shop-eu"}),
        ("group:1307", {"prod"}),
        ("-vendor:grafana -group:1307", {"prod"}),
    ],
)
def test_filters_go_by_where_a_row_is_from(
    te_tui: Run, home: Path, expression: str, profiles: set[str]
) -> None:
    rows = te_tui("ls", "--everywhere", "--json", "--filter", expression).objects
    assert {row["profile"] for row in rows} == profiles
    assert ("1307" in {row["aid"] for row in rows}) is (expression == "group:1307")


def test_csv_has_the_same_columns_for_all_vendors(te_tui: Run, home: Path) -> None:
    told = te_tui("ls", "--everywhere", "--csv")
    rows = list(csv.DictReader(told.lines))
    assert {row["vendor"] for row in rows} == {"thousandeyes", "grafana"}
    assert {row["snapshotId"] for row in rows} == {
        row["snapshotId"] for row in te_tui("ls", "--everywhere", "--json").objects
    }


def test_the_table_has_a_column_for_where_and_fits_80_cells(te_tui: Run, home: Path) -> None:
    heading, *lines = te_tui("ls", "--everywhere").lines
    assert heading.split() == ["Name", "ID", "Where", "Expires"]
    assert any(" prod › Network Ops" in line for line in lines)
    short = [line for line in lines if cell_width(line.partition("  ")[0]) <= 24]
    assert short
    names = [row["snapshotName"] for row in te_tui("ls", "--everywhere", "--json", "--sort", "name").objects]
    assert names == sorted(names, key=str.casefold)
    sorted_lines = te_tui("ls", "--everywhere", "--sort", "name", "--limit", "3").lines
    assert [line.startswith(name[:20]) for line, name in zip(sorted_lines[1:], names, strict=False)] == [
        True
    ] * 3


def test_a_limit_counts_for_all_of_them_together(te_tui: Run, home: Path) -> None:
    assert len(te_tui("ls", "--everywhere", "--json", "--limit", "7").objects) == 7
    assert te_tui("ls", "--everywhere", "--json", "--limit", "0").out == ""


Add = Callable[..., None]


@pytest.fixture
def extended(tmp_path: Path, shared_server: DemoServer, grafana: DemoServer) -> Add:
    """Write a working profile of each vendor, and some that do not work."""

    def write(**urls: str | None) -> None:
        write_profiles(
            tmp_path,
            *(profile(name, url or shared_server.url, TOKEN if url else None) for name, url in urls.items()),
            profile("prod", shared_server.url, TOKEN),
            profile("shop", grafana.url, TOKEN, "grafana"),
        )

    return write


def test_what_fails_is_a_line_each_and_the_others_are_listed(te_tui: Run, extended: Add) -> None:
    with answering(lambda path: REFUSAL) as refusing:
        extended(audit=refusing, away="http://127.0.0.1:9", empty=None, wrong="http://example.com")
        told = te_tui("ls", "--everywhere", "--json")
    assert told.code == 5
    assert {row["profile"] for row in told.objects} == {"prod", "shop"}
    lines = {line.split(":")[1].strip(): line for line in told.err.splitlines()}
    assert set(lines) == {"audit", "away", "empty", "wrong"}
    assert "no token; te-tui login --profile empty" in lines["empty"]
    assert "http://example.com would be sent the token unencrypted" in lines["wrong"]


def test_where_all_fail_the_exit_code_says_why(te_tui: Run, tmp_path: Path) -> None:
    write_profiles(
        tmp_path, profile("one", "http://127.0.0.1:9", None), profile("two", "http://[::1]:9", None)
    )
    told = te_tui("ls", "--everywhere")
    assert told.code == 3
    assert len(told.err.splitlines()) == 2


def test_rows_are_printed_while_another_profile_hangs(
    te_tui: Run, extended: Add, monkeypatch: pytest.MonkeyPatch, shared_server: DemoServer
) -> None:
    printed = threading.Event()
    seen: list[object] = []

    def hang(path: str) -> Answer:
        assert printed.wait(60), "nothing was printed"
        return REFUSAL

    def note(value: dict[str, object]) -> None:
        seen.append(value["profile"])
        if {"prod", "shop"} <= set(seen):
            printed.set()

    monkeypatch.setattr("te_tui.cli.everywhere.print_json", note)
    with answering(hang) as hanging:
        extended(stuck=hanging)
        told = te_tui("ls", "--everywhere", "--json")
    assert told.code == 5
    assert told.err.startswith("te-tui: stuck: ")
    assert seen.count("prod") == len(raw_ids(shared_server, *GROUPS))


def test_no_profile_is_sent_the_token_of_another_one(
    te_tui: Run, tmp_path: Path, serve: Callable[..., DemoServer]
) -> None:
    asked: list[str] = []

    def refuse(path: str) -> Answer:
        asked.append(path)
        return REFUSAL

    with answering(refuse) as url:
        write_profiles(tmp_path, profile("lab", url, None))
        told: Outcome = te_tui(
            "ls", "--everywhere", "--json", TE_TOKEN=TOKEN, TE_BASE_URL=serve(snapshots=3).url
        )
    assert told.code == 5
    assert {row["profile"] for row in told.objects} == {"default"}
    assert asked == []


@pytest.mark.parametrize("more", [("--aid", "1234"), ("--tests",), ("--filter", "group:")])
def test_what_cannot_be_meant_is_wrong_usage(te_tui: Run, home: Path, more: tuple[str, ...]) -> None:
    assert te_tui("ls", "--everywhere", *more).code == 2


Feed = Callable[[str], None]
GRAFANA = "vendor:grafana expires>1d"
NO_ROWS = ("{", '{"profile": "prod"}', '{"snapshotId": 7}', '{"snapshotId": "a", "host": 1}')


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Feed:
    """Put a text on standard input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


@pytest.fixture
def own(tmp_path: Path, serve: Callable[..., DemoServer]) -> Iterator[tuple[DemoServer, DemoServer]]:
    """A server of each vendor that may be changed, as profiles prod and shop."""
    with DemoServer(GrafanaOptions(now=NOW, snapshots=30)) as grafana:
        site = serve(snapshots=40)
        write_profiles(
            tmp_path, profile("prod", site.url, TOKEN), profile("shop", grafana.url, TOKEN, "grafana")
        )
        yield site, grafana


def test_what_is_listed_everywhere_is_deleted_at_its_own_source(
    te_tui: Run, own: tuple[DemoServer, DemoServer], feed: Feed
) -> None:
    site, grafana = own
    rows = te_tui("ls", "--everywhere", "--json", "--filter", "-vendor:grafana", "--limit", "2").out
    rows += te_tui("ls", "--everywhere", "--json", "--filter", GRAFANA, "--limit", "2").out
    gone = {json.loads(line)["snapshotId"] for line in rows.splitlines()}
    assert len(gone) == 4
    feed(rows)
    told = te_tui("rm", "-", "--no-archive", "--yes", "--json")
    assert (told.code, {change["snapshotId"] for change in told.objects}) == (0, gone), told.err
    left = {row["snapshotId"] for row in te_tui("ls", "--everywhere", "--json").objects}
    assert not left & gone
    assert keys(grafana, TOKEN) | set(raw_ids(site, *GROUPS)) == left


@pytest.mark.parametrize(("limits", "typed"), [((11, 10), True), ((10, 10), False), ((21, 1), True)])
def test_the_number_is_asked_for_where_all_profiles_together_are_more_than_twenty(
    te_tui: Run,
    own: tuple[DemoServer, DemoServer],
    feed: Feed,
    monkeypatch: pytest.MonkeyPatch,
    limits: tuple[int, int],
    *,
    typed: bool,
) -> None:
    site, grafana = own
    before = keys(grafana, TOKEN), raw_ids(site, *GROUPS)
    asked: list[str] = []

    async def answer(question: str, *, typed_ahead: bool = False) -> str:
        asked.append(question)
        return "y"

    monkeypatch.setattr("te_tui.cli.changing.command.need_answer", lambda *, yes: None)
    monkeypatch.setattr("te_tui.cli.changing.confirming._answer", answer)
    rows = [
        te_tui("ls", "--everywhere", "--json", "--filter", one, "--limit", str(limit)).out
        for one, limit in zip(("-vendor:grafana", GRAFANA), limits, strict=True)
    ]
    feed("".join(rows))
    told = te_tui("rm", "-", "--no-archive")
    assert len(asked) == 2
    assert [f"Type {limit} to delete them: " in asked for limit in limits] == [typed, typed]
    assert ((keys(grafana, TOKEN), raw_ids(site, *GROUPS)) == before) is typed
    assert told.code == (130 if typed else 0)


def test_rows_of_both_vendors_are_archived(
    te_tui: Run, own: tuple[DemoServer, DemoServer], feed: Feed
) -> None:
    rows = te_tui("ls", "--everywhere", "--json", "--filter", "-vendor:grafana", "--limit", "1").out
    rows += te_tui("ls", "--everywhere", "--json", "--filter", GRAFANA, "--limit", "1").out
    feed(rows)
    told = te_tui("archive", "-", "--json")
    assert told.code == 0
    assert len(told.objects) == 2


def test_a_row_from_another_host_than_its_profile_leads_to_is_refused(
    te_tui: Run, own: tuple[DemoServer, DemoServer], feed: Feed, tmp_path: Path
) -> None:
    site, grafana = own
    feed(te_tui("ls", "--everywhere", "--json", "--filter", "vendor:grafana", "--limit", "1").out)
    write_profiles(tmp_path, profile("prod", site.url, TOKEN), profile("shop", site.url, TOKEN, "grafana"))
    before = keys(grafana, TOKEN)
    told = te_tui("rm", "-", "--yes")
    assert (told.code, told.out) == (2, "")
    assert "rows of profile shop from" in told.err
    assert keys(grafana, TOKEN) == before


def test_a_profile_that_cannot_be_changed_holds_up_no_other(
    te_tui: Run, own: tuple[DemoServer, DemoServer], feed: Feed, tmp_path: Path
) -> None:
    site, grafana = own
    rows = te_tui("ls", "--everywhere", "--json", "--filter", "group:1307", "--limit", "1").out
    feed('{"snapshotId": "abc", "profile": "gone"}\n')
    assert te_tui("rm", "-", "--yes").code == 2
    write_profiles(
        tmp_path,
        profile("prod", site.url, TOKEN),
        profile("shop", grafana.url, TOKEN, "grafana", read_only=True),
    )
    key = next(iter(keys(grafana, TOKEN)))
    feed(f'{{"snapshotId": "{key}", "profile": "shop"}}\n{rows}')
    told = te_tui("rm", "-", "--no-archive", "--yes")
    assert told.code == 5
    assert "te-tui: shop: " in told.err
    assert key in keys(grafana, TOKEN)
    assert json.loads(rows)["snapshotId"] not in raw_ids(site, "1307")


@pytest.mark.parametrize("line", NO_ROWS)
def test_a_line_that_names_no_snapshot_is_told_by_its_number(
    te_tui: Run, home: Path, feed: Feed, line: str
) -> None:
    feed(f"\n{line}\n")
    told = te_tui("rm", "-", "--yes")
    assert told.code == 2
    assert "Line 2 of standard input" in told.err
