"""The lines of a form in which a time window is chosen: the latest hours or days, or two dates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from te_tui.actions.windows import Window, last, read_instant
from te_tui.widgets.form import Choice, Field

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_LENGTHS: Final = {
    "1 h": _HOUR,
    "6 h": 6 * _HOUR,
    "12 h": 12 * _HOUR,
    "24 h": _DAY,
    "7 d": 7 * _DAY,
    "30 d": 30 * _DAY,
}
_BY_DATES: Final = "dates"


class WindowLines(Vertical):
    """A choice of window lengths, and two fields for dates, which are shown if `dates` is chosen."""

    DEFAULT_CSS = """
    WindowLines { height: auto; }
    """

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__()
        self._ascii_only = ascii_only

    def compose(self) -> ComposeResult:
        """Compose the choice and the two fields for dates."""
        options = (*_LENGTHS, _BY_DATES)
        yield Choice("Window", options, id="window", chosen=1, ascii_only=self._ascii_only)
        yield Field("From (UTC)", id="from", placeholder="2026-11-11 03:00")
        yield Field("To (UTC)", id="to", placeholder="2026-11-11 09:00")

    def on_mount(self) -> None:
        """Hide the fields for dates."""
        self._show_dates()

    @on(Choice.Changed)
    def _show_dates(self) -> None:
        for field in self.query(Field):
            field.display = self._by_dates

    @property
    def _by_dates(self) -> bool:
        return self._chosen == _BY_DATES

    @property
    def _chosen(self) -> str:
        return self.query_one(Choice).option or ""

    def window(self, begun: datetime, zone: tzinfo) -> Window:
        """The chosen time window: the length that ends at `begun`, or from one typed date to the other.

        Typed dates without a zone of their own are in `zone`.

        Raises:
            NotAllowed: a date is missing or wrong, or the end is not after the start.
        """
        if not self._by_dates:
            return last(_LENGTHS[self._chosen], begun)
        start, end = (read_instant(field.value, zone) for field in self.query(Field))
        return Window(start, end)

    def tell_zone(self, zone: tzinfo) -> None:
        """Write `(UTC)` beside the labels of the date fields, or nothing if `zone` is not UTC."""
        for field, title in zip(self.query(Field), ("From", "To"), strict=True):
            field.title = f"{title} (UTC)" if zone is UTC else title

    def propose_dates(self, window: Window, zone: tzinfo) -> None:
        """Fill the date fields, while they are hidden, with the chosen window, for the person to adjust."""
        if not self._by_dates:
            for field, when in zip(self.query(Field), window, strict=True):
                field.propose(f"{when.astimezone(zone):%Y-%m-%d %H:%M}")
