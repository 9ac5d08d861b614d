"""How values are written on the wire: JSON objects, dates of both styles, links."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]
"""A JSON object under construction."""

HAL = "application/hal+json"
PROBLEM = "application/problem+json"


def encode(body: object) -> bytes:
    """Write a body as compact ASCII JSON: the same value gives the same bytes."""
    return json.dumps(body, separators=(",", ":")).encode()


def iso(moment: datetime | int) -> str:
    """Write a moment (or epoch seconds) the modern way: `2026-11-11T03:12:00Z`."""
    return _utc(moment).strftime("%Y-%m-%dT%H:%M:%SZ")


def legacy(moment: datetime | int) -> str:
    """Write a moment the deprecated way, without its zone: `2026-11-11 03:12:00` (contract section 3)."""
    return _utc(moment).strftime("%Y-%m-%d %H:%M:%S")


def link(href: str) -> Json:
    """Return a HAL link."""
    return {"href": href}


def self_link(href: str) -> Json:
    """Return `_links` that hold nothing but the resource itself."""
    return {"self": link(href)}


def _utc(moment: datetime | int) -> datetime:
    """Return the moment as an aware date in UTC."""
    return datetime.fromtimestamp(moment, UTC) if isinstance(moment, int) else moment.astimezone(UTC)
