"""The parser of the command line: common options, each command's own options, and `--help`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from importlib import import_module
from typing import Any, Final, NoReturn, Protocol, cast

from te_tui import __version__
from te_tui.cli.words import COMMANDS, index_of_command, module_of, no_target
from te_tui.filters.times import UNITS
from te_tui.models.clean import clean

SNAPSHOT_HELP: Final = "a snapshot's id, or its address"
TARGET_HELP: Final = f"{SNAPSHOT_HELP}, or an archive file"

EXIT_CODES: Final = """\
exit codes:
  0 done, 1 unexpected failure, 2 wrong usage, 3 no token, or refused, 4 not found
  5 done in part, 6 the API or the network failed, or a rate limit lasts too long, 130 interrupted

environment:
  TE_TOKEN     the API token; takes precedence over the profile's token_command and over stored tokens
  TE_BASE_URL  the API's address without /v7; takes precedence over the profile's (default: https://api.thousandeyes.com)
  GRAFANA_TOKEN, GRAFANA_URL   the same for a profile of Grafana, or with --vendor grafana
  TE_TUI_HOME  the folder of all that te-tui reads and writes (default: the platform's own)
  NO_COLOR     no colours
  TE_TUI_ACCESSIBLE  1: as --accessible
  HTTPS_PROXY, ALL_PROXY, NO_PROXY, SSL_CERT_FILE   as everywhere
"""

_LENGTH = re.compile(r"([1-9][0-9]{0,3})([dwmy])")


class Parser(argparse.ArgumentParser):
    """An argparse parser that prints errors as one line and accepts no abbreviated options.

    Attributes:
        instead: The message for every error, where argparse's own might repeat a typed secret; else empty.
        never_with_value: Options that take no value, because it would be a secret; for each, the error
            message if a value is typed.
        commands: The parser of each command, by command name.
    """

    instead = ""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"allow_abbrev": False})
        self.never_with_value: Mapping[str, str] = {}
        self.commands: Mapping[str, Parser] = {}

    def explain(self, epilog: str) -> None:
        """Add a text below the options in `--help`; its line breaks are kept."""
        self.epilog = epilog
        self.formatter_class = argparse.RawDescriptionHelpFormatter

    def error(self, message: str) -> NoReturn:
        """Print the error and end with exit code 2."""
        self.exit(2, f"te-tui: {clean(self.instead or message)}. See {self.prog} --help.\n")


class Command(Protocol):
    """Protocol of a command's module: the functions that every command has."""

    def add_options(self, parser: Parser, /) -> None:
        """Add the command's arguments and options to its parser."""

    def run(self, arguments: argparse.Namespace, /) -> int:
        """Run the command, and return the exit code."""


def load_command(name: str) -> Command:
    """Import and return the module of one command; not importing the others lets te-tui start quickly."""
    return cast("Command", import_module(module_of(name)))


def parse_arguments(argv: list[str]) -> argparse.Namespace:
    """Parse the command line; `command` of the result is the command's name, "explore" if none is typed."""
    argv = list(_with_filter_joined(argv))
    index = index_of_command(argv)
    if index is not None:
        # Options may stand before the command; they belong to it all the same.
        argv = [argv[index], *argv[:index], *argv[index + 1 :]]
    elif {"-h", "--help"} & set(argv):
        argv = ["--help"]
    else:
        argv = ["explore", *argv]
    parser = build_parser(argv[0])
    meant = parser.commands.get(argv[0], parser)
    for option, why in meant.never_with_value.items():
        if any(one.startswith(f"{option}=") for one in argv):
            meant.error(why)
    arguments, unknown = parser.parse_known_args(argv)
    if index is None and "--" not in argv and (why := no_target(arguments.target or "")):
        parser.error(why)
    if unknown:
        words = f"unrecognized arguments: {' '.join(unknown)}"
        parser.error(parser.commands[arguments.command].instead or words)
    return arguments


def build_parser(*commands: str) -> Parser:
    """Build the parser of the named commands with their options.

    If none is named, it has all commands, but without their options, so that no command is imported.
    """
    parser = Parser(
        prog="te-tui",
        usage="te-tui [TARGET] [options]\n       te-tui COMMAND [options]",
        description="A terminal explorer for dashboard snapshots of ThousandEyes and Grafana.\n"
        "Without a command, it opens, with TARGET at once: a snapshot's id or address, or\n"
        "an archive file. te-tui explore --help lists its options, te-tui COMMAND --help\n"
        "those of a command.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_version(parser)
    listed = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", required=True, prog="te-tui"
    )
    parser.commands = listed.choices
    common = _common_options()
    # A start should not pay for the others.
    named = COMMANDS.keys() & commands or COMMANDS
    for name, what in COMMANDS.items():
        if name in named:
            command = listed.add_parser(name, parents=[common], help=what)
            if name in commands:
                load_command(name).add_options(command)
    return parser


def add_formats(parser: Parser) -> None:
    """Add the options --json and --csv, which exclude each other, to a command's parser."""
    formats = parser.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help="as JSON, one object a line")
    formats.add_argument("--csv", action="store_true", help="as CSV with a heading")


def add_wide(parser: Parser) -> None:
    """Add the option --wide, for uncut tables, to a command's parser."""
    parser.add_argument(
        "--wide", action="store_true", help="every column of the table, whole ids, nothing cut"
    )


def add_plain(parser: Parser) -> None:
    """Add the option --plain, for output in ASCII, to a command's parser."""
    parser.add_argument("--plain", action="store_true", help="ASCII only, no colours")


def add_all_groups(parser: Parser) -> None:
    """Add the option --all-groups, for the snapshots of every account group, to a command's parser."""
    parser.add_argument("--all-groups", action="store_true", help="of every account group")


def _with_filter_joined(argv: list[str]) -> Iterator[str]:
    """Replace `--filter -word` with `--filter=-word`, because argparse would take `-word` for an option."""
    words = iter(argv)
    for word in words:
        following = next(words, None) if word == "--filter" else None
        if following is not None and following.startswith("-") and not following.startswith("--"):
            yield f"{word}={following}"
        else:
            yield from (word,) if following is None else (word, following)


def _add_version(parser: argparse._ActionsContainer) -> None:
    parser.add_argument(
        "--version", action="version", version=f"te-tui {__version__}", help="say which version this is"
    )


def _common_options() -> Parser:
    common = Parser(add_help=False)
    options = common.add_argument_group("common options")
    options.add_argument(
        "--profile",
        type=_name,
        default="default",
        metavar="P",
        help="the account, by the name it was stored under",
    )
    options.add_argument(
        "--vendor",
        type=_name,
        metavar="V",
        help="whose API, where no profile says it: thousandeyes, grafana or thousandeyes-v6",
    )
    options.add_argument(
        "--aid",
        type=_name,
        metavar="AID",
        help="the account group (default: the profile's, or the one the token logs in to)",
    )
    options.add_argument(
        "--accessible", action="store_true",
        help="plain lines for screen readers, charts in sentences; as with TE_TUI_ACCESSIBLE=1",
    )  # fmt: skip
    options.add_argument("--no-color", action="store_true", help="no colours, as with NO_COLOR set")
    options.add_argument("--read-only", action="store_true", help="refuse every change")
    options.add_argument("--quiet", action="store_true", help="no remarks on stderr, errors only")
    options.add_argument("--debug", action="store_true", help="print full details on failure")
    _add_version(options)
    return common


def count(text: str) -> int:
    """Read a whole number that is not negative, for argparse."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 up")
    return int(text)


def length(text: str) -> timedelta:
    """Read a length of time such as 30d, 4w, 6m (of 30 days) or 1y (of 365 days), for argparse."""
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a length of time such as 30d, 4w, 6m or 1y")
    return int(match[1]) * UNITS[match[2]]


def _name(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise argparse.ArgumentTypeError("it is empty, or holds what cannot be printed")
    return text
