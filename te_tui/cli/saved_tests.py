"""The list that `te-tui ls --tests` prints: private test snapshots, which the API lists among tests."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Final

from te_tui.cli.output import Output, print_csv, print_json, print_table
from te_tui.cli.remarks import Remarks
from te_tui.models.content import Column, Grid
from te_tui.models.instants import iso
from te_tui.render.text.times import format_time
from te_tui.sources.clock import server_now
from te_tui.sources.errors import SourceError

if TYPE_CHECKING:
    from te_tui.models.account_group import AccountGroup
    from te_tui.models.dashboard import NetworkTest
    from te_tui.sources.base import SnapshotSource

_FIELDS: Final = (
    "testId",
    "testName",
    "type",
    "aid",
    "savedEvent",
    "createdDate",
    "createdBy",
    "description",
)


async def print_saved_tests(
    source: SnapshotSource,
    groups: list[AccountGroup],
    remarks: Remarks,
    output: Output,
    *,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Print the private test snapshots of account groups; the API does not list shared test snapshots.

    Raises:
        SourceError: no account group could be listed.
    """
    saved = (await _saved(source, groups, remarks))[:limit]
    now = server_now(source)
    cells = [
        (test.test_id, test.name, test.type, aid, True, iso(test.created), test.created_by, test.description)
        for aid, test in saved
    ]
    if as_json:
        for row in cells:
            print_json(dict(zip(_FIELDS, row, strict=True)))
    elif as_csv:
        print_csv([_FIELDS, *cells])
    else:
        columns = (
            Column("Test snapshot", least=15),
            Column("Name", least=16),
            Column("Type", least=12),
            Column("Created (UTC)", least=12),
            Column("By", least=12),
        )
        shown = tuple(
            (
                test.test_id,
                test.name,
                test.type,
                format_time(test.created, zone=UTC, now=now, labelled=False) if test.created else None,
                test.created_by,
            )
            for _, test in saved
        )
        print_table(Grid(columns, shown), output)


async def _saved(
    source: SnapshotSource, groups: list[AccountGroup], remarks: Remarks
) -> list[tuple[str, NetworkTest]]:
    """The private test snapshots, each with its account group's id; a group that fails is reported on stderr.

    Raises:
        SourceError: all account groups failed.
    """
    found: list[tuple[str, NetworkTest]] = []
    failed: list[SourceError] = []
    for group in groups:
        try:
            tests = await source.tests(str(group.aid))
        except SourceError as error:
            failed.append(error)
            if len(failed) == len(groups):
                raise
            remarks.failure(error)
        else:
            found += [(str(group.aid), test) for test in tests if test.saved_event]
    return found
