"""Clients of embedded Grafanas, and what most tests ask of them."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from typing import Any

import httpx

from te_tui.demo import LOGIN_TOKEN, GrafanaOptions
from te_tui.demo.server import DemoServer

NOW = datetime(2026, 11, 11, 9, 0, tzinfo=UTC)
OPTIONS = GrafanaOptions(now=NOW, snapshots=60)
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Spares each client the reading of all root certificates, which takes longer than most tests."""

UID = "shop-checkout"
"""A dashboard that the first organization has."""


def client_of(server: DemoServer, token: str | None = LOGIN_TOKEN) -> httpx.Client:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    return httpx.Client(base_url=server.url, headers=headers, verify=NO_TLS, timeout=60)


def listed(client: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (
        client.get("/api/dashboard/snapshots", params=query).raise_for_status().json()
    )
    return rows


def row_named(client: httpx.Client, name: str) -> dict[str, Any]:
    return next(row for row in listed(client) if row["name"].startswith(name))


def opened(client: httpx.Client, name: str) -> dict[str, Any]:
    """Return the dashboard of the snapshot whose name begins so."""
    body = client.get(f"/api/snapshots/{row_named(client, name)['key']}").raise_for_status().json()
    dashboard: dict[str, Any] = body["dashboard"]
    return dashboard


def create(client: httpx.Client, **body: Any) -> httpx.Response:
    return client.post("/api/snapshots", json={"dashboard": {"uid": UID, "id": 11, "panels": []}} | body)


def refusal(response: httpx.Response) -> tuple[int, str, str | None]:
    """Return the status, the text and the id for programs of an error."""
    body = response.json()
    return response.status_code, body["message"], body.get("messageId")
