"""`te-tui extend`: give snapshots a later expiry, or undo an earlier extension."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Literal, cast

from te_tui.cli.changing.command import change
from te_tui.cli.changing.options import ChangeOptions, add_running, add_targets
from te_tui.cli.parser import Parser, length


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    add_targets(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--by", type=length, metavar="30d",
        help="from the old expiry, or from now where that has passed; units d w m (30 d) y (365 d)",
    )  # fmt: skip
    how.add_argument(
        "--until", type=_day, metavar="DAY",
        help="2027-01-31 (00:00 UTC), or max: as far ahead as the vendor allows; Grafana: never",
    )  # fmt: skip
    how.add_argument(
        "--undo", nargs="?", const="", metavar="JOURNAL", help="give back the old expiries of an extend"
    )
    parser.add_argument(
        "--same-link", action="store_true",
        help="Grafana: make it again under its old link, after deleting it (default: under a new one)",
    )  # fmt: skip
    add_running(parser)


def run(arguments: argparse.Namespace) -> int:
    """Extend snapshots, undo an earlier extension, or resume an interrupted run; return the exit code."""
    options = ChangeOptions.of("extend", arguments, everywhere=bool(arguments.targets))
    return change(
        options._replace(
            targets=arguments.targets,
            by=arguments.by,
            until=arguments.until,
            undo=arguments.undo,
            same_link=arguments.same_link,
        )
    )


def _day(text: str) -> date | Literal["max", "never"]:
    if text in {"max", "never"}:
        return cast("Literal['max', 'never']", text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is neither a day such as 2027-01-31 nor max or never"
        ) from None
