"""`te-tui keys`: list the explorer's actions with their keys, and their ids for the settings."""

from __future__ import annotations

import argparse
from typing import NamedTuple

from te_tui.cli.output import Output, print_json, print_table
from te_tui.cli.parser import Parser, add_plain
from te_tui.cli.preferences import preferences_here
from te_tui.keys.names import sign_of
from te_tui.keys.table import KEYS
from te_tui.models.content import Column, Grid


class Options(NamedTuple):
    """The options of `te-tui keys`, as typed."""

    output: Output
    json: bool


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    add_plain(parser)
    parser.add_argument("--json", action="store_true", help="as JSON, one object a line")


def run(arguments: argparse.Namespace) -> int:
    """List all actions with their present keys, which may come from the settings; return the exit code."""
    options = Options(Output(arguments.no_color, arguments.plain), arguments.json)
    own = preferences_here().keys
    if options.json:
        for key in KEYS:
            print_json(
                {
                    "id": key.id,
                    "keys": list(map(sign_of, own.keys_of(key))),
                    "default": list(map(sign_of, key.each)),
                    "does": key.does,
                    "topic": key.topic,
                    "screens": key.where.split(),
                }
            )
        return 0
    cells = tuple((key.id, " ".join(map(sign_of, own.keys_of(key))), key.does) for key in KEYS)
    print_table(Grid((Column("Id"), Column("Keys"), Column("Does")), cells), options.output)
    return 0
