"""`te-tui demo`: the explorer on an embedded ThousandEyes, or that alone."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from te_tui.cli.account.hardening import take_token
from te_tui.cli.account.opening import source_at
from te_tui.cli.commands.explore import (
    ExplorerOptions,
    add_explorer_options,
    need_terminal,
    open_explorer,
)
from te_tui.cli.exits import WrongUsage
from te_tui.cli.parser import Parser, count
from te_tui.credentials.secret import Secret
from te_tui.demo import PERMISSIONS, TOKEN, DemoOptions, Fault
from te_tui.sources.base import SnapshotSource
from te_tui.sources.http.origin import Origin
from te_tui.sources.vendors import vendor_named

if TYPE_CHECKING:
    from te_tui.app import TeTui


class Options(NamedTuple):
    """What was typed after the command."""

    explorer: ExplorerOptions
    demo: DemoOptions
    port: int
    serves: bool
    read_only: bool


def add_options(parser: Parser) -> None:
    """Declare what can be typed after the command."""
    add_explorer_options(parser)
    options = parser.add_argument_group("demo options")
    options.add_argument("--serve", action="store_true", help="only the embedded server, for other clients")
    options.add_argument(
        "--port", type=_port, default=0, metavar="N", help="where to serve (default: any free port)"
    )
    options.add_argument("--snapshots", type=count, default=240, metavar="N", help="how many (default: 240)")
    options.add_argument(
        "--page-size", type=_positive, default=100, metavar="N", help="rows a page (default: 100)"
    )
    options.add_argument("--latency", type=count, default=0, metavar="MS", help="added to each answer")
    options.add_argument(
        "--settle", type=count, default=0, metavar="MS", help="until a new snapshot can be opened"
    )
    options.add_argument("--seed", type=int, default=1, metavar="N", help="other data for another seed")
    options.add_argument(
        "--now", type=_instant, metavar="ISO", help="the server's time at start (default: real time)"
    )
    options.add_argument(
        "--rate-limit",
        type=count,
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


def run(arguments: argparse.Namespace) -> int:
    """Open the explorer on the embedded ThousandEyes, or serve that alone."""
    options = Options(
        ExplorerOptions(
            arguments.aid, arguments.target, arguments.no_color, arguments.plain, arguments.frame
        ),
        DemoOptions(
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
        ),
        arguments.port,
        arguments.serve,
        arguments.read_only,
    )
    take_token(os.environ)  # of no use here, and what is started from here need not have it
    if not options.serves:
        need_terminal()
    try:
        from te_tui.demo.server import DemoServer, serve
    except ImportError as error:
        raise WrongUsage(
            f"The demo needs {error.name}: install te-tui with its extra, 'te-tui[demo]'."
        ) from None
    try:
        if options.serves:
            return serve(options.demo, options.port)
        server = DemoServer(options.demo, options.port)
    except OSError as error:
        raise WrongUsage(f"The demo cannot start: {error.strerror} (--port or --log).") from error
    with server:
        origin = Origin.parse(server.url)

        def open_(app: TeTui) -> SnapshotSource:
            return source_at(vendor_named(), origin, Secret(TOKEN), app, "demo", read_only=options.read_only)

        return open_explorer(options.explorer, open_, trusts_clock=options.demo.now is not None)


def _positive(text: str) -> int:
    number = count(text)
    if number == 0:
        raise argparse.ArgumentTypeError("0 is too few")
    return number


def _port(text: str) -> int:
    number = count(text)
    if number > 65_535:
        raise argparse.ArgumentTypeError("it goes from 0 to 65535")
    return number


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
