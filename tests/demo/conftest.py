"""Real servers on real sockets, with a fixed clock, for the tests of the embedded ThousandEyes."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from te_tui.demo import TOKEN, DemoOptions
from te_tui.demo.server import DemoServer

NOW = datetime(2026, 11, 11, 9, 0, tzinfo=UTC)
OPTIONS = DemoOptions(now=NOW, rate_limit=0)
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Spares each client the reading of all root certificates, which takes longer than most tests."""

Start = Callable[..., httpx.Client]


def client_of(server: DemoServer) -> httpx.Client:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    return httpx.Client(base_url=f"{server.url}/v7", headers=headers, verify=NO_TLS)


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a server with its own options and return a client of it."""
    with ExitStack() as stack:

        def begin(**changes: Any) -> httpx.Client:
            server = stack.enter_context(DemoServer(OPTIONS._replace(**changes)))
            return stack.enter_context(client_of(server))

        yield begin


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    """One server for all tests of a module that change nothing."""
    with DemoServer(OPTIONS) as running:
        yield running


@pytest.fixture(scope="module")
def reader(server: DemoServer) -> Iterator[httpx.Client]:
    """A client of the module's server, for tests that change nothing."""
    with client_of(server) as client:
        yield client


def all_rows(client: httpx.Client, **query: str) -> list[dict[str, Any]]:
    """Follow the list to its end."""
    rows: list[dict[str, Any]] = []
    page = client.get("/dashboard-snapshots", params=query).raise_for_status().json()
    rows += page["dashboardSnapshots"]
    while "next" in page["_links"]:
        page = client.get(page["_links"]["next"]["href"]).raise_for_status().json()
        rows += page["dashboardSnapshots"]
    return rows


def named(client: httpx.Client, name: str) -> dict[str, Any]:
    """Open the snapshot of the login group that has a name."""
    row = next(row for row in all_rows(client) if row["snapshotName"] == name)
    body: dict[str, Any] = client.get(f"/dashboard-snapshots/{row['snapshotId']}").raise_for_status().json()
    return body
