"""The answer to the creation of a test snapshot, which describes it; no list of snapshots has it later.

See api.md, section 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from te_tui.models.saved_test import SavedTest
from te_tui.sources.reading.decode import Shape, decode
from te_tui.sources.reading.fields import Epoch, Flag, Instant, Name, Text
from te_tui.sources.reading.reader import Field
from te_tui.sources.thousandeyes.links import Links


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
