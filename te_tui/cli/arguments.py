"""What can be typed after `te-tui`, declared once; `--help` is made from it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from te_tui import __version__
from te_tui.cli.commands.changing_arguments import add_changing
from te_tui.cli.commands.token_arguments import NOT_AS_ARGUMENT, add_token_commands
from te_tui.cli.words import no_target, place_of_command
from te_tui.demo import PERMISSIONS, DemoOptions, Fault
from te_tui.filters import HELP as FILTER_HELP
from te_tui.models.clean import clean
from te_tui.render.snapshots import SORT_KEYS

_SNAPSHOT_HELP = "a snapshot's id, or its address"
_TARGET_HELP = f"{_SNAPSHOT_HELP}, or an archive file"

_EXIT_CODES = """\
exit codes:
  0 done · 1 unexpected failure · 2 wrong usage · 3 no token, or refused · 4 not found
  5 done in part · 6 the API or the network failed, or a rate limit lasts too long · 130 interrupted

environment:
  TE_TOKEN     the API token; goes before the profile's token_command and before what te-tui login has stored
  TE_BASE_URL  the API's address without /v7; goes before the profile's (default: https://api.thousandeyes.com)
  TE_TUI_HOME  the folder of all that te-tui reads and writes (default: the platform's own)
  NO_COLOR     no colours
  HTTPS_PROXY, ALL_PROXY, NO_PROXY, SSL_CERT_FILE   as everywhere
"""


_VERIFY = """\
Needs no token, no settings and no network. Symbolic links are not followed. An incomplete archive that is
unaltered is sound; it is named, and what it lacks. Prints a line for each archive that is not sound.

exit codes:
  0 every archive is sound · 5 one is not, or cannot be read
  4 nothing worse, but a path is not there, or there is no archive in it · 130 interrupted
"""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; takes no abbreviations, which a new option would make ambiguous.

    Attributes:
        instead: What is said of every mistake, where an argument must not be repeated.
    """

    instead = ""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"allow_abbrev": False})

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        self.exit(2, f"te-tui: {clean(self.instead or message)}. See {self.prog} --help.\n")


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - argparse has no other name


def parse_arguments(argv: list[str]) -> argparse.Namespace:
    """Read the command line; the command is in `command`, which is "explore" when none is named."""
    argv = list(_with_filter_joined(argv))
    place = place_of_command(argv)
    if place is not None:
        # Options may stand before the command; they belong to it all the same.
        argv = [argv[place], *argv[:place], *argv[place + 1 :]]
    elif {"-h", "--help"} & set(argv):
        argv = ["--help"]
    else:
        argv = ["explore", *argv]
    parser = build_parser(argv[0])
    arguments, unknown = parser.parse_known_args(argv)
    if place is None and "--" not in argv and (why := no_target(arguments.target or "")):
        parser.error(why)
    if unknown:
        told = f"unrecognized arguments: {' '.join(unknown)}"
        parser.error(NOT_AS_ARGUMENT if arguments.command == "login" else told)
    return arguments


def build_parser(command: str | None = None) -> Parser:
    """Declare every command with its options; where the explorer is meant, no other command's."""
    parser = Parser(
        prog="te-tui",
        usage="te-tui [TARGET] [options]\n       te-tui COMMAND [options]",
        description="A terminal explorer for ThousandEyes dashboard snapshots. Without a command, it opens;\n"
        "te-tui explore --help lists its options, te-tui COMMAND --help those of a command.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_version(parser)
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", required=True, prog="te-tui"
    )
    common = _common_options()
    _add_explore(commands, common)
    _add_demo(commands, common)
    if command not in {"explore", "demo"}:  # a start should not pay for the others
        from te_tui.cli.commands.analysis_arguments import add_analysis
        from te_tui.cli.commands.creating_arguments import add_creating

        _add_reading(commands, common)
        add_analysis(commands, common, _TARGET_HELP)
        add_creating(commands, common)
        _add_archive(commands, common)
        add_changing(commands, common, _add_formats)
        add_token_commands(commands, common)
    return parser


def _with_filter_joined(argv: list[str]) -> Iterator[str]:
    """Make `--filter -word` one word, `--filter=-word`: alone, the second would be taken for an option."""
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
        "--aid",
        type=_name,
        metavar="AID",
        help="the account group (default: the profile's, or the one the token logs in to)",
    )
    options.add_argument("--no-color", action="store_true", help="no colours, as with NO_COLOR set")
    options.add_argument("--read-only", action="store_true", help="change nothing, whatever is asked for")
    options.add_argument("--quiet", action="store_true", help="no remarks on stderr, errors only")
    options.add_argument("--debug", action="store_true", help="on failure, say everything")
    _add_version(options)
    return common


def _add_explorer_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", nargs="?", metavar="TARGET", help=_TARGET_HELP)
    parser.add_argument("--plain", action="store_true", help="ASCII only, no colours")


def _add_explore(commands: Commands, common: Parser) -> None:
    explore = commands.add_parser("explore", parents=[common], help="the explorer (the same as no command)")
    _add_explorer_options(explore)


def _add_demo(commands: Commands, common: Parser) -> None:
    demo = commands.add_parser(
        "demo", parents=[common], help="the explorer on an embedded ThousandEyes; no account, no network"
    )
    _add_explorer_options(demo)
    options = demo.add_argument_group("demo options")
    options.add_argument("--serve", action="store_true", help="only the embedded server, for other clients")
    options.add_argument(
        "--port", type=_port, default=0, metavar="N", help="where to serve (default: any free port)"
    )
    options.add_argument("--snapshots", type=_count, default=240, metavar="N", help="how many (default: 240)")
    options.add_argument(
        "--page-size", type=_positive, default=100, metavar="N", help="rows a page (default: 100)"
    )
    options.add_argument("--latency", type=_count, default=0, metavar="MS", help="added to each answer")
    options.add_argument(
        "--settle", type=_count, default=0, metavar="MS", help="until a new snapshot can be opened"
    )
    options.add_argument("--seed", type=int, default=1, metavar="N", help="other data for another seed")
    options.add_argument(
        "--now", type=_instant, metavar="ISO", help="the server's time at start (default: real time)"
    )
    options.add_argument(
        "--rate-limit",
        type=_count,
        default=240,
        metavar="N",
        help="requests a minute (default: 240, 0: no limit)",
    )
    options.add_argument(
        "--fault", type=_fault, action="append", default=[], metavar="KIND[:PROBABILITY][@PATH]",
        help="429, 500, 502, 503, drop, truncate, html or slow; repeatable",
    )  # fmt: skip
    options.add_argument(
        "--by-pages", action="store_true", help="lists lead on by the deprecated pages, without links"
    )
    options.add_argument(
        "--location-only", action="store_true", help="a new snapshot's id is in the header Location alone"
    )
    options.add_argument(
        "--lack", action="append", default=[], choices=PERMISSIONS, metavar="PERMISSION",
        help=f"a permission that the token has not: {', '.join(PERMISSIONS)}; repeatable",
    )  # fmt: skip
    options.add_argument(
        "--log", type=Path, metavar="FILE", help="one JSON line a request; never a header's value"
    )


def _add_reading(commands: Commands, common: Parser) -> None:
    groups = commands.add_parser("groups", parents=[common], help="list the account groups")
    _add_formats(groups)
    epilog = "filter expressions:\n" + "\n".join(
        f"  {example:24}{meaning}" for example, meaning in FILTER_HELP
    )
    listing = commands.add_parser(
        "ls", parents=[common], help="list snapshots", epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    listing.add_argument("--all-groups", action="store_true", help="of every account group")
    listing.add_argument(
        "--tests", action="store_true", help="private test snapshots in the place of dashboard snapshots"
    )
    listing.add_argument("--filter", default="", metavar="EXPR", help="only those that match, see below")
    listing.add_argument("--sort", choices=SORT_KEYS, metavar="KEY", help=f"by {', '.join(SORT_KEYS)}")
    listing.add_argument("--limit", type=_count, metavar="N", help="at most so many")
    _add_formats(listing)

    show = commands.add_parser("show", parents=[common], help="show a snapshot and its widgets as text")
    show.add_argument("target", metavar="ID", help=_TARGET_HELP)
    show.add_argument("--width", type=_width, metavar="N", help="columns (default: the terminal's, or 80)")
    show.add_argument("--plain", action="store_true", help="ASCII only, no colours")
    show.add_argument("--json", action="store_true", help="as one JSON object, with the exact data")

    data = commands.add_parser("data", parents=[common], help="the exact values of one widget")
    data.add_argument("target", metavar="ID", help=_TARGET_HELP)
    data.add_argument("widget", metavar="WIDGET", help="a widget's id, title, or a part of its title")
    _add_formats(data)


def _add_archive(commands: Commands, common: Parser) -> None:
    archive = commands.add_parser(
        "archive", parents=[common], help="keep snapshots in files; again, to fetch what one of these lacks"
    )
    archive.add_argument("targets", nargs="+", metavar="ID", help=_SNAPSHOT_HELP)
    archive.add_argument(
        "--output", type=Path, metavar="FOLDER", help="where to (default: te-tui's own folder of archives)"
    )
    archive.add_argument("--json", action="store_true", help="as JSON, one object an archive")

    verify = commands.add_parser(
        "verify", parents=[common], help="is each archive whole and unaltered", epilog=_VERIFY,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    verify.add_argument(
        "paths", nargs="+", type=Path, metavar="ARCHIVE|FOLDER",
        help="an archive file, or a folder: all *.tesnap in it and in its folders",
    )  # fmt: skip
    verify.add_argument("--json", action="store_true", help="as JSON, one object an archive")


def _add_formats(parser: argparse.ArgumentParser) -> None:
    formats = parser.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help="as JSON, one object a line")
    formats.add_argument("--csv", action="store_true", help="as CSV with a heading")


def demo_options(arguments: argparse.Namespace) -> DemoOptions:
    """Take the embedded server's options out of the arguments."""
    return DemoOptions(
        snapshots=arguments.snapshots,
        page_size=arguments.page_size,
        latency_ms=arguments.latency,
        settle_ms=arguments.settle,
        by_pages=arguments.by_pages,
        location_only=arguments.location_only,
        lacking=tuple(arguments.lack),
        seed=arguments.seed,
        now=arguments.now,
        rate_limit=arguments.rate_limit,
        faults=tuple(arguments.fault),
        log=arguments.log,
    )


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 up")
    return int(text)


def _positive(text: str) -> int:
    number = _count(text)
    if number == 0:
        raise argparse.ArgumentTypeError("0 is too few")
    return number


def _port(text: str) -> int:
    number = _count(text)
    if number > 65_535:
        raise argparse.ArgumentTypeError("it goes from 0 to 65535")
    return number


def _name(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise argparse.ArgumentTypeError("it is empty, or holds what cannot be printed")
    return text


def _width(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 20 <= int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 20 to 1000")
    return int(text)


def _instant(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-11-11T09:00:00Z") from None
    if not 1980 <= read.year <= 2200:
        raise argparse.ArgumentTypeError("it goes from 1980 to 2200")
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def _fault(text: str) -> Fault:
    try:
        return Fault.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
