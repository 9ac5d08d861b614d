"""How values are written on the wire: JSON and moments."""

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
    """Write a moment (or epoch seconds) the modern way: `2026-11-11T03:12:00Z`."""
    return f"{plain(moment).isoformat()}Z"  # strftime leaves out the zeros of years below 1000


def plain(moment: datetime | int) -> datetime:
    """Return the moment in UTC, in whole seconds and without its zone."""
    utc = datetime.fromtimestamp(moment, UTC) if isinstance(moment, int) else moment.astimezone(UTC)
    return utc.replace(microsecond=0, tzinfo=None)
