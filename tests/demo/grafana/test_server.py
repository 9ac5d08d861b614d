import json
from pathlib import Path

import httpx
import pytest

from te_tui.demo import TOKEN, DemoOptions, Fault
from te_tui.demo.options import GRAFANA_VERSIONS
from te_tui.demo.server import DemoServer
from tests.demo.grafana.conftest import Start
from tests.demo.grafana.servers import NOW, OPTIONS, client_of, create, listed


@pytest.mark.parametrize("version", GRAFANA_VERSIONS)
def test_the_version_is_told(grafana: Start, version: int) -> None:
    client = grafana(version=version)
    told = client.get("/api/frontend/settings").json()["buildInfo"]["version"]
    assert told.startswith(f"{version}.")
    assert client.get("/api/health").json()["version"] == told


def test_newer_versions_hide_theirs_without_a_login(server: DemoServer) -> None:
    with client_of(server, None) as anonymous:
        assert anonymous.get("/api/health").json() == {"database": "ok"}
        assert anonymous.get("/api/frontend/settings").status_code == 401


def test_the_server_tells_its_organization_and_how_snapshots_are_shared(reader: httpx.Client) -> None:
    assert reader.get("/api/org").json() == {"id": 1, "name": "Shop", "address": {}}
    options = reader.get("/api/snapshot/shared-options").json()
    assert (options["snapshotEnabled"], options["externalEnabled"]) == (True, False)


def test_a_base_path_stands_before_everything(grafana: Start) -> None:
    client = grafana(base_path="/grafana")
    assert str(client.base_url).endswith("/grafana/")
    made = create(client).json()
    assert "/grafana/dashboard/snapshot/" in made["url"]
    assert "/grafana/api/snapshots-delete/" in made["deleteUrl"]
    outside = str(client.base_url).removesuffix("/grafana/")
    assert client.get(f"{outside}/api/org").status_code == 404


def test_anyone_with_the_key_may_read_and_keep_it_for_an_hour(
    server: DemoServer, reader: httpx.Client
) -> None:
    key = listed(reader)[0]["key"]
    with client_of(server, None) as anonymous:
        answer = anonymous.get(f"/api/snapshots/{key}")
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert answer.headers["content-type"] == "application/json; charset=UTF-8"


def test_both_tokens_of_the_demo_are_accepted(server: DemoServer) -> None:
    with client_of(server, TOKEN) as client:
        assert client.get("/api/org").json()["id"] == 1


def test_live_dashboards_are_found_opened_and_saved(grafana: Start) -> None:
    client = grafana()
    found = client.get("/api/search", params={"type": "dash-db", "query": "checkout"}).json()
    assert [(row["uid"], row["folderTitle"]) for row in found] == [("shop-checkout", "Shop")]
    dashboard = client.get("/api/dashboards/uid/shop-checkout").json()["dashboard"]
    assert "snapshotData" not in json.dumps(dashboard)
    assert client.get("/api/dashboards/uid/nothing").status_code == 404
    body = {"dashboard": {"uid": "new", "title": "New"}}
    assert client.post("/api/dashboards/db", json=body).json()["uid"] == "new"
    assert client.post("/api/dashboards/db", json=body).status_code == 412
    assert client.post("/api/dashboards/db", json=body | {"overwrite": True}).is_success
    assert create(client, dashboard={"uid": "new"}).is_success


@pytest.mark.parametrize("kind", ["429", "500", "502"])
def test_faults_are_messages_in_json(grafana: Start, kind: str) -> None:
    response = grafana(faults=(Fault.parse(f"{kind}@/api/org"),)).get("/api/org")
    assert response.status_code == int(kind)
    assert response.json()["message"]


def test_other_faults_are_those_of_the_embedded_thousandeyes(grafana: Start) -> None:
    client = grafana(faults=(Fault.parse("html@/api/org"), Fault.parse("drop@/api/search")))
    assert client.get("/api/org").headers["content-type"].startswith("text/html")
    with pytest.raises(httpx.RemoteProtocolError):
        client.get("/api/search")


def test_the_log_counts_calls_of_the_delete_key_route_and_holds_no_secret(tmp_path: Path) -> None:
    log = tmp_path / "requests.jsonl"
    options = OPTIONS._replace(log=log, base_path="/grafana")
    with DemoServer(options) as server, client_of(server) as client:
        made = create(client).json()
        client.get(f"/api/snapshots-delete/{made['deleteKey']}")
        with client_of(server, None) as anonymous:
            anonymous.get("/api/health")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(line["path"], line["status"], line["login"], line["deleteKeyCalls"]) for line in lines] == [
        ("/grafana/api/snapshots", 200, "bearer", 0),
        ("/grafana/api/snapshots-delete/...", 200, "bearer", 1),
        ("/grafana/api/health", 200, None, 1),
    ]
    assert made["deleteKey"] not in log.read_text()
    assert "demo-token" not in log.read_text()


def test_both_vendors_serve_in_one_process() -> None:
    with DemoServer(OPTIONS) as grafana, DemoServer(DemoOptions(now=NOW)) as thousandeyes:
        with client_of(grafana) as client:
            assert client.get("/api/health").is_success
        headers = {"Authorization": f"Bearer {TOKEN}"}
        assert httpx.get(f"{thousandeyes.url}/v7/account-groups", headers=headers).is_success
