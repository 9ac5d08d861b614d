"""The preview beside the list: facts about the row under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from functools import partial
from itertools import accumulate

from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Static

from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.snapshots import expiry_of, flags_of
from te_tui.render.text.times import format_time, format_window
from te_tui.render.text.width import cell_width, shortened

_LONGEST = 140  # cells of one fact, four lines: a longer one would push the others off the screen
_LONGEST_LIST = 2 * _LONGEST
_REST = 0.1  # seconds that the cursor stays on a row


class SnapshotPreview(Static):
    """Shows the facts about one snapshot that its row in the list holds; sends no request.

    Args:
        now: Returns the present time, aware.
        zone: The time zone of all times.
        widgets: Returns the widget titles of the snapshot with this id; empty if it was not opened yet.
        word: What the vendor calls a widget, such as "panel".
        ascii_only: Draw with ASCII.
    """

    DEFAULT_CSS = """
    SnapshotPreview {
        width: 40; height: 1fr; padding: 0 1; margin: 0 0 0 1; display: none; overflow: hidden;
    }
    """

    row: reactive[SnapshotRow | None] = reactive(None, layout=False)
    zone: reactive[tzinfo] = reactive[tzinfo](UTC, layout=False)
    """Of all times."""

    def __init__(
        self,
        now: Callable[[], datetime],
        zone: tzinfo = UTC,
        *,
        widgets: Callable[[str], Sequence[str]] = lambda _: (),
        word: str = "widget",
        ascii_only: bool = False,
    ) -> None:
        super().__init__()
        self._widgets = widgets
        self._heading = f"{word.capitalize()}s"
        self._ascii_only = ascii_only
        self._now = now
        self.set_reactive(SnapshotPreview.zone, zone)
        self._resting: Timer | None = None

    def follow(self, row: SnapshotRow | None) -> None:
        """Show the facts of another row once the cursor rests on it, not while a key is held down."""
        if self._resting is not None:
            self._resting.stop()
        if self.row is None or row is None:
            self.row = row
        else:
            self._resting = self.set_timer(_REST, partial(setattr, self, "row", row))

    def watch_row(self, row: SnapshotRow | None) -> None:
        """Draw the facts of the new row."""
        lines = list(self._lines(row)) if row else []
        self.update(Content("\n").join(lines), layout=False)  # its size does not depend on its text

    def look_again(self) -> None:
        """Draw the facts again, because the titles of the snapshot's widgets may be known now."""
        self.watch_row(self.row)

    def watch_zone(self) -> None:
        """Draw the times in the new zone."""
        self.watch_row(self.row)

    def _lines(self, row: SnapshotRow) -> Iterator[Content]:
        now, zone = self._now(), self.zone
        yield Content.styled(shortened(row.label, _LONGEST), "bold")
        yield Content("")
        if dashboard := row.dashboard_title or row.dashboard_id:
            yield _fact("Dashboard", dashboard)
        if row.start and row.end:
            yield _fact("Window", format_window(row.start, row.end, zone=zone, now=now))
        if row.created:
            yield _fact("Created", format_time(row.created, zone=zone, now=now))
        shown = expiry_of(row, now)
        is_dated = row.expires and not row.never_expires
        when = f", {format_time(row.expires, zone=zone, now=now)}" if is_dated else ""
        yield _fact("Expires", f"{shown.mark(ascii_only=self._ascii_only)} {shown.text}{when}".strip())
        yield _fact("Flags", ", ".join(flags_of(row)) or "none")
        if row.creator:
            yield _fact("Made by", f"user {row.creator}")
        if titles := self._widgets(row.snapshot_id or ""):
            yield _fact(self._heading, _listed(titles), _LONGEST_LIST)
        yield _fact("Id", row.snapshot_id)
        yield _fact("Link", row.link)


def _listed(titles: Sequence[str]) -> str:
    """The first titles, and the number of those that do not fit: `Loss, Delay, 3 more`."""
    ends = accumulate(cell_width(title) + 2 for title in titles)
    count = max(sum(end <= _LONGEST_LIST for end in ends), 1)
    more = [f"{len(titles) - count:,} more"] if count < len(titles) else []
    return ", ".join([*titles[:count], *more])


def _fact(name: str, value: str | None, longest: int = _LONGEST) -> Content:
    return Content.assemble((f"{name}\n", "$text-muted"), shortened(value or "–", longest), "\n")
