"""`te-tui rm`: archive and delete snapshots."""

from __future__ import annotations

import argparse

from te_tui.cli.changing.command import change
from te_tui.cli.changing.options import ChangeOptions, add_no_archive, add_running, add_targets
from te_tui.cli.parser import Parser


def add_options(parser: Parser) -> None:
    """Declare what can be typed after the command."""
    add_targets(parser)
    add_no_archive(parser)
    add_running(parser)


def run(arguments: argparse.Namespace) -> int:
    """Delete the snapshots that are named, or finish what was interrupted."""
    options = ChangeOptions.of("rm", arguments, everywhere=bool(arguments.targets))
    return change(options._replace(targets=arguments.targets, no_archive=arguments.no_archive))
