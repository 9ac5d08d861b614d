"""Formatting of JSON bodies and moments for responses."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]
"""A JSON object under construction."""


def encode(body: object) -> bytes:
    """Encode a body as compact ASCII JSON; equal bodies give the same bytes."""
    return json.dumps(body, separators=(",", ":")).encode()


def iso(moment: datetime | int) -> str:
    """Format a moment (a datetime or epoch seconds) as ISO 8601 in UTC: `2026-11-11T03:12:00Z`."""
    return f"{plain(moment).isoformat()}Z"  # strftime leaves out the zeros of years below 1000


def plain(moment: datetime | int) -> datetime:
    """Convert a moment (a datetime or epoch seconds) to a naive datetime in UTC, in whole seconds."""
    utc = datetime.fromtimestamp(moment, UTC) if isinstance(moment, int) else moment.astimezone(UTC)
    return utc.replace(microsecond=0, tzinfo=None)
