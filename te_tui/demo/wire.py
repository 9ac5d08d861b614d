"""Writing of values for responses: JSON and moments."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]
"""A JSON object under construction."""


def encode(body: object) -> bytes:
    """Write a body as compact ASCII JSON: the same value gives the same bytes."""
    return json.dumps(body, separators=(",", ":")).encode()


def iso(moment: datetime | int) -> str:
    """Write a moment (or epoch seconds) in ISO 8601 and UTC: `2026-11-11T03:12:00Z`."""
    return f"{plain(moment).isoformat()}Z"  # strftime leaves out the zeros of years below 1000


def plain(moment: datetime | int) -> datetime:
    """Return a moment (or epoch seconds) in UTC, in whole seconds, as a datetime without a time zone."""
    utc = datetime.fromtimestamp(moment, UTC) if isinstance(moment, int) else moment.astimezone(UTC)
    return utc.replace(microsecond=0, tzinfo=None)
