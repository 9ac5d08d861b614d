"""What can be typed after the commands that change snapshots, and after `expiring`."""

from __future__ import annotations

import argparse
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from te_tui.actions.expiry import LONGEST
from te_tui.filters.terms import UNITS

CHANGING = ("extend", "rm", "prune")

_LENGTH = re.compile(r"([1-9][0-9]{0,3})([dwmy])")
_PLAN = "with --dry-run, write there what would be done; else do what FILE says"
_RESUME = "finish what was interrupted: that journal, or the only one there is"


def add_changing(commands: Any, common: argparse.ArgumentParser, formats: Any) -> None:
    """Declare extend, rm, prune and expiring; `formats` adds --json and --csv to a parser."""
    extend = commands.add_parser("extend", parents=[common], help="move the expiry of snapshots")
    _add_targets(extend)
    how = extend.add_mutually_exclusive_group()
    how.add_argument(
        "--by", type=_length, metavar="30d",
        help="from the old expiry, or from now where that has passed; units d w m (30 d) y (365 d)",
    )  # fmt: skip
    how.add_argument("--until", type=_day, metavar="DAY", help=f"2027-01-31 (00:00 UTC), or max: {LONGEST}")
    how.add_argument(
        "--undo", nargs="?", const="", metavar="JOURNAL", help="give back the old expiries of an extend"
    )
    _add_running(extend)

    remove = commands.add_parser("rm", parents=[common], help="archive and delete snapshots")
    _add_targets(remove)
    _add_no_archive(remove)
    _add_running(remove)

    prune = commands.add_parser("prune", parents=[common], help="archive and delete all that a filter finds")
    prune.add_argument("--filter", default="", metavar="EXPR", help="which ones, as in te-tui ls --help")
    prune.add_argument("--all-groups", action="store_true", help="of every account group")
    _add_no_archive(prune)
    _add_running(prune)

    expiring = commands.add_parser(
        "expiring", parents=[common], help="list what expires soon, first things first"
    )
    expiring.add_argument(
        "--within", type=_length, default=timedelta(days=7), metavar="7d",
        help="how soon (default: 7d); units d w m (30 d) y (365 d)",
    )  # fmt: skip
    expiring.add_argument("--all-groups", action="store_true", help="of every account group")
    formats(expiring)


def _add_targets(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "targets", nargs="*", metavar="ID",
        help="a snapshot's id, or its address; - reads them from standard input, one a line",
    )  # fmt: skip


def _add_no_archive(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-archive", action="store_true", help="do not archive what is deleted")


def _add_running(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="change nothing, say what would be done")
    parser.add_argument("--plan", type=Path, metavar="FILE", help=_PLAN)
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument(
        "--wait", action="store_true",
        help="wait for another run on the same account group, instead of giving up (5)",
    )  # fmt: skip
    parser.add_argument("--resume", nargs="?", const="", metavar="JOURNAL", help=_RESUME)
    parser.add_argument("--json", action="store_true", help="as JSON, one object a line")


def _length(text: str) -> timedelta:
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a length of time such as 30d, 4w, 6m or 1y")
    return int(match[1]) * UNITS[match[2]]


def _day(text: str) -> date | Literal["max"]:
    if text == "max":
        return "max"
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is neither a day such as 2027-01-31 nor max") from None
