"""Printing the snapshots of all profiles as one list, each row as soon as it arrives."""

from __future__ import annotations

import sys
from contextlib import AsyncExitStack, aclosing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.cli.accessible import is_accessible
from te_tui.cli.account.everywhere import access_of, profiles_everywhere, source_of
from te_tui.cli.exits import WrongUsage, exit_code
from te_tui.cli.output import Output, print_csv, print_json, print_picture, print_table
from te_tui.cli.remarks import Remarks
from te_tui.models.content import Column, Grid
from te_tui.render.export import EVERYWHERE_FIELDS, everywhere_cells, snapshot_json
from te_tui.render.snapshots import expiry_of, flags_of, in_order
from te_tui.render.text.picture import Picture, Span
from te_tui.render.text.times import format_duration, format_time
from te_tui.render.text.width import cell_width, fit
from te_tui.sources.clock import server_now
from te_tui.sources.errors import Rejected, SourceError
from te_tui.sources.everywhere import Arrived, Damaged, Failed, ProfileSource, everywhere
from te_tui.sources.finding import SHORT_ID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from te_tui.cli.account.access import AccountOptions
    from te_tui.filters import Filter
    from te_tui.models.snapshot_row import SnapshotRow

_IN_PART: Final = 5


class Form(NamedTuple):
    """The form in which rows are printed: JSON, CSV, or a table, which has all columns if `wide`."""

    output: Output
    as_json: bool
    as_csv: bool
    wide: bool


async def list_everywhere(
    account: AccountOptions,
    remarks: Remarks,
    wanted: Filter,
    form: Form,
    *,
    sort: str | None,
    limit: int | None,
) -> int:
    """Print the snapshots of all profiles that match the filter `wanted`; return the exit code.

    Without `sort`, rows are printed as they arrive, in no fixed order of profiles and account groups. `limit`
    is the largest number of rows.
    """
    listing = _Listing(remarks, wanted, _Printer(form), sort, limit)
    async with AsyncExitStack() as stack:
        sources = []
        for name in profiles_everywhere(account.settings, account.access):
            try:
                access = access_of(name, account.settings, account.access)
            except WrongUsage as error:
                listing.fail(Failed(name, Rejected(str(error), "Mend it in the settings.")))
                continue
            observer = _OfProfile(name, quiet=remarks.is_quiet)
            source = source_of(access, observer, read_only=account.read_only)
            sources.append(ProfileSource(name, await stack.enter_async_context(source)))
        if limit != 0:
            await listing.read(sources)
    listing.end()
    return listing.code


class _OfProfile(Remarks):
    """Prints remarks about one profile of several on stderr, each with the profile's name in front."""

    def __init__(self, profile: str, *, quiet: bool) -> None:
        super().__init__(quiet=quiet)
        self._profile = profile

    def say(self, sentence: str) -> None:
        """Print a sentence after the name of the profile."""
        super().say(f"{self._profile}: {sentence}")


class _Listing:
    """Prints the rows of all profiles that match the filter, and reports whatever could not be read."""

    def __init__(
        self, remarks: Remarks, wanted: Filter, printer: _Printer, sort: str | None, limit: int | None
    ) -> None:
        self._remarks = remarks
        self._wanted = wanted
        self._printer = printer
        self._sort = sort
        self._left = limit
        self._held: list[tuple[SnapshotRow, datetime]] = []
        self._matches: dict[str, Callable[[SnapshotRow], bool | None]] = {}
        self._errors: list[SourceError] = []
        self._has_listed = False

    @property
    def code(self) -> int:
        """The exit code: 0; 5 if only a part was listed; the first error's code if nothing was listed."""
        if self._errors and not self._has_listed:
            return exit_code(self._errors[0])
        return _IN_PART if self._errors or self._remarks.left_out else 0

    def fail(self, failed: Failed) -> None:
        """Print that a source failed, and keep its error for the exit code."""
        self._errors.append(failed.error)
        self._remarks.insist(str(failed))

    async def read(self, sources: Sequence[ProfileSource]) -> None:
        """Read all sources to their end, or until the limit of rows is reached."""
        source_of = {one.profile: one.source for one in sources}
        async with aclosing(everywhere(sources, self._wanted.dashboard_id)) as events:
            async for event in events:
                match event:
                    case Failed():
                        self.fail(event)
                    case Damaged():
                        self._remarks.damaged(str(event))
                    case Arrived(where, page):
                        self._has_listed = True
                        self._remarks.damage(page.damage)
                        now = server_now(source_of[where.profile])
                        self._take(where.profile, page.rows, now)
                        if self._left == 0:
                            return

    def _take(self, profile: str, rows: Iterable[SnapshotRow], now: datetime) -> None:
        # The first answer tells the service's clock, and each service has its own.
        matches = self._matches.setdefault(profile, self._wanted.test(now))
        found = [(row, now) for row in rows if matches(row)]
        if self._sort is not None:
            self._held += found
            return
        if self._left is not None:
            found = found[: self._left]
            self._left -= len(found)
        self._printer.print(found)

    def end(self) -> None:
        """Print the rows that were kept for sorting, and the heading if nothing was printed yet."""
        if self._sort is not None:
            now_of = {id(row): now for row, now in self._held}
            ordered = in_order([row for row, _ in self._held], self._sort)
            self._printer.print([(row, now_of[id(row)]) for row in ordered[: self._left]])
        self._printer.print([])


class _Printer:
    """Prints rows as JSON, CSV or a table while they arrive.

    The widths of a table's columns are fixed, as the later rows are not known yet.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self._is_begun = False

    def print(self, rows: Sequence[tuple[SnapshotRow, datetime]]) -> None:
        """Print further rows; the first call prints the heading, too.

        Each row is paired with the present time by the clock of its service.
        """
        is_first, self._is_begun = not self._is_begun, True
        if self._form.as_json:
            for row, _ in rows:
                print_json(snapshot_json(row))
        elif self._form.as_csv:
            heading = [EVERYWHERE_FIELDS] if is_first else []
            print_csv([*heading, *(everywhere_cells(row, row.where) for row, _ in rows if row.where)])
        elif is_accessible():
            columns = tuple(Column(column.title) for column in _COLUMNS)
            cells = self._cells(rows)
            if cells:
                print_table(Grid(columns, cells), self._form.output)
        else:
            heading = [tuple(column.title for column in _COLUMNS)] if is_first else []
            cells = self._cells(rows)
            lines = tuple((Span(self._line(one)),) for one in (*heading, *cells))
            if lines:
                print_picture(Picture(lines), self._form.output)

    def _cells(self, rows: Sequence[tuple[SnapshotRow, datetime]]) -> tuple[tuple[str, ...], ...]:
        form = self._form
        return tuple(_cells(row, now, wide=form.wide, ascii_only=form.output.ascii_only) for row, now in rows)

    def _line(self, cells: Sequence[str]) -> str:
        wide, output = self._form.wide, self._form.output
        columns = _COLUMNS if wide else _COLUMNS[:_NARROW]
        others = sum(column.width + 2 for column in columns[1:])
        widths = [max(output.columns - others, columns[0].width), *(column.width for column in columns[1:])]
        is_cut = sys.stdout.isatty() and not wide
        fitted = (
            fit(cell, width) if is_cut else cell + " " * (width - cell_width(cell))
            for cell, width in zip(cells, widths, strict=False)
        )
        return "  ".join(fitted).rstrip()


class _Column(NamedTuple):
    title: str
    width: int


_COLUMNS: Final = (
    _Column("Name", 24),
    _Column("ID", SHORT_ID),
    _Column("Where", 26),
    _Column("Expires", 13),
    _Column("Created (UTC)", 16),
    _Column("Span", 6),
    _Column("Flags", 16),
    _Column("Dashboard", 24),
    _Column("Link", 4),
)

_NARROW: Final = 4
"""The number of columns that fit into 80 cells."""


def _cells(row: SnapshotRow, now: datetime, *, wide: bool, ascii_only: bool) -> tuple[str, ...]:
    shown = expiry_of(row, now)
    snapshot_id = row.snapshot_id or ""
    return (
        row.name or "",
        snapshot_id if wide else snapshot_id[:SHORT_ID],
        row.where.label if row.where else "",
        f"{shown.text} {shown.mark(ascii_only=ascii_only)}".rstrip(),
        format_time(row.created, zone=UTC, now=now, labelled=False) if row.created else "",
        format_duration(row.duration) if row.duration is not None else "",
        " ".join(flags_of(row)),
        row.dashboard_title or row.dashboard_id or "",
        row.link or "",
    )
