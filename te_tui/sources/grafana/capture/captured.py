"""Captures a live dashboard: sends its panels' queries, and writes the answers into the panels."""

from __future__ import annotations

import copy
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from datetime import datetime
from typing import Any, Final, NamedTuple

from te_tui.models.clean import clean
from te_tui.models.request import Captured, LeftOutPanel
from te_tui.sources.few_at_once import in_order
from te_tui.sources.grafana.capture.queries import (
    Asked,
    Asking,
    NotAsked,
    has_annotations,
    panels_in,
    shown_panel,
)
from te_tui.sources.grafana.capture.writing import Answered, answered, put_data, put_nothing, settle
from te_tui.sources.grafana.values.json_values import items, text_at
from te_tui.sources.reading.decode import NotReadable

_LONGEST: Final = 200
Send = Callable[[Asked], Awaitable[Any]]
"""Asks what a panel asks; the parsed answer, or why there is none."""


class _Panel(NamedTuple):
    """A panel of a live dashboard, with its queries or with the reason why te-tui cannot send them.

    A panel without queries, such as a text, has neither.
    """

    sent: dict[str, Any]
    asked: Asked | None
    why: str


async def capture(
    live: dict[str, Any], start: int, end: int, now: datetime, version: int | None, send: Send
) -> Captured:
    """Fetch what a live dashboard shows in a time range, and put the data into a copy of the dashboard.

    `start` and `end` are milliseconds since 1970; `version` is the first number of Grafana's version.

    Raises:
        NotReadable: the dashboard has Grafana's newer schema, with `elements`, which te-tui does not write.
    """
    if "elements" in live:
        raise NotReadable("it is a dashboard of the second schema, which te-tui does not capture")
    dashboard = copy.deepcopy(live)
    asking = Asking(live, start, end)
    panels = [_planned(asking, panel) for panel in panels_in(dashboard)]

    async def ask(panel: _Panel) -> Answered:
        if panel.asked is None:
            return Answered({})
        said = await send(panel.asked)
        if isinstance(said, str):
            return Answered({}, (said,))
        return answered(said, panel.asked.hidden) or Answered({}, ("the answer holds no results",))

    async with aclosing(in_order(ask, panels)) as answering:
        answers = [said async for said in answering]
    filling = _Filling(asking, version)
    for panel, said in zip(panels, answers, strict=True):
        filling.fill(panel, said)
    for panel in panels:
        filling.share(panel.sent)
    if has_annotations(live):
        filling.left_out.append(LeftOutPanel("annotations", "te-tui does not capture them"))
    settle(dashboard, start, end, now)
    evidence = json.dumps({"dashboard": dashboard}, separators=(",", ":")).encode()
    return Captured(evidence, text_at(live, "title"), filling.count, tuple(filling.left_out))


class _Filling:
    """Writes answers into panels, counts the panels that got data, and lists what could not be captured."""

    def __init__(self, asking: Asking, version: int | None) -> None:
        self._asking = asking
        self._version = version
        self._frames_by_id: dict[int, Mapping[str, list[Any]]] = {}
        self.left_out: list[LeftOutPanel] = []
        self.count = 0

    def fill(self, panel: _Panel, said: Answered) -> None:
        """Write the data of an answer into its panel, and add the panel's errors to the list `left_out`."""
        if panel.asked is None and not panel.why:
            return
        if said.frames:
            if isinstance(number := panel.sent.get("id"), int):
                self._frames_by_id[number] = said.frames
            self._put(panel.sent, said.frames)
        else:
            put_nothing(panel.sent)
        for why in (*said.errors, *filter(None, [panel.why]), *_notes(panel.sent)):
            self._leave_out(panel.sent, why)

    def share(self, panel: dict[str, Any]) -> None:
        """If the panel shows the data of another panel, write that data into it; else do nothing."""
        shown = shown_panel(panel)
        if shown is None:
            return
        if shown in self._frames_by_id:
            self._put(panel, self._frames_by_id[shown])
        else:
            put_nothing(panel)
            self._leave_out(panel, "the panel whose data it shows has none")

    def _put(self, panel: dict[str, Any], frames: Mapping[str, list[Any]]) -> None:
        put_data(panel, frames, self._version)
        self.count += 1

    def _leave_out(self, panel: dict[str, Any], why: str) -> None:
        self.left_out.append(LeftOutPanel(self._asking.title(panel), clean(why)[:_LONGEST]))


def _planned(asking: Asking, panel: dict[str, Any]) -> _Panel:
    try:
        return _Panel(panel, asking.asked(panel), "")
    except NotAsked as error:
        return _Panel(panel, None, str(error))


def _notes(panel: dict[str, Any]) -> list[str]:
    """How the captured panel differs from the live one, in sentences."""
    notes = []
    if repeat := text_at(panel, "repeat"):
        notes.append(f"it is repeated for ${repeat}; captured once")
    if "snapshotData" in panel and items(panel.get("transformations")):
        notes.append("its transformations are not applied")
    return notes
