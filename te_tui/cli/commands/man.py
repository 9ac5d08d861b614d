"""`te-tui man`: print the manual page."""

from __future__ import annotations

import argparse

from te_tui.cli.declared import declared_commands
from te_tui.cli.manual import manual_page
from te_tui.cli.parser import EXIT_CODES, Parser


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.explain("te-tui man | man -l -    shows it\n")


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - as every command
    """Print the manual page in roff; return the exit code."""
    print(manual_page(tuple(declared_commands()), EXIT_CODES), end="")
    return 0
