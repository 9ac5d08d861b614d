"""What time it is where the snapshots are: expiries and ages count by that clock, wrong as ours may be."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from te_tui.sources.base import SnapshotSource


def server_now(source: SnapshotSource) -> datetime:
    """The current time by the source's clock, as far as it has told (UTC)."""
    return datetime.now(UTC) + source.clock_offset
