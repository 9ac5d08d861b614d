"""`te-tui`: open the explorer on the live API or on an archive."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from te_tui.cli.accessible import is_accessible
from te_tui.cli.account.access import Access, AccountOptions, check_reads
from te_tui.cli.account.accounts import Accounts
from te_tui.cli.account.linked import linked_account
from te_tui.cli.account.target import archive_of, snapshot_id_of
from te_tui.cli.exits import WrongUsage
from te_tui.cli.parser import TARGET_HELP, Parser, add_plain
from te_tui.cli.preferences import Preferences, keep_theme, preferences_here
from te_tui.files.places import Places
from te_tui.files.private import FileTrouble
from te_tui.sources.base import SnapshotSource
from te_tui.terminal.characters import only_ascii

if TYPE_CHECKING:
    from te_tui.app import Profiles, TeTui
    from te_tui.archive.source import ArchiveSource
    from te_tui.screens.sessions import OtherProfiles
    from te_tui.terminal.first_frame import FirstFrame

    class AllAccounts(Profiles, OtherProfiles, Protocol):
        """Protocol: the profiles, of which the explorer shows one at a time or lists all of them together."""


_TURN: Final = 0.0005
"""Seconds until another thread has its turn: the event loop, or those that read keys and write the screen."""

_YOUNG: Final = 5_000
"""New objects that are looked through at a time, which takes some milliseconds."""

_STEPS: Final = 100
"""Such steps until what they left is looked through again: that takes a hundred times as long."""


class ExplorerOptions(NamedTuple):
    """The explorer's options as typed; `frame` is its first screen, or None if none was drawn yet."""

    aid: str | None
    target: str | None
    no_color: bool
    plain: bool
    frame: FirstFrame | None


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    add_explorer_options(parser)


def add_explorer_options(parser: Parser) -> None:
    """Add the options that `te-tui explore` and `te-tui demo` have in common to a command's parser."""
    parser.add_argument("target", nargs="?", metavar="TARGET", help=TARGET_HELP)
    add_plain(parser)


def run(arguments: argparse.Namespace) -> int:
    """Open the explorer on the snapshot or archive that was typed, else on the profile's list of snapshots.

    Return the exit code.
    """
    account = AccountOptions.of(arguments, everywhere=bool(arguments.target))
    account = linked_account(account, arguments.target)
    options = ExplorerOptions(
        account.aid, arguments.target, arguments.no_color, arguments.plain, arguments.frame
    )
    need_terminal()
    path = archive_of(options.target) if options.target else None
    if path is None:
        if options.target is not None:
            check_reads(account.access, account.settings)
        accounts = Accounts(account.settings, account.access, read_only=account.read_only)
        return open_explorer(
            options, accounts.open, _named(options.target, account.access), accounts=accounts
        )
    from te_tui.archive.source import ArchiveSource

    archive = ArchiveSource.at(path)
    return open_explorer(options, lambda _app: archive, archive.snapshot_id, archive=archive)


def _named(target: str | None, access: Access) -> str | None:
    return snapshot_id_of(target, access.vendor, access.origin.url) if target else None


def open_explorer(
    options: ExplorerOptions,
    open_source: Callable[[TeTui], SnapshotSource],
    snapshot_id: str | None,
    *,
    accounts: AllAccounts | None = None,
    archive: ArchiveSource | None = None,
    trusts_clock: bool = False,
    places: Places | None = None,
    note: str = "",
) -> int:
    """Run the explorer until the person leaves it; return the exit code.

    Args:
        options: the explorer's options.
        open_source: returns the source of the snapshots: a client of the service's API, or an archive.
        snapshot_id: the snapshot to open first; None for the list of snapshots.
        accounts: the profiles to switch between; None for an archive.
        archive: the archive that is explored, if it is one.
        trusts_clock: whether the service's clock is believed even if it differs from this machine's.
        places: where `te-tui demo` keeps its files; None for the usual folders.
        note: words for the first line of the screen, such as where the files are.
    """
    if options.no_color or options.plain:
        os.environ["NO_COLOR"] = "1"
    from te_tui.app import TeTui
    from te_tui.terminal.driver import SparingDriver

    any_port = places is not None
    places, preferences = places or Places.of(os.environ), preferences_here()
    app = TeTui(
        open_source,
        aid=options.aid,
        snapshot_id=snapshot_id,
        trusts_clock=trusts_clock,
        archives=places.archives,
        journals=places.journals,
        evidence=places.evidence,
        note=note,
        any_port=any_port,
        driver_class=SparingDriver,
        ascii_only=options.plain or only_ascii(os.environ, _encoding()),
        frame=options.frame,
        own_keys=preferences.keys,
        keep_theme=partial(keep_theme, preferences.path),
        profiles=accounts,
        others=accounts,
    )
    app.typed_before = options.frame.typed() if options.frame else ""
    app.theme = _theme(preferences, app)
    if archive is None:
        from te_tui.sources.http.connection import prepare

        prepare()
    keep_stalls_short()
    app.run()
    return app.return_code or 0


def _theme(preferences: Preferences, app: TeTui) -> str:
    """The name of the theme: as in the settings, else light or dark by the terminal's background.

    Raises:
        FileTrouble: the settings name a theme that does not exist.
    """
    if preferences.theme is None:
        from te_tui.terminal.background import is_light
        from te_tui.widgets.themes import ON_DARK, ON_LIGHT

        return ON_LIGHT if is_light(app.typed_before) else ON_DARK
    if preferences.theme not in app.available_themes:
        why = f"there is no such theme; there are {', '.join(sorted(app.available_themes))}"
        raise FileTrouble("read", preferences.path, why)
    return preferences.theme


def keep_stalls_short() -> None:
    """Keep the explorer's pauses short: collect garbage in small steps, and switch often between threads."""
    gc.freeze()
    gc.set_threshold(_YOUNG, _STEPS, _STEPS)
    gc.enable()
    sys.setswitchinterval(_TURN)


def _encoding() -> str:
    """The encoding of the stream that Textual writes the screen to: the stderr that Python started with."""
    return sys.__stderr__.encoding if sys.__stderr__ is not None else "ascii"


def need_terminal() -> None:
    """Check that the explorer has a terminal to draw on and to read keys from.

    Raises:
        WrongUsage: there is no terminal, it can only print lines (TERM=dumb), or --accessible is on.
    """
    pointer = "Use te-tui groups, ls, show or data instead."
    if is_accessible():
        raise WrongUsage(
            "The explorer draws on the whole screen. "
            "Use te-tui ls --accessible for the list, and te-tui show ID --accessible for a snapshot."
        )
    # Textual draws on stderr. What Python calls so may be something else during the start.
    if not all(map(os.isatty, range(3))):
        raise WrongUsage(f"The explorer needs a terminal for its input and output. {pointer}")
    terminal = os.environ.get("TERM", "")
    if terminal in {"", "dumb"}:
        raise WrongUsage(f"The explorer needs more than a dumb terminal (TERM={terminal}). {pointer}")
