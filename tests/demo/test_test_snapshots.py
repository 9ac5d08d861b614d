from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.demo.conftest import NOW, Start

URL = "/tests/202701/snapshot"


def snapshot(client: httpx.Client, hours: float = 2, **changes: Any) -> httpx.Response:
    window = {"startDate": (NOW - timedelta(hours=hours)).isoformat(), "endDate": NOW.isoformat()}
    return client.post(URL, json={"displayName": "Evidence", **window, **changes})


@pytest.mark.parametrize("hours", [1, 2, 4, 6, 12, 24, 48])
def test_seven_windows_are_allowed(start: Start, hours: int) -> None:
    body = snapshot(start(), hours).raise_for_status().json()
    assert body["endRoundId"] - body["startRoundId"] == hours * 3600


@pytest.mark.parametrize("hours", [0.5, 3, 72])
def test_other_windows_are_not(reader: httpx.Client, hours: float) -> None:
    response = snapshot(reader, hours)
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "endDate"


def test_the_sixth_in_five_minutes_is_refused(start: Start) -> None:
    client = start()
    assert [snapshot(client).status_code for _ in range(6)] == [201] * 5 + [429]


@pytest.mark.parametrize("documented", [False, True])
def test_is_public_is_read_as_stated_and_echoed_in_saved_event(start: Start, documented: bool) -> None:
    client = start(documented_is_public=documented)
    saved = snapshot(client, isPublic=documented).json()
    shared = snapshot(client, isPublic=not documented).json()
    assert (saved["test"]["savedEvent"], shared["test"]["savedEvent"]) == (True, False)
    assert httpx.URL(saved["_links"]["appLink"]["href"]).host == "app.thousandeyes.com"
    assert httpx.URL(shared["_links"]["appLink"]["href"]).host.endswith(".share.thousandeyes.com")


def test_a_saved_event_appears_among_the_tests(start: Start) -> None:
    client = start()
    made = snapshot(client).json()["testId"]
    events = [test for test in client.get("/tests").json()["tests"] if test["savedEvent"]]
    assert [event["testId"] for event in events] == [made]


def test_a_region_can_forbid_public_snapshots_only(start: Start) -> None:
    client = start(forbid_public=True)
    assert snapshot(client, isPublic=True).status_code == 403
    assert snapshot(client, isPublic=False).status_code == 201


def test_a_test_of_another_account_group_is_a_404(reader: httpx.Client) -> None:
    assert reader.post(URL, params={"aid": "1307"}, json={}).status_code == 404
