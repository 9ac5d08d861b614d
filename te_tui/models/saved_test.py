"""Test snapshots, as the service describes a new one; the API may have no way to list them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SavedTest:
    """A test snapshot as the service described it; `saved_event` True means private, as te-tui reads the API.

    `start`, `end` and `round` (the moment at which its link opens) are epoch seconds UTC. `test_id` is the id
    of the saved test, `source_test_id` of the test it was made of, `uid` of the user.
    """

    snapshot_id: str | None
    name: str | None
    saved_event: bool | None
    start: int | None
    end: int | None
    link: str | None
    round: int | None = None
    shared: datetime | None = None
    source_test_id: str | None = None
    test_id: str | None = None
    uid: str | None = None
