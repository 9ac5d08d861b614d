"""The entry point: one command, one exit code, and for every failure one line that a person understands."""

from __future__ import annotations

import argparse
import asyncio
import errno
import io
import os
import sys
import traceback
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from te_tui.cli.account.hardening import harden
from te_tui.cli.arguments import parse_arguments
from te_tui.cli.commands.changing_arguments import CHANGING
from te_tui.cli.exits import exit_code
from te_tui.cli.usage import WrongUsage
from te_tui.credentials.token import NoToken
from te_tui.files.private import FileTrouble
from te_tui.filters import FilterError
from te_tui.models.clean import printable
from te_tui.sources.errors import SourceError

if TYPE_CHECKING:
    from te_tui.terminal.first_frame import FirstFrame

_INTERRUPTED = 130
# Files of our own tell this as FileTrouble: what is left is standard output.
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def main(argv: list[str] | None = None, frame: FirstFrame | None = None) -> int:
    """Run `te-tui` and return its exit code; the explorer takes over from what the frame shows."""
    if isinstance(sys.stderr, io.TextIOWrapper) and sys.stderr.errors == "strict":
        sys.stderr.reconfigure(errors="backslashreplace")
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        # Names come in every script, and a terminal without Unicode is no reason to fail.
        sys.stdout.reconfigure(errors="replace")
    harden(os.environ)
    arguments = parse_arguments(sys.argv[1:] if argv is None else argv)
    if not arguments.debug:
        sys.excepthook = _one_line
    try:
        code = _run(arguments, frame)
        sys.stdout.flush()
    except (SourceError, NoToken, WrongUsage, FilterError, FileTrouble) as error:
        print(f"te-tui: {printable(str(error))}", file=sys.stderr)
        if arguments.debug:
            traceback.print_exception(error)
        return exit_code(error)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough.
        _forget(sys.stdout)
        return 0
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _forget(sys.stdout)
        print(f"te-tui: Could not write to standard output: {error.strerror}. Make room.", file=sys.stderr)
        return 1
    return code


def _run(arguments: argparse.Namespace, frame: FirstFrame | None) -> int:
    # Each command is imported when it is used: a start should not pay for the others.
    if arguments.command in {"login", "logout", "profiles", "status", "verify"}:
        return _run_without_access(arguments)
    if arguments.command != "demo":
        from te_tui.cli.account.access import fill_in

        fill_in(arguments)
    if arguments.command in {"groups", "ls"}:
        from te_tui.cli.commands.ls import list_groups, list_snapshots

        return asyncio.run((list_groups if arguments.command == "groups" else list_snapshots)(arguments))
    if arguments.command in {"show", "data"}:
        from te_tui.cli.commands.show import show_data, show_snapshot

        return asyncio.run((show_snapshot if arguments.command == "show" else show_data)(arguments))
    if arguments.command in {"create", "create-test-snapshot"}:
        from te_tui.cli.commands.create import create, create_test_snapshot

        return asyncio.run((create if arguments.command == "create" else create_test_snapshot)(arguments))
    if arguments.command in CHANGING:
        from te_tui.cli.commands.change import change

        return change(arguments)
    if arguments.command in {"expiring", "timeline", "compare", "trend"}:
        return asyncio.run(_answering(arguments.command)(arguments))
    if arguments.command == "archive":
        from te_tui.cli.commands.archive import archive_snapshots

        return asyncio.run(archive_snapshots(arguments))
    from te_tui.cli.commands.explore import explore, explore_demo

    return (explore_demo if arguments.command == "demo" else explore)(arguments, frame)


def _answering(command: str) -> Callable[[argparse.Namespace], Coroutine[Any, Any, int]]:
    match command:
        case "expiring":
            from te_tui.cli.commands.expiring import list_expiring as run
        case "timeline":
            from te_tui.cli.commands.timeline import print_timelines as run
        case "compare":
            from te_tui.cli.commands.compare import print_comparison as run
        case _:
            from te_tui.cli.commands.trend import print_trends as run
    return run


def _run_without_access(arguments: argparse.Namespace) -> int:
    """Run what sends no request with a token that was found: it makes one known, or needs none."""
    match arguments.command:
        case "login":
            from te_tui.cli.commands.login import login as command
        case "logout":
            from te_tui.cli.commands.logout import logout as command
        case "status":
            from te_tui.cli.commands.status import status as command
        case "verify":
            from te_tui.cli.commands.verify import verify_archives as command
        case _:
            from te_tui.cli.commands.profiles import list_profiles as command
    return command(arguments)


def _forget(stream: TextIO) -> None:
    """Send elsewhere what is still to be written, or Python would complain while it closes the stream."""
    elsewhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(elsewhere, stream.fileno())
    os.close(elsewhere)


def _one_line(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:  # noqa: ARG001
    """What remains of a traceback without --debug; Python ends with exit code 1 by itself."""
    said = printable(f"{kind.__name__}: {error}")
    print(f"te-tui: unexpected failure: {said}. Run it again with --debug.", file=sys.stderr)
