import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import httpx
import pytest

from te_tui.demo.grafana.snapshots import DELETE_KEY_CANARY
from tests.demo.grafana.conftest import Start
from tests.demo.grafana.servers import NO_TLS, NOW, UID, create, listed, refusal, row_named

DELETED = "Snapshot deleted. It might take an hour before it's cleared from any CDN caches."


def lifetime(client: httpx.Client, key: str) -> timedelta:
    row = next(row for row in listed(client) if row["key"] == key)
    return datetime.fromisoformat(row["expires"]) - datetime.fromisoformat(row["created"])


def test_what_is_created_is_told_listed_and_opened(grafana: Start) -> None:
    client = grafana()
    made = create(client, name="Evidence", expires=3600).json()
    root = str(client.base_url)
    assert made == {
        "key": made["key"],
        "deleteKey": made["deleteKey"],
        "url": f"{root}/dashboard/snapshot/{made['key']}".replace("//dash", "/dash"),
        "deleteUrl": f"{root}/api/snapshots-delete/{made['deleteKey']}".replace("//api", "/api"),
    }
    assert row_named(client, "Evidence")["userId"] == 3
    assert lifetime(client, made["key"]) == timedelta(hours=1)
    body = client.get(f"/api/snapshots/{made['key']}").json()
    assert body["meta"]["isSnapshot"] is True
    assert body["dashboard"]["id"] == 11


@pytest.mark.parametrize("seconds", [None, 0, -5])
def test_no_expiry_is_fifty_years(grafana: Start, seconds: int | None) -> None:
    client = grafana()
    made = create(client, **({} if seconds is None else {"expires": seconds})).json()
    assert lifetime(client, made["key"]) == timedelta(days=50 * 365)
    assert row_named(client, "Unnamed snapshot")["key"] == made["key"]


def test_a_dashboard_comes_back_byte_for_byte(grafana: Start) -> None:
    client = grafana(version=9)
    dashboard = (
        '{"b": 1.0e+3,\n "a":"\\u00e9\\/é\\ud800", "n":12345678901234567890123, "x":{"z":1}, "id":null}'
    )
    text = f' {{ "dashboard" : {dashboard} , "key":"bytes"}} '
    assert client.post("/api/snapshots", content=text.encode()).is_success
    assert client.get("/api/snapshots/bytes").text.endswith(f',"dashboard":{dashboard}}}')


def test_newer_versions_write_the_original_address_and_nothing_else(grafana: Start) -> None:
    client = grafana(version=11)
    dashboard = {
        "uid": UID,
        "id": 11,
        "n": 1.50,
        "snapshot": {"timestamp": "t", "originalUrl": "http://inside/d/x"},
    }
    key = create(client, dashboard=dashboard).json()["key"]
    expected = dashboard | {"snapshot": {"timestamp": "t", "originalUrl": f"/d/{UID}"}}
    assert client.get(f"/api/snapshots/{key}").json()["dashboard"] == expected


@pytest.mark.parametrize("version", [11, 13])
def test_newer_versions_want_a_dashboard_that_exists(grafana: Start, version: int) -> None:
    client = grafana(version=version)
    for dashboard in ({"uid": "gone"}, {}, {"uid": 5}):
        assert refusal(create(client, dashboard=dashboard)) == (400, "Dashboard not found", None)


@pytest.mark.parametrize("version", [6, 8, 9])
def test_older_versions_take_any_dashboard_and_tell_the_number(grafana: Start, version: int) -> None:
    client = grafana(version=version)
    made = create(client, dashboard={"title": "x"}).json()
    assert isinstance(made["id"], int)
    assert client.get(f"/api/snapshots-delete/{made['deleteKey']}").json() == {
        "message": DELETED,
        "id": made["id"],
    }


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        (6, (500, "Failed to create snapshot", None)),
        (11, (500, "Failed to create snapshot", None)),
        (13, (409, "Snapshot key already exists", "dashboardsnapshots.keyAlreadyExists")),
    ],
)
def test_a_key_that_exists_is_refused(
    grafana: Start, version: int, expected: tuple[int, str, str | None]
) -> None:
    client = grafana(version=version)
    assert create(client, key="mine", deleteKey="mine-too").is_success
    assert refusal(create(client, key="mine")) == expected
    assert refusal(create(client, deleteKey="mine-too")) == expected
    assert refusal(create(client, key=listed(client)[0]["key"])) == expected
    assert client.delete("/api/snapshots/mine").is_success
    assert create(client, key="mine", deleteKey="mine-too").is_success


def test_of_two_requests_at_once_for_one_key_one_is_refused(grafana: Start) -> None:
    client = grafana()
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda _: create(client, key="same").status_code, range(8)))
    assert sorted(statuses) == [200] + [409] * 7


@pytest.mark.parametrize(
    "text",
    ['{"dashboard":', "[]", "7", "", '{"dashboard":[]}', '{"dashboard":{},"expires":"1"}',
     '{"dashboard":{},"expires":1.5}', '{"dashboard":{"a":NaN}}', '{"dashboard":{},"name":5}',
     '{"dashboard":{},"external":1}', '{"dashboard":{}} x', '{"name":"x"}', '{"dashboard":null}',
     '{"dashboard":{},"expires":99999999999999999}', "[" * 100_000, "\xff"],
)  # fmt: skip
def test_a_body_that_cannot_be_read_is_bad_request_data(grafana: Start, text: str) -> None:
    refused = grafana().post("/api/snapshots", content=text.encode("latin-1"))
    assert refusal(refused) == (400, "bad request data", None)


def test_the_oldest_version_lists_what_is_wrong_with_a_body(grafana: Start) -> None:
    refused = grafana(version=6).post("/api/snapshots", json={"name": "x"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["fieldNames"] == ["Dashboard"]


def test_external_snapshots_are_not_made(grafana: Start) -> None:
    refused = create(grafana(), external=True)
    assert refusal(refused) == (403, "External dashboard creation is disabled", None)


def test_the_external_one_has_an_empty_body(grafana: Start) -> None:
    client = grafana()
    row = row_named(client, "Published for")
    assert row["external"] is True
    assert row["externalUrl"].startswith("https://")
    assert client.get(f"/api/snapshots/{row['key']}").json()["dashboard"] == {}


def test_a_proxy_refuses_large_bodies_with_its_own_page(grafana: Start) -> None:
    client = grafana(body_cap=1_000)
    refused = create(client, name="x" * 1_000)
    assert (refused.status_code, refused.headers["content-type"]) == (413, "text/html; charset=utf-8")
    assert create(client, name="x").is_success


def test_a_new_snapshot_expires(grafana: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    from te_tui.demo.clock import Clock

    now, later = Clock.now, timedelta()
    monkeypatch.setattr(Clock, "now", lambda clock: now(clock) + later)
    client = grafana()
    key = create(client, expires=60).json()["key"]
    assert client.get(f"/api/snapshots/{key}").is_success
    later = timedelta(seconds=90)
    assert client.get(f"/api/snapshots/{key}").status_code == 404
    assert key in {row["key"] for row in listed(client)}
    assert client.delete(f"/api/snapshots/{key}").is_success


def test_deleting_is_done_once(grafana: Start) -> None:
    client = grafana()
    row = listed(client)[0]
    path = f"/api/snapshots/{row['key']}"
    assert client.delete(path).json() == {"message": DELETED, "id": row["id"]}
    assert client.delete(path).status_code == 404
    assert client.get(path).status_code == 404
    assert row["key"] not in {row["key"] for row in listed(client)}


def test_the_delete_key_of_a_snapshot_of_the_start_works(grafana: Start) -> None:
    from te_tui.demo.grafana.snapshots import Catalogue
    from tests.demo.grafana.servers import OPTIONS

    client = grafana()
    row = row_named(client, "Two hundred panels")
    catalogue = Catalogue(OPTIONS, NOW)
    place = catalogue.places[row["key"]]
    assert client.get(f"/api/snapshots-delete/{catalogue.delete_key_at(place)}").json() == {
        "message": DELETED
    }
    assert client.get(f"/api/snapshots/{row['key']}").status_code == 404


@pytest.mark.parametrize("public", [False, True])
def test_without_a_login_only_a_public_server_creates_and_deletes_by_delete_key(
    grafana: Start, public: bool
) -> None:
    client = grafana(public_mode=public)
    made = create(client).json()
    with httpx.Client(base_url=client.base_url, verify=NO_TLS) as anonymous:
        expected = 200 if public else 401
        assert create(anonymous).status_code == expected
        assert anonymous.get(f"/api/snapshots-delete/{made['deleteKey']}").status_code == expected
    assert client.get(f"/api/snapshots/{made['key']}").is_success is not public


def test_a_delete_key_stands_nowhere_but_in_the_answer_to_its_creator(grafana: Start) -> None:
    client = grafana()
    made = create(client).json()
    assert made["deleteKey"].startswith(DELETE_KEY_CANARY)
    texts = [client.get(f"/api/snapshots/{row['key']}").text for row in listed(client)[:2]]
    texts += [json.dumps(listed(client)), client.get("/api/search").text]
    assert DELETE_KEY_CANARY not in "".join(texts)


def test_a_server_that_mistakes_its_own_address_tells_it_in_links(grafana: Start) -> None:
    made = create(grafana(root_url="http://localhost:3000")).json()
    assert made["url"] == f"http://localhost:3000/dashboard/snapshot/{made['key']}"
