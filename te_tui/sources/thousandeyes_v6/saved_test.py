"""The request for a new test snapshot, and its answer; API v6 can neither list nor open test snapshots."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final
from urllib.parse import urlsplit

from te_tui.models.saved_test import SavedTest
from te_tui.sources.errors import Rejected
from te_tui.sources.reading.decode import NotReadable, Shape, decode
from te_tui.sources.reading.fields import Epoch, Instant, Name, Text
from te_tui.sources.reading.reader import Field

if TYPE_CHECKING:
    from te_tui.models.request import SavedTestRequest

_NUMBER: Final = re.compile(r"[0-9]{1,18}")
_LINK: Final = re.compile(r"https://[a-z0-9.-]+\.thousandeyes\.com(:443)?/[!-\[\]-~]*")


def saved_test_body(request: SavedTestRequest) -> dict[str, Any]:
    """The body of POST /snapshot.json; unlike in v7, ids are numbers, and dates are in UTC without a zone.

    `isPublic` is always sent: 1 makes a public share link, 0 a private snapshot, called a saved event.

    Raises:
        Rejected: the test's id is not a number.
    """
    if not _NUMBER.fullmatch(request.test_id):
        sentence = f"Could not create the test snapshot {request.name}: API v6 knows tests by number only"
        raise Rejected(sentence, "Name the test by its id, a number such as 19955.")
    return {
        "testId": int(request.test_id),
        "displayName": request.name,
        "from": _in_utc(request.start),
        "to": _in_utc(request.end),
        "isPublic": int(request.public),
    }


def _in_utc(instant: datetime) -> str:
    return instant.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()


@dataclass(slots=True)
class _Link:
    id: Annotated[Text, Field(alias="linkId")] = None
    name: Annotated[Name, Field(alias="displayName")] = None
    start: Annotated[Epoch, Field(alias="startRoundId")] = None
    end: Annotated[Epoch, Field(alias="endRoundId")] = None
    round: Annotated[Epoch, Field(alias="roundId")] = None
    shared: Annotated[Instant, Field(alias="shareDate")] = None
    source_test_id: Annotated[Text, Field(alias="sourceTestId")] = None
    test_id: Annotated[Text, Field(alias="testId")] = None
    uid: Text = None
    view: Annotated[Text, Field(alias="viewUrl")] = None


@dataclass(slots=True)
class _Wire:
    link: _Link | None = None


_WIRE: Final = Shape(_Wire)


def read_saved_test(body: bytes) -> SavedTest:
    """Read the answer of POST /snapshot.json; the link's host tells whether the snapshot is private.

    Raises:
        NotReadable: the answer is XML or HTML, or describes no snapshot.
    """
    if body.lstrip().startswith(b"<"):
        raise NotReadable("XML or a page, in the place of JSON")
    wire = decode(_WIRE, body).value.link
    if wire is None or wire.id is None:
        raise NotReadable("it names no snapshot")
    link = known_link(wire.view)
    return SavedTest(
        snapshot_id=wire.id,
        name=wire.name,
        saved_event=None if link is None else "share" not in (urlsplit(link).hostname or "").split("."),
        start=wire.start,
        end=wire.end,
        link=link,
        round=wire.round,
        shared=wire.shared,
        source_test_id=wire.source_test_id,
        test_id=wire.test_id,
        uid=wire.uid,
    )


def known_link(link: str | None) -> str | None:
    """The link if it is safe to show and open (https, at ThousandEyes), else None."""
    return link if link is not None and _LINK.fullmatch(link) else None
