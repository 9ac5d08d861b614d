"""`te-tui ls --everywhere`: all account groups of all profiles as one list."""

from __future__ import annotations

import csv
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
