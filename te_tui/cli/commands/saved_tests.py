"""`te-tui ls --tests`: private test snapshots, which the API lists among the tests."""

from __future__ import annotations

import argparse
from datetime import UTC
from typing import TYPE_CHECKING, Final

from te_tui.cli.account.opening import open_source
from te_tui.cli.output import print_csv, print_json, print_table
from te_tui.cli.remarks import Remarks
from te_tui.cli.usage import WrongUsage
from te_tui.models.content import Column, Grid
from te_tui.models.instants import iso
from te_tui.render.text.times import format_time
from te_tui.sources.clock import server_now
from te_tui.sources.errors import SourceError
from te_tui.sources.finding import damaged_groups, find_group, groups_by_nearness

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


async def list_saved_tests(arguments: argparse.Namespace) -> int:
    """List them; shared ones are listed nowhere, and their links are all there is of them.

    Raises:
        WrongUsage: something is asked for that tests do not have.
    """
    if arguments.filter or arguments.sort:
        raise WrongUsage("--filter and --sort are for dashboard snapshots, not for --tests.")
    remarks = Remarks(quiet=arguments.quiet)
    async with open_source(arguments, remarks) as source:
        saved = await _saved(source, await _groups(source, arguments, remarks), remarks)
        now = server_now(source)
    saved = saved[: arguments.limit]
    cells = [
        (test.test_id, test.name, test.type, aid, True, iso(test.created), test.created_by, test.description)
        for aid, test in saved
    ]
    if arguments.json:
        for row in cells:
            print_json(dict(zip(_FIELDS, row, strict=True)))
    elif arguments.csv:
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
        print_table(Grid(columns, shown), arguments)
    return 5 if remarks.left_out else 0


async def _groups(
    source: SnapshotSource, arguments: argparse.Namespace, remarks: Remarks
) -> list[AccountGroup]:
    if not arguments.all_groups:
        return [await find_group(source, arguments.aid)]
    found = await source.account_groups()
    remarks.damaged(damaged_groups(found))
    return groups_by_nearness(found)


async def _saved(
    source: SnapshotSource, groups: list[AccountGroup], remarks: Remarks
) -> list[tuple[str, NetworkTest]]:
    """The private test snapshots of account groups; one that fails is told, unless all of them do.

    Raises:
        SourceError: none of them could be listed.
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
