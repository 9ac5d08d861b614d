"""The errors of each version, and who may do what."""

import httpx
import pytest

from te_tui.demo.options import EDITOR_TOKEN, GRAFANA_PERSON, OTHER_ORG_TOKEN, VIEWER_TOKEN
from tests.demo.grafana.conftest import Start
from tests.demo.grafana.servers import NO_TLS, create, listed, refusal, row_named

NOT_FOUND = (404, "Snapshot not found", "dashboardsnapshots.not-found")
UNKNOWN = {
    6: (500, "Failed to get dashboard snapshot", None),
    8: (404, "Failed to find dashboard snapshot", None),
    9: NOT_FOUND,
    11: NOT_FOUND,
    13: NOT_FOUND,
}


def with_token(client: httpx.Client, token: str | None) -> httpx.Client:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    return httpx.Client(base_url=client.base_url, headers=headers, verify=NO_TLS)


@pytest.mark.parametrize("version", UNKNOWN)
def test_an_unknown_key_is_refused_as_the_version_does_it(grafana: Start, version: int) -> None:
    client = grafana(version=version)
    assert refusal(client.get("/api/snapshots/nothing")) == UNKNOWN[version]
    assert refusal(client.delete("/api/snapshots/nothing")) == UNKNOWN[version]
    assert refusal(client.get("/api/snapshots-delete/nothing")) == UNKNOWN[version]


@pytest.mark.parametrize("version", UNKNOWN)
def test_an_expired_snapshot_is_not_found_in_each_version(grafana: Start, version: int) -> None:
    client = grafana(version=version)
    key = row_named(client, "Handover")["key"]
    assert refusal(client.get(f"/api/snapshots/{key}")) == (404, "Dashboard snapshot not found", None)


@pytest.mark.parametrize(
    ("version", "none", "bad"),
    [(6, None, None), (8, None, None), (9, "auth.unauthorized", "api-key.invalid"),
     (13, "auth.unauthorized", "api-key.invalid")],
)  # fmt: skip
def test_a_login_that_is_missing_or_wrong_is_a_401(
    grafana: Start, version: int, none: str | None, bad: str | None
) -> None:
    client = grafana(version=version)
    for method, path in (
        ("GET", "/api/dashboard/snapshots"),
        ("DELETE", "/api/snapshots/x"),
        ("POST", "/api/snapshots"),
        ("GET", "/api/org"),
        ("GET", "/api/search"),
        ("POST", "/api/ds/query"),
    ):
        with with_token(client, None) as anonymous, with_token(client, "glsa_wrong") as wrong:
            assert refusal(anonymous.request(method, path)) == (401, "Unauthorized", none)
            assert refusal(wrong.request(method, path)) == (401, "Invalid API key", bad)


def test_a_token_is_bound_to_its_organization_and_a_person_is_not(grafana: Start) -> None:
    client = grafana()
    elsewhere = {"X-Grafana-Org-Id": "2"}
    refused = client.get("/api/org", headers=elsewhere)
    assert (refused.status_code, refused.json()["messageId"]) == (401, "api-key.organization-mismatch")
    with httpx.Client(base_url=client.base_url, auth=GRAFANA_PERSON, verify=NO_TLS) as person:
        assert person.get("/api/org").json()["id"] == 1
        assert person.get("/api/org", headers=elsewhere).json()["id"] == 2
        assert person.get("/api/org", headers={"X-Grafana-Org-Id": "9" * 5_000}).json()["id"] == 1
        assert person.get("/api/user").json()["login"] == "admin"
    assert client.get("/api/user").status_code == 404


def test_a_snapshot_of_another_organization_is_read_and_not_deleted(grafana: Start) -> None:
    client = grafana()
    path = f"/api/snapshots/{listed(client)[0]['key']}"
    with with_token(client, OTHER_ORG_TOKEN) as other:
        assert other.get(path).is_success
        assert refusal(other.delete(path)) == (401, "OrgID mismatch", None)
    assert client.get(path).is_success


@pytest.mark.parametrize("version", [6, 8])
def test_old_versions_let_editors_delete(grafana: Start, version: int) -> None:
    client = grafana(version=version)
    path = f"/api/snapshots/{row_named(client, 'Two hundred')['key']}"
    with with_token(client, VIEWER_TOKEN) as viewer, with_token(client, EDITOR_TOKEN) as editor:
        assert refusal(viewer.delete(path)) == (403, "Permission denied", None)
        assert editor.delete(path).is_success


def test_newer_versions_name_the_permission_that_is_missing(grafana: Start) -> None:
    client = grafana(version=11)
    key = listed(client)[0]["key"]
    with with_token(client, VIEWER_TOKEN) as viewer:
        for refused, permission in (
            (viewer.delete(f"/api/snapshots/{key}"), "snapshots:delete"),
            (create(viewer), "snapshots:create"),
        ):
            assert refused.status_code == 403
            assert refused.json()["message"].endswith(f"Permissions needed: {permission}")
            assert refused.json()["accessErrorId"].startswith("ACE")


def test_a_middle_version_lets_any_login_delete_what_it_may_write(grafana: Start) -> None:
    client = grafana(version=9)
    with with_token(client, VIEWER_TOKEN) as viewer, with_token(client, EDITOR_TOKEN) as editor:
        own = create(viewer, name="the viewer's").json()["key"]
        made = create(client, dashboard={"uid": "shop-payments", "id": 15}).json()["key"]
        orphan = create(client, dashboard={"uid": "gone", "id": 4711}).json()["key"]
        for caller in (viewer, editor):
            refused = caller.delete(f"/api/snapshots/{made}")
            assert refusal(refused) == (403, "Access denied to this snapshot", None)
        assert viewer.delete(f"/api/snapshots/{own}").is_success
        assert viewer.delete(f"/api/snapshots/{orphan}").is_success


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/api/snapshots/x"),
        ("PATCH", "/api/snapshots/x"),
        ("GET", "/api/nothing"),
        ("GET", "/api/org/"),
    ],
)
def test_what_is_not_there_is_not_found(grafana: Start, method: str, path: str) -> None:
    assert refusal(grafana().request(method, path)) == (404, "Not found", None)


def test_an_empty_key_is_refused(grafana: Start) -> None:
    assert refusal(grafana().get("/api/snapshots/")) == (400, "Empty snapshot key", None)
