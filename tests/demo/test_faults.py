import json
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from te_tui.demo import Fault
from te_tui.demo.server import DemoServer
from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT
from tests.demo.conftest import NOW, OPTIONS, Start, client_of

ONE = f"/dashboard-snapshots/{CONTRACT_SNAPSHOT}"


def faulty(start: Start, *faults: str) -> httpx.Client:
    return start(faults=tuple(Fault.parse(fault) for fault in faults))


@pytest.mark.parametrize("kind", ["500", "502"])
def test_server_errors_are_problems(start: Start, kind: str) -> None:
    response = faulty(start, kind).get("/dashboards")
    assert response.status_code == int(kind)
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == int(kind)


def test_maintenance_is_html_and_sometimes_says_when_to_come_back(start: Start) -> None:
    client = faulty(start, "503")
    seen = [client.get("/dashboards") for _ in range(20)]
    assert {response.status_code for response in seen} == {503}
    assert "text/html" in seen[0].headers["content-type"]
    assert {response.headers.get("retry-after") for response in seen} == {None, "1"}


def test_a_login_page_is_a_200(start: Start) -> None:
    response = faulty(start, "html").get("/dashboards")
    assert (response.status_code, response.text[:15]) == (200, "<!DOCTYPE html>")


def test_a_429_resets_in_a_second_and_has_no_retry_after(start: Start) -> None:
    response = faulty(start, "429").get("/dashboards")
    assert response.status_code == 429
    assert response.headers["x-organization-rate-limit-remaining"] == "0"
    assert 1 <= int(response.headers["x-organization-rate-limit-reset"]) - NOW.timestamp() < 30
    assert "retry-after" not in response.headers


@pytest.mark.parametrize("kind", ["429", "500", "502", "503", "html"])
def test_a_refusal_carries_nothing_out(start: Start, kind: str) -> None:
    client = faulty(start, f"{kind}@/v7{ONE}")
    client.delete(ONE)
    assert len(client.get("/dashboard-snapshots").json()["dashboardSnapshots"]) == 100


@pytest.mark.parametrize("kind", ["drop", "truncate"])
def test_a_lost_answer_hides_what_was_carried_out(start: Start, kind: str) -> None:
    client = faulty(start, f"{kind}@/v7{ONE}")
    with suppress(httpx.TransportError):
        client.delete(ONE)
    listed = client.get("/dashboard-snapshots").json()["dashboardSnapshots"]
    assert CONTRACT_SNAPSHOT not in {row["snapshotId"] for row in listed}


def test_a_dropped_connection_ends_without_an_answer(start: Start) -> None:
    client = faulty(start, "drop")
    for _ in range(3):
        with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
            client.get("/dashboards")


def test_a_truncated_body_is_cut_short_of_its_length_or_of_its_json(start: Start) -> None:
    client = faulty(start, "truncate")
    seen = set()
    for _ in range(20):
        try:
            response = client.get("/dashboards")
        except httpx.RemoteProtocolError:
            seen.add("cut short of its length")
        else:
            with pytest.raises(json.JSONDecodeError):
                response.json()
            seen.add("cut short of its json")
    assert seen == {"cut short of its length", "cut short of its json"}


def test_a_fault_below_one_path_leaves_the_others_alone(start: Start) -> None:
    client = faulty(start, "500@/v7/dashboards")
    assert client.get("/dashboards").status_code == 500
    assert client.get("/account-groups").status_code == 200


def test_odds_come_up_about_as_often_as_asked_for_and_the_same_each_time(start: Start) -> None:
    runs = []
    for _ in range(2):
        client = faulty(start, "500:0.3")
        runs.append([client.get("/account-groups").status_code for _ in range(100)])
    assert runs[0] == runs[1]
    assert 15 < runs[0].count(500) < 45


def test_the_log_tells_every_request_and_never_a_token(tmp_path: Path) -> None:
    log = tmp_path / "requests.jsonl"
    options = OPTIONS._replace(log=log, faults=(Fault.parse("drop@/v7/tests"),))
    with DemoServer(options) as server, client_of(server) as client:
        answered = client.get("/dashboard-snapshots", params={"aid": "1307"})
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/tests")
    first, second = (json.loads(line) for line in log.read_text().splitlines())
    assert first == {
        "time": first["time"],
        "method": "GET",
        "path": "/v7/dashboard-snapshots",
        "query": "aid=1307",
        "status": 200,
        "requestId": answered.headers["x-request-id"],
    }
    assert first["time"].startswith("2026-11-11T09:0")
    assert (second["path"], second["status"]) == ("/v7/tests", None)
    assert "Bearer" not in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600
