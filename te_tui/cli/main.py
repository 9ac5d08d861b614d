"""The entry point: runs one command, returns its exit code, and prints each failure as one plain line."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from te_tui.cli.accessible import ACCESSIBLE, is_accessible
from te_tui.cli.account.hardening import harden
from te_tui.cli.exits import WrongUsage, exit_code
from te_tui.cli.parser import load_command, parse_arguments
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
    """Run `te-tui` and return its exit code.

    `frame` is the explorer's first screen if `te_tui.cli.start` has drawn it, else None.
    """
    _let_names_through()
    harden(os.environ)
    try:
        arguments = parse_arguments(sys.argv[1:] if argv is None else argv)
    except SystemExit as end:
        raise SystemExit(_when_written(int(end.code or 0))) from None
    arguments.frame = frame
    _speak_plainly(asked=arguments.accessible)
    if not arguments.debug:
        sys.excepthook = _one_line
    try:
        return _when_written(load_command(arguments.command).run(arguments))
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
        return _without_room(error)


def _when_written(code: int) -> int:
    """Flush stdout and return `code`, even if nobody reads the pipe; return 1 if the disk is full."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _forget(sys.stdout)
    except OSError as error:
        return _without_room(error)
    return code


def _without_room(error: OSError) -> int:
    """Report that the disk behind stdout is full, and return exit code 1; raise any other `error` again."""
    if error.errno not in _NO_ROOM:
        raise error
    _forget(sys.stdout)
    print(f"te-tui: Could not write to standard output: {error.strerror}. Make room.", file=sys.stderr)
    return 1


def _let_names_through() -> None:
    """Replace characters that stdout and stderr cannot encode, instead of failing."""
    if isinstance(sys.stderr, io.TextIOWrapper) and sys.stderr.errors == "strict":
        sys.stderr.reconfigure(errors="backslashreplace")
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")


def _speak_plainly(*, asked: bool) -> None:
    """With --accessible (`asked`) or TE_TUI_ACCESSIBLE=1, write only ASCII to stderr."""
    if asked:
        os.environ[ACCESSIBLE] = "1"
    if is_accessible() and isinstance(sys.stderr, io.TextIOWrapper):
        codecs.register_error("te_tui.plain", _in_ascii)
        sys.stderr.reconfigure(encoding="ascii", errors="te_tui.plain")


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    """An error handler for encoding, which replaces te-tui's glyphs by their ASCII forms."""
    from te_tui.render.text.glyphs import to_ascii

    if not isinstance(error, UnicodeEncodeError):
        raise error
    return to_ascii(error.object[error.start : error.end]), error.end


def _forget(stream: TextIO) -> None:
    """Redirect a stream to /dev/null, so that Python reports no error for its unwritten output at exit."""
    elsewhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(elsewhere, stream.fileno())
    os.close(elsewhere)


def _one_line(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:  # noqa: ARG001
    """The exception hook without --debug: prints a crash as one line; Python then ends with exit code 1."""
    said = printable(f"{kind.__name__}: {error}")
    print(f"te-tui: unexpected failure: {said}. Run it again with --debug.", file=sys.stderr)
