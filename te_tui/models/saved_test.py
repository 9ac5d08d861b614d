"""Test snapshots, as the service describes them when they are made; the API may never list them later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SavedTest:
    """A test snapshot as the service described it; `saved_event` is true if it is private.

    `start`, `end` and `round` (the moment that its link shows) are in epoch seconds. `test_id` is the id of
    the saved test, `source_test_id` that of the test it was made from, and `uid` that of the user.
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
