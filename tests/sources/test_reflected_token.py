"""A service that says the token in places that are read before, or beside, what is shown."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from te_tui.credentials.secret import Secret
from te_tui.models.request import SavedTestRequest
from te_tui.sources.errors import SourceError
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.retry import Patience
from te_tui.sources.reading.decode import NotReadable, parse
from te_tui.sources.thousandeyes_v6.source import ThousandEyesV6
from tests.sources.service import TOKEN, Service

SAID = {"title": f"You sent {TOKEN}", "detail": TOKEN, "snapshotId": TOKEN}


def said(status: int, encoding: str = "utf-8", padding: int = 0, **headers: str) -> httpx.Response:
    """An answer that says the token, with headers whose names have `_` in the place of `-`."""
    body = (json.dumps(SAID) + " " * padding).encode(encoding)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, headers=named, content=body)


ANSWERS = {
    "encoding": said(200, content_encoding=TOKEN),
    "encodings": said(403, content_encoding=f"identity, {TOKEN}"),
    "redirect": said(302, location=f"https://{TOKEN}.example/{TOKEN}"),
    "UTF-16": said(403, "utf-16"),
    "UTF-16 without its mark": said(400, "utf-16-le"),
    "UTF-32": said(500, "utf-32"),
}


@pytest.mark.parametrize("answer", ANSWERS)
async def test_no_error_says_a_token_that_is_sent_back(service: Service, answer: str) -> None:
    async with service.source(ANSWERS[answer], patience=Patience(tries=1)) as source:
        for ask in (source.tests, lambda aid: source.delete_snapshot(aid, "s1")):
            with pytest.raises(SourceError) as raised:
                await ask("7")
            assert TOKEN not in f"{raised.value}{raised.value.problem}{raised.value.next_step}"


async def test_an_answer_to_a_change_names_no_token(service: Service) -> None:
    async with service.source(said(200, "utf-16-le"), patience=Patience(tries=1)) as source:
        assert not await source.delete_snapshot("7", "s1")  # it cannot be read, and is not 204


@pytest.mark.parametrize("padding", [0, 200_000])
def test_a_body_in_another_encoding_than_utf_8_is_not_read_at_all(padding: int) -> None:
    with pytest.raises(NotReadable):
        parse(said(200, "utf-16", padding).content)


V6 = {
    "a refusal": httpx.Response(400, json={"errorMessage": f"You sent {TOKEN}"}),
    "a page": httpx.Response(401, html=f"<html>{TOKEN}</html>"),
    "a redirect": httpx.Response(301, headers={"Location": f"https://{TOKEN}.example/"}),
    "XML": httpx.Response(200, content=f"<error>{TOKEN}</error>".encode()),
}


@pytest.mark.parametrize("answer", V6)
@pytest.mark.parametrize("user", [None, "me@example.com"])
async def test_no_error_of_api_v6_says_a_token_that_is_sent_back(answer: str, user: str | None) -> None:
    transport = httpx.MockTransport(lambda _: V6[answer])
    origin, secret = Origin.parse("http://127.0.0.1:9"), Secret(TOKEN, user)
    begin = datetime(2026, 11, 11, tzinfo=UTC)
    request = SavedTestRequest("202701", "Slow", begin, begin + timedelta(hours=2), public=False)
    async with ThousandEyesV6(origin, secret, transport=transport) as source:
        with pytest.raises(SourceError) as raised:
            await source.create_test_snapshot("7", request)
    assert TOKEN not in f"{raised.value}{raised.value.problem}"
