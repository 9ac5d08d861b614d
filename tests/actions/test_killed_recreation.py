"""A snapshot of a Grafana is made again by the real program, which is killed (kill -9) at every step.

At each moment its content opens under the old link, under the new one or under the safety copy's, and there
is an archive as soon as it might be gone; `--resume` brings each of them to the same end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from te_tui.actions.record import Record, read_record
from te_tui.archive.reader import open_archive
from te_tui.demo import LOGIN_TOKEN, GrafanaOptions
from te_tui.demo.server import DemoServer
from tests.actions.lives import NOW, End, Nursery
from tests.demo.grafana.servers import client_of, listed

pytestmark = pytest.mark.long

NAME = "Handover, every Monday"
KEY = "handover-of-monday"
CANARY = "deleteKeyCanary"

NEW_LINK = ("plan", "archiving 0", "archived 0", "making 0", "POST snapshots", "made 0", "done 0", "end")
SAME_LINK = (
    "plan",
    "archiving 0",
    "archived 0",
    "copying 0",
    "POST snapshots",
    "asking 0",
    f"DELETE {KEY}",
    "making 0",
    "POST snapshots 2",
    "made 0",
    "tidied 0",
    "done 0",
    "end",
)
"""Every step of a run that nothing interrupts, in this order."""

# It says least: its answer is 500 where a key is taken, and where there is none.
OLDEST = 6


class Site(NamedTuple):
    """A Grafana, what reaches it, and where the lives of te-tui come from."""

    server: DemoServer
    nursery: Nursery
    log: Path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    log = tmp_path_factory.mktemp("site") / "log"
    options = GrafanaOptions(now=NOW, snapshots=20, log=log, version=OLDEST)
    with DemoServer(options) as server, Nursery() as nursery:
        yield Site(server, nursery, log)


def begin(client: httpx.Client) -> dict[str, Any]:
    """Make the snapshot, and nothing else of that name; returns its content."""
    for row in listed(client):
        if row["name"].startswith(NAME):
            client.delete(f"/api/snapshots/{row['key']}").raise_for_status()
    panels = [
        {"id": 1, "type": "stat", "snapshotData": [{"fields": [{"name": "é", "values": [1.50, 12e3]}]}]}
    ]
    dashboard = {"uid": "shop-checkout", "id": 11, "title": "other than its name", "panels": panels}
    sent = {"dashboard": dashboard, "name": NAME, "expires": 86_400, "key": KEY}
    client.post("/api/snapshots", json=sent | {"deleteKey": f"{CANARY}-of-before"}).raise_for_status()
    return content_of(client, KEY) or {}


def content_of(client: httpx.Client, key: str | None) -> dict[str, Any] | None:
    answer = client.get(f"/api/snapshots/{key}")
    if answer.status_code != 200:
        return None
    dashboard: dict[str, Any] = answer.json()["dashboard"]
    dashboard.get("snapshot", {}).pop("originalUrl", None)
    return dashboard


def record_in(home: Path) -> Record:
    (path,) = (home / "journals").iterdir()
    record = read_record(path.read_bytes())
    assert record is not None
    return record


def must_not_be_lost(client: httpx.Client, home: Path, content: dict[str, Any]) -> None:
    """Whenever the link may be dead, an archive holds all, and the copy that the journal names opens."""
    if content_of(client, KEY) is not None:
        return
    (trace,) = record_in(home).traces
    assert trace.archive is not None
    archived = open_archive(trace.archive)
    kept = json.loads(archived.body(archived.manifest.snapshot))["dashboard"]
    kept.get("snapshot", {}).pop("originalUrl", None)
    assert kept == content
    assert content_of(client, trace.copy) == content


def carry_out(site: Site, home: Path, way: tuple[str, ...], moment: str) -> tuple[End, End | None]:
    environment = {"GRAFANA_URL": site.server.url, "GRAFANA_TOKEN": LOGIN_TOKEN, "TE_TUI_HOME": str(home)}
    common = ("--vendor", "grafana", "--quiet")
    with client_of(site.server) as client:
        content = begin(client)
        first = ("extend", KEY, "--until", "2027-01-31", *way, "--yes", *common)
        end = site.nursery.live(*first, environment=environment, deadly=[moment])
        must_not_be_lost(client, home, content)
        if not record_in(home).remaining:
            return end, None
        resumed = site.nursery.live("extend", "--resume", *common, environment=environment)
        return end, resumed


@pytest.mark.parametrize("moment", SAME_LINK)
def test_under_the_same_link_it_ends_so_wherever_it_is_killed(
    site: Site, tmp_path: Path, moment: str
) -> None:
    end, resumed = carry_out(site, tmp_path, ("--same-link",), moment)
    assert end.moment == moment, end
    assert resumed is None or resumed.code == 0, resumed
    with client_of(site.server) as client:
        (row,) = [row for row in listed(client) if row["name"].startswith(NAME)]
        assert (row["key"], row["name"], row["expires"][:10]) == (KEY, NAME, "2027-01-31")
        assert content_of(client, KEY)
    must_hide_delete_keys(site, tmp_path, (end, resumed))


@pytest.mark.parametrize("moment", NEW_LINK)
def test_under_a_new_link_the_old_one_stays_and_there_is_one_new_one(
    site: Site, tmp_path: Path, moment: str
) -> None:
    end, resumed = carry_out(site, tmp_path, (), moment)
    assert end.moment == moment, end
    assert resumed is None or resumed.code == 0, resumed
    (trace,) = record_in(tmp_path).traces
    with client_of(site.server) as client:
        rows = {row["key"]: row["expires"][:10] for row in listed(client) if row["name"] == NAME}
        assert rows == {KEY: "2026-11-22", trace.new_id: "2027-01-31"}
        assert content_of(client, KEY) == content_of(client, trace.new_id)
    must_hide_delete_keys(site, tmp_path, (end, resumed))


def must_hide_delete_keys(site: Site, home: Path, ends: tuple[End, End | None]) -> None:
    """No file and no word holds one, and their route is never asked."""
    kept = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    said = [end.said.encode() for end in ends if end]
    assert not [one for one in (*kept, *said) if CANARY.encode() in one]
    assert json.loads(site.log.read_text().splitlines()[-1])["deleteKeyCalls"] == 0
