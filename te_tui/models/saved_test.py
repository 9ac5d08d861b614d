"""Test snapshots: what the API says after making one; there is no way to list them (api.md, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from te_tui.models.decode import Shape, decode
from te_tui.models.fields import Epoch, Flag, Instant, Name, Text
from te_tui.models.links import Links
from te_tui.models.reader import Field


@dataclass(frozen=True, slots=True)
class SavedTest:
    """A test snapshot as the API described it; `saved_event` True means private, by our reading.

    `start`, `end` and `round`, with which its link opens, are epoch seconds UTC. `test_id` is the saved
    test's own, `source_test_id` that of the test it was made of, `uid` the user's.
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


@dataclass(slots=True)
class _Test:
    saved_event: Annotated[Flag, Field(alias="savedEvent")] = None


@dataclass(slots=True)
class _Wire:
    id: Text = None
    name: Annotated[Name, Field(alias="displayName")] = None
    start: Annotated[Epoch, Field(alias="startRoundId")] = None
    end: Annotated[Epoch, Field(alias="endRoundId")] = None
    round: Annotated[Epoch, Field(alias="roundId")] = None
    shared: Annotated[Instant, Field(alias="shareDate")] = None
    source_test_id: Annotated[Text, Field(alias="sourceTestId")] = None
    test_id: Annotated[Text, Field(alias="testId")] = None
    uid: Text = None
    test: _Test | None = None
    links: Annotated[Links | None, Field(alias="_links")] = None


_WIRE = Shape(_Wire)


def read_saved_test(body: bytes) -> SavedTest:
    """Read the answer of POST /tests/{testId}/snapshot."""
    wire = decode(_WIRE, body).value
    app_link = wire.links.app_link if wire.links else None
    return SavedTest(
        snapshot_id=wire.id,
        name=wire.name,
        saved_event=wire.test.saved_event if wire.test else None,
        start=wire.start,
        end=wire.end,
        link=app_link.href if app_link else None,
        round=wire.round,
        shared=wire.shared,
        source_test_id=wire.source_test_id,
        test_id=wire.test_id,
        uid=wire.uid,
    )
