"""The options of `te-tui extend`, `rm` and `prune`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from te_tui.cli.account.access import AccountOptions
from te_tui.cli.parser import Parser
from te_tui.cli.targets import Targets

_PLAN = "with --dry-run: write the plan to FILE; otherwise: execute the plan in FILE"
_RESUME = "finish what was interrupted: that journal, or the only one there is"


class ChangeOptions(NamedTuple):
    """The options of extend, rm or prune, as typed; options that a command lacks have their defaults.

    Attributes:
        command: The command's name.
        resume: The name of the journal (the record of a run) whose run is to be finished; empty for the only
            unfinished run; None for a new run.
        named: The snapshots of one profile that `targets` name.
        together: The total number of named snapshots if they belong to several profiles; else 0.
        undo: The name of the journal whose extensions are to be undone; empty for the newest journal; None to
            undo nothing.
    """

    command: Literal["extend", "rm", "prune"]
    account: AccountOptions
    quiet: bool
    dry_run: bool
    plan: Path | None
    yes: bool
    wait: bool
    resume: str | None
    json: bool
    targets: Sequence[str] = ()
    filter: str = ""
    all_groups: bool = False
    by: timedelta | None = None
    until: date | Literal["max", "never"] | None = None
    undo: str | None = None
    no_archive: bool = False
    named: Targets | None = None
    together: int = 0
    same_link: bool = False

    @classmethod
    def of(
        cls, command: Literal["extend", "rm", "prune"], arguments: argparse.Namespace, *, everywhere: bool
    ) -> ChangeOptions:
        """Make the options that all three commands share.

        With `everywhere`, the profile's account group is ignored (see `AccountOptions.of`).
        """
        return cls(
            command,
            AccountOptions.of(arguments, everywhere=everywhere),
            arguments.quiet,
            arguments.dry_run,
            arguments.plan,
            arguments.yes,
            arguments.wait,
            arguments.resume,
            arguments.json,
        )


def add_targets(parser: Parser) -> None:
    """Add the arguments that name snapshots by id or address to a command's parser."""
    parser.add_argument(
        "targets", nargs="*", metavar="ID",
        help="a snapshot's id, or its address; - reads them from standard input, one a line, "
        "also as ls --everywhere --json prints them: each is changed with its own profile",
    )  # fmt: skip


def add_no_archive(parser: Parser) -> None:
    """Add the option --no-archive, to delete without archiving, to a command's parser."""
    parser.add_argument("--no-archive", action="store_true", help="do not archive what is deleted")


def add_running(parser: Parser) -> None:
    """Add the options that extend, rm and prune have in common to a command's parser."""
    parser.add_argument("--dry-run", action="store_true", help="change nothing, say what would be done")
    parser.add_argument("--plan", type=Path, metavar="FILE", help=_PLAN)
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument(
        "--wait", action="store_true",
        help="wait for another run on the same account group, instead of giving up (5)",
    )  # fmt: skip
    parser.add_argument("--resume", nargs="?", const="", metavar="JOURNAL", help=_RESUME)
    parser.add_argument("--json", action="store_true", help="as JSON, one object a line")
