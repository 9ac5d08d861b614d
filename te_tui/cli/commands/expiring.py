"""`te-tui expiring`: what expires soon, first things first."""

from __future__ import annotations

import argparse

from te_tui.cli.account.opening import open_source
from te_tui.cli.choosing import meant
from te_tui.cli.commands.ls import check_groups, print_snapshots
from te_tui.cli.remarks import Remarks
from te_tui.render.snapshots import in_order
from te_tui.sources.clock import server_now


async def list_expiring(arguments: argparse.Namespace) -> int:
    """List what expires within a length of time, by the service's clock; the rest is counted in remarks."""
    check_groups(arguments)
    remarks = Remarks(quiet=arguments.quiet)
    async with open_source(arguments, remarks) as source:
        rows = [row async for _, row in meant(source, arguments, remarks)]
        now = server_now(source)
    soon = [row for row in rows if row.expires is not None and now <= row.expires < now + arguments.within]
    print_snapshots(in_order(soon, "expires"), arguments, now)
    expired = sum(row.expires is not None and row.expires < now for row in rows)
    if expired:
        remarks.say(f"{expired:,} more expired already: te-tui ls --filter expires:past")
    unknown = sum(row.expires is None for row in rows)
    if unknown:
        remarks.say(f"{unknown:,} more never expire, or do not say when: te-tui ls --filter expires:never")
    return 5 if remarks.left_out else 0
