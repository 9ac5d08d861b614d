"""Fetching the API's answers for an archive, a few at once, and removing secrets from them.

An answer with data proves that a widget has data; but "no data" may be wrong (safety rule 20), for example as
not all of the API's servers have the data yet. So such a widget is requested again after pauses. If it still
has none, the snapshot is opened again: it must still exist and name the widget.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, NamedTuple, Self, TypeAlias

from te_tui.archive.manifest import AbsentPanel, Member, UnfetchedPanel
from te_tui.archive.secrets import Secrets
from te_tui.models.panels import Panel
from te_tui.models.snapshot import Snapshot
from te_tui.sources.base import RawSource
from te_tui.sources.errors import NoId, NotFound, Rejected, SourceError, Unreadable
from te_tui.sources.few_at_once import few_at_once
from te_tui.sources.vendors import vendor_named

Sleep: TypeAlias = Callable[[float], Awaitable[None]]

# What is said of the widget itself, and would be said tomorrow: documented answers (api.md, section 9), and
# bodies that are no data. All else is trouble that passes: a limit, a token, a proxy, maintenance.
_LASTING: Final = {400, 403, 404, 410, 422, 500, 501, *range(200, 300)}

_GONE: Final = {404, 410}

_PAUSES: Final = (0.5, 1.5)
"""Seconds before a widget that is said to have no data is asked for again: other nodes need a moment."""

_AGAIN: Final = "Archive the snapshot again."


@dataclass(frozen=True, slots=True)
class Part:
    """An answer of the API: a widget's data, or the snapshot if `widget_id` is None.

    Secrets in `body` have been removed; `blanked` names the fields that held them.
    """

    widget_id: str | None
    body: bytes
    blanked: tuple[str, ...]

    @classmethod
    async def of(cls, widget_id: str | None, answer: bytes, secrets: Secrets) -> Self:
        """Make a `Part` of an answer; a thread removes the secrets, because the answer may be large."""
        if not secrets.may_be_in(answer):
            return cls(widget_id, answer, ())
        return cls(widget_id, *await asyncio.to_thread(secrets.blanked, answer))

    def member(self, name: str) -> Member:
        """This part's entry in the manifest; `name` is its file in the archive."""
        return Member(name, len(self.body), sha256(self.body).hexdigest(), self.widget_id, self.blanked)


@dataclass(frozen=True, slots=True)
class RefusedAnswer:
    """What the API answered, after all retries, for a widget whose data could not be fetched."""

    status: int
    error: SourceError
    part: Part

    def described(self, name: str) -> UnfetchedPanel:
        """The manifest's entry for this widget; `name` is the file of the answer in the archive."""
        return UnfetchedPanel(self.status, self.error.sentence, self.error.next_step, self.part.member(name))


Piece: TypeAlias = Part | RefusedAnswer | AbsentPanel
"""The result for one widget."""


class Opening(NamedTuple):
    """An opened snapshot, and the API's answer that it was parsed from, without secrets."""

    snapshot: Snapshot
    part: Part

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all widgets that the snapshot names, in its main list or elsewhere."""
        return tuple(panel.widget_id for panel in panels_of(self.snapshot) if panel.widget_id is not None)


@dataclass(frozen=True, slots=True)
class Collected:
    """The API's answers about a snapshot.

    Attributes:
        snapshot: the snapshot, parsed from the answer with the most widgets; if two have as many, the latest.
        part: the answer that `snapshot` was parsed from.
        last: the snapshot, parsed from the latest answer.
        pieces: by widget id, each requested widget's data, or why it has none.
        doubtful: whether the snapshot names no widget, and this could not be confirmed by opening it again.
    """

    snapshot: Snapshot
    part: Part
    last: Snapshot
    pieces: dict[str, Piece]
    doubtful: bool = False


class Collecting:
    """Fetches one snapshot and the data of its widgets.

    Args:
        source: the source that has the snapshot.
        aid: the id of the snapshot's account group.
        snapshot_id: the snapshot's id.
        done: called once for each widget, when its first answer has come.
        sleep: waits for a number of seconds; tests replace it.
    """

    def __init__(
        self, source: RawSource, aid: str, snapshot_id: str, done: Callable[[], None], sleep: Sleep
    ) -> None:
        self._source = source
        self._vendor = vendor_named(source.vendor)
        self._aid = aid
        self._snapshot_id = snapshot_id
        self._done = done
        self._sleep = sleep
        self._secrets = Secrets(self._vendor.secret_fields)
        self._pieces: dict[str, Piece] = {}

    async def open(self) -> Opening:
        """Fetch the snapshot and parse it.

        Raises:
            SourceError: the snapshot could not be opened, or the answer describes another snapshot.
        """
        answer = await self._source.raw_snapshot(self._aid, self._snapshot_id)
        snapshot = await asyncio.to_thread(self._vendor.read_snapshot, answer, self._snapshot_id)
        if snapshot.row.snapshot_id != self._snapshot_id:
            # No ground to delete it on.
            named = f"snapshot {snapshot.row.snapshot_id}" if snapshot.row.snapshot_id else "no snapshot"
            sentence = f"Could not archive snapshot {self._snapshot_id}: the answer describes {named}"
            raise Unreadable(sentence, "Check the base URL and any proxy in between.")
        return Opening(snapshot, await self._part(None, answer))

    async def fetch(self, first: Opening, widget_ids: Iterable[str]) -> Collected:
        """Fetch the data of these widgets; request a widget again if the API says that it has no data.

        Raises:
            SourceError: data could not be fetched for a reason that may pass, such as a rate limit.
        """
        await self._ask(widget_ids)
        if panels_of(first.snapshot) and not self._absent():
            return Collected(first.snapshot, first.part, first.snapshot, self._pieces)
        for pause in _PAUSES:
            await self._sleep(pause)
            await self._ask(self._absent())
            if panels_of(first.snapshot) and not self._absent():
                return Collected(first.snapshot, first.part, first.snapshot, self._pieces)
        again = await self._open_again()
        missing = self._absent()
        if again:
            await self._ask(one for one in again.ids if one not in {*first.ids, *self._pieces})
        for widget_id in self._absent():
            if doubt := _doubt(again, widget_id, asked_before=widget_id in missing):
                self._pieces[widget_id] = await self._unconfirmed(widget_id, doubt)
        last = again or first
        fuller = first if len(panels_of(first.snapshot)) > len(panels_of(last.snapshot)) else last
        doubtful = again is None and not panels_of(first.snapshot)
        return Collected(fuller.snapshot, fuller.part, last.snapshot, self._pieces, doubtful)

    async def _part(self, widget_id: str | None, answer: bytes) -> Part:
        return await Part.of(widget_id, answer, self._secrets)

    def _absent(self) -> list[str]:
        return [one for one, piece in self._pieces.items() if isinstance(piece, AbsentPanel)]

    async def _open_again(self) -> Opening | None:
        """Open the snapshot once more; None if it no longer exists."""
        try:
            return await self.open()
        except SourceError as error:
            if isinstance(error, NotFound) or (error.answer and error.answer.status in _GONE):
                return None
            raise

    async def _unconfirmed(self, widget_id: str, doubt: str) -> RefusedAnswer:
        """The result for a widget for which "no data" was not confirmed; `doubt` says why, as a clause."""
        sentence = f"It could not be confirmed that widget {widget_id} has no data: {doubt}"
        return RefusedAnswer(404, Rejected(sentence, _AGAIN), await self._part(widget_id, b""))

    async def _ask(self, widget_ids: Iterable[str]) -> None:
        """Fetch the data of widgets, a few at once, and keep the results in `_pieces`."""
        asked = few_at_once(self._fetch)
        try:
            async with asyncio.TaskGroup() as tasks:
                fetching = {one: tasks.create_task(asked(one)) for one in widget_ids}
        except ExceptionGroup as failed:
            # The first failure has cancelled the others: one of them says enough.
            raise failed.exceptions[0] from None
        self._pieces |= {one: task.result() for one, task in fetching.items()}

    async def _fetch(self, widget_id: str) -> Piece:
        piece = await self._answer(widget_id)
        if widget_id not in self._pieces:
            self._done()
        return piece

    async def _answer(self, widget_id: str) -> Piece:
        try:
            answer = await self._source.raw_panel_data(self._aid, self._snapshot_id, widget_id)
        except NoId as error:
            return RefusedAnswer(404, error, await self._part(widget_id, b""))
        except NotFound as error:
            return AbsentPanel(widget_id, error.sentence, error.next_step)
        except SourceError as error:
            said = error.answer
            if said is None or said.status not in _LASTING:
                raise
            return RefusedAnswer(said.status, error, await self._part(widget_id, said.body))
        return await self._part(widget_id, answer)


def panels_of(snapshot: Snapshot) -> tuple[Panel, ...]:
    """All widgets that a snapshot's answer names, in its main list or elsewhere."""
    return (*snapshot.panels, *snapshot.further)


def _doubt(again: Opening | None, widget_id: str, *, asked_before: bool) -> str | None:
    """Why the API's "no data" for a widget is not certain, as a clause; None if it is confirmed.

    `again` is the snapshot opened a second time, or None if it no longer opens. `asked_before` says whether
    the widget's data had been requested before this second opening.
    """
    if again is None:
        return "the snapshot does not open any more"
    if widget_id not in again.ids:
        return "the snapshot does not name it any more"
    return None if asked_before else "the snapshot did not name it at first"
