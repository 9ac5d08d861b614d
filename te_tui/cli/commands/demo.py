"""`te-tui demo`: the explorer with made-up data from servers inside te-tui, or one such server alone."""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.cli.account.access import take_tokens
from te_tui.cli.account.opening import source_at
from te_tui.cli.account.target import snapshot_id_of
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
from te_tui.files.places import Places
from te_tui.sources.base import LiveSource, Observer
from te_tui.sources.errors import Rejected
from te_tui.sources.http.origin import Origin
from te_tui.sources.vendor import NamesNoSnapshot
from te_tui.sources.vendors import DEFAULT_VENDOR, vendor_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.app import TeTui
    from te_tui.sources.vendor import Vendor

_VENDORS: Final = {"demo": DEFAULT_VENDOR, "demo-grafana": "grafana"}
"""The profiles, and whose API each is."""


class Options(NamedTuple):
    """The options of `te-tui demo`, as typed."""

    explorer: ExplorerOptions
    demo: DemoOptions | GrafanaOptions
    port: int
    serves: bool
    read_only: bool


class Demos:
    """The demo servers as the explorer's profiles; each server starts when it is first needed.

    Args:
        options: the typed options, which say whether ThousandEyes or Grafana comes first.
        running: the exit stack that stops the servers when it closes.

    Attributes:
        current: The name of the profile in use.
    """

    def __init__(self, options: Options, running: ExitStack) -> None:
        self._options = options
        self._running = running
        self._origins: dict[str, Origin] = {}
        self.current = "demo-grafana" if isinstance(options.demo, GrafanaOptions) else "demo"

    @property
    def names(self) -> Sequence[str]:
        """The names of both demo profiles."""
        return tuple(_VENDORS)

    def describe(self, name: str) -> Sequence[str]:
        """Words to show about a profile: its server's vendor, and "read-only" if it may change nothing."""
        read_only = ("read-only",) if self._options.read_only else ()
        return (f"embedded {vendor_named(_VENDORS[name]).label}", *read_only)

    @property
    def everywhere(self) -> tuple[str, ...]:
        """The names of the profiles whose snapshots can be shown in one common list: both demo profiles."""
        return tuple(_VENDORS)

    @property
    def vendor(self) -> Vendor:
        """The vendor of the profile in use."""
        return vendor_named(_VENDORS[self.current])

    def start(self, name: str) -> Origin:
        """Start a profile's server unless it runs already; return its address.

        Raises:
            OSError: the port is taken, or the log cannot be written.
        """
        from te_tui.demo.server import DemoServer

        if name not in self._origins:
            is_first = not self._origins
            other = GrafanaOptions() if name == "demo-grafana" else DemoOptions()
            other = other._replace(now=self._options.demo.now, seed=self._options.demo.seed)
            demo, port = (self._options.demo, self._options.port) if is_first else (other, 0)
            server = self._running.enter_context(DemoServer(demo, port))
            self._origins[name] = Origin.parse(server.url)
        return self._origins[name]

    def open(self, app: TeTui) -> LiveSource:
        """Open the source of the profile in use."""
        return self.source_of(self.current, app)

    def source_of(self, name: str, observer: Observer) -> LiveSource:
        """Open the source of a profile, starting its server if needed."""
        origin, read_only = self.start(name), self._options.read_only
        vendor = vendor_named(_VENDORS[name])
        return source_at(vendor, origin, Secret(TOKEN), observer, name, read_only=read_only)

    def linked(self, address: str) -> tuple[str, str]:
        """Find the profile whose server a snapshot's link belongs to; return its name and the snapshot's id.

        Raises:
            Rejected: the address names no snapshot of either server.
        """
        for name in _VENDORS:
            with suppress(NamesNoSnapshot):
                return name, vendor_named(_VENDORS[name]).snapshot_id_in(address, self.start(name).url)
        raise Rejected("That address names no snapshot of the demo", "Paste one of its links.")

    def switch(self, name: str, app: TeTui) -> tuple[LiveSource, str | None]:
        """Switch to a profile; return its source, and None, as no account group is preset."""
        self.current = name
        return self.open(app), None


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    add_explorer_options(parser)
    add_demo_options(parser)


def _named(target: str | None, vendor: Vendor) -> str | None:
    """The id of the snapshot to open first, taken from the typed target; None if no target was typed."""
    return snapshot_id_of(target, vendor, vendor.base_in(target)) if target else None


def _short(folder: Path) -> str:
    """A folder's path with `~` for the home folder."""
    try:
        return f"~/{folder.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(folder)


def run(arguments: argparse.Namespace) -> int:
    """Open the explorer on embedded servers, or run one of these servers alone; return the exit code."""
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
        need_terminal()
    try:
        from te_tui.demo.server import serve
    except ImportError as error:
        raise WrongUsage(
            f"The demo needs {error.name}: install te-tui with its extra, 'te-tui[demo]'."
        ) from None
    try:
        if options.serves:
            return serve(options.demo, options.port)
        with ExitStack() as running:
            demos = Demos(options, running)
            demos.start(demos.current)
            places = Places.of(os.environ)
            return open_explorer(
                options.explorer,
                demos.open,
                _named(options.explorer.target, demos.vendor),
                accounts=demos,
                trusts_clock=options.demo.now is not None,
                places=places.of_demo,
                note=f"files in {_short(places.demo)}",
            )
    except OSError as error:
        raise WrongUsage(f"The demo cannot start: {error.strerror} (--port or --log).") from error
