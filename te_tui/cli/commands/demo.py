"""`te-tui demo`: the explorer on an embedded ThousandEyes, or that or a Grafana alone."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NamedTuple

from te_tui.cli.account.access import take_tokens
from te_tui.cli.account.opening import source_at
from te_tui.cli.commands.explore import (
    ExplorerOptions,
    add_explorer_options,
    need_terminal,
    open_explorer,
)
from te_tui.cli.demo_options import add_demo_options, demo_options
from te_tui.cli.exits import WrongUsage
from te_tui.cli.parser import Parser
from te_tui.credentials.secret import Secret
from te_tui.demo import TOKEN, DemoOptions, GrafanaOptions
from te_tui.sources.base import SnapshotSource
from te_tui.sources.http.origin import Origin
from te_tui.sources.vendors import vendor_named

if TYPE_CHECKING:
    from te_tui.app import TeTui


class Options(NamedTuple):
    """What was typed after the command."""

    explorer: ExplorerOptions
    demo: DemoOptions | GrafanaOptions
    port: int
    serves: bool
    read_only: bool


def add_options(parser: Parser) -> None:
    """Declare what can be typed after the command."""
    add_explorer_options(parser)
    add_demo_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Open the explorer on the embedded ThousandEyes, or serve that or a Grafana alone."""
    options = Options(
        ExplorerOptions(
            arguments.aid, arguments.target, arguments.no_color, arguments.plain, arguments.frame
        ),
        demo_options(arguments),
        arguments.port,
        arguments.serve,
        arguments.read_only,
    )
    take_tokens()  # of no use here, and what is started from here need not have it
    if not options.serves:
        if isinstance(options.demo, GrafanaOptions):
            raise WrongUsage("The explorer does not read Grafana yet: serve it alone with --serve.")
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
        origin, vendor = Origin.parse(server.url), vendor_named()

        def open_(app: TeTui) -> SnapshotSource:
            return source_at(vendor, origin, Secret(TOKEN), app, "demo", read_only=options.read_only)

        return open_explorer(options.explorer, open_, vendor, trusts_clock=options.demo.now is not None)
