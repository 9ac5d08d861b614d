"""`te-tui create --from`: snapshots of Grafana made of others, of archives and of files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from te_tui.demo import LOGIN_TOKEN, Fault, GrafanaOptions
from te_tui.demo.server import DemoServer
from tests.cli.conftest import Outcome, Run
from tests.demo.grafana.servers import UID, client_of, listed

OPTIONS = GrafanaOptions(snapshots=24, base_path="/grafana")
CANARY = "deleteKeyCanary"

Own = tuple[Callable[..., Outcome], DemoServer, Path]


@pytest.fixture
def own(te_tui: Run, tmp_path: Path) -> Iterator[Callable[..., Own]]:
    """Start a Grafana with its own options; gives commands on it, the server, and its log."""
    with ExitStack() as stack:

        def begin(**changes: Any) -> Own:
            log = tmp_path / "log"
            server = stack.enter_context(DemoServer(OPTIONS._replace(log=log, **changes)))
            environment = {"GRAFANA_URL": server.url, "GRAFANA_TOKEN": LOGIN_TOKEN}
            return lambda *argv: te_tui(*argv, "--vendor", "grafana", **environment), server, log

        yield begin


def made(server: DemoServer, key: str) -> dict[str, Any]:
    with client_of(server) as client:
        body: dict[str, Any] = client.get(f"/api/snapshots/{key}").raise_for_status().json()
    return body


def without_address(body: dict[str, Any]) -> dict[str, Any]:
    dashboard: dict[str, Any] = body["dashboard"]
    return dashboard | {"snapshot": dashboard["snapshot"] | {"originalUrl": ""}}


def row_of(server: DemoServer, key: str) -> dict[str, Any]:
    with client_of(server) as client:
        return next(row for row in listed(client) if row["key"] == key)


def expiring_key(server: DemoServer) -> str:
    """One that expires, and is called otherwise than its dashboard."""
    with client_of(server) as client:
        body = {
            "dashboard": {"uid": UID, "title": "Title", "panels": [{"id": 1, "title": "t"}], "snapshot": {}}
        }
        sent = body | {"name": "Name", "expires": 86_400 * 9}
        return str(client.post("/api/snapshots", json=sent).raise_for_status().json()["key"])


def key_of(grafana: Callable[..., Outcome], name: str = "Every panel type") -> str:
    rows = grafana("ls", "--json").objects
    return next(str(row["key"]) for row in rows if row["snapshotName"].startswith(name))


def posts(log: Path) -> int:
    entries = [json.loads(line) for line in log.read_text().splitlines()]
    assert {entry["deleteKeyCalls"] for entry in entries} == {0}
    return sum(entry["method"] == "POST" for entry in entries)


def test_a_copy_has_the_content_the_name_and_the_expiry_of_its_original(own: Callable[..., Own]) -> None:
    grafana, server, log = own()
    key = expiring_key(server)
    done = grafana("create", "--from", key)
    assert done.code == 0, done.err
    copied, link = done.lines
    assert link == f"{server.url}/dashboard/snapshot/{copied}"
    assert without_address(made(server, copied)) == without_address(made(server, key))
    old, new = row_of(server, key), row_of(server, copied)
    assert new["name"] == old["name"] == "Name"
    ends = [datetime.fromisoformat(row["expires"]) for row in (old, new)]
    assert abs(ends[0] - ends[1]) < timedelta(minutes=1)
    assert "a link of its own, which opens it without a login" in done.err
    assert posts(log) == 2, "that of the original, and that of the copy"


def test_the_delete_key_is_neither_said_nor_kept(own: Callable[..., Own], tmp_path: Path) -> None:
    grafana, server, _ = own()
    key = key_of(grafana)
    said = [grafana("create", "--from", key, "--debug"), grafana("create", "--from", key, "--json")]
    text = "".join(one.out + one.err for one in said)
    text += "".join(path.read_text(errors="replace") for path in tmp_path.rglob("*") if path.is_file())
    assert CANARY not in text
    assert "deleteKey" not in "".join(one.out + one.err for one in said)
    assert server.url in said[1].objects[0]["link"]


def test_name_and_expiry_can_be_chosen_and_a_dry_run_sends_nothing(own: Callable[..., Own]) -> None:
    grafana, server, log = own()
    key = key_of(grafana)
    dry = grafana("create", "--from", key, "--name", "Copy", "--expires", "never", "--dry-run")
    assert dry.code == 0, dry.err
    assert dry.out.startswith('would create "Copy", ')
    assert f" of snapshot {key}, expires never. It gets a link of its own" in dry.out
    (told,) = grafana("create", "--from", key, "--expires", "30d", "--dry-run", "--json").objects
    assert (told["dryRun"], told["from"]) == (True, f"snapshot {key}")
    assert posts(log) == 0
    copied = grafana("create", "--from", key, "--name", "Copy", "--expires", "never").lines[0]
    row = row_of(server, copied)
    years = datetime.fromisoformat(row["expires"]) - datetime.fromisoformat(row["created"])
    assert (row["name"], years > timedelta(days=40 * 365)) == ("Copy", True)
    shorter = grafana("create", "--from", key, "--expires", "30d").lines[0]
    left = datetime.fromisoformat(row_of(server, shorter)["expires"]) - datetime.now(UTC)
    assert timedelta(days=29) < left <= timedelta(days=30)


def test_an_archive_is_restored_after_its_snapshot_is_gone(own: Callable[..., Own], tmp_path: Path) -> None:
    grafana, server, _ = own()
    key = key_of(grafana)
    before = without_address(made(server, key))
    assert grafana("archive", key, "--output", str(tmp_path)).code == 0
    (archive,) = tmp_path.glob("*.tesnap")
    assert grafana("rm", key, "--yes").code == 0
    done = grafana("create", "--from", str(archive))
    assert done.code == 0, done.err
    assert f"of archive {archive.name}" in done.err
    assert without_address(made(server, done.lines[0])) == before


@pytest.mark.parametrize("wraps", [True, False])
def test_a_file_holds_an_answer_or_a_dashboard_alone(
    own: Callable[..., Own], tmp_path: Path, *, wraps: bool
) -> None:
    grafana, server, _ = own()
    body = made(server, key_of(grafana))
    path = tmp_path / "body.json"
    sent = body | {"deleteKey": CANARY, "key": "chosen"} if wraps else body["dashboard"]
    path.write_text(json.dumps(sent))
    done = grafana("create", "--from", str(path), "--name", "From a file")
    assert done.code == 0, done.err
    assert done.lines[0] != "chosen"
    assert without_address(made(server, done.lines[0])) == without_address(body)


@pytest.mark.parametrize("content", ["", "{}", "[1]", "null", '{"dashboard": 3}', "<html>"])
def test_a_file_without_a_dashboard_is_wrong_usage(
    own: Callable[..., Own], tmp_path: Path, content: str
) -> None:
    grafana, _, log = own()
    path = tmp_path / "body.json"
    path.write_text(content)
    refused = grafana("create", "--from", str(path), "--name", "n")
    assert (refused.code, "holds no snapshot of Grafana" in refused.err) == (2, True)
    assert posts(log) == 0 if log.read_text() else True


def test_where_its_dashboard_is_gone_another_one_is_named(own: Callable[..., Own], tmp_path: Path) -> None:
    grafana, server, _ = own(version=11)
    path = tmp_path / "body.json"
    body = made(server, key_of(grafana))
    path.write_text(json.dumps({"dashboard": body["dashboard"] | {"uid": "gone"}}))
    refused = grafana("create", "--from", str(path))
    assert (refused.code, refused.out) == (2, "")
    assert "its dashboard gone is not in this Grafana. Name another one of its dashboards" in refused.err
    done = grafana("create", "--from", str(path), "--uid", UID)
    assert done.code == 0, done.err
    copied = made(server, done.lines[0])["dashboard"]
    assert (copied["uid"], copied["panels"]) == (UID, body["dashboard"]["panels"])


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        ((), "Name what to copy with --from"),
        (("--from", "no-such-file.json"), "There is no file no-such-file.json"),
        (("--from", "x", "--anonymize"), "A copy takes no --anonymize"),
        (("--last", "6h"), "A copy takes no --last"),
    ],
)
def test_what_was_not_typed_right_is_wrong_usage(
    own: Callable[..., Own], argv: tuple[str, ...], why: str
) -> None:
    grafana, *_ = own()
    refused = grafana("create", *argv)
    assert refused.code == 2
    assert why in refused.err


def test_an_expiry_that_has_passed_is_refused_before_anything_is_sent(own: Callable[..., Own]) -> None:
    grafana, _, log = own()
    refused = grafana("create", "--from", key_of(grafana), "--expires", "2020-01-01")
    assert (refused.code, "is not ahead" in refused.err, posts(log)) == (2, True, 0)


def test_a_lost_answer_is_told_and_not_repeated(own: Callable[..., Own]) -> None:
    grafana, _, log = own(faults=(Fault("500", 1.0, "/grafana/api/snapshots"),))
    path = log.parent / "body.json"
    path.write_text(json.dumps({"dashboard": {"uid": UID, "title": "t", "panels": []}}))
    refused = grafana("create", "--from", str(path))
    assert refused.code == 6
    assert "It may have been created all the same: check te-tui ls" in refused.err
    assert posts(log) == 1


def test_read_only_creates_nothing(own: Callable[..., Own]) -> None:
    grafana, _, log = own()
    refused = grafana("create", "--from", key_of(grafana), "--read-only")
    assert (refused.code, posts(log)) == (3, 0)


def test_an_archive_of_another_vendor_is_refused(own: Callable[..., Own]) -> None:
    grafana, *_ = own()
    golden = next((Path(__file__).parent.parent / "archive" / "golden").glob("*.tesnap"))
    refused = grafana("create", "--from", str(golden))
    assert (refused.code, "another vendor's snapshot" in refused.err) == (2, True)
