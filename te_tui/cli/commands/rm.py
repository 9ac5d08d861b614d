"""`te-tui rm`: archive and delete snapshots, or delete one by its delete key."""

from __future__ import annotations

import argparse

from te_tui.cli.account.access import AccountOptions
from te_tui.cli.changing.command import change
from te_tui.cli.changing.delete_key import NOT_AS_ARGUMENT, delete_by_delete_key
from te_tui.cli.changing.options import ChangeOptions, add_no_archive, add_running, add_targets
from te_tui.cli.exits import WrongUsage
from te_tui.cli.parser import Parser
from te_tui.cli.remarks import Remarks


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    add_targets(parser)
    add_no_archive(parser)
    parser.never_with_value = {"--delete-key": NOT_AS_ARGUMENT}
    parser.add_argument(
        "--delete-key", action="store_true",
        help="Grafana: ask for a delete key and delete the snapshot of that, without an archive",
    )  # fmt: skip
    add_running(parser)


def run(arguments: argparse.Namespace) -> int:
    """Delete the named snapshots or the snapshot of a delete key, or resume a run; return the exit code."""
    if arguments.delete_key:
        return _by_delete_key(arguments)
    options = ChangeOptions.of("rm", arguments, everywhere=bool(arguments.targets))
    return change(options._replace(targets=arguments.targets, no_archive=arguments.no_archive))


def _by_delete_key(arguments: argparse.Namespace) -> int:
    if arguments.targets:
        raise WrongUsage(f"{NOT_AS_ARGUMENT}.")
    if arguments.dry_run or arguments.plan or arguments.resume is not None or arguments.json:
        raise WrongUsage(
            "A delete key does not tell which snapshot it is of: there is no plan, dry run, or journal of it."
        )
    remarks = Remarks(quiet=arguments.quiet)
    return delete_by_delete_key(AccountOptions.of(arguments, everywhere=False), remarks, yes=arguments.yes)
