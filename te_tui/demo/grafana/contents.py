"""The dashboard that each snapshot contains, as JSON text; written on request and cached."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from te_tui.demo.grafana.scene import Scene
from te_tui.demo.grafana.writing import grid, live, old_rows, version_two
from te_tui.demo.wire import encode

if TYPE_CHECKING:
    from te_tui.demo.grafana.snapshots import Catalogue, Snapshot

_KEPT = 16
_MINUTE = 60


class Contents:
    """The dashboard that each snapshot contains, as JSON text; a snapshot always gives the same bytes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._write = lru_cache(_KEPT)(self._write_now)

    def text_of(self, snapshot: Snapshot) -> bytes:
        """Return a snapshot's dashboard as JSON text; `{}` if the snapshot is stored on another server."""
        if snapshot.external_url:
            return b"{}"
        return snapshot.text or self._write(snapshot)

    def _write_now(self, snapshot: Snapshot) -> bytes:
        """Generate the dashboard of a snapshot that the server started with, as JSON text."""
        board = self._catalogue.board_of(snapshot)
        form = self._catalogue.form_of(snapshot)
        story = self._catalogue.story_of(snapshot)
        scene = Scene.of(story)
        match form.split("-"):
            case ["live"]:
                return encode(live(board))
            case ["huge"]:
                return encode(grid(board, Scene(story, story.start, story.end, _MINUTE), "third"))
            case ["old", "rows"]:
                return encode(old_rows(board, scene))
            case ["v2", layout]:
                return encode(version_two(board, scene, layout))
            case _:
                return encode(grid(board, scene, form))
