import httpx
import pytest

from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT
from tests.demo.conftest import NO_TLS

PROBLEM = "application/problem+json"


@pytest.mark.parametrize("header", [None, "Basic ZGVtbzpkZW1v", "Bearer wrong-token", "Bearer", "demo"])
def test_any_other_authorization_is_a_401_in_the_oauth_shape(
    reader: httpx.Client, header: str | None
) -> None:
    headers = {} if header is None else {"Authorization": header}
    response = httpx.get(reader.base_url.join("account-groups"), headers=headers, verify=NO_TLS)
    assert response.status_code == 401
    assert response.headers["content-type"] == PROBLEM
    assert response.json() == {"error": "invalid_token", "error_description": "Invalid access token"}


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/dashboard-snapshots/",
        "/dashboard-snapshots.json",
        "/dashboard-snapshots/11111111-2222-4333-8444-555555555555",
        f"/dashboard-snapshots/{CONTRACT_SNAPSHOT.upper()}",
        f"/dashboard-snapshots/{CONTRACT_SNAPSHOT}/widgets/nope!",
        "/dashboards/nope",
        "/account-groups/999",
    ],
)
def test_what_does_not_exist_is_a_404_problem(reader: httpx.Client, path: str) -> None:
    response = reader.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == PROBLEM
    assert response.json()["title"] == "URI Resource Not Found"


def test_a_snapshot_of_another_account_group_is_a_404(reader: httpx.Client) -> None:
    response = reader.get(f"/dashboard-snapshots/{CONTRACT_SNAPSHOT}", params={"aid": "1307"})
    assert response.status_code == 404


@pytest.mark.parametrize("path", ["/dashboard-snapshots", "/dashboards", "/tests"])
def test_a_foreign_account_group_is_a_403(reader: httpx.Client, path: str) -> None:
    assert reader.get(path, params={"aid": "4711"}).status_code == 403


def test_a_method_that_a_path_does_not_know_is_a_405_that_says_which_it_knows(reader: httpx.Client) -> None:
    response = reader.put("/dashboard-snapshots")
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}
    assert response.headers["content-type"] == PROBLEM


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 406),
        ("text/html", 406),
        ("application/hal+json, application/problem+json", 200),
        ("text/html, */*;q=0.1", 200),
    ],
)
def test_bodies_are_hal_json_or_nothing(reader: httpx.Client, accept: str, status: int) -> None:
    assert reader.get("/dashboards", headers={"Accept": accept}).status_code == status


@pytest.mark.parametrize(
    ("content_type", "status"),
    [("application/json", 400), ("application/hal+json; charset=utf-8", 400), ("text/plain", 415), ("", 415)],
)
def test_only_json_is_read(reader: httpx.Client, content_type: str, status: int) -> None:
    response = reader.post("/dashboard-snapshots", content="{}", headers={"Content-Type": content_type})
    assert response.status_code == status


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "[" * 100_000, '"\\ud800"'])
def test_a_body_that_is_no_object_is_a_400(reader: httpx.Client, body: str) -> None:
    response = reader.post("/dashboard-snapshots", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert response.json()["errors"] is None


def test_every_response_carries_the_servers_date(reader: httpx.Client) -> None:
    assert reader.get("/nothing").headers["date"].startswith("Wed, 11 Nov 2026 09:0")
    assert "server" not in reader.get("/dashboards").headers
