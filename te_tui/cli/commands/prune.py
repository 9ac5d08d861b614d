"""`te-tui prune`: archive and delete all snapshots that match a filter."""

from __future__ import annotations

import argparse

from te_tui.cli.changing.command import change
from te_tui.cli.changing.options import ChangeOptions, add_no_archive, add_running
from te_tui.cli.parser import Parser, add_all_groups


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.add_argument(
        "--filter", default="", metavar="EXPR", help="filter expression (see te-tui ls --help)"
    )
    add_all_groups(parser)
    add_no_archive(parser)
    add_running(parser)


def run(arguments: argparse.Namespace) -> int:
    """Delete the snapshots that match the filter, or resume an interrupted run; return the exit code."""
    options = ChangeOptions.of("prune", arguments, everywhere=arguments.all_groups)
    return change(
        options._replace(
            filter=arguments.filter, all_groups=arguments.all_groups, no_archive=arguments.no_archive
        )
    )
