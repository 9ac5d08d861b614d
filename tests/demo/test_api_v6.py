"""The embedded API v6, as the developer reference describes it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from te_tui.demo import TOKEN
from te_tui.demo.options import V6_USER
from tests.demo.conftest import NOW, Start

URL = "/v6/snapshot.json"


def ask(client: httpx.Client, path: str = URL, hours: float = 2, **changes: Any) -> httpx.Response:
    window = {"from": f"{NOW - timedelta(hours=hours):%Y-%m-%dT%H:%M:%S}", "to": f"{NOW:%Y-%m-%dT%H:%M:%S}"}
    body = {"testId": 202701, "displayName": "Evidence", "isPublic": 0} | window | changes
    headers = dict(client.headers)
    return httpx.post(str(client.base_url.join(path)), json=body, headers=headers, verify=False)


def test_the_answer_has_the_link_and_the_window_in_seconds(reader: httpx.Client) -> None:
    answer = ask(reader, isPublic=1)
    link = answer.json()["link"]
    assert (answer.status_code, answer.json()["test"]) == (201, [])
    assert link["viewUrl"] == f"https://{link['linkId']}.share.thousandeyes.com/view/tests/"
    assert link["endRoundId"] - link["startRoundId"] == 7200
    assert (len(link["linkId"]), link["sourceTestId"], link["shareDate"]) == (
        5,
        202701,
        "2026-11-11 09:00:00",
    )


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"testId": "202701"}, "testId must be an integer"),
        ({"testId": 1}, "does not exist"),
        ({"isPublic": True}, "0 or 1"),
        ({"isPublic": "1"}, "0 or 1"),
        ({"hours": 3}, "The window must be"),
        ({"to": f"{NOW:%Y-%m-%dT%H:%M:%S}Z"}, "to must be a date"),
        ({"displayName": ""}, "displayName is required"),
    ],
)
def test_what_the_reference_does_not_allow_is_a_400(
    reader: httpx.Client, changes: dict[str, Any], why: str
) -> None:
    refused = ask(reader, **changes)
    assert refused.status_code == 400
    assert why in refused.json()["errorMessage"]


def test_the_future_and_a_foreign_account_group_are_a_400(reader: httpx.Client) -> None:
    ahead = NOW + timedelta(hours=1)
    window: dict[str, Any] = {"from": f"{NOW:%Y-%m-%d %H:%M:%S}", "to": f"{ahead:%Y-%m-%d %H:%M:%S}"}
    assert ask(reader, **window).json()["errorMessage"] == "to must not be in the future."
    assert ask(reader, "/v6/snapshot.json?aid=99").status_code == 400


@pytest.mark.parametrize(
    ("path", "accept", "is_json"),
    [
        ("/v6/snapshot", "*/*", False),
        ("/v6/snapshot", "application/json", True),
        ("/v6/snapshot?format=json", "*/*", True),
        ("/v6/snapshot.json?format=xml", "application/json", False),
    ],
)
def test_it_answers_in_xml_unless_json_is_asked_for(
    start: Start, path: str, accept: str, *, is_json: bool
) -> None:
    client = start()
    client.headers["Accept"] = accept
    answer = ask(client, path)
    assert answer.status_code == 201
    if is_json:
        assert answer.json()["link"]["linkId"]
    else:
        assert ElementTree.fromstring(answer.text).findtext("link/sourceTestId") == "202701"


def test_it_takes_a_token_alone_or_as_the_password_of_a_user(start: Start) -> None:
    client = start()
    url = str(client.base_url.join("/v6/snapshot.json"))
    for auth, status in (((V6_USER, TOKEN), 400), ((V6_USER, "wrong"), 401), (("other", TOKEN), 401)):
        assert httpx.post(url, json={}, auth=auth, verify=False).status_code == status
    assert httpx.post(url, json={}, verify=False).status_code == 401


def test_the_sixth_in_five_minutes_is_refused(start: Start) -> None:
    client = start()
    assert [ask(client).status_code for _ in range(6)] == [201] * 5 + [429]


@pytest.mark.parametrize("status", [301, 404, 410])
def test_it_can_be_gone(start: Start, status: int) -> None:
    client = start(v6_gone=status)
    answer = ask(client)
    assert (answer.status_code, "location" in answer.headers) == (status, status == 301)
    assert httpx.get(str(client.base_url.join("/v6/status.json")), verify=False).status_code == status


def test_it_says_what_time_it_is_to_everybody(reader: httpx.Client) -> None:
    answer = httpx.get(str(reader.base_url.join("/v6/status.json")), verify=False).json()
    assert answer["timestamp"] // 60_000 == int(NOW.timestamp()) // 60
