"""`te-tui` and `te-tui demo`: the explorer, on the live API or on the embedded one."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from te_tui.cli.account.accounts import Accounts
from te_tui.cli.account.hardening import take_token
from te_tui.cli.account.opening import source_at
from te_tui.cli.account.target import archive_of, snapshot_id_of
from te_tui.cli.arguments import demo_options
from te_tui.cli.collecting import collect_in_small_steps
from te_tui.cli.usage import WrongUsage
from te_tui.credentials.secret import Secret
from te_tui.demo import TOKEN
from te_tui.files.places import Places
from te_tui.sources.base import SnapshotSource
from te_tui.sources.http.origin import Origin
from te_tui.terminal.characters import only_ascii

if TYPE_CHECKING:
    from te_tui.app import TeTui
    from te_tui.archive.source import ArchiveSource
    from te_tui.terminal.first_frame import FirstFrame

_TURN = 0.0005  # seconds, after which the threads that read keys and write to the terminal have theirs


def explore(arguments: argparse.Namespace, frame: FirstFrame | None) -> int:
    """Open the explorer on the live API; it takes over from what the frame shows."""
    _need_terminal()
    path = archive_of(arguments.target) if arguments.target else None
    if path is None:
        accounts = Accounts(arguments.settings, arguments.access, read_only=arguments.read_only)
        return _run(arguments, accounts.open, frame, accounts=accounts)
    from te_tui.archive.source import ArchiveSource

    archive = ArchiveSource.at(path)
    return _run(arguments, lambda _app: archive, frame, archive=archive)


def explore_demo(arguments: argparse.Namespace, frame: FirstFrame | None) -> int:
    """Open the explorer on the embedded ThousandEyes, or serve that alone."""
    take_token(os.environ)  # of no use here, and what is started from here need not have it
    if not arguments.serve:
        _need_terminal()
    try:
        from te_tui.demo.server import DemoServer, serve
    except ImportError as error:
        raise WrongUsage(
            f"The demo needs {error.name}: install te-tui with its extra, 'te-tui[demo]'."
        ) from None
    options = demo_options(arguments)
    try:
        if arguments.serve:
            return serve(options, arguments.port)
        server = DemoServer(options, arguments.port)
    except OSError as error:
        raise WrongUsage(f"The demo cannot start: {error.strerror} (--port or --log).") from error
    with server:
        origin = Origin.parse(server.url)

        def open_(app: TeTui) -> SnapshotSource:
            return source_at(origin, Secret(TOKEN), app, "demo", read_only=arguments.read_only)

        return _run(arguments, open_, frame, trusts_clock=options.now is not None)


def _run(
    arguments: argparse.Namespace,
    open_: Callable[[TeTui], SnapshotSource],
    frame: FirstFrame | None,
    *,
    accounts: Accounts | None = None,
    archive: ArchiveSource | None = None,
    trusts_clock: bool = False,
) -> int:
    if arguments.no_color or arguments.plain:
        os.environ["NO_COLOR"] = "1"
    from te_tui.app import TeTui
    from te_tui.terminal.driver import SparingDriver

    if archive is not None:
        snapshot_id: str | None = archive.snapshot_id
    else:
        snapshot_id = snapshot_id_of(arguments.target) if arguments.target else None
    places = Places.of(os.environ)
    app = TeTui(
        open_,
        aid=arguments.aid,
        snapshot_id=snapshot_id,
        trusts_clock=trusts_clock,
        archives=places.archives,
        journals=places.journals,
        archived=archive.archived if archive else None,
        incomplete=bool(archive and archive.gaps),
        driver_class=SparingDriver,
        ascii_only=arguments.plain or only_ascii(os.environ, _encoding()),
        frame=frame,
        profiles=accounts,
    )
    if archive is None:
        from te_tui.sources.http.connection import prepare

        prepare()
    collect_in_small_steps()
    sys.setswitchinterval(_TURN)
    app.run()
    return app.return_code or 0


def _encoding() -> str:
    """Of what Textual writes."""
    return sys.__stderr__.encoding if sys.__stderr__ is not None else "ascii"


def _need_terminal() -> None:
    """The explorer draws on a terminal and reads keys from it; without one it would spin or hang."""
    pointer = "Use te-tui groups, ls, show or data instead."
    # Textual draws on stderr. What Python calls so may be something else during the start.
    if not all(map(os.isatty, range(3))):
        raise WrongUsage(f"The explorer needs a terminal for its input and output. {pointer}")
    terminal = os.environ.get("TERM", "")
    if terminal in {"", "dumb"}:
        raise WrongUsage(f"The explorer needs more than a dumb terminal (TERM={terminal}). {pointer}")
